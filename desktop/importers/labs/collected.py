"""The day on which the sample of a result was taken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from desktop.importers.identify.dates import PrintedDate, find_dates
from desktop.importers.identify.folded import folded
from desktop.importers.identify.mentions import LETTER, TEXT, DayOrder, Mention, decide_order
from desktop.importers.identify.reading import Reading
from desktop.importers.labs.heads import Head
from desktop.importers.labs.names import tells_of_earlier, tells_of_example
from desktop.importers.labs.rows_read import ReadResult
from desktop.importers.labs.tables import Entry, Table
from desktop.importers.labs.terms import Role
from desktop.records.dates import PartialDate
from desktop.records.document import DocumentKind

_ABOVE = 4
"""Lines above a head row that may say of which day its results are."""


@dataclass(frozen=True, slots=True)
class Collected:
    """The day, None when not known, and why it is doubted."""

    day: PartialDate | None
    doubt: str = ""


_PLAIN_DATE = frozenset({"date", "fecha"})
_NOT_SAID = "The page does not say when the sample was taken."
_SEVERAL = "The page names more than one day on which a sample was taken."
_NEAREST = "This report names several days. This one stands nearest above the values."
_ANOTHER = "The row names another day than the top of the report."


def order_of(reading: Reading) -> DayOrder:
    """Return the order of day and month of the laboratory; who printed the page may write days otherwise."""
    return decide_order(mention for mention in reading.mentions if mention.stands_for != "printed")


def _same_day(reading: Reading, mentions: Sequence[Mention]) -> Collected:
    days = {getattr(order_of(reading).day_of(one.printed), "iso", one.printed.printed): one for one in mentions}
    if not days:
        return Collected(None, _NOT_SAID)
    if len(days) > 1:
        return Collected(None, _SEVERAL)
    return _resolved(reading, next(iter(days.values())).printed)


def _resolved(reading: Reading, printed: PrintedDate) -> Collected:
    day = order_of(reading).day_of(printed)
    if day is None:
        return Collected(printed.common, f"Day and month of {printed.printed} can be read in two ways.")
    if day.low > reading.today:
        return Collected(day, "The day of collection is in the future.")
    return Collected(day, _against_others(reading, day, certain=printed.certain))


def _against_others(reading: Reading, day: PartialDate, *, certain: bool) -> str:
    """Return what in the report contradicts a day of collection: a birth after it, a result before it; else ""."""
    order = order_of(reading)
    named: dict[str, list[PartialDate]] = {}
    for mention in reading.mentions:
        other = order.day_of(mention.printed)
        if other is not None:
            named.setdefault(mention.stands_for, []).append(other)
    if any(day.high < born.low for born in named.get("birth", ())):
        return "The day of collection is before the birth date."
    done = [*named.get("reported", ()), *named.get("received", ())]
    if done and all(other.high < day.low for other in done):
        return "The report was made before this day." if certain else "Day and month may be the other way round."
    return ""


def of_document(reading: Reading) -> Collected:
    """Return the one day of collection that a document names; a laboratory report may call it "Date"."""
    collected = [mention for mention in reading.mentions if mention.stands_for == "collected"]
    if collected:
        return _same_day(reading, collected)
    lab = reading.known is not None and reading.known.terms.kind is DocumentKind.LAB_REPORT
    service = [mention for mention in reading.mentions if mention.stands_for in {"service", "exam"}]
    return _same_day(reading, service if lab else [])


def _near_head(reading: Reading, table: Table) -> list[Mention]:
    """Return dates without a label in the lines right above a table."""
    top = min((entry.row.top for entry in table.entries), default=0.0)
    rows = [row for row in reading.rows if row.page == table.page and row.top < top][-_ABOVE - 1 :]
    near = {id(row) for row in rows}
    return [one for one in reading.mentions if id(one.row) in near and one.stands_for in {LETTER, TEXT, "comparison"}]


def about_others(reading: Reading, table: Table) -> bool:
    """Return whether the lines above a table say that it repeats an earlier visit, or is an example."""
    tops = [row for row in reading.rows if row.page == table.page]
    head = _head_top(reading, table)
    above = [row for row in tops if row.bottom <= head]
    return any(tells_of_earlier(row.text) for row in above[-2:]) or any(tells_of_example(row.text) for row in above)


def _labelled_above(reading: Reading, table: Table) -> Collected | None:
    """Return the day of collection that stands nearest above a table of a report with several days, or None."""
    head = _head_top(reading, table)
    above = [
        one
        for one in reading.mentions
        if one.stands_for == "collected" and one.page == table.page and one.row.bottom <= head
    ]
    nearest = max((one.row.top for one in above), default=0.0)
    found = _same_day(reading, [one for one in above if one.row.top == nearest])
    return replace(found, doubt=found.doubt or _NEAREST) if found.day is not None else None


def _head_top(reading: Reading, table: Table) -> float:
    """Return where the head of a table begins; on a page without a head, where its rows begin."""
    first = min((entry.row.top for entry in table.entries), default=0.0)
    words = {table.heads[0].text.split()[0]}
    tops = [
        row.top
        for row in reading.rows
        if row.page == table.page and row.top <= first and words & {piece.text for piece in row.pieces}
    ]
    return max(tops, default=first)


def _of_row(entry: Entry, found: Collected, document: Collected) -> Collected:
    """Doubt the day in a row under the plain head "Date" when the report names another day of collection."""
    plain = any(
        column.head is not None and folded(column.head.text) in _PLAIN_DATE
        for column, _ in entry.cells
        if column.role is Role.DATE
    )
    other = plain and found.day is not None and document.day is not None and found.day.iso != document.day.iso
    return replace(found, doubt=_ANOTHER) if other and not found.doubt else found


def collected_of(result: ReadResult, entry: Entry, table: Table, reading: Reading, document: Collected) -> Collected:
    """Return the day of one result: of its column, of its row, or of the document."""
    head: Head | None = result.column.head
    if result.column.role is Role.DAY and head is not None and head.day is not None:
        return _resolved(reading, head.day)
    printed = find_dates(entry.text(Role.DATE), reading.today)
    if entry.text(Role.DATE):
        return (
            _of_row(entry, _resolved(reading, printed[0]), document)
            if len(printed) == 1
            else Collected(None, _NOT_SAID)
        )
    if document.day is None and document.doubt == _SEVERAL:
        return _labelled_above(reading, table) or document
    order = order_of(reading)
    others = [getattr(order.day_of(one.printed), "iso", "") for one in _near_head(reading, table)]
    if document.day is not None and any(day != document.day.iso for day in others):
        return Collected(None, _SEVERAL)
    return document
