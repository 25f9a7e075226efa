"""The answers to "any?" for a kind of fact, or for a single thing, and a person."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert

from desktop.records.answers import Answer
from desktop.records.fact import FactKind
from desktop.records.single_thing import SingleThing
from desktop.vault.columns import moment_text
from desktop.vault.tables import answer

_THINGS = frozenset(thing.value for thing in SingleThing)


def stored_answers(tx: Connection, person_id: str) -> dict[FactKind, Answer]:
    """Return what was answered for whole kinds, whatever is listed."""
    return {about: given for about, given in every_answer(tx, person_id).items() if isinstance(about, FactKind)}


def stored_things(tx: Connection, person_id: str) -> dict[SingleThing, Answer]:
    """Return what was answered for single things, whatever is listed."""
    return {about: given for about, given in every_answer(tx, person_id).items() if isinstance(about, SingleThing)}


def about_what(text: str) -> FactKind | SingleThing:
    """Return what an answer is about; raises ValueError."""
    return SingleThing(text) if text in _THINGS else FactKind(text)


def every_answer(tx: Connection, person_id: str) -> dict[FactKind | SingleThing, Answer]:
    """Return all that was answered, by what it is about."""
    query = select(answer.c.kind, answer.c.answer).where(answer.c.person_id == person_id)
    return {about_what(about): Answer(given) for about, given in tx.execute(query)}


def stored_answer(tx: Connection, person_id: str, kind: FactKind) -> Answer | None:
    """Return what was answered for one kind, or None."""
    query = select(answer.c.answer).where(answer.c.person_id == person_id, answer.c.kind == kind)
    given = tx.execute(query).scalar_one_or_none()
    return None if given is None else Answer(given)


def put_answer(
    tx: Connection, person_id: str, kind: FactKind | SingleThing, given: Answer | None, moment: datetime
) -> None:
    """Keep an answer instead of an earlier one; None takes it away."""
    if given is None:
        tx.execute(delete(answer).where(answer.c.person_id == person_id, answer.c.kind == kind))
        return
    row = {"person_id": person_id, "kind": kind, "answer": given, "at": moment_text(moment)}
    put = insert(answer).values(**row)
    tx.execute(put.on_conflict_do_update(index_elements=["person_id", "kind"], set_=row))
