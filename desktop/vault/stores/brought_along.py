"""What an import brought beside its documents: people, typed facts, answers; it goes and comes with that import."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select, update

from desktop.records.answers import Answer
from desktop.vault.chain_tables import vault_info
from desktop.vault.columns import moment_text
from desktop.vault.stores.answers import about_what, every_answer, put_answer
from desktop.vault.stores.facts import given_ids, id_list
from desktop.vault.stores.info import info, keep_info
from desktop.vault.stores.test_results import put_test_joins, test_joins
from desktop.vault.tables import fact, import_batch, person

_NAME = "brought along "
"""Of the rows of vault_info that hold this, each with the id of its import."""
BROUGHT_ALONG: ColumnElement[bool] = (
    select(vault_info.c.name).where(vault_info.c.name == _NAME + import_batch.c.id).correlate(import_batch).exists()
)
"""Whether an import brought something beside its documents."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Along:
    """Ids of facts that are in no document of the import, of new people, and by person the answers and joined tests."""

    facts: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    answers: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    joins: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def keep_along(tx: Connection, import_id: str, along: Along) -> None:
    """Remember what an import brought along; answers and joins are put by the caller as all else is."""
    told = {"facts": along.facts, "people": along.people, "answers": dict(along.answers), "joins": dict(along.joins)}
    if any(told.values()):
        keep_info(tx, _NAME + import_id, json.dumps(told))


def along_of(tx: Connection, import_id: str) -> Along:
    """Return what an import brought along; nothing for most."""
    told: dict[str, Any] = json.loads(info(tx, _NAME + import_id) or "{}")
    return Along(
        facts=tuple(told.get("facts", ())),
        people=tuple(told.get("people", ())),
        answers=told.get("answers", {}),
        joins=told.get("joins", {}),
    )


def set_aside_facts(tx: Connection) -> frozenset[str]:
    """Return the ids of facts that imports brought along which were taken back."""
    undone = tx.execute(select(import_batch.c.id).where(import_batch.c.undone.is_not(None), BROUGHT_ALONG)).scalars()
    return frozenset(fact_id for import_id in undone for fact_id in along_of(tx, import_id).facts)


def count_along(tx: Connection, import_id: str) -> int:
    """Return how many facts an import brought along that are in no trash."""
    given = given_ids()
    query = select(func.count()).where(fact.c.id.in_(select(given.c.value)), fact.c.trashed.is_(None))
    return tx.execute(query, {"ids": id_list(along_of(tx, import_id).facts)}).scalar_one()


def _move(tx: Connection, along: Along, before: str | None, after: str | None) -> None:
    given = given_ids()
    for table, ids in ((fact, along.facts), (person, along.people)):
        chosen = update(table).where(
            table.c.id.in_(select(given.c.value)), table.c.trashed.is_not_distinct_from(before)
        )
        tx.execute(chosen.values(trashed=after), {"ids": id_list(ids)})


def take_back_along(tx: Connection, import_id: str, moment: datetime) -> None:
    """Take back what an import brought along: facts and people lie in the trash; changed answers and joins stay."""
    along = along_of(tx, import_id)
    _move(tx, along, None, moment_text(moment))
    for person_id, answers in along.answers.items():
        now = every_answer(tx, person_id)
        for about, given in answers.items():
            if now.get(about_what(about)) == given:
                put_answer(tx, person_id, about_what(about), None, moment)
    for person_id, joins in along.joins.items():
        kept = {key: to for key, to in test_joins(tx, person_id).items() if joins.get(key) != to}
        put_test_joins(tx, person_id, kept)


def bring_back_along(tx: Connection, import_id: str, undone: str | None, moment: datetime) -> None:
    """Bring back what went at the moment `undone`."""
    along = along_of(tx, import_id)
    _move(tx, along, undone, None)
    for person_id, answers in along.answers.items():
        now = every_answer(tx, person_id)
        for about, given in answers.items():
            if about_what(about) not in now:
                put_answer(tx, person_id, about_what(about), Answer(given), moment)
    for person_id, joins in along.joins.items():
        put_test_joins(tx, person_id, {**joins, **test_joins(tx, person_id)})
