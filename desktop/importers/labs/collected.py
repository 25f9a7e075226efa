"""The day on which the sample of a result was taken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.importers.identify.dates import PrintedDate, find_dates
from desktop.importers.identify.mentions import LETTER, TEXT, Mention
from desktop.importers.identify.reading import Reading
from desktop.importers.labs.heads import Head
from desktop.importers.labs.names import tells_of_earlier
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


_NOT_SAID = "The page does not say when the sample was taken."
_SEVERAL = "The page names more than one day on which a sample was taken."


def _same_day(reading: Reading, mentions: Sequence[Mention]) -> Collected:
    days = {getattr(reading.order.day_of(one.printed), "iso", one.printed.printed): one for one in mentions}
    if not days:
        return Collected(None, _NOT_SAID)
    if len(days) > 1:
        return Collected(None, _SEVERAL)
    return _resolved(reading, next(iter(days.values())).printed)


def _resolved(reading: Reading, printed: PrintedDate) -> Collected:
    day = reading.order.day_of(printed)
    if day is None:
        return Collected(printed.common, f"Day and month of {printed.printed} can be read in two ways.")
    if day.low > reading.today:
        return Collected(day, "The day of collection is in the future.")
    return Collected(day)


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


def about_earlier(reading: Reading, table: Table) -> bool:
    """Return whether the lines right above a table say that it repeats results of an earlier visit."""
    tops = [row for row in reading.rows if row.page == table.page]
    head = _head_top(reading, table)
    above = [row for row in tops if row.bottom <= head][-2:]
    return any(tells_of_earlier(row.text) for row in above)


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


def collected_of(result: ReadResult, entry: Entry, table: Table, reading: Reading, document: Collected) -> Collected:
    """Return the day of one result: of its column, of its row, or of the document."""
    head: Head | None = result.column.head
    if result.column.role is Role.DAY and head is not None and head.day is not None:
        return _resolved(reading, head.day)
    printed = find_dates(entry.text(Role.DATE), reading.today)
    if entry.text(Role.DATE):
        return _resolved(reading, printed[0]) if len(printed) == 1 else Collected(None, _NOT_SAID)
    others = [getattr(reading.order.day_of(one.printed), "iso", "") for one in _near_head(reading, table)]
    if document.day is not None and any(day != document.day.iso for day in others):
        return Collected(None, _SEVERAL)
    return document
