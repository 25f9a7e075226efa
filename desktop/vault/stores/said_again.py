"""Readings that may say the same as those of a document, and what the record knows of readings that differ.

candidates(tx, …) -> ids of facts of other documents to compare with: of the same days, or of the same titles
series_of(tx, ids) / put_series(tx, id, Version) -> which documents are versions of one document
put_differing(tx, pairs)      differing(tx, ids) -> {fact: those it differs from}      settle(tx, pairs, settled=…)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import (
    Boolean,
    ColumnElement,
    Connection,
    and_,
    delete,
    func,
    insert,
    literal_column,
    or_,
    select,
    update,
)

from desktop.records.fact import FactKind
from desktop.vault.stores.fact_order import DOCUMENT_BELONGS, DOCUMENT_REPLACED, FACT_LISTED
from desktop.vault.stores.facts import given_ids, id_list
from desktop.vault.stores.folding import sort_key
from desktop.vault.tables import document, fact, fact_differs, person

MOST_DIFFERING = 8
"""So many readings are named that a result differs from."""


@dataclass(frozen=True, slots=True)
class Version:
    """Which document this is a version of, and how new it is: greater ranks are newer."""

    series: str
    rank: str


def _others(tx: Connection, document_id: str, where: ColumnElement[bool], given: Iterable[str]) -> dict[str, int]:
    """Return ids of facts, each standing for what it says, that were read in other documents or typed; and numbers."""
    query = (
        select(fact.c.id, fact.c.seq)
        .outerjoin(document, document.c.id == fact.c.document_id)
        .where(
            where,
            fact.c.same_as.is_(None),
            or_(fact.c.document_id.is_(None), and_(fact.c.document_id != document_id, DOCUMENT_BELONGS)),
        )
    )
    return {row.id: row.seq for row in tx.execute(query, {"ids": id_list(given)})}


def candidates(
    tx: Connection, person_id: str, kind: FactKind, document_id: str, *, days: Iterable[str], titles: Iterable[str]
) -> tuple[str, ...]:
    """Return the ids of a person's facts of a kind that a document's may repeat: of these days, or with these titles.

    Oldest first. Facts in the trash and of imports that were taken back are among them, and what the person changed.
    """
    given = given_ids()
    some_day = fact.c.date_low.in_(select(given.c.value))
    some_title = fact.c.sort_key.in_(select(given.c.value))
    keys = {sort_key(title) for title in titles}
    found: dict[str, int] = {}
    for place, wanted in ((some_day, set(days)), (some_title, keys)):
        if not wanted:
            continue
        own = and_(fact.c.person_id == person_id, fact.c.kind == kind, fact.c.trashed.is_(None), place)
        found |= _others(tx, document_id, own, sorted(wanted))
        in_trash = and_(
            fact.c.trashed.is_not(None), fact.c.person_id.concat("") == person_id, fact.c.kind.concat("") == kind, place
        )  # the index of the trash is the small one
        found |= _others(tx, document_id, in_trash, sorted(wanted))
    edited: ColumnElement[bool] = literal_column("fact.origin = 'edited'", Boolean)
    found |= _others(tx, document_id, and_(fact.c.person_id == person_id, fact.c.kind == kind, edited), ())
    return tuple(sorted(found, key=found.__getitem__))


def read_in_import(tx: Connection, ids: Iterable[str], import_id: str) -> frozenset[str]:
    """Return those of these facts that were read in a document of an import."""
    given = given_ids()
    query = (
        select(fact.c.id)
        .join(given, given.c.value == fact.c.id)
        .join(document, document.c.id == fact.c.document_id)
        .where(document.c.import_id == import_id)
    )
    return frozenset(tx.execute(query, {"ids": id_list(ids)}).scalars())


def put_series(tx: Connection, document_id: str, version: Version | None) -> None:
    """Keep which document this is a version of."""
    series, rank = (version.series, version.rank) if version else (None, None)
    tx.execute(update(document).where(document.c.id == document_id).values(series=series, series_rank=rank))


def series_of(tx: Connection, ids: Iterable[str]) -> Mapping[str, Version]:
    """Return the versions of documents by their ids; those without are left out."""
    given = given_ids()
    query = select(document.c.id, document.c.series, document.c.series_rank).join(given, given.c.value == document.c.id)
    rows = tx.execute(query.where(document.c.series.is_not(None)), {"ids": id_list(ids)})
    return {row.id: Version(row.series, row.series_rank) for row in rows}


def of_series(tx: Connection, person_id: str, series: str) -> Sequence[str]:
    """Return the ids of a person's documents of a series, oldest version first; not those of imports taken back."""
    query = (
        select(document.c.id)
        .where(document.c.series == series, document.c.person_id == person_id, document.c.undone.is_(None))
        .order_by(document.c.series_rank, document.c.seq)
    )
    return list(tx.execute(query).scalars())


