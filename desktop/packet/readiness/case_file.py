"""What the rules look at: one person's record and the packet being made, on one day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from desktop.records.answers import Answer
from desktop.records.document import Document, DocumentKind, DocumentStatus
from desktop.records.fact import Fact, FactKind
from desktop.records.packet import PacketRequest
from desktop.records.page_scan import PageScan
from desktop.records.person import Person
from desktop.records.provenance import Origin
from desktop.records.recipient import Recipient
from desktop.records.single_thing import SingleThing

F = TypeVar("F", bound=Fact)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFile:
    """A record as the rules see it; nothing trashed is in it."""

    person: Person
    facts: Mapping[FactKind, tuple[Fact, ...]]
    answers: Mapping[FactKind, Answer]
    documents: tuple[Document, ...]
    single_things: Mapping[SingleThing, Answer] = field(default_factory=dict)
    """What is known of each thing that hospitals ask about one by one."""
    today: date
    scans: Mapping[str, tuple[PageScan, ...]] = field(default_factory=dict)
    """By document: the pages that are pictures, alike ones once."""
    request: PacketRequest | None = None
    recipient: Recipient | None = None
    summary_fits: bool | None = None
    """None while the pages were not made."""

    def of(self, kind: FactKind, fact_type: type[F]) -> tuple[F, ...]:
        """Return the facts of a kind that are the person's word, proposals left out."""
        listed = self.facts.get(kind, ())
        return tuple(one for one in listed if isinstance(one, fact_type) and one.origin is not Origin.PROPOSED)

    def proposed(self) -> tuple[Fact, ...]:
        """Return what was read and not confirmed."""
        return tuple(one for facts in self.facts.values() for one in facts if one.origin is Origin.PROPOSED)

    def papers(self, *kinds: DocumentKind) -> tuple[Document, ...]:
        """Return the documents of these kinds that belong to the person."""
        return tuple(one for one in self.documents if one.kind in kinds and one.belongs)

    def to_review(self) -> tuple[Document, ...]:
        """Return the documents that nobody has looked at."""
        return tuple(one for one in self.documents if one.status is DocumentStatus.PROPOSED and one.belongs)

    def days_since(self, day: date) -> int:
        """Return how many days ago a day was."""
        return (self.today - day).days
