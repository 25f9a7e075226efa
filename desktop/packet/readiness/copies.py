"""Rules for poor copies: pictures of a screen, and scans under 150 dpi (packet.md, Readiness: All)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache

from desktop.foundation.resources import resource
from desktop.packet.readiness.case_file import CaseFile
from desktop.packet.readiness.making import Rule, counted, lacking, warning
from desktop.records.document import Document, DocumentKind
from desktop.records.page_scan import PageScan
from desktop.records.readiness import Missing, ReadinessItem

LEAST_DPI = 150
_NO_RECORDS = frozenset({DocumentKind.IMAGES, DocumentKind.BILL, DocumentKind.INSURANCE, DocumentKind.ID})
"""Kinds that the second doctor does not read."""


@dataclass(frozen=True, slots=True)
class _Screens:
    sizes: frozenset[tuple[int, int]]
    longer_than: tuple[int, int]
    at_most: tuple[int, int]


@cache
def _screens() -> _Screens:
    raw = json.loads(resource("terminology", "screens.json").read_text("utf-8"))
    sizes = frozenset((short, long) for short, long in raw["sizes"])
    return _Screens(sizes, tuple(raw["longer_than"]), tuple(raw["at_most"]))


def is_screenshot(scan: PageScan) -> bool:
    """Whether a page is a picture of a screen by its size or shape; what a camera took is none."""
    short, long = sorted((scan.width, scan.height))
    if scan.camera or not short:
        return False
    known = _screens()
    (more_long, more_short), (most_long, most_short) = known.longer_than, known.at_most
    shaped = long * more_short >= short * more_long and long * most_short <= short * most_long
    return shaped or (short, long) in known.sizes


def _is_coarse(scan: PageScan) -> bool:
    return scan.dpi < LEAST_DPI and not is_screenshot(scan)


def _looked_at(case: CaseFile) -> tuple[Document, ...]:
    return tuple(one for one in case.documents if one.belongs and one.kind not in _NO_RECORDS)


def screenshots(case: CaseFile) -> ReadinessItem | None:
    """Documents that are pictures of a screen."""
    ids = [one.id for one in _looked_at(case) if any(map(is_screenshot, case.scans.get(one.id, ())))]
    if not ids:
        return None
    text = f"{counted(len(ids), 'document looks like a picture', 'documents look like pictures')} of a screen."
    absent = lacking(Missing.ORIGINAL_OF_SCREENSHOT, ids)
    return warning("screenshots", f"{text} Ask for the original.", action="documents", ids=ids, absent=absent)


def coarse(case: CaseFile) -> ReadinessItem | None:
    """Documents of which a page has less than 150 dots per inch."""
    ids = [one.id for one in _looked_at(case) if any(map(_is_coarse, case.scans.get(one.id, ())))]
    if not ids:
        return None
    text = f"{counted(len(ids), 'document is a coarse copy', 'documents are coarse copies')} (under 150 dots per inch)."
    absent = lacking(Missing.ORIGINAL_OF_COARSE_COPY, ids)
    return warning("coarse-copies", f"{text} Ask for the original.", action="documents", ids=ids, absent=absent)


RULES: tuple[Rule, ...] = (screenshots, coarse)
