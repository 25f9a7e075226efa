"""Every date of a document with what it stands for, and in which order its day and month are printed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from desktop.importers.identify.dates import Order, PrintedDate, find_dates
from desktop.importers.identify.fields import as_label
from desktop.importers.identify.folded import folded
from desktop.importers.identify.rows import Cell, Piece, Row
from desktop.importers.identify.terms import label_classes, longest_label, numbers_of
from desktop.records.dates import PartialDate

LETTER = "letter"
"""A date that stands alone in its row, as in the head of a letter."""
TEXT = "text"
"""A date somewhere in running text, without a label."""

_WEAK = frozenset(
    [
        "date",
        "fecha",
        "exam",
        "visit",
        "d",
        "t",
        "b.",
        "return",
        "due",
        "previous",
        "prior",
        "anterior",
        "previo",
        "alta",
        "ingreso",
        "sent",
        "fax",
        "visita",
        "cita",
        "comparison",
        "performed",
        "entered",
        "updated",
        "issued",
        "signed",
        "firma",
        "admission",
        "discharge",
        "muestra",
        "obtained",
    ]
)
"""Labels so short that they count only where a cell begins."""
_FILLERS = frozenset({"on", "at", "el", "of", "de", "the", "-", "is", "was", ":"})
_FAX = re.compile(r"\bfax\b.*\b(p|pg|page|pag)\b|\b(p|pg|page)[. ]*\d+\s*/\s*\d+|^\s*(from|to|de)\s*:.*\bfax\b")
_TIME = re.compile(r"\d{1,2}:\d{2}")
_TOP_EDGE = 0.055
_BOTTOM_EDGE = 0.925
_NEAR = 2.4


@dataclass(frozen=True)
class Mention:
    """One date on a page; `stands_for` is a class of labels.json, LETTER or TEXT; `weekday` is printed (0: Monday)."""

    printed: PrintedDate
    row: Row
    pieces: tuple[Piece, ...]
    stands_for: str
    snippet: str
    weekday: int | None = None

    @property
    def page(self) -> int:
        """Page number from 1."""
        return self.row.page


def _weekday_narrowed(found: PrintedDate, weekday: int | None) -> PrintedDate:
    if weekday is None or found.certain:
        return found
    fitting = tuple(
        (order, reading) for order, reading in found.readings if reading.day and reading.low.weekday() == weekday
    )
    return replace(found, readings=fitting) if len(fitting) == 1 else found


def _words_before(text: str) -> tuple[list[str], int | None]:
    """Return the words before a date without fillers and a weekday, and that weekday."""
    words = folded(text).split()
    weekday: int | None = None
    while words and (words[-1] in _FILLERS or words[-1].strip(",.") in numbers_of("weekdays")):
        named = numbers_of("weekdays").get(words.pop().strip(",."))
        weekday = named if named is not None else weekday
    return words, weekday


def _label_before(words: list[str]) -> str:
    """Return the class of the longest label that ends the words; short labels must begin the cell."""
    classes = label_classes("dates")
    for count in range(min(longest_label(), len(words)), 0, -1):
        label = as_label(" ".join(words[-count:]))
        if label in classes and (label not in _WEAK or count == len(words) or words[-count - 1].endswith((";", "|"))):
            return classes[label]
    return ""


def _led_by(words: list[str]) -> str:
    """Return "comparison" or "next" when the cell begins so; the words between do not matter."""
    classes = label_classes("dates")
    for count in range(min(longest_label(), len(words)), 0, -1):
        named = classes.get(as_label(" ".join(words[:count])), "")
        if named in {"comparison", "next", "birth", "printed"}:
            return named
    return ""


def _above(row: Row, cell: Cell, earlier: Sequence[Row]) -> str:
    classes = label_classes("dates")
    for other in reversed(earlier[-2:]):
        if other.page != row.page or row.top - other.bottom > _NEAR * row.size:
            return ""
        over = [head for head in other.cells if head.left < cell.right and head.right > cell.left]
        if len(over) == 1 and as_label(over[0].text) in classes:
            return classes[as_label(over[0].text)]
    return ""


def _at_edge(row: Row, text: str) -> bool:
    place = row.middle / row.height_pt
    low = folded(text)
    return bool(_FAX.search(low)) or (bool(_TIME.search(text)) and not _TOP_EDGE < place < _BOTTOM_EDGE)


def _alone(cell: Cell, found: PrintedDate) -> bool:
    rest = cell.text[: found.start] + cell.text[found.end :]
    words = [word.strip(",.") for word in folded(rest).split()]
    return all(word in numbers_of("weekdays") or word in _FILLERS or _TIME.fullmatch(word) for word in words if word)


def _stands_for(row: Row, place: int, found: PrintedDate, earlier: Sequence[Row]) -> str:
    cell = row.cells[place]
    words, _ = _words_before(cell.text[: found.start])
    label = _label_before(words)
    if not label and not words:
        left = " ".join(other.text for other in row.cells[max(0, place - 1) : place])
        label = _label_before(folded(left).split()) if as_label(left) in label_classes("dates") else ""
        label = label or _above(row, cell, earlier)
    if not label and words:
        label = _led_by(words)
    if label:
        return label
    if _at_edge(row, row.text):
        return "printed"
    if _signed_row(row):
        return "signed"
    return LETTER if _alone(cell, found) and len(row.cells) <= 2 else TEXT  # noqa: PLR2004 - a place may stand beside it


def _signed_row(row: Row) -> bool:
    classes = label_classes("dates")
    first = row.cells[0].pieces
    starts = (as_label(" ".join(piece.text for piece in first[:count])) for count in range(1, 4))
    return any(classes.get(start) == "signed" for start in starts)


def _pieces_between(cell: Cell, start: int, end: int) -> tuple[Piece, ...]:
    chosen: list[Piece] = []
    at = 0
    for piece in cell.pieces:
        if at < end and at + len(piece.text) > start:
            chosen.append(piece)
        at += len(piece.text) + 1
    return tuple(chosen)


def mentions_of(rows: Sequence[Row], today: date) -> Iterator[Mention]:
    """Yield every date of the rows in the order of the pages."""
    for number, row in enumerate(rows):
        for place, cell in enumerate(row.cells):
            for found in find_dates(cell.text, today):
                _, weekday = _words_before(cell.text[: found.start])
                yield Mention(
                    _weekday_narrowed(found, weekday),
                    row,
                    _pieces_between(cell, found.start, found.end),
                    _stands_for(row, place, found, rows[:number]),
                    cell.text if len(cell.text) <= 90 else found.printed,  # noqa: PLR2004 - a quote, not a paragraph
                    weekday,
                )


@dataclass(frozen=True, slots=True)
class DayOrder:
    """The order of day and month in one document: None when nothing proves it, or when dates contradict each other."""

    order: Order | None
    contradicted: bool = False

    def day_of(self, found: PrintedDate) -> PartialDate | None:
        """Return the one day that `found` means here, or None."""
        return found.in_order(self.order)


def decide_order(mentions: Iterable[Mention]) -> DayOrder:
    """Let the dates that can be read one way only, or that name their weekday, decide for the others.

    A fax header comes from another machine, which may print dates otherwise: it has no vote.
    """
    votes = {mention.printed.order for mention in mentions if not _FAX.search(folded(mention.row.text))} - {None}
    if len(votes) == 1:
        return DayOrder(votes.pop())
    return DayOrder(None, contradicted=len(votes) > 1)
