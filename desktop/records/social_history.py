"""Habits, work and living (FHIR `Observation`, category social-history)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from desktop.records.fact import Fact, FactKind, entry


class SocialTopic(StrEnum):
    """What doctors ask about."""

    TOBACCO = "tobacco"
    ALCOHOL = "alcohol"
    DRUGS = "drugs"
    WORK = "work"
    EXPOSURE = "exposure"
    LIVING = "living"
    EXERCISE = "exercise"
    FOOD = "food"
    FUNCTION = "function"
    PAIN = "pain"
    FALLS = "falls"
    BIRTH = "birth"
    """Pregnancy and birth, for a child."""
    GROWTH = "growth"
    DEVELOPMENT = "development"
    SCHOOL = "school"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class SocialHistory(Fact):
    """One topic and how it is, in the person's words."""

    kind: ClassVar[FactKind] = FactKind.SOCIAL
    words: ClassVar[tuple[str, str]] = ("habit", "habits")
    date_name: ClassVar[str] = "since"
    end_name: ClassVar[str] = "until"
    title_from: ClassVar[tuple[str, ...]] = ("topic", "description")
    detail_from: ClassVar[tuple[str, ...]] = ("amount",)

    topic: SocialTopic | None = entry("What it is about", default=None, required=True, choices=SocialTopic)
    description: str = entry("How it is, for example never smoked, or welder for 20 years", required=True)
    amount: str = entry("How much, for example 10 cigarettes a day")
