"""The answers to "any?" for a kind of fact and a person."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert

from desktop.records.answers import Answer
from desktop.records.fact import FactKind
from desktop.vault.columns import moment_text
from desktop.vault.tables import answer


def stored_answers(tx: Connection, person_id: str) -> dict[FactKind, Answer]:
    """Return what was answered, whatever is listed."""
    query = select(answer.c.kind, answer.c.answer).where(answer.c.person_id == person_id)
    return {FactKind(kind): Answer(given) for kind, given in tx.execute(query)}


def stored_answer(tx: Connection, person_id: str, kind: FactKind) -> Answer | None:
    """Return what was answered for one kind, or None."""
    query = select(answer.c.answer).where(answer.c.person_id == person_id, answer.c.kind == kind)
    given = tx.execute(query).scalar_one_or_none()
    return None if given is None else Answer(given)


def put_answer(tx: Connection, person_id: str, kind: FactKind, given: Answer | None, moment: datetime) -> None:
    """Keep an answer instead of an earlier one; None takes it away."""
    if given is None:
        tx.execute(delete(answer).where(answer.c.person_id == person_id, answer.c.kind == kind))
        return
    row = {"person_id": person_id, "kind": kind, "answer": given, "at": moment_text(moment)}
    put = insert(answer).values(**row)
    tx.execute(put.on_conflict_do_update(index_elements=["person_id", "kind"], set_=row))
