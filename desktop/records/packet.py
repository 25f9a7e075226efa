"""What is asked of a packet, what it became, and who got it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from desktop.records.dates import PartialDate
from desktop.records.disclosure import ASK_AFTER_DAYS, DisclosureNote, HandoverWay
from desktop.records.provenance import Box
from desktop.records.sensitive import SensitiveTag
from desktop.records.topic_answer import TopicAnswer


class PacketShape(StrEnum):
    """The editions of a packet."""

    FULL = "full"
    SHORT = "short"
    PATHOLOGY = "pathology"
    IMAGING = "imaging"
    PORTAL = "portal"
    """Small files for a website."""
    FAX = "fax"
    """Set in lines that a fax keeps."""
    PRINT = "print"
    """Large type, for paper."""
    PAPERS = "papers"
    """A file of its own with the copy of the ID, insurance card, directives and powers (packet.md, section 17)."""


class PacketPart(StrEnum):
    """The parts that can be ticked; the cover is always there."""

    SUMMARY = "summary"
    TIMELINE = "timeline"
    QUESTIONS = "questions"
    PATHOLOGY = "pathology"
    IMAGING = "imaging"
    CONSULTS = "consults"
    SURGERY = "surgery"
    TREATMENT = "treatment"
    RADIATION = "radiation"
    RESULTS = "results"
    MEDICINES = "medicines"
    ALLERGIES = "allergies"
    HISTORY = "history"
    FAMILY = "family"
    CARE_TEAM = "care-team"
    SOURCES = "sources"


class Case(StrEnum):
    """What the second opinion is about; chooses the readiness rules."""

    GENERAL = "general"
    CANCER = "cancer"
    SURGERY = "surgery"
    IMAGING = "imaging"
    RARE = "rare"
    CHILD = "child"


class Want(StrEnum):
    """What the person wants from the visit."""

    CONFIRM_DIAGNOSIS = "confirm-diagnosis"
    CONFIRM_PLAN = "confirm-plan"
    OTHER_OPTIONS = "other-options"
    TRIAL = "trial"


class SensitiveChoice(StrEnum):
    """The person's answer for one sensitive topic in one packet; no answer is taken for granted."""

    ASK = "ask"
    INCLUDE = "include"
    LEAVE_OUT = "leave-out"


ALL_PARTS = frozenset(PacketPart)


@dataclass(frozen=True, slots=True)
class CoveredPage:
    """Parts of a document's page (from 1) that are covered in one packet: their pixels are taken out."""

    document_id: str
    page: int
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PacketRequest:
    """Everything the person decided about one packet; saved as a draft after every change.

    `excluded` holds ids of documents and facts that stay out; `excluded_pages` maps a document id
    to page numbers (from 1) that stay out. `answer_by` is the day by which an answer is needed.
    """

    id: str = ""
    person_id: str = ""
    recipient_id: str = ""
    recipient_name: str = ""
    appointment: PartialDate | None = None
    shape: PacketShape = PacketShape.FULL
    case: Case = Case.CANCER
    why_now: str = ""
    answer_by: PartialDate | None = None
    wants: tuple[Want, ...] = ()
    first_plan: str = ""
    how_i_am: str = ""
    send_opinion_to: tuple[str, ...] = ()
    """Ids of contacts."""
    prepared_by: str = ""
    authority: str = ""
    companion: str = ""
    parts: frozenset[PacketPart] = ALL_PARTS
    excluded: frozenset[str] = frozenset()
    excluded_pages: tuple[tuple[str, tuple[int, ...]], ...] = ()
    put_back: frozenset[str] = frozenset()
    """Ids of documents that a newer version replaced and that go in all the same."""
    covered: tuple[CoveredPage, ...] = ()
    withheld_fields: frozenset[str] = frozenset()
    """What covered documents are not called by: "DOCUMENT#title", date, source or doctor."""
    sensitive: tuple[tuple[SensitiveTag, SensitiveChoice], ...] = ()
    topics: tuple[TopicAnswer, ...] = ()
    """What was said of documents and entries in which words of a sensitive topic were found, by topic."""
    allowed: frozenset[str] = frozenset()
    """Keys of what goes all the same, at the person's word: found in source pages (see packet.outcome), or covered."""
    left_off_summary: frozenset[str] = frozenset()
    """Ids of facts and documents that stay off the summary alone, so that it is one page."""
    left_off_timeline: frozenset[str] = frozenset()
    hide_address: bool = False
    """Whether the home address stays off the pages that we make; the two below are asked apart from it."""
    hide_numbers: bool = False
    """Record numbers, insurance numbers and those of identity papers."""
    hide_family: bool = False
    """Names of relatives whom the packet does not need."""
    paper: str = "letter"
    """letter or a4."""
    edition: str = "normal"
    """How the written pages are set: normal, large (type 1.3 times as big) or fax (lines that a fax keeps)."""
    language: str = "en"
    """Language of the written pages: en or es."""
    max_mb: int = 0
    """The largest file that may leave, in MB of 1,000,000 bytes; 0 when nobody said."""
    max_files: int = 0
    """How many files a website takes at once; 0: as many as are needed, or nobody said."""
    changed_since: int = 0
    """The saved version of this packet since which only what is new or changed goes in; 0: everything."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PacketCheck:
    """One thing that was verified in the finished file; `text` says it in one sentence."""

    name: str
    ok: bool
    text: str


PORTAL_MB = 10
"""What a file for a website may have when nobody said, in MB of 1,000,000 bytes."""


def size_check(largest: int, most_mb: int) -> PacketCheck:
    """Return whether the largest file (in bytes) is within what the place takes (in MB of 1,000,000 bytes)."""
    fits = largest <= most_mb * 1_000_000
    size = f"{largest / 1_000_000:.1f} MB"
    bad = f"{size}. This place takes {most_mb} MB. Leave out pages, or send small files for a website."
    return PacketCheck(name="size", ok=fits, text=f"{size} of at most {most_mb} MB." if fits else bad)


@dataclass(frozen=True, slots=True, kw_only=True)
class PacketDraft:
    """A packet being made, or made: the request, and when it was changed. `version` 0: never saved to a file."""

    request: PacketRequest
    code: str
    """What is printed on every page, for example SH-7K2M."""
    version: int
    changed: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Disclosure:
    """One entry of the sent log; append-only. `sha256` and `fingerprint` are of the finished file.

    `items` are ids of the documents and facts it held. `medium` is locked-pdf, plain-pdf, copy …
    `received` is when the person was told that it arrived. What left without the program has the medium handover:
    then `day` is when, and `what`, `way` and `detail` are what and how in the person's words.
    """

    id: str
    packet_id: str
    code: str
    version: int
    person_id: str
    to: str
    address: str
    purpose: str
    medium: str
    when: datetime
    pages: int
    size: int
    sha256: str
    fingerprint: str
    file_name: str
    items: tuple[str, ...]
    what: str = ""
    day: PartialDate | None = None
    way: HandoverWay | None = None
    detail: str = ""
    received: datetime | None = None
    notes: tuple[DisclosureNote, ...] = ()
    ask_on: PartialDate | None = None
    """The day that the person chose for the reminder of asking whether it arrived."""

    @property
    def asks_on(self) -> date:
        """The day on which Home begins to remind of asking whether it arrived."""
        return self.ask_on.low if self.ask_on is not None else self.left_on + timedelta(days=ASK_AFTER_DAYS)

    @property
    def left_on(self) -> date:
        """The day on which it left, or on which it was written down when nobody knows."""
        return self.day.high if self.day is not None else self.when.astimezone().date()
