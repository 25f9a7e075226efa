"""A medicine, vitamin, supplement or cream (FHIR `MedicationStatement`)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from desktop.records.dates import PartialDate
from desktop.records.fact import Fact, FactKind, entry


class MedicationStatus(StrEnum):
    """FHIR MedicationStatement.status, the values a person can tell apart."""

    ACTIVE = "active"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Medication(Fact):
    """A medicine as the person really takes it."""

    kind: ClassVar[FactKind] = FactKind.MEDICATIONS
    words: ClassVar[tuple[str, str]] = ("medicine", "medicines")
    date_name: ClassVar[str] = "start"
    end_name: ClassVar[str] = "stop"
    title_from: ClassVar[tuple[str, ...]] = ("generic", "strength")
    detail_from: ClassVar[tuple[str, ...]] = ("dose", "how_often", "why")
    end_words: ClassVar[tuple[str, str]] = ("Stopped", "reason_stopped")

    generic: str = entry("Generic name, for example metformin")
    brand: str = entry("Brand name, for example Glucophage")
    strength: str = entry("Strength with its unit, for example 850 mg")
    form: str = entry("Form: tablet, capsule, cream …")
    route: str = entry("How it gets in: by mouth, on the skin, injection …")
    dose: str = entry("How much each time, for example 1 tablet")
    how_often: str = entry("How often, for example twice a day")
    when: str = entry("When, for example morning and evening")
    with_food: str = entry("With food, without food, or no matter")
    as_needed: bool = entry("Only when needed", default=False)
    as_needed_use: str = entry("How often really taken, when only as needed")
    why: str = entry("What it is for")
    prescriber: str = entry("Who prescribed it")
    clinical_status: MedicationStatus | None = entry(
        "Taken now or stopped?", default=MedicationStatus.ACTIVE, choices=MedicationStatus, name="status"
    )
    reason_stopped: str = entry("Why it was stopped")
    stopped_by: str = entry("Who decided to stop it")
    last_change: str = entry("The last change of dose, and when")
    confirmed_on: PartialDate | None = entry("When the person last said it is still taken", default=None)
    supplement: bool = entry("Vitamin, supplement or bought without a prescription", default=False)
    critical: str = entry("A word that must not be missed: BLOOD THINNER, DIABETES …")
