"""The rows of every table: through the trees where they hold, and leaf by leaf where a tree is broken."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import BLOB, REAL, Integer, LargeBinary, Table
from sqlalchemy.types import TypeEngine

from desktop.vault import chain_tables, tables  # noqa: F401 - declares all tables
from desktop.vault.metadata import METADATA
from desktop.vault.salvage.pages import Pages
from desktop.vault.salvage.records import INTERIOR, LEAF, Row, Value, children, kind_of, rows

_MASTER_ROOT = 1
_MASTER_COLUMNS = 5


@dataclass(frozen=True, slots=True)
class ReadTable:
    """What was read of a table: rows as columns by name, and how many of its pages could not be read."""

    table: Table
    rows: tuple[dict[str, Value], ...]


def _leaves(pages: Pages, root: int, seen: set[int]) -> Iterator[int]:
    """Yield the readable leaves below a root; `seen` collects every page that was visited."""
    waiting = [root]
    while waiting:
        number = waiting.pop()
        page = pages[number]
        if number in seen or page is None:
            continue
        seen.add(number)
        kind = kind_of(page, number)
        if kind == LEAF:
            yield number
        elif kind == INTERIOR:
            waiting += reversed(children(page, number))


def roots(pages: Pages) -> dict[str, int]:
    """Return the root page of every table that the schema still names."""
    found = {}
    for leaf in _leaves(pages, _MASTER_ROOT, set()):
        for row in rows(pages, leaf):
            if len(row.values) == _MASTER_COLUMNS and row.values[0] == "table" and isinstance(row.values[3], int):
                found[str(row.values[1])] = row.values[3]
    return found


def _fits(value: Value, kind: TypeEngine[object], *, nullable: bool) -> bool:
    if value is None:
        return nullable
    if isinstance(kind, Integer):
        return isinstance(value, int)
    if isinstance(kind, REAL):
        return isinstance(value, int | float)
    if isinstance(kind, BLOB | LargeBinary):
        return isinstance(value, bytes)
    return isinstance(value, str)


def _rowid_column(table: Table) -> str:
    """Return the column that is the row's own number, or an empty text."""
    keys = list(table.primary_key.columns)
    return keys[0].name if len(keys) == 1 and isinstance(keys[0].type, Integer) else ""


def as_columns(table: Table, row: Row) -> dict[str, Value] | None:
    """Return a row's values by column, or None when it cannot be a row of this STRICT table."""
    if len(row.values) > len(table.columns):
        return None
    own = _rowid_column(table)
    found: dict[str, Value] = {}
    for column, value in zip(table.columns, row.values, strict=False):
        if column.name == own:
            found[own] = row.rowid
        elif not _fits(value, column.type, nullable=bool(column.nullable)):
            return None
        else:
            found[column.name] = value
    missing = [column for column in table.columns if column.name not in found]
    return None if any(not column.nullable for column in missing) else found


def _owner(row: Row) -> Table | None:
    """Return the one table that a row without a tree can belong to; None when several could or none."""
    fitting = [
        table
        for table in METADATA.tables.values()
        if len(row.values) == len(table.columns) and as_columns(table, row) is not None
    ]
    return fitting[0] if len(fitting) == 1 else None


def read_tables(pages: Pages, known_roots: Mapping[str, int]) -> tuple[ReadTable, ...]:
    """Return what can be read of every table of the schema.

    `known_roots` are the roots of a new vault of the same schema: they stand in when the schema's own page is lost,
    since a vault's tables keep the roots that its making gave them.
    """
    own = roots(pages)
    places = {**known_roots, **own} if len(own) < len(METADATA.tables) else own
    seen: set[int] = set()
    found: dict[str, list[dict[str, Value]]] = {name: [] for name in METADATA.tables}
    for name in set(places) | set(METADATA.tables):
        leaves = _leaves(pages, places[name], seen) if name in places else iter(())
        for leaf in list(leaves):
            if name in found:
                fitting = (as_columns(METADATA.tables[name], row) for row in rows(pages, leaf))
                found[name] += [row for row in fitting if row is not None]
    for number in pages:
        page = pages[number]
        if number in seen or page is None or number == _MASTER_ROOT or kind_of(page, number) != LEAF:
            continue
        for row in rows(pages, number):
            table = _owner(row)
            fitting_row = as_columns(table, row) if table is not None else None
            if table is not None and fitting_row is not None:
                found[table.name].append(fitting_row)
    return tuple(ReadTable(METADATA.tables[name], tuple(found[name])) for name in METADATA.tables)
