"""Facts as they are kept: a constant number of statements for one fact, however many there are."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import pairwise

from sqlalchemy import Connection, bindparam, delete, insert, or_, select, update

from desktop.records.fact import Fact
from desktop.records.fact_history import FactRevision, FieldChange
from desktop.records.provenance import Origin, Provenance
from desktop.vault.columns import Raw, encode, moment_text
from desktop.vault.stores.facts import given_ids, id_list
from desktop.vault.stores.folding import sort_key
from desktop.vault.stores.search_index import forget, index_fact
from desktop.vault.tables import (
    FACT_FIELDS,
    KIND_FIELDS,
    KIND_TABLES,
    coding,
    fact,
    fact_differs,
    fact_revision,
    provenance,
)


def _place_row(fact_id: str, position: int, place: Provenance) -> dict[str, Raw]:
    box = place.box
    return {
        "fact_id": fact_id,
        "position": position,
        "document_id": place.document_id,
        "page": place.page,
        "box_left": None if box is None else box.left,
        "box_top": None if box is None else box.top,
        "box_right": None if box is None else box.right,
        "box_bottom": None if box is None else box.bottom,
        "snippet": place.snippet,
        "reader": place.reader,
    }


def _write_details(tx: Connection, kept: Fact) -> None:
    if kept.provenance:
        rows = [_place_row(kept.id, position, place) for position, place in enumerate(kept.provenance)]
        tx.execute(insert(provenance), rows)
    if kept.codings:
        coded = [
            {
                "fact_id": kept.id,
                "position": position,
                "system": each.system,
                "code": each.code,
                "display": each.display,
            }
            for position, each in enumerate(kept.codings)
        ]
        tx.execute(insert(coding), coded)


def insert_fact(tx: Connection, new: Fact) -> None:
    """Keep a new fact; the first place it was read in decides with which document it comes and goes."""
    common = {
        **encode(new, FACT_FIELDS),
        "id": new.id,
        "kind": new.kind,
        "document_id": new.provenance[0].document_id if new.provenance else None,
        "sort_key": sort_key(new.title),
        "group_key": new.group_key,
    }
    seq = tx.execute(insert(fact).values(**common).returning(fact.c.seq)).scalar_one()
    tx.execute(insert(KIND_TABLES[new.kind]).values(fact_seq=seq, **encode(new, KIND_FIELDS[new.kind])))
    _write_details(tx, new)
    index_fact(tx, new)


def _put_revision(tx: Connection, fact_id: str, revision: FactRevision, origin_before: Origin) -> None:
    tx.execute(
        insert(fact_revision).values(
            fact_id=fact_id,
            revision=revision.revision,
            at=moment_text(revision.at),
            origin_before=origin_before,
            origin=revision.origin,
            changes=json.dumps([[*each] for each in revision.changes], ensure_ascii=False),
        )
    )


def put_history(tx: Connection, fact_id: str, revisions: Sequence[FactRevision]) -> None:
    """Keep the whole history of a fact that was inserted as it is now; the first of `revisions` is how it came in."""
    for before, after in pairwise(revisions):
        _put_revision(tx, fact_id, after, before.origin)


def update_fact(tx: Connection, changed: Fact, changes: Sequence[FieldChange], *, origin_before: Origin) -> None:
    """Keep a fact's changed fields, and in its history what stood there before."""
    keys = {"sort_key": sort_key(changed.title), "group_key": changed.group_key}
    common = {**encode(changed, FACT_FIELDS), **keys}
    seq = tx.execute(update(fact).where(fact.c.id == changed.id).values(**common).returning(fact.c.seq)).scalar_one()
    own = KIND_TABLES[changed.kind]
    tx.execute(update(own).where(own.c.fact_seq == seq).values(**encode(changed, KIND_FIELDS[changed.kind])))
    now = FactRevision(changed.revision, changed.changed, changed.origin, tuple(changes))
    _put_revision(tx, changed.id, now, origin_before)
    index_fact(tx, changed)


