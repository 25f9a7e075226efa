"""Records that were asked for, and how far that is (FHIR `Task`)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from desktop.records.dates import PartialDate
from desktop.records.fact import Fact, FactKind, entry


class RequestStatus(StrEnum):
    """How far it is; that it is overdue follows from the date they must answer by."""

    NOT_ASKED = "not-asked"
    WAITING = "waiting"
    ARRIVED = "arrived"
    REFUSED = "refused"
    DOES_NOT_EXIST = "does-not-exist"
    """They say that there is no such thing."""


class RequestVerdict(StrEnum):
    """What came, held against what was asked for."""

    COMPLETE = "complete"
    INCOMPLETE = "incomplete"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True, kw_only=True)
class Request(Fact):
    """One thing asked of one place."""

    kind: ClassVar[FactKind] = FactKind.REQUESTS
    words: ClassVar[tuple[str, str]] = ("request", "requests")
    date_name: ClassVar[str] = "asked_on"
    title_from: ClassVar[tuple[str, ...]] = ("what",)
    detail_from: ClassVar[tuple[str, ...]] = ("clinical_status", "provider")

    what: str = entry("What is asked for, for example CT pictures of 3 March", required=True)
    provider: str = entry("Hospital, practice or laboratory that has it")
    clinical_status: RequestStatus | None = entry("How far it is", default=None, choices=RequestStatus, name="status")
    how: str = entry("How it was asked: portal, letter, fax, phone")
    answer_by: PartialDate | None = entry("When they must answer", default=None)
    fee: str = entry("What they charge")
    calls: str = entry("Calls: when, with whom, what was said; one a line", long=True)
    arrived_on: PartialDate | None = entry("When it arrived", default=None)
    verdict: RequestVerdict | None = entry("Is it what was asked for?", default=None, choices=RequestVerdict)
    missing: str = entry("What is still missing")
    tracking: str = entry("Parcel number")
    return_by: PartialDate | None = entry("When lent slides or discs must be back", default=None)
