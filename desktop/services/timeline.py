"""Everything dated on one line, newest first: from symptom to decision."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.records.detail import detail_of, end_detail_of, joined
from desktop.records.document import Document
from desktop.records.event import Event
from desktop.records.fact import Fact, FactKind
from desktop.records.provenance import Origin
from desktop.vault.stores import documents as document_store
from desktop.vault.stores import facts as fact_store
from desktop.vault.vault import Transaction, Vault


def _fact_events(fact: Fact) -> Iterator[Event]:
    place = fact.provenance[0] if fact.provenance else None
    for date, detail in ((fact.date, detail_of(fact)), (fact.end_date, end_detail_of(fact))):
        if date is not None:
            yield Event(
                date=date,
                kind=fact.kind.value,
                title=fact.title,
                detail=detail,
                id=fact.id,
                person_id=fact.person_id,
                document_id=place.document_id if place else "",
                page=place.page if place else 0,
            )


def _document_event(document: Document) -> Iterator[Event]:
    if document.date is not None and document.belongs:
        yield Event(
            date=document.date,
            kind="document",
            title=document.title,
            detail=joined(document.source, document.doctor),
            id=document.id,
            person_id=document.person_id,
            document_id=document.id,
            page=1,
            document_kind=document.kind,
        )


class Timeline:
    """What happened when, of facts that are the person's word and documents that are theirs."""

    def __init__(self, vault: Vault) -> None:
        """Read from `vault`."""
        self._vault = vault

    def events(self, person_id: str | None = None, *, values_read: bool = True) -> tuple[Event, ...]:
        """Return the events, newest first; a year alone stands after the days of that year.

        Without `values_read`, test results that were read in a document are left out: their report stands there.
        """

        def work(tx: Transaction) -> list[Event]:
            events = [
                event
                for document in document_store.find_documents(tx, person_id=person_id)
                for event in _document_event(document)
            ]
            for kind in FactKind:
                typed_only = kind is FactKind.RESULTS and not values_read
                for fact in fact_store.find_facts(tx, kind, person_id=person_id, without_document=typed_only):
                    if fact.origin is not Origin.PROPOSED:
                        events.extend(_fact_events(fact))
            return events

        return tuple(
            sorted(self._vault.read(work), key=lambda event: (event.date.low, event.date.iso_time), reverse=True)
        )
