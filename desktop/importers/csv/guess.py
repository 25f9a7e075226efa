"""A first idea of what the columns hold, from their heads and what stands in them; the person is shown it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from desktop.importers.csv.columns import REPEATABLE, Column, Layout
from desktop.importers.csv.days import cell_of
from desktop.importers.csv.heads import column_of_head, is_weak_test_head, test_and_unit
from desktop.importers.csv.table import Table
from desktop.importers.labs.printed import looks_like_range, read_value
from desktop.importers.labs.terms import known_test, known_unit

_LOOKED_AT = 300
_MOSTLY = 0.6


def column_cells(table: Table, place: int) -> list[str]:
    """Return the cells of a column (from 0) that hold anything, in order."""
    return [row[place] for row in table.rows if len(row) > place and row[place]]


def _part(cells: Sequence[str], fits: Callable[[str], object]) -> float:
    looked = cells[:_LOOKED_AT]
    return sum(bool(fits(cell)) for cell in looked) / len(looked) if looked else 0.0


def _from_heads(table: Table, today: date) -> list[Column | None]:
    found: list[Column | None] = []
    for head in table.header:
        column = column_of_head(head) if table.headed else None
        if column is None and table.headed and cell_of(head, today) is not None:
            column = Column.DAY
        again = column is not None and column in found and column not in REPEATABLE
        found.append(Column.IGNORE if again else column)
    return found


def _take(found: list[Column | None], table: Table, column: Column, fits: Callable[[str], object]) -> None:
    """Give `column` to the open column in which most cells fit, unless a head says where it is."""
    if column in found:
        return
    parts = [(_part(column_cells(table, place), fits), -place) for place, taken in enumerate(found) if taken is None]
    best = max(parts, default=(0.0, 0))
    if best[0] >= _MOSTLY:
        found[-best[1]] = column


def guess(table: Table, today: date) -> Layout:
    """Return what the columns seem to hold; what nothing speaks for is left aside."""
    found = _from_heads(table, today)
    weak = [place for place, head in enumerate(table.header) if is_weak_test_head(head) and found[place] is None]
    if Column.TEST not in found and weak and table.headed:
        found[weak[0]] = Column.TEST
    _take(found, table, Column.TEST, known_test)
    if Column.TEST not in found and table.headed:
        tests = [place for place, head in enumerate(table.header) if known_test(test_and_unit(head)[0])]
        for place in tests:
            found[place] = Column.ONE_TEST
        if tests:
            found = [None if one in {Column.VALUE, Column.DAY, Column.TEST} else one for one in found]
    _take(found, table, Column.DATE, lambda cell: cell_of(cell, today) is not None)
    _take(found, table, Column.UNIT, known_unit)
    _take(found, table, Column.RANGE, looks_like_range)
    if Column.VALUE in found and Column.DAY in found:
        found = [None if one is Column.DAY else one for one in found]
    if Column.TEST in found and Column.DAY not in found:
        _take(found, table, Column.VALUE, lambda cell: read_value(cell) is not None)
    return Layout(tuple(one or Column.IGNORE for one in found))


def is_laboratory(layout: Layout) -> bool:
    """Whether a guess has what a result needs: a test with a value, or tests that are columns, with a day."""
    columns = set(layout.columns)
    if Column.ONE_TEST in columns:
        return Column.DATE in columns
    return Column.TEST in columns and bool({Column.VALUE, Column.DAY} & columns)