def set_places(tx: Connection, fact_id: str, places: Sequence[Provenance]) -> None:
    """Keep other places where a fact was read; the first decides with which document it comes and goes."""
    tx.execute(delete(provenance).where(provenance.c.fact_id == fact_id))
    if places:
        tx.execute(insert(provenance), [_place_row(fact_id, number, place) for number, place in enumerate(places)])
    source = places[0].document_id if places else None
    tx.execute(update(fact).where(fact.c.id == fact_id).values(document_id=source))


def set_trashed(tx: Connection, ids: Sequence[str], moment: datetime | None) -> None:
    """Put facts into the trash at `moment`, or take them out with None."""
    given = given_ids()
    tx.execute(
        update(fact)
        .where(fact.c.id.in_(select(given.c.value)))
        .values(trashed=None if moment is None else moment_text(moment)),
        {"ids": id_list(ids)},
    )


def set_same(tx: Connection, said: Mapping[str, str | None]) -> None:
    """Let facts stand behind the ones that said the same before (by their ids), or for themselves with None."""
    if said:
        behind = update(fact).where(fact.c.id == bindparam("own")).values(same_as=bindparam("head"))
        tx.execute(behind, [{"own": own, "head": head} for own, head in said.items()])


def standing(tx: Connection, ids: Sequence[str]) -> dict[str, str | None]:
    """Return behind which fact each of these stands, or None; and so for all that stand behind one of these."""
    given = given_ids()
    wanted = select(given.c.value)
    query = select(fact.c.id, fact.c.same_as).where(or_(fact.c.id.in_(wanted), fact.c.same_as.in_(wanted)))
    return {row.id: row.same_as for row in tx.execute(query.order_by(fact.c.seq), {"ids": id_list(ids)})}


def lead(tx: Connection, fact_id: str) -> str | None:
    """Let a fact be the one that stands for all that say the same; return which one it was before.

    Returns None and changes nothing when it is that one already, or the only one.
    """
    before = tx.execute(select(fact.c.same_as).where(fact.c.id == fact_id)).scalar_one_or_none()
    if before is None:
        return None
    others = or_(fact.c.id == before, fact.c.same_as == before)
    tx.execute(update(fact).where(others).values(same_as=fact_id))
    tx.execute(update(fact).where(fact.c.id == fact_id).values(same_as=None))
    for column in (fact_differs.c.fact_id, fact_differs.c.other_id):
        tx.execute(
            update(fact_differs).prefix_with("OR REPLACE").where(column == before).values({column.name: fact_id})
        )
    return str(before)


def move_facts(tx: Connection, document_id: str, person_id: str) -> tuple[str, ...]:
    """Give everything read from a document to a person; return the ids, trashed ones too."""
    moved = update(fact).where(fact.c.document_id == document_id).values(person_id=person_id).returning(fact.c.id)
    return tuple(tx.execute(moved).scalars())


def delete_proposals(tx: Connection, document_id: str) -> int:
    """Delete what was proposed from a document and never confirmed, before it is read again; return how many."""
    proposals = select(fact.c.id).where(fact.c.document_id == document_id, fact.c.origin == Origin.PROPOSED)
    ids = tuple(tx.execute(proposals).scalars())
    for fact_id in ids:
        forget(tx, fact_id)
    given = given_ids()
    tx.execute(delete(fact).where(fact.c.id.in_(select(given.c.value))), {"ids": id_list(ids)})
    return len(ids)


Later = tuple[tuple[Origin, FactRevision], ...]
"""The changes of a fact in order, each with whose word it was before."""


def revisions_of(tx: Connection, fact_ids: Sequence[str]) -> dict[str, Later]:
    """Return the changes of facts by id in one statement; a fact that never changed is not in it."""
    given = given_ids()
    query = (
        select(fact_revision)
        .join(given, given.c.value == fact_revision.c.fact_id)
        .order_by(fact_revision.c.fact_id, fact_revision.c.revision)
    )
    found: dict[str, Later] = {}
    for row in tx.execute(query, {"ids": id_list(fact_ids)}):
        changes = tuple(FieldChange(*change) for change in json.loads(row.changes))
        revision = FactRevision(row.revision, datetime.fromisoformat(row.at), Origin(row.origin), changes)
        found[row.fact_id] = (*found.get(row.fact_id, ()), (Origin(row.origin_before), revision))
    return found
