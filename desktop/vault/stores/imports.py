"""Imports as batches: begun, taken back whole, and brought back.

start_batch(tx, import_id, person_id, moment)       undo_batch(tx, import_id, moment) -> Brought
redo_batch(tx, import_id) -> Brought                recent_batches(tx, limit=…)     last_batch(tx) -> Batch | None
Documents of a batch carry its id in `Document.import_id` (documents.insert_document). What was read in them goes with
them; what the person typed stays, also when it names one of them as its source.
"""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, func, insert, or_, select, update

from desktop.records.batch import Batch
from desktop.records.provenance import Origin
from desktop.vault.columns import moment_text
from desktop.vault.stores.brought_along import BROUGHT_ALONG, bring_back_along, count_along, take_back_along
from desktop.vault.stores.joined import part_those_of_import, rejoin_those_of_import
from desktop.vault.tables import document, fact, import_batch, joined_part


def start_batch(tx: Connection, import_id: str, person_id: str, moment: datetime) -> None:
    """Begin an import for a person; its documents refer to it."""
    tx.execute(insert(import_batch).values(id=import_id, person_id=person_id, created=moment_text(moment)))


class Brought(NamedTuple):
    """How much an import brought that is in no trash; of `facts`, `stated` are the person's word by now."""

    documents: int
    facts: int
    stated: int


def _counts(tx: Connection, import_id: str) -> Brought:
    made_here = select(joined_part.c.document_id)
    documents = select(func.count()).where(
        document.c.import_id == import_id, document.c.trashed.is_(None), document.c.id.not_in(made_here)
    )
    facts = (
        select(func.count(), func.count().filter(fact.c.origin != Origin.PROPOSED))
        .select_from(fact.join(document, document.c.id == fact.c.document_id))
        .where(document.c.import_id == import_id, fact.c.trashed.is_(None), fact.c.origin != Origin.TYPED)
    )
    read, stated = tx.execute(facts).one()
    along = count_along(tx, import_id)
    return Brought(tx.execute(documents).scalar_one(), read + along, stated + along)


def _set_undone(tx: Connection, import_id: str, undone: str | None) -> Brought:
    tx.execute(update(import_batch).where(import_batch.c.id == import_id).values(undone=undone))
    tx.execute(update(document).where(document.c.import_id == import_id).values(undone=undone))
    return _counts(tx, import_id)


def undo_batch(tx: Connection, import_id: str, moment: datetime) -> Brought:
    """Take an import back whole: its documents and everything read from them; return how much that is."""
    part_those_of_import(tx, import_id, moment)
    counts = _set_undone(tx, import_id, moment_text(moment))
    take_back_along(tx, import_id, moment)
    return counts


def redo_batch(tx: Connection, import_id: str) -> Brought:
    """Bring an undone import back as it was; return how much that is."""
    undone = tx.execute(select(import_batch.c.undone).where(import_batch.c.id == import_id)).scalar_one_or_none()
    if undone is not None:
        bring_back_along(tx, import_id, undone, datetime.fromisoformat(undone))
    counts = _set_undone(tx, import_id, None)
    rejoin_those_of_import(tx, import_id, undone)
    return counts


def _batch(tx: Connection, import_id: str, person_id: str, created: str, undone: str | None) -> Batch:
    brought = _counts(tx, import_id)
    return Batch(
        import_id=import_id,
        person_id=person_id,
        created=datetime.fromisoformat(created),
        documents=brought.documents,
        facts=brought.facts,
        undone=None if undone is None else datetime.fromisoformat(undone),
    )


def recent_batches(tx: Connection, *, limit: int = 20) -> tuple[Batch, ...]:
    """Return the latest imports, newest first, undone ones too."""
    rows = tx.execute(select(import_batch).order_by(import_batch.c.seq.desc()).limit(limit)).all()
    return tuple(_batch(tx, *row[1:]) for row in rows)


def get_batch(tx: Connection, import_id: str) -> Batch | None:
    """Return one import, or None."""
    row = tx.execute(select(import_batch).where(import_batch.c.id == import_id)).first()
    return None if row is None else _batch(tx, *row[1:])


def last_batch(tx: Connection) -> Batch | None:
    """Return the latest import that brought something and was not taken back, or None."""
    brought = select(document.c.import_id).where(document.c.undone.is_(None))
    query = (
        select(import_batch)
        .where(import_batch.c.undone.is_(None), or_(import_batch.c.id.in_(brought), BROUGHT_ALONG))
        .order_by(import_batch.c.seq.desc())
        .limit(1)
    )
    row = tx.execute(query).first()
    return None if row is None else _batch(tx, *row[1:])
