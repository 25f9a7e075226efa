"""The search index made anew from documents, pages and facts: it holds nothing of its own."""

from __future__ import annotations

from sqlalchemy import Connection, select, text

from desktop.vault.stores import documents, facts, search_index
from desktop.vault.tables import fact

_AT_A_TIME = 500


def fill_index(tx: Connection) -> None:
    """Put everything into an empty index, also what is in the trash or undone and may come back."""
    for document in documents.every_document(tx):
        search_index.index_document(tx, document)
        texts = documents.all_page_texts(tx, document.id)
        search_index.index_pages(tx, document.id, list(enumerate(texts, start=1)))
    ids = list(tx.execute(select(fact.c.id).order_by(fact.c.seq)).scalars())
    for start in range(0, len(ids), _AT_A_TIME):
        for each in facts.get_facts(tx, ids[start : start + _AT_A_TIME]):
            search_index.index_fact(tx, each)


def rebuild_index(tx: Connection) -> None:
    """Throw the index away and fill it again."""
    tx.execute(text("INSERT INTO search_index (search_index) VALUES ('delete-all')"))
    tx.execute(text("DELETE FROM search_entry"))
    fill_index(tx)
