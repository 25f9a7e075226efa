"""Rules for poor copies: pictures of a screen, and scans under 150 dpi (packet.md, Readiness: All)."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from desktop.foundation.resources import resource
from desktop.packet.readiness.case_file import CaseFile
from desktop.packet.readiness.making import Rule, counted, lacking, warning
from desktop.records.document import DocumentKind
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


def _poor_copies(
    case: CaseFile, rule: str, is_poor: Callable[[PageScan], bool], what: Missing, words: tuple[str, str]
) -> ReadinessItem | None:
    """Return the warning for documents with a poor page; `words` follow the number of one and of many."""
    read = (one for one in case.documents if one.belongs and one.kind not in _NO_RECORDS)
    ids = [one.id for one in read if any(map(is_poor, case.scans.get(one.id, ())))]
    if not ids:
        return None
    text = f"{counted(len(ids), *words)}. Ask for the original."
    return warning(rule, text, action="documents", ids=ids, absent=lacking(what, ids))


def screenshots(case: CaseFile) -> ReadinessItem | None:
    """Documents that are pictures of a screen."""
    words = "document looks like a picture of a screen", "documents look like pictures of a screen"
    return _poor_copies(case, "screenshots", is_screenshot, Missing.ORIGINAL_OF_SCREENSHOT, words)


def coarse(case: CaseFile) -> ReadinessItem | None:
    """Documents of which a page has less than 150 dots per inch."""
    fine = f"(under {LEAST_DPI} dots per inch)"
    words = f"document is a coarse copy {fine}", f"documents are coarse copies {fine}"
    return _poor_copies(case, "coarse-copies", _is_coarse, Missing.ORIGINAL_OF_COARSE_COPY, words)


RULES: tuple[Rule, ...] = (screenshots, coarse)
