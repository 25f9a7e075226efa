"""Which resources one fact becomes outside of a patient summary: the fact itself, and what it needs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from desktop.fhir.allergies import allergy_intolerance
from desktop.fhir.conditions import condition_resource
from desktop.fhir.devices import device_resource, device_use
from desktop.fhir.directives import consent
from desktop.fhir.history import family_member, habit
from desktop.fhir.immunizations import immunization_resource
from desktop.fhir.medications import medication_statement
from desktop.fhir.people import contact_resources
from desktop.fhir.procedures import procedure_resource, treatment_resource
from desktop.fhir.reports import has_study, imaging_report, imaging_study, pathology_report, specimen
from desktop.fhir.results import observation
from desktop.fhir.treatments import administration, of_medicines
from desktop.foundation.json_text import JSONObject
from desktop.records.fact import Fact, FactKind
from desktop.records.imaging import Imaging
from desktop.records.treatment import Treatment

_DENIED_ONLY_IN_RECORD = frozenset(
    {
        FactKind.RESULTS,
        FactKind.PATHOLOGY,
        FactKind.IMAGING,
        FactKind.DEVICES,
        FactKind.FAMILY,
        FactKind.DIRECTIVES,
        FactKind.CONTACTS,
    }
)
"""Kinds of which FHIR has no way to say that there is none: a resource would say the opposite."""


def _imaging(fact: Imaging) -> list[JSONObject]:
    return [imaging_report(fact), *([imaging_study(fact)] if has_study(fact) else [])]


def _treatment(fact: Treatment) -> list[JSONObject]:
    return [administration(fact) if of_medicines(fact) else treatment_resource(fact)]


_MAKERS: dict[FactKind, Callable[[Any, frozenset[str]], list[JSONObject]]] = {
    FactKind.RESULTS: lambda fact, exported: [observation(fact, exported)],
    FactKind.MEDICATIONS: lambda fact, exported: [medication_statement(fact, exported)],
    FactKind.ALLERGIES: lambda fact, _: [allergy_intolerance(fact)],
    FactKind.CONDITIONS: lambda fact, exported: [condition_resource(fact, exported)],
    FactKind.IMMUNIZATIONS: lambda fact, _: [immunization_resource(fact)],
    FactKind.PROCEDURES: lambda fact, _: [procedure_resource(fact)],
    FactKind.TREATMENTS: lambda fact, _: _treatment(fact),
    FactKind.PATHOLOGY: lambda fact, _: [pathology_report(fact), specimen(fact)],
    FactKind.IMAGING: lambda fact, _: _imaging(fact),
    FactKind.DEVICES: lambda fact, _: [device_use(fact), device_resource(fact)],
    FactKind.SOCIAL: lambda fact, _: [habit(fact, with_code=not fact.negated)],
    FactKind.FAMILY: lambda fact, _: [family_member(fact)],
    FactKind.DIRECTIVES: lambda fact, _: [consent(fact)],
    FactKind.CONTACTS: lambda fact, _: contact_resources(fact, fact.person_id),
}
KINDS = tuple(_MAKERS)
"""The kinds that become resources, in the order in which they stand."""


def resources_of(fact: Fact, exported: frozenset[str]) -> list[JSONObject]:
    """Return the resources of a fact, the one with the fact's own id first; `exported` are the documents beside it."""
    if fact.negated and fact.kind in _DENIED_ONLY_IN_RECORD:
        return []
    maker = _MAKERS.get(fact.kind)
    return maker(fact, exported) if maker else []
