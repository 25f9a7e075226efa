"""Everything of one person that a packet can be made of, read in one view of the vault."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from desktop.records.answers import Answer
from desktop.records.document import Document
from desktop.records.fact import Fact, FactKind
from desktop.records.packet import PacketRequest
from desktop.records.page_scan import PageScan
from desktop.records.person import Person
from desktop.records.recipient import Recipient
from desktop.records.single_thing import SingleThing
from desktop.services.documents import Documents
from desktop.services.merging.merging import Merging
from desktop.services.people import People
from desktop.services.records import Records
from desktop.services.results import Results


@dataclass(frozen=True, slots=True)
class Gathered:
    """A person's record, as lists."""

    person: Person
    facts: Mapping[FactKind, tuple[Fact, ...]]
    answers: Mapping[FactKind, Answer]
    documents: tuple[Document, ...]
    test_joins: Mapping[str, str]
    replaced: Mapping[str, str]
    """Documents that a newer version replaced, each with the newest one."""
    scans: Mapping[str, tuple[PageScan, ...]]
    """By document: its pages that are pictures, alike ones once."""
    single_things: Mapping[SingleThing, Answer]
    """What is known of each thing that hospitals ask about one by one."""

    def recipient(self, request: PacketRequest) -> Recipient | None:
        """Return who the packet is for: the recipient chosen, or one made of the name typed."""
        for fact in self.facts.get(FactKind.RECIPIENTS, ()):
            if isinstance(fact, Recipient) and fact.id == request.recipient_id:
                return fact
        if request.recipient_name:
            return Recipient(name=request.recipient_name, title=request.recipient_name)
        return None


@dataclass(frozen=True, slots=True)
class Gathering:
    """Reads through the services, so that a packet shows what the lists show."""

    people: People
    documents: Documents
    records: Records
    results: Results
    merging: Merging

    def of(self, person_id: str) -> Gathered:
        """Return the record of one person; raises NoSuchThingError."""
        return self._with(person_id, self.records.list(FactKind.RESULTS, person_id))

    def newest(self, person_id: str) -> Gathered:
        """Return the record of one person, of the results only the two newest of each test and those that wait.

        Raises NoSuchThingError.
        """
        newest = (one for test in self.results.tests(person_id, newest=2) for one in test.newest)
        return self._with(person_id, (*newest, *self.records.waiting(FactKind.RESULTS, person_id)))

    def _with(self, person_id: str, results: tuple[Fact, ...]) -> Gathered:
        facts: dict[FactKind, tuple[Fact, ...]] = {FactKind.RESULTS: results}
        facts |= {kind: self.records.list(kind, person_id) for kind in FactKind if kind not in facts}
        return Gathered(
            self.people.get(person_id),
            facts,
            self.records.answers(person_id),
            self.documents.list(person_id),
            self.results.joins(person_id),
            self.merging.replaced(person_id),
            self.documents.scans(person_id),
            self.records.single_things.answers(person_id),
        )
