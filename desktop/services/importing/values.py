"""What an import says about each file, and about itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from desktop.records.dates import PartialDate
from desktop.records.document import DocumentKind, ImportIssue, PersonMatch


class ImportStatus(StrEnum):
    """What became of a file."""

    STORED = "stored"
    DUPLICATE = "duplicate"
    REFUSED = "refused"
    NOT_TAKEN = "not-taken"
    """The import ended before it came to this file; nothing of it is kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileOutcome:
    """One file of an import. `read` is False for "stored, not read"; `proposed` counts proposals by kind.

    `inside` has what became of the files that were inside a PDF; their paths go on from the one of the PDF.
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
    inside: tuple[FileOutcome, ...] = ()

    @property
    def file(self) -> str:
        """The file's name."""
        return self.path.name


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
