"""A visit that is planned or was kept (FHIR `Appointment`)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from desktop.records.fact import Fact, FactKind, entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointment(Fact):
    """With whom, when and where; `date` may carry the time."""

    kind: ClassVar[FactKind] = FactKind.APPOINTMENTS
    words: ClassVar[tuple[str, str]] = ("appointment", "appointments")
    date_name: ClassVar[str] = "when"
    title_from: ClassVar[tuple[str, ...]] = ("purpose",)
    detail_from: ClassVar[tuple[str, ...]] = ("with_whom", "where")

    purpose: str = entry("What it is, for example Second opinion", required=True)
    with_whom: str = entry("With whom, for example Dr. Lena Okafor")
    where: str = entry("Where")
    companion: str = entry("Who comes along")
    recording_allowed: str = entry("May the talk be recorded? yes, no or not known")
