"""Results by test, read without reading every result; and which names of tests the person joined.

test_groups(tx, person_id, newest=n) -> TestGroup for each printed name: how many, and the ids of the newest n
ids_of_tests(tx, person_id, keys) -> the ids of all results of these names, newest first
reports(tx, person_id) -> Report for each group of values printed together; ids_of_report(tx, person_id, report)
test_joins(tx, person_id) / put_test_joins(tx, person_id, joins) -> {name: the name it stands under}
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, and_, delete, func, insert, or_, select

from desktop.records.fact import FactKind
from desktop.records.provenance import Origin
from desktop.vault.stores.fact_order import DOCUMENT_BELONGS, SAID_ONCE, WITHDRAWN
from desktop.vault.stores.facts import given_ids, id_list
from desktop.vault.tables import KIND_TABLES, document, fact, test_join

_ELSEWHERE = select(document.c.id).where(or_(document.c.undone.is_not(None), ~DOCUMENT_BELONGS))
"""Documents that are few: of undone imports, or naming someone else. What was read in them waits."""


@dataclass(frozen=True, slots=True)
class TestGroup:
    """One printed name of a test; `newest` are ids of facts, newest first, undated ones last."""

    __test__ = False

    key: str
    count: int
    newest: tuple[str, ...]


def _stated(person_id: str) -> ColumnElement[bool]:
    return and_(
        fact.c.person_id == person_id,
        fact.c.kind == FactKind.RESULTS,
        fact.c.trashed.is_(None),
        fact.c.origin != Origin.PROPOSED,
        or_(fact.c.document_id.is_(None), fact.c.origin == Origin.TYPED, fact.c.document_id.not_in(_ELSEWHERE)),
        SAID_ONCE,
    )


def test_groups(tx: Connection, person_id: str, *, newest: int) -> tuple[TestGroup, ...]:
    """Return the person's tests by printed name; only what is the person's word counts."""
    counted = select(fact.c.group_key, func.count()).where(_stated(person_id)).group_by(fact.c.group_key)
    counts = {key: int(count) for key, count in tx.execute(counted)}
    order = (fact.c.date.desc(), fact.c.seq.desc())
    place = func.row_number().over(partition_by=fact.c.group_key, order_by=order).label("place")
    ranked = select(fact.c.group_key, fact.c.seq, place).where(_stated(person_id)).subquery()
    chosen = (
        select(ranked.c.group_key, fact.c.id)
        .join(fact, fact.c.seq == ranked.c.seq)
        .where(ranked.c.place <= newest)
        .order_by(ranked.c.group_key, ranked.c.place)
    )
    found: dict[str, list[str]] = {}
    for key, fact_id in tx.execute(chosen):
        found.setdefault(key, []).append(fact_id)
    return tuple(TestGroup(key, counts[key], tuple(ids)) for key, ids in found.items())


def ids_of_tests(tx: Connection, person_id: str, keys: Iterable[str]) -> tuple[str, ...]:
    """Return the ids of all results under these printed names, newest first."""
    given = given_ids()
    query = (
        select(fact.c.id)
        .where(_stated(person_id), fact.c.group_key.in_(select(given.c.value)))
        .order_by(fact.c.date.desc(), fact.c.seq.desc())
    )
    return tuple(tx.execute(query, {"ids": id_list(keys)}).scalars())


@dataclass(frozen=True, slots=True)
class Report:
    """Values printed together: of one day, document (empty when typed) and panel; `first` is the id of a fact."""

    day: str
    document_id: str
    panel: str
    lab: str
    count: int
    first: str


def reports(tx: Connection, person_id: str) -> tuple[Report, ...]:
    """Return the reports that a person's results came in, newest first, panels in the order in which they were read."""
    result = KIND_TABLES[FactKind.RESULTS]
    day = func.coalesce(fact.c.date, "").label("day")
    source = func.coalesce(fact.c.document_id, "").label("source")
    query = (
        select(day, source, result.c.panel, func.max(result.c.lab), func.count(), func.min(fact.c.seq).label("first"))
        .select_from(fact.join(result, result.c.fact_seq == fact.c.seq))
        .where(_stated(person_id))
        .group_by(day, source, result.c.panel)
        .order_by(day.desc(), source, func.min(fact.c.seq))
    )
    rows = tx.execute(query).all()
    first = dict(zip([row[5] for row in rows], ids_by_number(tx, [row[5] for row in rows]), strict=True))
    return tuple(Report(row[0], row[1], row[2], row[3], int(row[4]), first[row[5]]) for row in rows)


def ids_by_number(tx: Connection, numbers: Sequence[int]) -> list[str]:
    """Return the ids of facts by their row numbers, in order."""
    given = given_ids()
    query = select(fact.c.seq, fact.c.id).join(given, given.c.value == fact.c.seq)
    found = {row.seq: row.id for row in tx.execute(query, {"ids": json.dumps(list(numbers))})}
    return [found[number] for number in numbers]


def ids_of_report(tx: Connection, person_id: str, report: Report) -> tuple[str, ...]:
    """Return the ids of the values of a report, in the order in which they were printed."""
    result = KIND_TABLES[FactKind.RESULTS]
    query = (
        select(fact.c.id)
        .select_from(fact.join(result, result.c.fact_seq == fact.c.seq))
        .where(
            _stated(person_id),
            func.coalesce(fact.c.date, "") == report.day,
            func.coalesce(fact.c.document_id, "") == report.document_id,
            result.c.panel == report.panel,
        )
        .order_by(fact.c.seq)
    )
    return tuple(tx.execute(query).scalars())


def waiting_results(tx: Connection, person_id: str, *, besides: str = "") -> tuple[int, str]:
    """Return how many results wait for the person's word, and a document that has some (empty without).

    What was read in the document `besides` is not counted.
    """
    query = (
        select(func.count(), func.max(fact.c.document_id))
        .join(document, document.c.id == fact.c.document_id)
        .where(
            fact.c.person_id == person_id,
            fact.c.kind == FactKind.RESULTS,
            fact.c.trashed.is_(None),
            fact.c.origin == Origin.PROPOSED,
            document.c.trashed.is_(None),
            document.c.id.not_in(_ELSEWHERE),
            document.c.id != besides,
            SAID_ONCE,
            or_(document.c.series.is_(None), ~WITHDRAWN),
        )
    )
    count, document_id = tx.execute(query).one()
    return int(count), str(document_id or "")


def test_joins(tx: Connection, person_id: str) -> dict[str, str]:
    """Return which printed names stand under which other; one that stands under itself was said to be a test alone."""
    query = select(test_join.c.group_key, test_join.c.joined_to).where(test_join.c.person_id == person_id)
    return {row.group_key: row.joined_to for row in tx.execute(query)}


def put_test_joins(tx: Connection, person_id: str, joins: Mapping[str, str]) -> None:
    """Keep the joins of a person instead of all earlier ones."""
    tx.execute(delete(test_join).where(test_join.c.person_id == person_id))
    if joins:
        rows = [{"person_id": person_id, "group_key": key, "joined_to": to} for key, to in joins.items()]
        tx.execute(insert(test_join), rows)
