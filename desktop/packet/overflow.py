"""What does not fit on a part that must be one page, as the typesetter measured it."""

from __future__ import annotations

from desktop.packet.front_values import Overflow, OverflowRow
from desktop.records.packet import PacketPart
from desktop.typeset.drawable import JSON


def overflows_of(notes: tuple[JSON, ...]) -> tuple[Overflow, ...]:
    """Return the overflows among the notes that the template left."""
    return tuple(_overflow(note) for note in notes if isinstance(note, dict) and note["note"] == "overflow")


def _overflow(note: dict[str, JSON]) -> Overflow:
    raw = note["rows"]
    rows = [_row(one) for one in raw if isinstance(one, dict)] if isinstance(raw, list) else []
    return Overflow(
        part=PacketPart(str(note["part"])),
        by=round(_number(note["by"]), 1),
        rows=tuple(sorted(rows, key=lambda one: -one.height)),
        dropped=int(_number(note["dropped"])),
    )


def _row(raw: dict[str, JSON]) -> OverflowRow:
    height = round(_number(raw["height"]), 1)
    return OverflowRow(label=str(raw["label"]), text=str(raw["text"]), height=height, id=str(raw["id"]))


def _number(value: JSON) -> float:
    return float(value) if isinstance(value, int | float) else 0.0
