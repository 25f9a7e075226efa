"""MedicationAdministration: a course of medicines that a hospital or practice gave."""

from __future__ import annotations

from desktop.fhir.elements import absent, concept, reference
from desktop.fhir.facts import security
from desktop.fhir.procedures import planned, span, treatment_notes
from desktop.foundation.json_text import JSONObject
from desktop.records.treatment import Treatment, TreatmentStatus, TreatmentType

_STATUS = {
    TreatmentStatus.ACTIVE: "in-progress",
    TreatmentStatus.COMPLETED: "completed",
    TreatmentStatus.STOPPED: "stopped",
}


def of_medicines(treatment: Treatment) -> bool:
    """Whether a treatment consists of medicines that were given, not only planned."""
    medicines = treatment.type is TreatmentType.DRUG or (treatment.type is None and bool(treatment.drugs))
    return medicines and not planned(treatment)


def administration(treatment: Treatment) -> JSONObject:
    """Return a line of medicines that is not only planned; its medicines and doses as printed are the dosage's text."""
    status = _STATUS.get(treatment.clinical_status, "unknown") if treatment.clinical_status else "unknown"
    given = span("effective", treatment.date, treatment.end_date)
    return {
        "resourceType": "MedicationAdministration",
        "id": treatment.id,
        "meta": security(treatment),
        "status": "not-done" if treatment.negated else status,
        "statusReason": [concept(treatment.reason_stopped)],
        "medicationCodeableConcept": concept(treatment.regimen or treatment.title, treatment.codings),
        "subject": reference(treatment.person_id),
        **(given if any(map(bool, given.values())) else {"_effectiveDateTime": absent()}),
        "performer": [{"actor": {"display": name}} for name in (treatment.given_by, treatment.facility) if name],
        "dosage": {"text": treatment.drugs},
        "note": treatment_notes(treatment),
    }
