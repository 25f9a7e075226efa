"""Everything of one person, read through the services, so that an export holds what the lists show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.records.document import Document
from desktop.records.fact import Fact, FactKind
from desktop.services.documents import Documents
from desktop.services.export.values import PersonRecord
from desktop.services.imaging_files import ImagingFiles
from desktop.services.people import People
from desktop.services.records import Records
from desktop.services.results import Results

if TYPE_CHECKING:  # a packet as a folder writes pages as an export does: each would need the other first
    from desktop.services.merging.merging import Merging
    from desktop.services.packets import Packets


@dataclass(frozen=True, slots=True)
class RecordReader:
    """Reads whole records."""

    people: People
    documents: Documents
    records: Records
    results: Results
    packets: Packets
    imaging_files: ImagingFiles
    merging: Merging

    def of(self, person_id: str, *, with_trash: bool) -> PersonRecord:
        """Return the record of one person; raises NoSuchThingError."""
        documents = self.documents.list(person_id)
        facts = {kind: self.records.list(kind, person_id) for kind in FactKind}
        listed = {fact.id for kind in facts.values() for fact in kind}
        waiting = tuple(fact for fact in self._undecided(documents) if fact.id not in listed)
        gone = self._trashed(person_id) if with_trash else ()
        known = {*listed, *(fact.id for fact in (*waiting, *gone))}
        unlisted = tuple(fact for fact in self.merging.unlisted(person_id) if fact.id not in known)
        everything = [*(fact for kind in facts.values() for fact in kind), *waiting, *gone, *unlisted]
        trashed = self.documents.list(person_id, trashed=True) if with_trash else ()
        with_images = self.imaging_files.counts([each.id for each in (*documents, *trashed)])
        studies = {each: self.imaging_files.series(each) for each in with_images}
        return PersonRecord(
            person=self.people.get(person_id),
            documents=documents,
            facts=facts,
            waiting=waiting,
            trashed_documents=trashed,
            trashed_facts=gone,
            unlisted=unlisted,
            versions=self.merging.versions([each.id for each in (*documents, *trashed)]),
            replaced=self.merging.replaced(person_id),
            differing=self.merging.pairs(person_id),
            histories=self.records.histories(everything),
            answers=self.records.answers(person_id),
            single_things=self.records.single_things.answers(person_id),
            test_joins=self.results.joins(person_id),
            packets=self.packets.drafts(person_id),
            disclosures=self.packets.disclosures(person_id),
            studies=studies,
            images={one.id: self.imaging_files.files(one.id) for series in studies.values() for one in series},
        )

    def _undecided(self, documents: tuple[Document, ...]) -> tuple[Fact, ...]:
        """Return what was read from documents that name someone else; no list shows it yet."""
        return tuple(
            fact
            for document in documents
            if not document.belongs
            for kind in FactKind
            for fact in self.records.list(kind, document_id=document.id)
        )

    def _trashed(self, person_id: str) -> tuple[Fact, ...]:
        """Return the facts in the trash, and the proposals that went there with their document."""
        own = [fact for kind in FactKind for fact in self.records.list(kind, person_id, trashed=True)]
        known = {fact.id for fact in own}
        listed = {fact.id for kind in FactKind for fact in self.records.list(kind, person_id)}
        theirs = (
            fact
            for document in self.documents.list(person_id, trashed=True)
            for kind in FactKind
            for fact in self.records.list(kind, document_id=document.id)
            if fact.id not in known | listed
        )
        return (*own, *theirs)
