"""What lies in the trash, and how it goes for good: rows, texts and pictures here, the sealed original by the caller.

trashed_things(tx) -> TrashedThing for each person, document and fact in the trash and each import taken back
remove_fact(tx, id)       remove_document(tx, id) -> names of its sealed files, none while entries stand on it
due(tx, before) -> those to go: trashed, or brought by an import that was undone, before that moment
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, Text, case, cast, delete, func, literal, or_, select, union_all

from desktop.records.provenance import Origin
from desktop.vault.columns import moment_text
from desktop.vault.stores.fact_order import FACT_IN_TRASH
from desktop.vault.stores.fact_writes import lead
from desktop.vault.stores.search_index import forget
from desktop.vault.tables import (
    answer,
    disclosure,
    document,
    fact,
    imaging_file,
    imaging_series,
    import_batch,
    joined_part,
    packet_draft,
    page_picture,
    person,
    provenance,
    test_join,
)

PERSON, DOCUMENT, FACT, IMPORT = "person", "document", "fact", "import"


@dataclass(frozen=True, slots=True)
class TrashedThing:
    """One thing in the trash; `kind` is person, document, import or a fact kind's value; `since` when it went there.

    An import has the title of its first document, and "(+2)" when there are two more.
    """

    what: str
    kind: str
    id: str
    title: str
    person_id: str
    since: datetime


def trashed_things(tx: Connection) -> tuple[TrashedThing, ...]:
    """Return what can be taken back, newest first; what belongs to a person in the trash comes back with them."""
    people = select(
        literal(PERSON), literal(PERSON), person.c.id, person.c.name, person.c.id, person.c.trashed.label("since")
    ).where(person.c.trashed.is_not(None))
    documents = (
        select(
            literal(DOCUMENT),
            literal(DOCUMENT),
            document.c.id,
            document.c.title,
            document.c.person_id,
            document.c.trashed.label("since"),
        )
        .join(person, person.c.id == document.c.person_id)
        .where(document.c.trashed.is_not(None), document.c.undone.is_(None), person.c.trashed.is_(None))
    )
    facts = (
        select(literal(FACT), fact.c.kind, fact.c.id, fact.c.title, fact.c.person_id, fact.c.trashed.label("since"))
        .select_from(
            fact.join(person, person.c.id == fact.c.person_id).outerjoin(document, document.c.id == fact.c.document_id)
        )
        .where(FACT_IN_TRASH)
    )
    rows = tx.execute(union_all(people, documents, facts, _imports())).all()
    made = [
        TrashedThing(what, kind, thing_id, title, person_id, datetime.fromisoformat(since))
        for what, kind, thing_id, title, person_id, since in rows
    ]
    return tuple(sorted(made, key=lambda one: one.since, reverse=True))


def _imports() -> Select[Any]:
    """Return the select of imports taken back, once for each person whose documents went with them."""
    known = document.c
    first = func.min(known.seq).label("first")  # SQLite takes a group's bare columns from the row of its only minimum
    brought = (
        select(
            known.import_id,
            known.title,
            known.person_id,
            import_batch.c.undone,
            (func.count() - 1).label("more"),
            first,
        )
        .join(person, person.c.id == known.person_id)
        .join(import_batch, import_batch.c.id == known.import_id)
        .where(
            import_batch.c.undone.is_not(None),
            person.c.trashed.is_(None),
            known.id.not_in(select(joined_part.c.document_id)),
        )
        .group_by(known.import_id, known.person_id)
        .subquery()
        .c
    )
    others = literal(" (+").concat(cast(brought.more, Text)).concat(")")
    title = brought.title.concat(case((brought.more > 0, others), else_=""))
    return select(literal(IMPORT), literal(IMPORT), brought.import_id, title, brought.person_id, brought.undone)


def taken_back(tx: Connection, import_id: str, person_id: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the ids of a person's things that went with an import: facts read in its documents, and documents."""
    undone = select(import_batch.c.id).where(import_batch.c.id == import_id, import_batch.c.undone.is_not(None))
    documents = select(document.c.id).where(document.c.import_id.in_(undone), document.c.person_id == person_id)
    facts = select(fact.c.id).where(fact.c.document_id.in_(documents), fact.c.origin != Origin.TYPED)
    return tuple(tx.execute(facts).scalars()), tuple(tx.execute(documents).scalars())


