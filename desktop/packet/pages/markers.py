"""Biomarkers as printed, one a line of a specimen: marker, result, method and laboratory, date."""

from __future__ import annotations

import re
from dataclasses import dataclass

from desktop.packet.pages.words import filled_lines
from desktop.records.pathology import Pathology

_DAY = re.compile(r"\d{4}(?:-\d{2}){0,2}")


@dataclass(frozen=True, slots=True)
class Marker:
    """One line; what it does not name is empty."""

    name: str
    result: str
    method: str
    day: str


def marker_of(line: str) -> Marker:
    """Split "KRAS: G12D; NGS panel, Meridian; 2026-04-22"; a line of another form stands whole as the result."""
    first, *rest = [part.strip() for part in line.split(";")]
    name, colon, result = first.partition(":")
    if not colon:
        name, _, result = first.partition(" ")
    days = [part for part in rest if _DAY.fullmatch(part)]
    method = "; ".join(part for part in rest if part and part not in days)
    return Marker(name.strip(), result.strip(), method, days[-1] if days else "")


def markers_of(one: Pathology) -> list[Marker]:
    """Return the molecular tests of a specimen, then its receptors and stains."""
    return [marker_of(line) for line in (*filled_lines(one.molecular), *filled_lines(one.receptors))]
