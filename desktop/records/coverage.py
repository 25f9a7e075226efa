"""Insurance (FHIR `Coverage`)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from desktop.records.fact import Fact, FactKind, entry


class CoverageOrder(StrEnum):
    """Which insurance pays first."""

    FIRST = "first"
    SECOND = "second"
    THIRD = "third"


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage(Fact):
    """One insurance as its card says, and what was asked about a second opinion."""

    kind: ClassVar[FactKind] = FactKind.COVERAGE
    words: ClassVar[tuple[str, str]] = ("insurance", "insurances")
    date_name: ClassVar[str] = "since"
    end_name: ClassVar[str] = "until"
    title_from: ClassVar[tuple[str, ...]] = ("insurer", "plan")
    detail_from: ClassVar[tuple[str, ...]] = ("member_id", "phone")

    insurer: str = entry("Insurance company or program", required=True)
    plan: str = entry("Plan")
    member_id: str = entry("Member number")
    group_number: str = entry("Group number")
    holder: str = entry("Who holds the insurance, if someone else")
    order: CoverageOrder | None = entry("Does it pay first, second or third?", default=None, choices=CoverageOrder)
    phone: str = entry("Phone on the card")
    second_opinion: str = entry("What they said about paying for a second opinion, and when", long=True)
    approval: str = entry("Approval or referral needed; number of the approval")
