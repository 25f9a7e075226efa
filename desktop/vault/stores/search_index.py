"""The full-text index over pages and facts: kept in step by every write, in the same transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Connection, Text, and_, bindparam, case, column, func, literal_column, or_, select, table, text
from sqlalchemy.sql.selectable import Select

from desktop.records.document import Document
from desktop.records.entry_fields import entry_fields, entry_text
from desktop.records.fact import Fact
from desktop.vault.stores.fact_order import DOCUMENT_BELONGS, DOCUMENT_LISTED, FACT_LISTED
from desktop.vault.stores.folding import index_text
from desktop.vault.tables import document, fact, person, search_entry

FACT = "fact"
DOCUMENT = "document"
_TITLE_WEIGHT, _BODY_WEIGHT = 4.0, 1.0
FEW = 300
"""Rows that are looked at first."""
_INDEX = table("search_index", column("rowid"))
_ENTER = text(
    "INSERT INTO search_entry (item_kind, item_id, page) VALUES (:item_kind, :item_id, :page)"
    " ON CONFLICT (item_id, page) DO UPDATE SET item_kind = excluded.item_kind RETURNING seq"
)
_KEEP = text("INSERT OR REPLACE INTO search_index (rowid, title, body) VALUES (:seq, :title, :body)")
_FORGET = text("DELETE FROM search_index WHERE rowid IN (SELECT seq FROM search_entry WHERE item_id = :item_id)")
_FORGET_ENTRY = text("DELETE FROM search_entry WHERE item_id = :item_id")


@dataclass(frozen=True, slots=True)
class Found:
    """One row of the index that matches: a fact, or a page of a document (0: its title and fields)."""

    item_kind: str
    item_id: str
    page: int


def _index(tx: Connection, item: Found, title: str, body: str) -> None:
    entered = {"item_kind": item.item_kind, "item_id": item.item_id, "page": item.page}
    seq = tx.execute(_ENTER, entered).scalar_one()
    tx.execute(_KEEP, {"seq": seq, "title": index_text(title), "body": index_text(body)})


def fact_body(kept: Fact) -> str:
    """Return the words of a fact's fields, without its title, as they are searched and quoted."""
    texts = (entry_text(kept, each) for each in entry_fields(kept.kind) if each.attribute != "title")
    return " · ".join(each for each in texts if each not in {"", "yes", "no", "0"})


def document_body(kept: Document) -> str:
    """Return the words of a document's fields, without its title and its pages."""
    return " · ".join(each for each in (kept.source, kept.doctor, kept.note, kept.file_name) if each)


def index_fact(tx: Connection, kept: Fact) -> None:
    """Put a fact into the index, or replace it there."""
    _index(tx, Found(FACT, kept.id, 0), kept.title, fact_body(kept))


def index_document(tx: Connection, kept: Document) -> None:
    """Put a document's title and fields into the index, or replace them there."""
    _index(tx, Found(DOCUMENT, kept.id, 0), kept.title, document_body(kept))


def index_pages(tx: Connection, document_id: str, pages: Iterable[tuple[int, str]]) -> None:
    """Put the texts of pages (from 1) into the index, or replace them there."""
    for page, words in pages:
        if words.strip():
            _index(tx, Found(DOCUMENT, document_id, page), "", words)


def forget(tx: Connection, item_id: str) -> None:
    """Take a fact, or a document with all its pages, out of the index."""
    tx.execute(_FORGET, {"item_id": item_id})
    tx.execute(_FORGET_ENTRY, {"item_id": item_id})


_MATCHES = literal_column("search_index").op("MATCH")(bindparam("match", type_=Text))
_RANK = func.bm25(literal_column("search_index"), _TITLE_WEIGHT, _BODY_WEIGHT).label("rank")


@cache
def _matching(*, of_person: bool, few: bool) -> Select[Any]:
    """Return the question, made once: the best rows of the index alone, and the joins for these only."""
    best_rows = select(_INDEX.c.rowid.label("seq"), _RANK).where(_MATCHES).order_by(_RANK, _INDEX.c.rowid)
    best = (best_rows.limit(FEW) if few else best_rows).subquery()
    of_fact = search_entry.c.item_kind == FACT
    source = case((of_fact, fact.c.document_id), else_=search_entry.c.item_id)
    owner = func.coalesce(fact.c.person_id, document.c.person_id)
    whose = and_(DOCUMENT_LISTED, DOCUMENT_BELONGS) if of_person else DOCUMENT_LISTED
    query = (
        select(search_entry.c.item_kind, search_entry.c.item_id, search_entry.c.page)
        .select_from(
            best.join(search_entry, search_entry.c.seq == best.c.seq)
            .outerjoin(fact, and_(of_fact, fact.c.id == search_entry.c.item_id))
            .outerjoin(document, document.c.id == source)
            .join(person, person.c.id == owner)
        )
        .where(or_(and_(of_fact, FACT_LISTED), and_(search_entry.c.item_kind == DOCUMENT, whose)))
        .order_by(best.c.rank, best.c.seq)
    )
    return query.where(owner == bindparam("person_id", type_=Text)) if of_person else query


_MORE = select(_INDEX.c.rowid).where(_MATCHES).offset(FEW).limit(1)
"""Whether there are rows beyond the few best."""


def search(tx: Connection, match: str, *, person_id: str | None) -> Iterator[Found]:
    """Yield what matches an FTS5 expression, best first, of what stands in the person's lists.

    The best few hundred rows are looked at first, and all of them only when those are not enough: a word that
    stands everywhere costs little more than a rare one.
    """
    bound = {"match": match} if person_id is None else {"match": match, "person_id": person_id}
    given: set[Found] = set()
    for few in (True, False):
        with tx.execute(_matching(of_person=person_id is not None, few=few), bound) as rows:
            for row in rows:
                found = Found(*row)
                if found not in given:
                    given.add(found)
                    yield found
        if few and tx.execute(_MORE, {"match": match}).first() is None:
            return
