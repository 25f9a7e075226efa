"""MedicationStatement: a medicine as the person really takes it."""

from __future__ import annotations

from desktop.fhir.elements import (
    concept,
    date_time,
    in_order,
    notes,
    reference,
    said,
    unsaid_time,
)
from desktop.fhir.facts import security, sources
from desktop.fhir.negation import codings_of
from desktop.foundation.json_text import JSONObject
from desktop.records.medication import Medication


def _dosage(medication: Medication) -> JSONObject:
    parts = (medication.dose, medication.how_often, medication.when, medication.with_food, medication.as_needed_use)
    made: JSONObject = {"text": ", ".join(part for part in parts if part), "route": concept(medication.route)}
    return made | ({"asNeededBoolean": True} if medication.as_needed else {})


def _taken(medication: Medication) -> JSONObject:
    """Return effective[x], when it begins before it ends as a Period must."""
    start, end = medication.date, medication.end_date
    if (start is None and end is None) or not in_order(start, end):
        return {}
    return {"effectivePeriod": {"start": date_time(start), "end": date_time(end)}}


def _status(medication: Medication) -> str:
    if medication.negated:
        return "not-taken"
    return medication.clinical_status.value if medication.clinical_status else "unknown"


def medication_statement(medication: Medication, exported: frozenset[str]) -> JSONObject:
    """Return a medicine; brand, form and what else has no element stand in notes."""
    early = not in_order(medication.date, medication.end_date)
    return {
        "resourceType": "MedicationStatement",
        "id": medication.id,
        "meta": security(medication),
        "status": _status(medication),
        "statusReason": [concept(medication.reason_stopped)],
        "medicationCodeableConcept": concept(medication.title, codings_of(medication)),
        "subject": reference(medication.person_id),
        **_taken(medication),
        "dateAsserted": date_time(medication.confirmed_on),
        "informationSource": reference(medication.person_id),
        "derivedFrom": sources(medication, exported),
        "reasonCode": [concept(medication.why)],
        "note": notes(
            medication.note,
            said("Generic name", medication.generic),
            said("Brand name", medication.brand),
            said("Strength", medication.strength),
            said("Form", medication.form),
            said("Prescribed by", medication.prescriber),
            said("Last change", medication.last_change),
            said("Not to be missed", medication.critical),
            "Vitamin, supplement or bought without a prescription" if medication.supplement else "",
            said("Written down as begun", date_time(medication.date)) if early else "",
            said("Written down as stopped", date_time(medication.end_date)) if early else "",
            unsaid_time("Begun", medication.date),
            unsaid_time("Stopped", medication.end_date),
        ),
        "dosage": [_dosage(medication)],
    }
