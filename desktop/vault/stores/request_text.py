"""A packet request as JSON text; a draft of an older version lacks fields and takes their defaults."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any

from desktop.records.dates import PartialDate
from desktop.records.packet import Case, CoveredPage, PacketPart, PacketRequest, PacketShape, SensitiveChoice, Want
from desktop.records.provenance import Box
from desktop.records.sensitive import SensitiveTag
from desktop.records.topic_answer import TopicAnswer


def _date(text: str | None) -> PartialDate | None:
    return None if text is None else PartialDate.parse(text)


def _pages(raw: list[tuple[str, list[int]]]) -> tuple[tuple[str, tuple[int, ...]], ...]:
    return tuple((document_id, tuple(pages)) for document_id, pages in raw)


def _covered(raw: list[tuple[str, int, list[list[float]]]]) -> tuple[CoveredPage, ...]:
    return tuple(
        CoveredPage(document_id, page, tuple(Box(*sides) for sides in boxes)) for document_id, page, boxes in raw
    )


def _sensitive(raw: list[tuple[str, str]]) -> tuple[tuple[SensitiveTag, SensitiveChoice], ...]:
    return tuple((SensitiveTag(tag), SensitiveChoice(choice)) for tag, choice in raw)


def _topics(raw: list[tuple[str, list[str], list[str]]]) -> tuple[TopicAnswer, ...]:
    return tuple(TopicAnswer(SensitiveTag(tag), frozenset(seen), frozenset(out)) for tag, seen, out in raw)


_READ: Mapping[str, Callable[[Any], Any]] = {
    "appointment": _date,
    "answer_by": _date,
    "shape": PacketShape,
    "case": Case,
    "wants": lambda raw: tuple(Want(each) for each in raw),
    "send_opinion_to": tuple,
    "parts": lambda raw: frozenset(PacketPart(each) for each in raw),
    "excluded": frozenset,
    "put_back": frozenset,
    "left_off_summary": frozenset,
    "left_off_timeline": frozenset,
    "excluded_pages": _pages,
    "covered": _covered,
    "allowed": frozenset,
    "withheld_fields": frozenset,
    "sensitive": _sensitive,
    "topics": _topics,
}
"""How the fields that are no plain text or yes-no are read."""


_NEW_PARTS = (
    *(PacketPart.PATHOLOGY, PacketPart.IMAGING, PacketPart.CONSULTS, PacketPart.SURGERY, PacketPart.TREATMENT),
    *(PacketPart.RADIATION, PacketPart.ALLERGIES, PacketPart.FAMILY),
)


def _write(value: object) -> object:
    if isinstance(value, PartialDate):
        return value.iso_time
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, tuple):
        return [_write(each) for each in value]
    if isinstance(value, CoveredPage):
        boxes = [[box.left, box.top, box.right, box.bottom] for box in value.boxes]
        return [value.document_id, value.page, boxes]
    if isinstance(value, TopicAnswer):
        return [value.tag, sorted(value.seen), sorted(value.out)]
    return value


def request_to_text(request: PacketRequest) -> str:
    """Return a request as JSON."""
    return json.dumps({each.name: _write(getattr(request, each.name)) for each in fields(request)}, ensure_ascii=False)


def request_from_text(text: str) -> PacketRequest:
    """Read a request back; raises ValueError for a value that no version wrote."""
    raw = json.loads(text)
    if "language" not in raw and "parts" in raw:  # a draft from before these parts were told apart
        raw["parts"] = [*raw["parts"], *(part.value for part in _NEW_PARTS)]
    if "hide_numbers" not in raw:  # one tick spoke of address and numbers together
        raw["hide_numbers"] = bool(raw.get("hide_address"))
    known = (each.name for each in fields(PacketRequest) if each.name in raw)
    return PacketRequest(**{name: _READ[name](raw[name]) if name in _READ else raw[name] for name in known})