@dataclass(frozen=True, slots=True)
class Due:
    """Ids of what has lain in the trash long enough."""

    facts: tuple[str, ...]
    documents: tuple[str, ...]
    people: tuple[str, ...]


def due(tx: Connection, before: datetime) -> Due:
    """Return what went to the trash before a moment, and what imports brought that were undone before it."""
    limit = moment_text(before)
    gone_people = select(person.c.id).where(person.c.trashed < limit)
    facts = select(fact.c.id).where(or_(fact.c.trashed < limit, fact.c.person_id.in_(gone_people)))
    documents = select(document.c.id).where(
        or_(document.c.trashed < limit, document.c.undone < limit, document.c.person_id.in_(gone_people))
    )
    found = (tuple(tx.execute(query).scalars()) for query in (facts, documents, gone_people))
    return Due(*found)


def remove_person(tx: Connection, person_id: str) -> bool:
    """Delete a person of whom nothing is left but answers, drafts and imports; tell whether they could go.

    Whoever is named in the sent log stays, in the trash: that log is never changed.
    """
    for table in (fact, document, disclosure):
        if tx.execute(select(table.c.seq).where(table.c.person_id == person_id).limit(1)).first() is not None:
            return False
    for owned in (answer, test_join, packet_draft, import_batch):
        tx.execute(delete(owned).where(owned.c.person_id == person_id))
    tx.execute(delete(person).where(person.c.id == person_id))
    return True


def _let_go(tx: Connection, fact_id: str) -> bool:
    """Whether the person set a fact aside, with all that says the same."""
    query = (
        select(fact.c.id)
        .outerjoin(document, document.c.id == fact.c.document_id)
        .where(fact.c.id == fact_id, fact.c.trashed.is_not(None), document.c.undone.is_(None))
    )
    return tx.execute(query).first() is not None


def _without_head(tx: Connection, fact_id: str) -> None:
    """Delete what stood behind a fact that was let go; else let the next one stand for the others."""
    behind = select(fact.c.id).where(fact.c.same_as == fact_id).order_by(fact.c.seq)
    ids = tuple(tx.execute(behind).scalars())
    if ids and _let_go(tx, fact_id):
        for one in ids:
            remove_fact(tx, one)
    elif ids:
        lead(tx, ids[0])


def remove_fact(tx: Connection, fact_id: str) -> None:
    """Delete a fact with its history, places and codes; one that the person let go takes those behind it along."""
    _without_head(tx, fact_id)
    forget(tx, fact_id)
    tx.execute(delete(fact).where(fact.c.id == fact_id))


def _stands_on(tx: Connection, document_id: str) -> bool:
    """Whether an entry that is the person's word was read in a document."""
    query = (
        select(func.count())
        .select_from(fact.join(provenance, provenance.c.fact_id == fact.c.id))
        .where(provenance.c.document_id == document_id, fact.c.origin != Origin.PROPOSED)
    )
    return bool(tx.execute(query).scalar_one())


def remove_document(tx: Connection, document_id: str) -> tuple[str, ...]:
    """Delete a document, its pages, pictures, image files and proposals; return the names of its sealed originals.

    Returns none and changes nothing while an entry that is the person's word says that it was read there.
    """
    row = tx.execute(select(document.c.sealed, document.c.sha256).where(document.c.id == document_id)).first()
    if row is None or _stands_on(tx, document_id):
        return ()
    proposals = select(provenance.c.fact_id).where(provenance.c.document_id == document_id)
    for fact_id in tx.execute(proposals.union(select(fact.c.id).where(fact.c.document_id == document_id))).scalars():
        remove_fact(tx, fact_id)
    forget(tx, document_id)
    files = tx.execute(
        select(imaging_file.c.sealed)
        .join(imaging_series, imaging_series.c.id == imaging_file.c.series_id)
        .where(imaging_series.c.document_id == document_id)
    ).scalars()
    sealed = (str(row.sealed), *files)
    tx.execute(delete(document).where(document.c.id == document_id))
    copies = select(func.count()).select_from(document).where(document.c.sha256 == row.sha256)
    if not tx.execute(copies).scalar_one():
        tx.execute(delete(page_picture).where(page_picture.c.sha256 == row.sha256))
    return sealed
