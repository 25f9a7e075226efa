"""A question for the doctor, in the person's own words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from desktop.records.dates import PartialDate
from desktop.records.fact import Fact, FactKind, entry


class QuestionGroup(StrEnum):
    """The groups in which a packet prints questions."""

    DIAGNOSIS = "diagnosis"
    TESTS = "tests"
    OPTIONS = "options"
    BENEFITS = "benefits-and-risks"
    TRIALS = "trials"
    LOGISTICS = "logistics"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question(Fact):
    """A question with its rank; rank 1 is the most important, 0 means not ranked yet."""

    kind: ClassVar[FactKind] = FactKind.QUESTIONS
    words: ClassVar[tuple[str, str]] = ("question", "questions")
    date_name: ClassVar[str] = ""
    title_from: ClassVar[tuple[str, ...]] = ("text",)
    detail_from: ClassVar[tuple[str, ...]] = ("for_whom",)

    text: str = entry("The question as the person would say it", required=True, long=True)
    group: QuestionGroup | None = entry("What it is about", default=None, choices=QuestionGroup)
    rank: int = entry("1 is the most important", default=0)
    important: bool = entry("Must be answered", default=False)
    for_whom: str = entry("Which doctor it is for")
    why: str = entry("Why I ask", long=True)
    answer: str = entry("The answer, as understood", long=True)
    answered_on: PartialDate | None = entry("When it was answered", default=None)
