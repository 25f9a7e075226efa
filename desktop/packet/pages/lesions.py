"""Sizes of lesions over the studies, each number copied from the report named under it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import starmap

from desktop.packet.language import say
from desktop.packet.pages.origin import origin_of
from desktop.packet.pages.setting import Setting
from desktop.packet.pages.words import filled_lines, iso, labelled
from desktop.records.imaging import Imaging
from desktop.typeset.drawable import JSON

COLUMNS = 5
"""Studies beside each other; the newest are shown."""


def lesion_table(setting: Setting, studies: Sequence[Imaging]) -> JSON:
    """Return the table of the newest studies that name sizes, oldest left; None without any."""
    measured = sorted((one for one in studies if one.lesions.strip()), key=lambda one: iso(one.date))[-COLUMNS:]
    if not measured:
        return None
    sizes = [dict(map(_named, filled_lines(one.lesions))) for one in measured]
    names = list(dict.fromkeys(name for found in sizes for name in found))
    last = len(measured) - 1
    rows: list[JSON] = [
        [name, *starmap(_cell, ((found.get(name, ""), at == last) for at, found in enumerate(sizes)))] for name in names
    ]
    return {
        "heads": [[one.modality, iso(one.date)] for one in measured],
        "rows": rows,
        "sources": [[origin_of(one, setting.layout)] for one in measured],
    }


def _named(line: str) -> tuple[str, str]:
    name, size = labelled(line)
    return (name, size) if name else (line, say("imaging.named"))


def _cell(size: str, newest: bool) -> JSON:  # noqa: FBT001 - the last column is bold
    if not size:
        return say("unknown.not-stated")
    return [{"bold": size}] if newest else size
