"""What would change if a backup were brought back: the rows of both databases, kind by kind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, func, select

from desktop.records.fact import FactKind
from desktop.records.provenance import Origin
from desktop.vault.tables import KIND_TABLES, document, fact, person

PEOPLE, DOCUMENTS = "people", "documents"
Contents = Mapping[str, Mapping[str, object]]
"""Everything that a person sees, by kind and id, each as a value that can be compared."""

_OWN_NAMES = frozenset({"seq", "fact_seq", "sealed"})
"""Columns that only one database knows."""


@dataclass(frozen=True, slots=True)
class KindDifference:
    """For one kind ("people", "documents" or a FactKind's value): how many items only one side has, or both differ."""

    kind: str
    only_now: int
    """There now and not in the backup: they would be missing."""
    only_then: int
    """In the backup and not there now: they would come back."""
    different: int


_DOCUMENT_SHOWN: ColumnElement[bool] = document.c.trashed.is_(None) & document.c.undone.is_(None)
_FACT_SHOWN: ColumnElement[bool] = fact.c.trashed.is_(None) & (
    document.c.undone.is_(None) | (fact.c.origin == Origin.TYPED)
)
_FACTS = fact.outerjoin(document, document.c.id == fact.c.document_id)


def count_shown(tx: Connection) -> tuple[int, int]:
    """Return how many documents and facts there are, without the trash."""
    documents = tx.execute(select(func.count()).select_from(document).where(_DOCUMENT_SHOWN)).scalar_one()
    facts = tx.execute(select(func.count()).select_from(_FACTS).where(_FACT_SHOWN)).scalar_one()
    return int(documents), int(facts)


def _facts(tx: Connection, kind: FactKind) -> dict[str, object]:
    own = KIND_TABLES[kind]
    columns = [column for table in (fact, own) for column in table.c if column.name not in _OWN_NAMES]
    query = select(*columns).select_from(_FACTS.join(own, own.c.fact_seq == fact.c.seq)).where(_FACT_SHOWN)
    return {str(row[0]): tuple(row) for row in tx.execute(query)}


def contents(tx: Connection) -> dict[str, dict[str, object]]:
    """Return all items of a database by kind and id, without the trash."""
    people = select(*[column for column in person.c if column.name not in _OWN_NAMES])
    papers = select(*[column for column in document.c if column.name not in _OWN_NAMES])
    found: dict[str, dict[str, object]] = {
        PEOPLE: {str(row.id): tuple(row) for row in tx.execute(people.where(person.c.trashed.is_(None)))},
        DOCUMENTS: {str(row.id): tuple(row) for row in tx.execute(papers.where(_DOCUMENT_SHOWN))},
    }
    return found | {kind.value: _facts(tx, kind) for kind in KIND_TABLES}


def differences(now: Contents, then: Contents) -> tuple[KindDifference, ...]:
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
