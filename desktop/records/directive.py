"""What a person wants if they cannot say it themselves (FHIR `Consent`)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from desktop.records.fact import Fact, FactKind, entry


class DirectiveType(StrEnum):
    """The papers there are."""

    LIVING_WILL = "living-will"
    HEALTH_CARE_AGENT = "health-care-agent"
    DO_NOT_RESUSCITATE = "do-not-resuscitate"
    TREATMENT_ORDERS = "treatment-orders"
    """POLST or MOLST: signed by a doctor."""
    ORGAN_DONATION = "organ-donation"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Directive(Fact):
    """One paper, what it says, and where it is."""

    kind: ClassVar[FactKind] = FactKind.DIRECTIVES
    words: ClassVar[tuple[str, str]] = ("directive", "directives")
    date_name: ClassVar[str] = "signed"
    end_name: ClassVar[str] = "expires"
    title_from: ClassVar[tuple[str, ...]] = ("type",)
    detail_from: ClassVar[tuple[str, ...]] = ("agent", "where_kept")

    type: DirectiveType | None = entry("Which paper", default=None, required=True, choices=DirectiveType)
    summary: str = entry("What it says, in the person's words", long=True)
    agent: str = entry("Who decides for the person")
    agent_phone: str = entry("Phone of who decides")
    where_kept: str = entry("Where the paper is kept, and who has a copy")
