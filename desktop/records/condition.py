"""A diagnosis or health problem (FHIR `Condition`)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from desktop.records.dates import PartialDate
from desktop.records.fact import Fact, FactKind, entry


class ConditionStatus(StrEnum):
    """FHIR Condition.clinicalStatus, the values a person can tell apart."""

    ACTIVE = "active"
    REMISSION = "remission"
    RESOLVED = "resolved"


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition(Fact):
    """A health problem; with stage, histology and grade for a cancer."""

    kind: ClassVar[FactKind] = FactKind.CONDITIONS
    words: ClassVar[tuple[str, str]] = ("condition", "conditions")
    date_name: ClassVar[str] = "since"
    end_name: ClassVar[str] = "until"
    title_from: ClassVar[tuple[str, ...]] = ("name",)
    detail_from: ClassVar[tuple[str, ...]] = ("stage", "how_found")

    name: str = entry("What it is called", required=True)
    clinical_status: ConditionStatus | None = entry(
        "Does the person have it now?", default=None, choices=ConditionStatus, name="status"
    )
    main: bool = entry("The one this second opinion is about", default=False)
    body_site: str = entry("Where in the body")
    stage: str = entry("Stage as printed, for example IVA or pT3 pN1b")
    stage_system: str = entry("Staging system, for example AJCC 8")
    stage_date: PartialDate | None = entry("When the stage was stated", default=None)
    stated_by: str = entry("Who stated the diagnosis or stage")
    histology: str = entry("Kind of tissue as printed, for example adenocarcinoma")
    grade: str = entry("Grade as printed, for example G2")
    biomarkers: str = entry("Biomarkers as printed, for example KRAS G12D")
    how_found: str = entry("How it was found", long=True)
