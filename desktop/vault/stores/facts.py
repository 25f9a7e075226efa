"""Facts as they are read back: one kind at a time, sorted in SQL, with codes and places.

find_facts(tx, kind, person_id=…, document_id=…, trashed=…) -> facts in the kind's order
find_fact_ids(tx, kind, person_id=…) -> only their ids, for lists that read what they show
get_fact(tx, id) -> Fact | None         get_facts(tx, ids) -> those that exist, in the order of the ids
fact_kind_counts(tx, person_id) -> how many are listed of each kind
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any

from sqlalchemy import ColumnElement, Connection, Text, bindparam, column, func, null, select, union_all
from sqlalchemy.sql.selectable import Select, TableValuedAlias

from desktop.records.coding import Coding
from desktop.records.fact import Fact, FactKind
from desktop.records.kinds import FACT_TYPES
from desktop.records.provenance import Box, Origin, Provenance
from desktop.vault.columns import column_shapes, decode
from desktop.vault.stores.fact_order import (
    DOCUMENT_BELONGS,
    FACT_BEHIND,
    FACT_IN_TRASH,
    FACT_LISTED,
    FACT_OF_DOCUMENT,
    ORDERS,
    SAID_BEFORE,
    with_surroundings,
)
from desktop.vault.tables import FACT_FIELDS, KIND_FIELDS, KIND_TABLES, coding, document, fact, person, provenance

_COMMON = [fact.c[shape.name] for shape in column_shapes(FACT_FIELDS)]


def given_ids() -> TableValuedAlias:
    """Return the ids bound as the JSON list `ids` as a table, so that any number of them is one statement."""
    return func.json_each(bindparam("ids", type_=Text)).table_valued(column("value", Text), name="given")


def id_list(ids: Iterable[str]) -> str:
    """Return the value that `given_ids` takes."""
    return json.dumps(list(ids))


def _columns(kind: FactKind) -> list[ColumnElement[Any]]:
    own = [KIND_TABLES[kind].c[shape.name] for shape in column_shapes(KIND_FIELDS[kind])]
    return [fact.c.id, fact.c.same_as, *_COMMON, *own]


def _codings(tx: Connection, ids: str) -> dict[str, tuple[Coding, ...]]:
    given = given_ids()
    query = select(coding).join(given, given.c.value == coding.c.fact_id).order_by(coding.c.fact_id, coding.c.position)
    found: dict[str, tuple[Coding, ...]] = {}
    for fact_id, _, system, code, display in tx.execute(query, {"ids": ids}):
        found[fact_id] = (*found.get(fact_id, ()), Coding(system, code, display))
    return found


def _place(row: Sequence[Any]) -> Provenance:
    _, own_id, _, document_id, page, left, top, right, bottom, snippet, reader = row
    box = None if left is None else Box(left, top, right, bottom)
    return Provenance(document_id=document_id, page=page, box=box, snippet=snippet, reader=reader, fact_id=own_id or "")


_PLACE = [column for column in provenance.c if column.name != "fact_id"]


def _places_behind(given: TableValuedAlias) -> Select[Any]:
    """Return the places of readings that say the same as the given facts and stand behind them."""
    shown = fact.alias("shown")
    said = func.coalesce(shown.c.same_as, shown.c.id)
    return (
        select(shown.c.id.label("of_fact"), fact.c.id.label("own_id"), *_PLACE)
        .select_from(
            given.join(shown, shown.c.id == given.c.value)
            .join(fact, fact.c.same_as == said)
            .join(provenance, provenance.c.fact_id == fact.c.id)
            .join(document, document.c.id == fact.c.document_id)
        )
        .where(
            fact.c.id != shown.c.id,
            fact.c.person_id == shown.c.person_id,
            fact.c.trashed.is_(None),
            document.c.trashed.is_(None),
            document.c.undone.is_(None),
            DOCUMENT_BELONGS,
        )
    )


def _places(tx: Connection, ids: str) -> dict[str, tuple[Provenance, ...]]:
    """Return where facts stand: their own places, then those of readings that say the same."""
    given = given_ids()
    own = select(provenance.c.fact_id.label("of_fact"), null().label("own_id"), *_PLACE).join(
        given, given.c.value == provenance.c.fact_id
    )
    query = union_all(own, _places_behind(given)).order_by("of_fact", "own_id", "position")
    found: dict[str, tuple[Provenance, ...]] = {}
    for row in tx.execute(query, {"ids": ids}):
        found[row[0]] = (*found.get(row[0], ()), _place(row))
    return found


def _load(tx: Connection, kind: FactKind, query: Select[Any], bound: dict[str, str]) -> tuple[Fact, ...]:
    rows = tx.execute(query, bound).all()
    if not rows:
        return ()
    ids = id_list(row[0] for row in rows)
    codings, places = _codings(tx, ids), _places(tx, ids)
    own_fields = (*FACT_FIELDS, *KIND_FIELDS[kind])
    make = FACT_TYPES[kind]
    return tuple(
        make(
            id=row[0],
            codings=codings.get(row[0], ()),
            provenance=places.get(row[0], ()),
            same_as=row[1],
            **decode(own_fields, row, 2),
        )
        for row in rows
    )


def ids_behind(tx: Connection, fact_id: str) -> tuple[str, ...]:
    """Return the ids of readings that say the same as a fact and are not in the trash."""
    query = select(fact.c.id).where(fact.c.same_as == fact_id, fact.c.trashed.is_(None)).order_by(fact.c.seq)
    return tuple(tx.execute(query).scalars())


def said_before(tx: Connection, ids: Iterable[str]) -> frozenset[str]:
    """Return those of these facts of which another that stands says the same, so that no list shows them."""
    given = given_ids()
    query = select(fact.c.id).join(given, given.c.value == fact.c.id).where(SAID_BEFORE)
    return frozenset(tx.execute(query, {"ids": id_list(ids)}).scalars())


def facts_behind(tx: Connection, person_id: str) -> tuple[Fact, ...]:
    """Return what no list shows: readings behind others that say the same, and what newer versions do not say."""
    query = (
        select(fact.c.id)
        .select_from(
            fact.join(person, person.c.id == fact.c.person_id).outerjoin(document, document.c.id == fact.c.document_id)
        )
        .where(fact.c.person_id == person_id, FACT_BEHIND)
        .order_by(fact.c.seq)
    )
    return get_facts(tx, tuple(tx.execute(query).scalars()))


def _listed(
    query: Select[Any], kind: FactKind, person_id: str | None, document_id: str | None, *, trashed: bool
) -> Select[Any]:
    query = query.where(fact.c.kind == kind).order_by(*ORDERS[kind])
    if person_id is not None:
        query = query.where(fact.c.person_id == person_id)
    if document_id is not None:
        query = query.where(fact.c.document_id == document_id)
    if trashed:
        return query.where(FACT_IN_TRASH)
    return query.where(FACT_LISTED if document_id is None else FACT_OF_DOCUMENT)


def find_fact_ids(tx: Connection, kind: FactKind, *, person_id: str) -> tuple[str, ...]:
    """Return the ids of what `find_facts` lists for a person, in the same order, without reading the facts."""
    query = with_surroundings(KIND_TABLES[kind], [fact.c.id])
    return tuple(tx.execute(_listed(query, kind, person_id, None, trashed=False)).scalars())


def find_facts(  # noqa: PLR0913 - all that narrows a list
    tx: Connection,
    kind: FactKind,
    *,
    person_id: str | None = None,
    document_id: str | None = None,
    trashed: bool = False,
    without_document: bool = False,
    origin: Origin | None = None,
) -> tuple[Fact, ...]:
    """Return the listed facts of a kind in its order; with `trashed`, those in the trash.

    With `without_document`, only those that stand in no document; with `origin`, only those of that word.
    With `document_id`, all that was read from that document, also while it waits for the person's decision.
    """
    query = with_surroundings(KIND_TABLES[kind], _columns(kind))
    query = _listed(query, kind, person_id, document_id, trashed=trashed)
    if without_document:
        query = query.where(fact.c.document_id.is_(None))
    if origin is not None:
        query = query.where(fact.c.origin == origin)
    return _load(tx, kind, query, {})


def get_facts(tx: Connection, ids: Sequence[str]) -> tuple[Fact, ...]:
    """Return the facts with these ids that exist, trashed or not, in the order of the ids."""
    given = given_ids()
    kinds = tx.execute(
        select(fact.c.id, fact.c.kind).join(given, given.c.value == fact.c.id), {"ids": id_list(ids)}
    ).all()
    by_kind: defaultdict[FactKind, list[str]] = defaultdict(list)
    for fact_id, kind in kinds:
        by_kind[FactKind(kind)].append(fact_id)
    found = {each.id: each for each in chain.from_iterable(_of_kind(tx, *group) for group in by_kind.items())}
    return tuple(found[fact_id] for fact_id in dict.fromkeys(ids) if fact_id in found)


def _of_kind(tx: Connection, kind: FactKind, ids: list[str]) -> tuple[Fact, ...]:
    given = given_ids()
    own = KIND_TABLES[kind]
    query = select(*_columns(kind)).select_from(
        fact.join(own, own.c.fact_seq == fact.c.seq).join(given, given.c.value == fact.c.id)
    )
    return _load(tx, kind, query, {"ids": id_list(ids)})


def get_fact(tx: Connection, fact_id: str) -> Fact | None:
    """Return one fact, trashed or not, or None."""
    return next(iter(get_facts(tx, (fact_id,))), None)


def listed_ids(tx: Connection, *, document_id: str) -> tuple[str, ...]:
    """Return the ids of everything untrashed that was read from a document, all kinds."""
    query = select(fact.c.id).where(fact.c.document_id == document_id, fact.c.trashed.is_(None)).order_by(fact.c.seq)
    return tuple(tx.execute(query).scalars())


def fact_kind_counts(tx: Connection, person_id: str, *, stated: bool = False) -> dict[FactKind, int]:
    """Return how many facts of each kind are listed; with `stated`, without "no known …" facts."""
    query = (
        select(fact.c.kind, func.count())
        .select_from(
            fact.join(person, person.c.id == fact.c.person_id).outerjoin(document, document.c.id == fact.c.document_id)
        )
        .where(fact.c.person_id == person_id, FACT_LISTED)
        .group_by(fact.c.kind)
    )
    if stated:
        query = query.where(fact.c.negated == 0)
    return {FactKind(kind): count for kind, count in tx.execute(query)}
