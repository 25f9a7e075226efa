"""What an import says about each file, and about itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from desktop.records.dates import PartialDate
from desktop.records.document import Document, DocumentKind, DocumentStatus, ImportIssue, PersonMatch
from desktop.records.imaging_files import StudyCounts


class ImportStatus(StrEnum):
    """What became of a file."""

    STORED = "stored"
    DUPLICATE = "duplicate"
    REFUSED = "refused"
    NOT_TAKEN = "not-taken"
    """The import ended before it came to this file; nothing of it is kept."""
    LEFT_OUT = "left-out"
    """Parts of a disc that are no records, told together: its viewer program, the files about the disc."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileOutcome:
    """One file of an import. `read` is False for "stored, not read"; `proposed` counts what was read, by kind.

    `inside` has what became of the files that were inside it; their paths go on from its own.
    """

    path: Path
    import_id: str
    status: ImportStatus
    read: bool = False
    document_id: str | None = None
    kind: DocumentKind | None = None
    title: str = ""
    date: PartialDate | None = None
    pages: int = 0
    person_match: PersonMatch = PersonMatch.UNKNOWN
    person_named: str = ""
    """As printed on the page."""
    person_born: str = ""
    """As printed on the page."""
    doubts: int = 0
    """How many of the fields that were read are "please check"."""
    issues: tuple[ImportIssue, ...] = ()
    proposed: Mapping[str, int] = field(default_factory=dict)
    already: Mapping[str, int] = field(default_factory=dict)
    """How many of those proposed the record held before; they are kept as another source of what is there."""
    differs: Mapping[str, int] = field(default_factory=dict)
    """How many of those proposed are results that the record has otherwise."""
    replaces: tuple[str, ...] = ()
    """Ids of older versions of this document that are in the record."""
    inside: tuple[FileOutcome, ...] = ()
    label: str = ""
    """What it is called where that is not the file's name: of a study, whose path is the disc's."""
    images: StudyCounts | None = None
    """What a study of images holds."""

    @property
    def file(self) -> str:
        """The file's name, or what a study is called."""
        return self.label or self.path.name

    def of_document(self, document: Document, proposed: Mapping[str, int]) -> FileOutcome:
        """Return this outcome with what is known of the document that it became."""
        return replace(
            self,
            read=document.status is not DocumentStatus.NOT_READ,
            document_id=document.id,
            kind=document.kind,
            title=document.title,
            date=document.date,
            pages=document.pages,
            person_match=document.person_match,
            person_named=document.person_named,
            person_born=document.person_born,
            doubts=sum(not evidence.certain for evidence in document.evidence),
            issues=document.issues,
            proposed=proposed,
        )


@dataclass(frozen=True, slots=True)
class ImportBatch:
    """All files of one import, in the order in which they were looked at."""

    import_id: str
    outcomes: tuple[FileOutcome, ...]


@dataclass(frozen=True, slots=True)
class ImportUndone:
    """What was taken back, or brought back: numbers of documents, and of facts that were read in them.

    Of these facts, `stated` were the person's word: confirmed or changed.
    """

    import_id: str
    documents: int
    facts: int
    stated: int
