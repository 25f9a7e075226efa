"""fhir.json: one person's record as a FHIR R4 Bundle of type collection."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.fhir.allergies import allergy_intolerance
from desktop.fhir.answers import answer_resources
from desktop.fhir.conditions import condition_resource
from desktop.fhir.documents import document_reference
from desktop.fhir.elements import full_url, without_empty
from desktop.fhir.facts import provenance, stands
from desktop.fhir.medications import medication_statement
from desktop.fhir.people import contact_resources, patient
from desktop.fhir.results import observation
from desktop.foundation import clock
from desktop.foundation.clock import moment_text
from desktop.foundation.json_text import JSONObject, JSONValue
from desktop.records.allergy import Allergy
from desktop.records.condition import Condition
from desktop.records.contact import Contact
from desktop.records.fact import Fact, FactKind
from desktop.records.medication import Medication
from desktop.records.result import Result
from desktop.services.export.values import PlacedRecord

KINDS = (FactKind.RESULTS, FactKind.MEDICATIONS, FactKind.ALLERGIES, FactKind.CONDITIONS, FactKind.CONTACTS)
"""The kinds that become resources; the others stand in record.json and csv/."""


def _resources_of(fact: Fact, exported: frozenset[str]) -> list[JSONObject]:
    if isinstance(fact, Result):
        return [observation(fact, exported)]
    if isinstance(fact, Medication):
        return [medication_statement(fact, exported)]
    if isinstance(fact, Allergy):
        return [allergy_intolerance(fact)]
    if isinstance(fact, Condition):
        return [condition_resource(fact, exported)]
    return contact_resources(fact, fact.person_id) if isinstance(fact, Contact) else []


def _resources(placed: PlacedRecord) -> Iterator[JSONObject]:
    record = placed.record
    exported = frozenset(document.id for document in record.documents)
    yield patient(record.person)
    for document in record.documents:
        yield document_reference(document, placed.link(document.id))
    for kind in KINDS:
        facts = tuple(fact for fact in record.facts[kind] if stands(fact))
        for fact in facts:
            yield from _resources_of(fact, exported)
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
