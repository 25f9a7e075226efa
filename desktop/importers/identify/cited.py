"""What a report speaks of and does not hold itself: an addendum, a prior study, images."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from desktop.importers.identify.dates import PrintedDate, find_dates
from desktop.importers.identify.folded import holds_phrase, plain_words
from desktop.importers.identify.mentions import DayOrder
from desktop.importers.identify.reading import Reading
from desktop.importers.identify.rows import Row
from desktop.importers.identify.terms import read_terms
from desktop.records.cited import Cited, date_reason
from desktop.records.document import DocumentKind
from desktop.records.provenance import Evidence

_LONGEST = 160
_WITH_IMAGES = frozenset({DocumentKind.IMAGING})
_CITING = _WITH_IMAGES | {
    DocumentKind.PATHOLOGY,
    DocumentKind.GENOMIC_REPORT,
    DocumentKind.OPERATIVE_NOTE,
    DocumentKind.LAB_REPORT,
    DocumentKind.DISCHARGE_SUMMARY,
    DocumentKind.CONSULT_NOTE,
    DocumentKind.TUMOR_BOARD,
}


@cache
def _words(name: str) -> tuple[str, ...]:
    return tuple(plain_words(word) for word in read_terms("cited.json")[name])


def _holds(words: str, name: str) -> bool:
    return any(holds_phrase(words, phrase) for phrase in _words(name))


def _begins(words: str, name: str) -> bool:
    return any(words == phrase or words.startswith(f"{phrase} ") for phrase in _words(name))


def _evidence(what: Cited, row: Row, found: PrintedDate | None, order: DayOrder) -> Evidence:
    day = order.day_of(found) if found else None
    return Evidence(
        field=what.value,
        page=row.page,
        box=row.box([piece for cell in row.cells for piece in cell.pieces]),
        snippet=row.text[:_LONGEST],
        certain=False,
        reason=date_reason(day, found.printed if found else ""),
    )


def _addendum_is_here(rows: Sequence[Row]) -> bool:
    """Whether an addendum's own text stands in the document: its heading alone, or with a date, above more text."""
    return any(
        _begins(plain_words(row.text), "addendum_headings") and not _holds(plain_words(row.text), "elsewhere")
        for row in rows
    )


def _addenda(reading: Reading) -> Iterator[Evidence]:
    if _addendum_is_here(reading.rows):
        return
    for row in reading.rows:
        words = plain_words(row.text)
        if _holds(words, "addendum") and not _holds(words, "none"):
            dates = find_dates(row.text, reading.today)
            yield _evidence(Cited.ADDENDUM, row, dates[0] if dates else None, reading.order)


def _joined(rows: Sequence[Row], place: int) -> Iterator[Row]:
    """Yield a row that begins a comparison, and the row below when the words go on there."""
    yield rows[place]
    if place + 1 < len(rows) and plain_words(rows[place].text) in _words("comparison_headings"):
        yield rows[place + 1]


def _prior_studies(reading: Reading) -> Iterator[Evidence]:
    seen: set[str] = set()
    for place, start in enumerate(reading.rows):
        words = plain_words(start.text)
        headed = _begins(words, "comparison_headings")
        if not headed and not _holds(words, "compared"):
            continue
        for row in _joined(reading.rows, place):
            if _holds(plain_words(row.text), "none"):
                break
            for found in find_dates(row.text, reading.today):
                if found.printed not in seen:
                    seen.add(found.printed)
                    yield _evidence(Cited.PRIOR_STUDY, row, found, reading.order)


def _images(reading: Reading) -> Iterator[Evidence]:
    for row in reading.rows:
        words = plain_words(row.text)
        if _holds(words, "images") and not _holds(words, "none"):
            yield _evidence(Cited.IMAGES, row, None, reading.order)
            return


def cited_in(reading: Reading) -> tuple[Evidence, ...]:
    """Return what a report cites, quoted, with the cited day at the head of `reason` (see `records.cited`).

    Only kinds that cite (reports and notes of doctors) are looked at; a comparison counts when it prints a date.
    """
    if reading.known is None or reading.known.terms.kind not in _CITING:
        return ()
    found = [*list(_addenda(reading))[:1], *_prior_studies(reading)]
    return (*found, *_images(reading)) if reading.known.terms.kind in _WITH_IMAGES else tuple(found)
