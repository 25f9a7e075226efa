"""The order of questions, what is answered, and how an answer is kept; no widgets."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from desktop.records.question import Question

ON_FIRST_PAGES = 3
"""The top questions stand on page 2 of the packet."""
MANY = 10


def to_ask(questions: Sequence[Question]) -> list[Question]:
    """Return those not answered, in their order."""
    return [one for one in questions if one.answered_on is None]


def answered(questions: Sequence[Question]) -> list[Question]:
    """Return those answered."""
    return [one for one in questions if one.answered_on is not None]


def moved(ids: Sequence[str], question_id: str, place: int) -> list[str]:
    """Return the order in which `question_id` stands at `place` (from 0, kept inside the list)."""
    rest = [one for one in ids if one != question_id]
    place = max(0, min(place, len(rest)))
    return [*rest[:place], question_id, *rest[place:]]


class AnswerState(StrEnum):
    """What became of a question at the visit."""

    ANSWERED = "answered"
    NOT_YET = "not-yet"
    SOMEONE_ELSE = "someone-else"


def state_values(state: AnswerState, today: date) -> dict[str, str]:
    """Return what the record keeps for a state; the typed answer stays in every case."""
    return {"answered_on": today.isoformat() if state is AnswerState.ANSWERED else ""}


def state_of(question: Question) -> AnswerState:
    """Return what the record says."""
    return AnswerState.ANSWERED if question.answered_on is not None else AnswerState.NOT_YET
