"""MedicationAdministration: a course of medicines that a hospital or practice gave."""

from __future__ import annotations

from desktop.fhir.elements import concept, reference
from desktop.fhir.facts import security
from desktop.fhir.procedures import span, treatment_notes
from desktop.foundation.json_text import JSONObject
from desktop.records.treatment import Treatment, TreatmentStatus

_STATUS = {
    TreatmentStatus.ACTIVE: "in-progress",
    TreatmentStatus.COMPLETED: "completed",
    TreatmentStatus.STOPPED: "stopped",
}


def administration(treatment: Treatment) -> JSONObject:
    """Return a line of medicines that is not only planned; its medicines and doses as printed are the dosage's text."""
    status = _STATUS.get(treatment.clinical_status, "unknown") if treatment.clinical_status else "unknown"
    return {
        "resourceType": "MedicationAdministration",
        "id": treatment.id,
        "meta": security(treatment),
        "status": "not-done" if treatment.negated else status,
        "statusReason": [concept(treatment.reason_stopped)],
        "medicationCodeableConcept": concept(treatment.regimen or treatment.title, treatment.codings),
        "subject": reference(treatment.person_id),
        **span("effective", treatment.date, treatment.end_date),
        "performer": [{"actor": {"display": name}} for name in (treatment.given_by, treatment.facility) if name],
        "dosage": {"text": treatment.drugs},
        "note": treatment_notes(treatment),
    }
