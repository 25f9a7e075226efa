"""A document as it came, and what is known about it (FHIR `DocumentReference`)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from desktop.records.dates import PartialDate
from desktop.records.fact import BEGINNING, entry
from desktop.records.provenance import Evidence
from desktop.records.sensitive import SensitiveTag


class DocumentKind(StrEnum):
    """The kinds of paper that a second doctor tells apart."""

    PATHOLOGY = "pathology"
    IMAGING = "imaging-report"
    IMAGES = "images"
    """The pictures of a scan themselves, as DICOM files."""
    OPERATIVE_NOTE = "operative-note"
    DISCHARGE_SUMMARY = "discharge-summary"
    CONSULT_NOTE = "consult-note"
    TUMOR_BOARD = "tumor-board"
    TREATMENT_PLAN = "treatment-plan"
    TREATMENT_SUMMARY = "treatment-summary"
    LAB_REPORT = "lab-report"
    GENOMIC_REPORT = "genomic-report"
    MEDICATION_LIST = "medication-list"
    VISIT_SUMMARY = "after-visit-summary"
    REFERRAL = "referral-letter"
    IMMUNIZATION = "immunization-record"
    INSURANCE = "insurance"
    ID = "id"
    DIRECTIVE = "directive"
    AUTHORIZATION = "authorization"
    BILL = "bill"
    OTHER = "other"


class DocumentStatus(StrEnum):
    """How far the person is with a document."""

    PROPOSED = "proposed"
    """Read; waits for the person's look ("Needs review")."""
    REVIEWED = "reviewed"
    NOT_READ = "not-read"
    """Kept safe, but its text could not be read."""


class PersonMatch(StrEnum):
    """Whether the person named in a document is the person it is filed under."""

    MATCH = "match"
    DIFFERS = "differs"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class ImportIssue:
    """What a reader could not do, as a value: a stable code, one plain sentence, and the page (0: the whole file)."""

    code: str
    text: str
    page: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One original, sealed unchanged.

    `file_name` is what it was called when it came (health data: shown, never logged).
    `pdf_password` opens a locked original, as the person typed it.
    `pages` is 0 when unknown; `size` is in bytes; `sha256` is of the original, in hex.
    `person_named` and `person_born` quote the page; `person_kept` is the person's word that a
    document which names someone else does belong here.
    """

    id: str = ""
    person_id: str = ""
    title: str = entry("What it is called in the list", required=True)
    kind: DocumentKind = entry("What kind of document it is", default=DocumentKind.OTHER, choices=DocumentKind)
    date: PartialDate | None = entry("Date of the exam, visit or letter", default=None)
    source: str = entry("Where it came from: hospital, laboratory, practice")
    doctor: str = entry("The doctor who wrote or ordered it")
    important: bool = entry("Important for second opinions", default=False)
    note: str = entry("A note of your own", long=True)
    status: DocumentStatus = DocumentStatus.PROPOSED
    sensitive: tuple[SensitiveTag, ...] = ()
    file_name: str = ""
    media_type: str = ""
    pages: int = 0
    size: int = 0
    sha256: str = ""
    pdf_password: str = field(default="", repr=False)
    import_id: str = ""
    person_match: PersonMatch = PersonMatch.UNKNOWN
    person_named: str = ""
    person_born: str = ""
    person_kept: bool = False
    evidence: tuple[Evidence, ...] = ()
    issues: tuple[ImportIssue, ...] = ()
    revision: int = 1
    created: datetime = BEGINNING
    changed: datetime = BEGINNING
    trashed: datetime | None = None

    @property
    def belongs(self) -> bool:
        """Whether it may stand in lists of the person's facts and in packets."""
        return self.person_match is not PersonMatch.DIFFERS or self.person_kept
