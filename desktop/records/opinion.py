"""What one doctor thinks, so that several can be laid side by side (FHIR `DiagnosticReport`)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from desktop.records.fact import Fact, FactKind, entry


class Agreement(StrEnum):
    """The person's own word on how a point stands to the first doctor's."""

    AGREE = "agree"
    DIFFER = "differ"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion(Fact):
    """One doctor's answer, point by point; none is marked as better."""

    kind: ClassVar[FactKind] = FactKind.OPINIONS
    words: ClassVar[tuple[str, str]] = ("opinion", "opinions")
    date_name: ClassVar[str] = "given"
    title_from: ClassVar[tuple[str, ...]] = ("doctor",)
    detail_from: ClassVar[tuple[str, ...]] = ("institution", "plan")

    doctor: str = entry("Doctor who gave it", required=True)
    institution: str = entry("Hospital or practice")
    first: bool = entry("This is the first doctor, whom the others are compared with", default=False)
    diagnosis: str = entry("Diagnosis as this doctor states it", long=True)
    stage: str = entry("Stage as this doctor states it")
    goal: str = entry("What the treatment is for")
    plan: str = entry("What this doctor proposes", long=True)
    risks: str = entry("Risks and side effects that were named", long=True)
    timing: str = entry("When it should begin")
    would_change: str = entry("What would change this opinion", long=True)
    packet_seen: str = entry("Which packet and version this doctor had")
    diagnosis_agreement: Agreement | None = entry("Diagnosis: same as the first?", default=None, choices=Agreement)
    stage_agreement: Agreement | None = entry("Stage: same as the first?", default=None, choices=Agreement)
    goal_agreement: Agreement | None = entry("Goal: same as the first?", default=None, choices=Agreement)
    plan_agreement: Agreement | None = entry("Plan: same as the first?", default=None, choices=Agreement)
    risks_agreement: Agreement | None = entry("Risks: same as the first?", default=None, choices=Agreement)
    timing_agreement: Agreement | None = entry("Timing: same as the first?", default=None, choices=Agreement)
