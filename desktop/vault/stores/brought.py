"""The facts that one import brought, each with the fact that said the same before; and what it made outdated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, select

from desktop.records.fact import FactKind
from desktop.vault.stores.fact_order import DOCUMENT_BELONGS, SAID_BEFORE, WITHDRAWN
from desktop.vault.stores.said_again import replacements
from desktop.vault.tables import document, fact


@dataclass(frozen=True, slots=True)
class CameIn:
    """A fact of an import; `said_by` is who said it before, `said_here` whether that was in the same import."""

    id: str
    kind: FactKind
    said_by: str
    said_here: bool


def facts_of_import(tx: Connection, import_id: str) -> tuple[CameIn, ...]:
    """Return the facts that were read in an import's documents, in order, in the trash or not; none once taken back."""
    head, paper = fact.alias("first"), document.alias("first_paper")
    query = (
        select(fact.c.id, fact.c.kind, fact.c.same_as, SAID_BEFORE.label("said"), paper.c.import_id)
        .select_from(
            fact.join(document, document.c.id == fact.c.document_id)
            .outerjoin(head, head.c.id == fact.c.same_as)
            .outerjoin(paper, paper.c.id == head.c.document_id)
        )
        .where(document.c.import_id == import_id, document.c.undone.is_(None), fact.c.origin != "typed")
        .order_by(fact.c.seq)
    )
    return tuple(
        CameIn(
            row.id, FactKind(row.kind), row.same_as if row.said else "", bool(row.said) and row.import_id == import_id
        )
        for row in tx.execute(query)
    )


def withdrawn_by(tx: Connection, import_id: str) -> tuple[list[tuple[FactKind, str]], Mapping[str, str]]:
    """Return proposals of older versions that an import's newer ones do not make; and the older with the newer ones."""
    papers = {
        row.id: row.person_id
        for row in tx.execute(select(document.c.id, document.c.person_id).where(document.c.import_id == import_id))
    }
    replaced = {
        older: newer
        for person_id in sorted(set(papers.values()))
        for older, newer in replacements(tx, person_id).items()
        if newer in papers and older not in papers
    }
    query = (
        select(fact.c.kind, fact.c.id)
        .join(document, document.c.id == fact.c.document_id)
        .where(fact.c.trashed.is_(None), DOCUMENT_BELONGS, WITHDRAWN, document.c.id.in_(list(replaced)))
        .order_by(fact.c.seq)
    )
    return [(FactKind(row.kind), row.id) for row in tx.execute(query)], replaced
