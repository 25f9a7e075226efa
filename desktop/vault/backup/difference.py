"""What would change if a backup were brought back: the rows of both databases, kind by kind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, Table, select

from desktop.records.fact import FactKind
from desktop.vault import tables


@dataclass(frozen=True, slots=True)
class KindDifference:
    """For one kind ("people", "documents" or a FactKind's value): how many items only one side has, or both differ."""

    kind: str
    only_now: int
    """There now and not in the backup: they would be missing."""
    only_then: int
    """In the backup and not there now: they would come back."""
    different: int


def _people(tx: Connection) -> dict[str, object]:
    return _rows(tx, tables.person)


def _rows(tx: Connection, table: Table) -> dict[str, object]:
    """Return every row as a value, by its id, without the number that only this database uses."""
    rows = tx.execute(select(*[column for column in table.c if column.name != "seq"])).mappings()
    return {str(row["id"]): tuple(sorted((name, str(value)) for name, value in row.items())) for row in rows}


def _facts(tx: Connection, kind: FactKind) -> dict[str, object]:
    fact, own = tables.fact, tables.KIND_TABLES[kind]
    columns = [*[one for one in fact.c if one.name != "seq"], *[one for one in own.c if one.name != "fact_seq"]]
    query = select(*columns).join(own, own.c.fact_seq == fact.c.seq)
    return {str(row[0]): tuple(str(value) for value in row) for row in tx.execute(query)}


def contents(tx: Connection) -> dict[str, dict[str, object]]:
    """Return all items of a database by kind and id."""
    found = {"people": _people(tx), "documents": _rows(tx, tables.document)}
    return found | {kind.value: _facts(tx, kind) for kind in tables.KIND_TABLES}


def differences(
    now: Mapping[str, Mapping[str, object]], then: Mapping[str, Mapping[str, object]]
) -> tuple[KindDifference, ...]:
    """Return the kinds in which a backup (`then`) differs from the vault (`now`)."""
    found = []
    for kind, items in now.items():
        others = then.get(kind, {})
        both = items.keys() & others.keys()
        changed = sum(items[name] != others[name] for name in both)
        line = KindDifference(kind, len(items.keys() - others.keys()), len(others.keys() - items.keys()), changed)
        if line.only_now or line.only_then or line.different:
            found.append(line)
    return tuple(found)
