"""A table laid on pages with its header on each, and the page of every row."""

from __future__ import annotations

from desktop.importers.csv.facts import CELL_BETWEEN, shown
from desktop.importers.csv.table import Row, Table
from desktop.importers.paging import CELL, LINES_A_PAGE, SIGNS_A_LINE, Pages

_LONGEST_SHOWN = 300
"""Characters of a cell on the page; the file itself holds the rest."""
_ROOM = LINES_A_PAGE - 4
_MOST_SIGNS = SIGNS_A_LINE * (_ROOM - 1)


def _line(row: Row) -> str:
    cells = (one if len(one) <= _LONGEST_SHOWN else one[: _LONGEST_SHOWN - 1] + "…" for one in map(shown, row))
    return CELL.join(cells)[:_MOST_SIGNS]


def _height(line: str) -> int:
    return 1 + max(0, len(line) - 1) // SIGNS_A_LINE


def laid(table: Table, title: str) -> tuple[Pages, list[int]]:
    """Return the pages, and for each row the number of the page that it stands on."""
    pages, places = Pages(), list[int]()
    width = len(table.header)
    head = _line(table.header)
    if table.above:
        pages.add("About this table", [CELL_BETWEEN.join(filter(None, map(shown, row))) for row in table.above])
    start, room = 0, _ROOM - _height(head)
    lines = [_line((*row, *("",) * (width - len(row)))) for row in table.rows]
    used = 0
    for number, line in enumerate(lines):
        if used and used + _height(line) > room:
            _chunk(pages, places, title, [head, *lines[start:number]])
            start, used = number, 0
        used += _height(line)
    _chunk(pages, places, title, [head, *lines[start:]])
    return pages, places


def _chunk(pages: Pages, places: list[int], title: str, lines: list[str]) -> None:
    """Lay the rows of one page; they keep together, for they were counted so."""
    pages.add(title, lines)
    places += [max(1, len(pages))] * (len(lines) - 1)
