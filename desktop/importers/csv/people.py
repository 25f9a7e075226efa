"""Whom a table is about: its columns of names, birth dates and numbers, and the lines above the header."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from datetime import date

from desktop.importers.csv.columns import Column, Layout
from desktop.importers.csv.days import cell_of
from desktop.importers.csv.heads import column_of_head
from desktop.importers.csv.table import Table
from desktop.importers.identify.folded import plain_words


@dataclass(frozen=True, slots=True)
class Named:
    """The person as written; `several` when the rows name more than one."""

    name: str = ""
    born: str = ""
    several: bool = False


def _key(name: str) -> frozenset[str]:
    return frozenset(plain_words(name).split()) or frozenset({name.casefold()})


def _born_key(text: str, today: date) -> frozenset[str]:
    cell = cell_of(text, today)
    return frozenset({text} if cell is None else {reading.iso for _, reading in cell.day.readings})


def _several(keys: list[frozenset[str]], *, overlap: bool = False) -> bool:
    if not keys:
        return False
    if overlap:
        return not frozenset.intersection(*keys)
    longest = max(keys, key=len)
    return any(not key <= longest for key in keys)


def _in_rows(table: Table, layout: Layout, today: date) -> Named:
    columns = {one: layout.places(one) for one in (Column.PERSON, Column.BORN, Column.PERSON_NUMBER)}
    found: dict[Column, dict[str, None]] = {}
    for column, places in columns.items():
        texts = (" ".join(row[place] for place in places if place < len(row) and row[place]) for row in table.rows)
        found[column] = dict.fromkeys(text for text in texts if text)
    names, born, numbers = (list(found[one]) for one in columns)
    several = (
        _several([_key(name) for name in names])
        or _several([_born_key(text, today) for text in born], overlap=True)
        or len({plain_words(number) for number in numbers}) > 1
    )
    return Named(max(names, key=len, default=""), born[0] if born else "", several)


def _above(table: Table) -> Named:
    """Read "Patient;Maria Lopez" and "Patient: Maria Lopez" above the header."""
    found: dict[Column, list[str]] = {}
    for row in table.above:
        cells = [part.strip() for cell in row for part in cell.split(":", 1)]
        for head, text in itertools.pairwise(cells):
            column = column_of_head(head)
            if column in {Column.PERSON, Column.BORN} and text and column_of_head(text) is None:
                found.setdefault(column, []).append(text)
    return Named(" ".join(found.get(Column.PERSON, [])), next(iter(found.get(Column.BORN, [])), ""))


def named_in(table: Table, layout: Layout, today: date) -> Named:
    """Return whom a table is about."""
    rows, above = _in_rows(table, layout, today), _above(table)
    return Named(rows.name or above.name, rows.born or above.born, rows.several)
