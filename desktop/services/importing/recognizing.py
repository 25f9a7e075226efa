"""Recognize the words of picture pages: pixels from the sandbox, words from the box of text recognition."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from desktop.foundation.progress import CancelToken
from desktop.importers import limits
from desktop.importers.base import ImportResult, ProposedFact, RecognizedPage
from desktop.importers.ocr import tsv
from desktop.importers.ocr.pixels import QUARTERS, Pixels, lines_back, skewed_back
from desktop.importers.words import Line
from desktop.records.document import ImportIssue
from desktop.records.provenance import Box
from desktop.sandbox.ocr.engines import Engine, find_engine
from desktop.sandbox.ocr.run import find_orientation, recognize
from desktop.sandbox.run import Limits, SandboxFailure, run
from desktop.sandbox.values import MIB, JSONValue

_PIXELS = Limits(cpu_seconds=60, wall_seconds=120, memory_bytes=2048 * MIB)
LAYER = Limits(cpu_seconds=120, wall_seconds=240, memory_bytes=2048 * MIB, output_bytes=1024 * MIB)
MOST_PAGES = 300
"""Of one file; a page takes seconds."""
_WELL_READ = 70.0
"""A page whose words are read with less confidence on average is tried the other ways round too."""
_FEW_WORDS = 5
READ_IN_PICTURE = "Read from a picture. Compare it with the page."
Tell = Callable[[int, int], object]
"""Is told which of how many pages is being recognized."""


def _pixels(pdf: bytes, page: int, password: str | None, cancel: CancelToken | None) -> tuple[Pixels, float]:
    """Return a page's pixels and by how many degrees they were straightened; raises SandboxFailure or ValueError."""
    answer = run("ocr.raster", [pdf], {"page": page, "password": password}, limits=_PIXELS, cancel=cancel)
    width, height, angle = [*answer.value] if isinstance(answer.value, list) else [0, 0, 0]
    return Pixels(int(str(width)), int(str(height)), answer.blobs[0]), float(str(angle))


def _look(engine: Engine, pixels: Pixels, turn: int, cancel: CancelToken | None) -> tuple[int, tsv.Recognized]:
    turned = pixels.turned(turn)
    table = recognize(engine, turned.pgm, cancel=cancel)
    return turn, tsv.parse(table, width=turned.width, height=turned.height)


def _likely_turn(engine: Engine, pixels: Pixels, cancel: CancelToken | None) -> int:
    if not engine.finds_orientation:
        return 0
    try:
        return tsv.orientation(find_orientation(engine, pixels.pgm, cancel=cancel)) or 0
    except SandboxFailure:  # too few characters on the page
        return 0


def _upright(engine: Engine, pixels: Pixels, cancel: CancelToken | None) -> tuple[int, tsv.Recognized]:
    """Return the turn that makes a page readable and its words; tries every way round when the first reads badly."""
    turn = _likely_turn(engine, pixels, cancel)
    best = _look(engine, pixels, turn, cancel)
    well = best[1].confidence >= _WELL_READ
    if well or sum(len(line.words) for line in best[1].lines) < _FEW_WORDS:
        return best
    others = (_look(engine, pixels, other, cancel) for other in QUARTERS if other != turn)
    return max((best, *others), key=lambda tried: tried[1].weight)


def _page(engine: Engine, pdf: bytes, page: int, password: str | None, cancel: CancelToken | None) -> RecognizedPage:
    pixels, angle = _pixels(pdf, page, password, cancel)
    turn, found = _upright(engine, pixels, cancel)
    sideways = turn % 180 != 0
    shape = (pixels.height, pixels.width) if sideways else (pixels.width, pixels.height)
    return RecognizedPage(page, turn, found.lines, angle, shape)


def recognized_pages(
    pdf: bytes,
    pages: Sequence[int],
    *,
    password: str | None,
    tell: Tell | None = None,
    cancel: CancelToken | None = None,
) -> tuple[RecognizedPage, ...]:
    """Return the words of pages (from 1) of a PDF that are pictures; none without an engine.

    A page that cannot be recognized is left out; a cancel raises CancelledError.
    """
    engine = find_engine()
    if engine is None:
        return ()
    found = []
    for number, page in enumerate(pages[:MOST_PAGES]):
        if cancel is not None:
            cancel.check()
        if tell is not None:
            tell(number + 1, len(pages))
        try:
            found.append(_page(engine, pdf, page, password, cancel))
        except (SandboxFailure, ValueError, TypeError, IndexError):
            continue
    return tuple(found)


def _told(pages: Sequence[RecognizedPage], *, straight: bool) -> list[JSONValue]:
    told: list[JSONValue] = []
    for one in pages:
        lines = one.lines if straight else lines_on_page(one)
        told.append(
            [
                one.page,
                one.turn,
                [
                    [[word.text, word.box.left, word.box.top, word.box.right, word.box.bottom] for word in line.words]
                    for line in lines
                ],
            ]
        )
    return told


def lines_on_page(page: RecognizedPage) -> tuple[Line, ...]:
    """Return the lines of a page as they stand on it, upright but not straightened."""
    return lines_back(page.lines, page.angle, width=page.shape[0], height=page.shape[1])


def layered(pdf: bytes, pages: Sequence[RecognizedPage], *, password: str | None, straight: bool = False) -> bytes:
    """Return the PDF with words laid unseen on its pages; with `straight`, in level lines, for reading.

    Raises SandboxFailure.
    """
    arguments: dict[str, JSONValue] = {"password": password, "pages": _told(pages, straight=straight)}
    return run("ocr.layer", [pdf], arguments, limits=LAYER).blobs[0]


def doubted(result: ImportResult, pages: Sequence[RecognizedPage]) -> ImportResult:
    """Return a result in which everything that was read on recognized pages is to be checked, at its true place."""
    by_page = {one.page: one for one in pages}

    def fact_of(fact: ProposedFact) -> ProposedFact:
        page = by_page.get(fact.provenance.page)
        if page is None:
            return fact
        box = fact.provenance.box
        placed = replace(fact.provenance, box=box and _back(box, page))
        issues = fact.issues if READ_IN_PICTURE in fact.issues else (*fact.issues, READ_IN_PICTURE)
        return replace(fact, provenance=placed, certain=False, issues=issues)

    evidence = tuple(
        replace(
            one,
            box=one.box and _back(one.box, by_page[one.page]),
            certain=False,
            reason=one.reason or READ_IN_PICTURE,
        )
        if one.page in by_page
        else one
        for one in result.proposal.evidence
    )
    read = frozenset(one.page for one in pages if one.lines)
    return replace(
        result,
        facts=tuple(fact_of(fact) for fact in result.facts),
        proposal=replace(result.proposal, evidence=evidence),
        issues=tuple(issue for issue in result.issues if not _settled(issue, read)),
        recognized=tuple(pages),
    )


def _settled(issue: ImportIssue, read: frozenset[int]) -> bool:
    """Whether a note says of a page that its words are not known, and they are now."""
    return issue.code == limits.picture_page(0).code and issue.page in read


def _back(box: Box, page: RecognizedPage) -> Box:
    return skewed_back(box, page.angle, width=page.shape[0], height=page.shape[1])