def replacements(tx: Connection, person_id: str) -> Mapping[str, str]:
    """Return the documents that have a newer version in the record, each with the newest one."""
    newest = (
        select(document.c.series, document.c.id)
        .where(
            document.c.series.is_not(None),
            document.c.person_id == person_id,
            document.c.undone.is_(None),
            document.c.trashed.is_(None),
            DOCUMENT_BELONGS,
        )
        .order_by(document.c.series_rank, document.c.seq)
    )
    last = {row.series: row.id for row in tx.execute(newest)}
    older = select(document.c.id, document.c.series).where(
        document.c.person_id == person_id, document.c.undone.is_(None), DOCUMENT_REPLACED
    )
    return {row.id: last[row.series] for row in tx.execute(older) if row.series in last}


def put_differing(tx: Connection, pairs: Iterable[tuple[str, str]]) -> None:
    """Keep which fact says otherwise than which earlier one."""
    rows = [{"fact_id": one, "other_id": other, "settled": 0} for one, other in pairs]
    if rows:
        tx.execute(insert(fact_differs).prefix_with("OR IGNORE"), rows)


def forget_differing(tx: Connection, ids: Iterable[str]) -> None:
    """Forget from what these facts differ, before it is looked for again; what was settled stays."""
    given = given_ids()
    open_ones = delete(fact_differs).where(
        fact_differs.c.settled == 0,
        or_(fact_differs.c.fact_id.in_(select(given.c.value)), fact_differs.c.other_id.in_(select(given.c.value))),
    )
    tx.execute(open_ones, {"ids": id_list(ids)})


def _heads(tx: Connection, ids: Iterable[str]) -> dict[str, str]:
    """Return the fact that stands for each of these: itself, or the one that said the same before."""
    given = given_ids()
    query = select(fact.c.id, func.coalesce(fact.c.same_as, fact.c.id).label("head"))
    rows = tx.execute(query.join(given, given.c.value == fact.c.id), {"ids": id_list(ids)})
    return {row.id: row.head for row in rows}


def settle(tx: Connection, fact_id: str, others: Iterable[str], *, settled: bool) -> None:
    """Keep the person's word that a fact and others that differ are both right, or take it back."""
    heads = _heads(tx, (fact_id, *others))
    own = heads.pop(fact_id, fact_id)
    for other in heads.values():
        either = or_(
            and_(fact_differs.c.fact_id == own, fact_differs.c.other_id == other),
            and_(fact_differs.c.fact_id == other, fact_differs.c.other_id == own),
        )
        tx.execute(update(fact_differs).where(either).values(settled=int(settled)))


def differing_heads(tx: Connection, heads: Iterable[str], *, also_settled: bool = False) -> dict[str, set[str]]:
    """Return which facts give another value than these, listed or not; with what the person said is both right."""
    given = given_ids()
    wanted = select(given.c.value)
    query = select(fact_differs.c.fact_id, fact_differs.c.other_id).where(
        or_(fact_differs.c.fact_id.in_(wanted), fact_differs.c.other_id.in_(wanted))
    )
    if not also_settled:
        query = query.where(fact_differs.c.settled == 0)
    found: dict[str, set[str]] = {}
    for one, other in tx.execute(query, {"ids": id_list(heads)}):
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    return found


def _in_sight(tx: Connection, heads: Iterable[str]) -> dict[str, str]:
    """Return the listed fact of those that say what each of these says; those without any are left out."""
    given = given_ids()
    query = (
        select(given.c.value.label("head"), fact.c.id)
        .select_from(
            given.join(fact, or_(fact.c.id == given.c.value, fact.c.same_as == given.c.value))
            .join(person, person.c.id == fact.c.person_id)
            .outerjoin(document, document.c.id == fact.c.document_id)
        )
        .where(FACT_LISTED)
    )
    return {row.head: row.id for row in tx.execute(query, {"ids": id_list(heads)})}


def differing(tx: Connection, ids: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """Return from which listed facts each of these was found to differ, both ways; none that the person settled."""
    heads = _heads(tx, ids)
    pairs = differing_heads(tx, set(heads.values()))
    if not pairs:
        return {}
    seen = _in_sight(tx, {other for others in pairs.values() for other in others})
    found = {
        own: tuple(sorted({seen[other] for other in pairs.get(head, ()) if other in seen} - {own}))
        for own, head in heads.items()
    }
    return {own: others for own, others in found.items() if others}


def every_pair(tx: Connection, person_id: str) -> tuple[tuple[str, str, bool], ...]:
    """Return all pairs of a person's facts that were found to differ, and whether the person settled each."""
    query = (
        select(fact_differs)
        .join(fact, fact.c.id == fact_differs.c.fact_id)
        .where(fact.c.person_id == person_id)
        .order_by(fact_differs.c.fact_id, fact_differs.c.other_id)
    )
    return tuple((row.fact_id, row.other_id, bool(row.settled)) for row in tx.execute(query))
