"""A table with its parts told apart: the lines above, the header, the rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from desktop.importers.csv.columns import Column, header_key
from desktop.importers.csv.heads import column_of_head
from desktop.importers.delimited import Delimited
from desktop.importers.identify.dates import find_dates
from desktop.importers.labs.printed import is_bare_number

_SEARCHED = 50
_ENOUGH = 2
Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """`above` are the rows before the header; `header` is made up ("Column 1") when the file has none (`headed`)."""

    above: tuple[Row, ...]
    header: Row
    rows: tuple[Row, ...]
    headed: bool = True

    @property
    def key(self) -> str:
        """By what its header is known again; empty when it has none."""
        return header_key(self.header) if self.headed else ""


def _known_heads(row: Row) -> int:
    return len({column for cell in row if (column := column_of_head(cell)) not in {None, Column.IGNORE}})


def _is_datum(cell: str, today: date) -> bool:
    found = find_dates(cell, today)
    return is_bare_number(cell) or any(one.printed == cell for one in found)


def _header_place(rows: Sequence[Row], width: int, today: date) -> int | None:
    """Return which row is the header: the first of words that our list knows, else a first row without any number."""
    for place, row in enumerate(rows[:_SEARCHED]):
        if _known_heads(row) >= _ENOUGH and len(row) >= min(width, _ENOUGH):
            return place
    for place, row in enumerate(rows[:_SEARCHED]):
        if len(row) >= min(width, _ENOUGH):
            words = all(cell and not _is_datum(cell, today) for cell in row[:1])
            numbers = sum(_is_datum(cell, today) for cell in row)
            days = sum(_is_day(cell, today) for cell in row)
            return place if words and (numbers == 0 or (numbers == days and days == len(row) - 1)) else None
    return None


def _is_day(cell: str, today: date) -> bool:
    return any(one.printed == cell for one in find_dates(cell, today))


def table_of(read: Delimited, today: date) -> Table:
    """Return the parts of a table."""
    width = max((len(row) for row in read.rows), default=0)
    place = _header_place(read.rows, width, today)
    if place is None:
        return Table((), tuple(f"Column {number}" for number in range(1, width + 1)), read.rows, headed=False)
    header = tuple(cell or f"Column {number}" for number, cell in enumerate(read.rows[place], start=1))
    return Table(read.rows[:place], header, read.rows[place + 1 :])
