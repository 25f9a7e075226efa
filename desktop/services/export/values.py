"""What goes into an export and what comes out of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from desktop.fhir import ips
from desktop.fhir.facts import stands
from desktop.records.answers import Answer
from desktop.records.document import Document
from desktop.records.fact import Fact, FactKind
from desktop.records.fact_history import FactRevision
from desktop.records.imaging_files import ImagingFile, ImagingSeries
from desktop.records.packet import Disclosure, PacketDraft
from desktop.records.person import Person
from desktop.records.single_thing import SingleThing
from desktop.vault.stores.said_again import Version

FactsByKind = Mapping[FactKind, tuple[Fact, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRecord:
    """Everything of one person; `facts` in each kind's order, `histories` by fact id.

    `test_joins` are names of tests that the person said are one.

    `waiting` are facts read from documents that name someone else, until the person decides.
    `trashed_documents` and `trashed_facts` are empty unless the trash was asked for.
    """

    person: Person
    documents: tuple[Document, ...]
    facts: FactsByKind
    waiting: tuple[Fact, ...]
    trashed_documents: tuple[Document, ...]
    trashed_facts: tuple[Fact, ...]
    unlisted: tuple[Fact, ...] = ()
    """Facts that stand behind others that say the same, or that a newer version of their document does not say."""
    versions: Mapping[str, Version] = field(default_factory=dict)
    replaced: Mapping[str, str] = field(default_factory=dict)
    """Documents with the newest version of each."""
    differing: tuple[tuple[str, str, bool], ...] = ()
    """Pairs of facts that differ, and whether the person keeps both."""
    histories: Mapping[str, tuple[FactRevision, ...]]
    answers: Mapping[FactKind, Answer]
    single_things: Mapping[SingleThing, Answer]
    test_joins: Mapping[str, str]
    packets: tuple[PacketDraft, ...]
    disclosures: tuple[Disclosure, ...]
    studies: Mapping[str, tuple[ImagingSeries, ...]] = field(default_factory=dict)
    """The series of the documents that are studies of images, by document id."""
    images: Mapping[str, tuple[ImagingFile, ...]] = field(default_factory=dict)
    """The files of each series, by its id."""

    @property
    def all_documents(self) -> tuple[Document, ...]:
        """The documents whose originals are written: listed ones, then those of the trash."""
        return (*self.documents, *self.trashed_documents)

    @property
    def all_facts(self) -> tuple[Fact, ...]:
        """Every fact of the record, the waiting and the trashed ones too."""
        listed = (fact for facts in self.facts.values() for fact in facts)
        return (*listed, *self.waiting, *self.trashed_facts, *self.unlisted)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedRecord:
    """A record with its folder's name, and the names of its originals by document id.

    An original that could not be read from the vault has no name; it is in `damaged` (document ids).
    """

    record: PersonRecord
    folder: str
    originals: Mapping[str, str]
    damaged: frozenset[str] = frozenset()
    only_summary: bool = False
    """Whether nothing but the patient summary of it is written."""

    @property
    def written_documents(self) -> tuple[Document, ...]:
        """The documents whose originals are written."""
        return () if self.only_summary else self.record.all_documents

    @property
    def written_facts(self) -> tuple[str, ...]:
        """The ids of the facts that are written: all of them, or what the summary tells."""
        record = self.record
        if not self.only_summary:
            return tuple(fact.id for fact in record.all_facts)
        return tuple(fact.id for kind in ips.TOLD for fact in record.facts[kind] if stands(fact))

    def link(self, document_id: str) -> str:
        """Return the path of an original inside the person's folder, or empty when it is not there."""
        name = self.originals.get(document_id, "")
        return f"originals/{name}" if name and document_id not in self.damaged else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """A finished export: its folder, how many files of how many bytes, and what could not be read.

    `damaged` counts originals that are missing from the vault or are not as they were sealed.
    `logged` is False when the vault is open for reading only, so that the sent log could not be written.
    """

    path: Path
    files: int
    size: int
    people: int
    documents: int
    facts: int
    damaged: int
    logged: bool
