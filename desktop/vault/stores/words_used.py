"""Words that a person wrote before, for a field that is typed again."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, select

from desktop.records.fact import FactKind
from desktop.vault.stores.fact_order import DOCUMENT_BELONGS, FACT_LISTED, with_surroundings
from desktop.vault.tables import KIND_TABLES, document, fact

NEWEST = 1000
"""So many of the newest entries of a kind are looked at, so that a large record costs no more than a small one."""


def words_in_facts(tx: Connection, person_id: str, kind: FactKind, attribute: str) -> Sequence[str]:
    """Return what stands in a field of a person's newest listed facts of a kind, newest first, with repetitions."""
    own = KIND_TABLES[kind]
    query = (
        with_surroundings(own, [own.c[attribute]])
        .where(fact.c.kind == kind, fact.c.person_id == person_id, FACT_LISTED)
        .order_by(fact.c.seq.desc())
        .limit(NEWEST)
    )
    return [words for words in tx.execute(query).scalars() if words]


def words_in_documents(tx: Connection, person_id: str, attribute: str) -> Sequence[str]:
    """Return what stands in a field of a person's newest documents, newest first, with repetitions."""
    query = (
        select(document.c[attribute])
        .where(
            document.c.person_id == person_id,
            document.c.trashed.is_(None),
            document.c.undone.is_(None),
            DOCUMENT_BELONGS,
        )
        .order_by(document.c.seq.desc())
        .limit(NEWEST)
    )
    return [words for words in tx.execute(query).scalars() if words]
