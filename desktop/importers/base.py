"""What every reader answers with: text, proposals and issues, as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from desktop.importers.words import Line
from desktop.records.coding import Coding
from desktop.records.dates import PartialDate
from desktop.records.document import DocumentKind, ImportIssue
from desktop.records.fact import FactKind
from desktop.records.page_scan import PageScan
from desktop.records.provenance import Evidence, Provenance


@dataclass(frozen=True, slots=True)
class PageText:
    """The text of a page (from 1); `picture_only` when it is a picture without (enough) text."""

    page: int
    text: str
    picture_only: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentProposal:
    """What a document seems to be; empty fields are not known. `person_born` is as printed.

    `own_name` names this version of the document for all time, `series` all its versions; `version` is greater for
    newer ones, and compared as text. `replaces` are names of versions that this one says it replaces.
    """

    title: str = ""
    kind: DocumentKind = DocumentKind.OTHER
    date: PartialDate | None = None
    source: str = ""
    doctor: str = ""
    person_named: str = ""
    person_born: str = ""
    evidence: tuple[Evidence, ...] = ()
    own_name: str = ""
    series: str = ""
    version: str = ""
    replaces: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedFact:
    """A fact that a document seems to state; `values` are texts by entry field name, as printed.

    `negated` is for "no known …". `codings` are as the file states them, most useful first.
    `provenance` has no document id yet. `certain` is False for "please check", and `issues` say why.
    """

    kind: FactKind
    values: Mapping[str, str]
    provenance: Provenance
    negated: bool = False
    codings: tuple[Coding, ...] = ()
    certain: bool = True
    issues: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RecognizedPage:
    """Words that were recognized in a picture page (from 1), which is turned clockwise by `turn` degrees to be upright.

    `lines` are level: the page was straightened by `angle` degrees counterclockwise; `shape` is its width and height
    when upright, in any unit.
    """

    page: int
    turn: int
    lines: tuple[Line, ...]
    angle: float = 0.0
    shape: tuple[int, int] = (1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportResult:
    """What reading one file gave. `pages` is empty when nothing could be read; `locked` asks for a password."""

    media_type: str
    page_count: int = 0
    pages: tuple[PageText, ...] = ()
    proposal: DocumentProposal = field(default_factory=DocumentProposal)
    facts: tuple[ProposedFact, ...] = ()
    issues: tuple[ImportIssue, ...] = ()
    locked: bool = False
    recognized: tuple[RecognizedPage, ...] = ()
    scans: tuple[PageScan, ...] = ()
    """The pages that are pictures of pages, with their pixels."""

    @property
    def read(self) -> bool:
        """Whether any text was read."""
        return any(page.text.strip() for page in self.pages)
