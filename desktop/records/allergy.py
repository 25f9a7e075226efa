"""An allergy or intolerance (FHIR `AllergyIntolerance`)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from desktop.records.fact import Fact, FactKind, entry


class Severity(StrEnum):
    """How bad a reaction was (FHIR reaction.severity)."""

    MILD = "mild"
    MODERATE = "moderate"
    SEVERE = "severe"


class Certainty(StrEnum):
    """How sure it is (FHIR verificationStatus, in plain words)."""

    CONFIRMED = "confirmed"
    LIKELY = "likely"
    UNSURE = "unsure"


class AllergyType(StrEnum):
    """FHIR AllergyIntolerance.type."""

    ALLERGY = "allergy"
    INTOLERANCE = "intolerance"


@dataclass(frozen=True, slots=True, kw_only=True)
class Allergy(Fact):
    """What a person reacts to, and how."""

    kind: ClassVar[FactKind] = FactKind.ALLERGIES
    words: ClassVar[tuple[str, str]] = ("allergy", "allergies")
    date_name: ClassVar[str] = "since"
    title_from: ClassVar[tuple[str, ...]] = ("substance",)
    detail_from: ClassVar[tuple[str, ...]] = ("reaction", "severity")

    substance: str = entry("What causes it, for example penicillin", required=True)
    reaction: str = entry("What happened, for example hives and swollen lips")
    severity: Severity | None = entry("How bad it was", default=None, choices=Severity)
    certainty: Certainty | None = entry("How sure it is", default=None, choices=Certainty)
    type: AllergyType | None = entry("Allergy or intolerance", default=None, choices=AllergyType)
