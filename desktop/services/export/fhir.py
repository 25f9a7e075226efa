"""fhir.json: one person's record as a FHIR R4 Bundle of type collection."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.fhir.answers import answer_resources
from desktop.fhir.documents import document_reference
from desktop.fhir.elements import full_url, without_empty
from desktop.fhir.facts import provenance, stands
from desktop.fhir.of_fact import KINDS, resources_of
from desktop.fhir.people import patient
from desktop.foundation import clock
from desktop.foundation.clock import moment_text
from desktop.foundation.json_text import JSONObject, JSONValue
from desktop.services.export.values import PlacedRecord


def _resources(placed: PlacedRecord) -> Iterator[JSONObject]:
    record = placed.record
    exported = frozenset(document.id for document in record.documents)
    yield patient(record.person)
    for document in record.documents:
        yield document_reference(document, placed.link(document.id))
    for kind in KINDS:
        facts = tuple(fact for fact in record.facts[kind] if stands(fact))
        for fact in facts:
            made = resources_of(fact, exported)
            yield from made
            if made:
                yield provenance(fact, exported)
        listed = tuple(fact.id for fact in facts)
        yield from answer_resources(kind, record.person.id, listed, record.answers[kind])


def _entry(resource: JSONObject) -> JSONValue:
    return {"fullUrl": full_url(str(resource["id"])), "resource": without_empty(resource)}


def bundle(placed: PlacedRecord) -> JSONObject:
    """Return the Bundle; every reference in it points to a resource in it."""
    return {
        "resourceType": "Bundle",
        "type": "collection",
        "timestamp": moment_text(clock.now()),
        "entry": [_entry(resource) for resource in _resources(placed)],
    }
