"""Immunization: a vaccination that was given, or was not."""

from __future__ import annotations

from desktop.fhir.elements import absent, concept, date_time, notes, reference, said, unsaid_time
from desktop.fhir.facts import security
from desktop.fhir.procedures import span
from desktop.foundation.json_text import JSONObject, JSONValue
from desktop.records.immunization import Immunization


def _dose(immunization: Immunization) -> list[JSONValue]:
    return [{"doseNumberString": immunization.dose_number}] if immunization.dose_number else []


def immunization_resource(immunization: Immunization) -> JSONObject:
    """Return a vaccination; the product stands as its manufacturer's display, as it was printed."""
    return {
        "resourceType": "Immunization",
        "id": immunization.id,
        "meta": security(immunization),
        "status": "not-done" if immunization.negated else "completed",
        "vaccineCode": concept(immunization.vaccine or immunization.title, immunization.codings),
        "patient": reference(immunization.person_id),
        **(span("occurrence", immunization.date, None) if immunization.date else {"_occurrenceDateTime": absent()}),
        "manufacturer": {"display": immunization.product},
        "lotNumber": immunization.lot,
        "performer": [{"actor": {"display": immunization.given_by}}] if immunization.given_by else [],
        "protocolApplied": _dose(immunization),
        "note": notes(
            immunization.note,
            said("Reaction", immunization.reaction),
            said("Next due", date_time(immunization.next_due)),
            said("Shown as", immunization.title if immunization.title != immunization.vaccine else ""),
            unsaid_time("Given", immunization.date),
        ),
    }
