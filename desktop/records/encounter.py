"""A visit or a stay in hospital (FHIR `Encounter`)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from desktop.records.fact import Fact, FactKind, entry


class EncounterType(StrEnum):
    """FHIR Encounter.class in plain words."""

    VISIT = "visit"
    VIDEO = "video"
    PHONE = "phone"
    EMERGENCY = "emergency"
    HOSPITAL_STAY = "hospital-stay"


@dataclass(frozen=True, slots=True, kw_only=True)
class Encounter(Fact):
    """With whom, why, and what was decided."""

    kind: ClassVar[FactKind] = FactKind.ENCOUNTERS
    words: ClassVar[tuple[str, str]] = ("visit", "visits")
    date_name: ClassVar[str] = "date"
    end_name: ClassVar[str] = "until"
    title_from: ClassVar[tuple[str, ...]] = ("reason",)
    detail_from: ClassVar[tuple[str, ...]] = ("type", "with_whom", "facility")

    reason: str = entry("What it was for, for example follow-up after the scan", required=True)
    type: EncounterType | None = entry("What kind of visit", default=None, choices=EncounterType)
    with_whom: str = entry("With whom")
    facility: str = entry("Hospital or practice")
    companion: str = entry("Who came along")
    outcome: str = entry("What was said or decided", long=True)
    next_step: str = entry("What comes next")
