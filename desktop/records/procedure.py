"""An operation or other procedure (FHIR `Procedure`)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from desktop.records.fact import Fact, FactKind, entry


class ProcedureStatus(StrEnum):
    """FHIR Procedure.status, the values a person can tell apart; planned is never shown as done."""

    PLANNED = "planned"
    DONE = "done"
    NOT_DONE = "not-done"


@dataclass(frozen=True, slots=True, kw_only=True)
class Procedure(Fact):
    """What was done, by whom, and what was found."""

    kind: ClassVar[FactKind] = FactKind.PROCEDURES
    words: ClassVar[tuple[str, str]] = ("procedure", "procedures")
    date_name: ClassVar[str] = "done"
    end_name: ClassVar[str] = "until"
    title_from: ClassVar[tuple[str, ...]] = ("name",)
    detail_from: ClassVar[tuple[str, ...]] = ("clinical_status", "performed_by", "facility")

    name: str = entry("What it is called, for example removal of the gallbladder", required=True)
    clinical_status: ProcedureStatus | None = entry(
        "Planned, done or not done", default=None, choices=ProcedureStatus, name="status"
    )
    body_site: str = entry("Where in the body")
    performed_by: str = entry("Doctor who did it")
    facility: str = entry("Hospital or practice")
    reason: str = entry("Why it was done")
    findings: str = entry("What was found", long=True)
    complications: str = entry("Complications")
    anesthesia: str = entry("Anesthesia, and any trouble with it")
    implants: str = entry("Implants: maker, model, lot, side")
    outcome: str = entry("How it went")
