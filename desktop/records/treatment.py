"""A line of treatment: medicines by a regimen, or radiation (FHIR `Procedure`, `MedicationAdministration`)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from desktop.records.dates import PartialDate
from desktop.records.fact import Fact, FactKind, entry


class TreatmentType(StrEnum):
    """What the line consists of."""

    DRUG = "drug"
    RADIATION = "radiation"
    OTHER = "other"


class TreatmentIntent(StrEnum):
    """What it was given for; curative, neoadjuvant, adjuvant, maintenance and palliative in plain words."""

    CURE = "cure"
    BEFORE_SURGERY = "before-surgery"
    AFTER_SURGERY = "after-surgery"
    MAINTENANCE = "maintenance"
    CONTROL = "control"
    RELIEF = "relief"


class TreatmentStatus(StrEnum):
    """FHIR event status; planned is never shown as done."""

    PLANNED = "planned"
    ACTIVE = "active"
    COMPLETED = "completed"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Treatment(Fact):
    """One line, with what was planned, what was given, and why it changed or ended; all texts as printed."""

    kind: ClassVar[FactKind] = FactKind.TREATMENTS
    words: ClassVar[tuple[str, str]] = ("treatment", "treatments")
    date_name: ClassVar[str] = "start"
    end_name: ClassVar[str] = "stop"
    title_from: ClassVar[tuple[str, ...]] = ("regimen",)
    detail_from: ClassVar[tuple[str, ...]] = ("clinical_status", "site", "dose", "response")
    end_words: ClassVar[tuple[str, str]] = ("Ended", "reason_stopped")

    regimen: str = entry("What it is called, for example FOLFOX or radiation of the pelvis", required=True)
    type: TreatmentType | None = entry("Medicine or radiation", default=None, choices=TreatmentType)
    clinical_status: TreatmentStatus | None = entry(
        "Planned, going on, completed or stopped early", default=None, choices=TreatmentStatus, name="status"
    )
    intent: TreatmentIntent | None = entry("What it is given for", default=None, choices=TreatmentIntent)
    line: int = entry("Which line of treatment: 1 is the first; 0 when not known", default=0)
    drugs: str = entry("Medicines and doses, one a line, for example oxaliplatin 85 mg/m2", long=True)
    body_size: str = entry("Height and weight at the start, for example 158 cm, 64.2 kg")
    cycles_planned: str = entry("Cycles planned")
    cycles_given: str = entry("Cycles given")
    cycle_dates: str = entry("Days on which cycles were given, with spaces between")
    doses: str = entry("Doses given, one drug a line, one number a cycle: Oxaliplatin, mg/m2: 85 85 65 -", long=True)
    cumulative_dose: str = entry("Total dose so far, when a paper states it")
    site: str = entry("Radiation: where in the body")
    dose: str = entry("Radiation: total dose as printed, for example 50.4 Gy")
    fractions_planned: str = entry("Radiation: fractions planned")
    fractions_given: str = entry("Radiation: fractions given")
    technique: str = entry("Radiation: technique as printed, for example IMRT")
    boost: str = entry("Radiation: boost, with its dose")
    concurrent: str = entry("Radiation: medicines given at the same time")
    plan_files: str = entry("Radiation: who has the plan files (DICOM RT), or not known")
    changes: str = entry("What was changed, one a line: cycle 7: oxaliplatin 85 to 65 mg/m2; numb hands", long=True)
    toxicity: str = entry("Side effects, with grade when known", long=True)
    response: str = entry("Response as stated, for example partial response")
    response_judged: str = entry("How the response was judged, for example CT, RECIST 1.1")
    response_date: PartialDate | None = entry("When the response was stated", default=None)
    reason_stopped: str = entry("Why it ended or was stopped")
    given_by: str = entry("Doctor in charge")
    facility: str = entry("Hospital or practice")
