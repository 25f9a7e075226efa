"""AllergyIntolerance: what a person reacts to."""

from __future__ import annotations

from desktop.fhir.elements import coded, concept, date_time, notes, reference, said, unsaid_time
from desktop.fhir.facts import security
from desktop.fhir.negation import codings_of
from desktop.foundation.clock import moment_text
from desktop.foundation.json_text import JSONObject
from desktop.records.allergy import Allergy, Certainty

_VERIFIED = {Certainty.CONFIRMED: "confirmed", Certainty.LIKELY: "unconfirmed", Certainty.UNSURE: "unconfirmed"}


def allergy_intolerance(allergy: Allergy) -> JSONObject:
    """Return an allergy; a listed one counts as active, since ait-1 asks for a clinical status."""
    made: JSONObject = {
        "resourceType": "AllergyIntolerance",
        "id": allergy.id,
        "meta": security(allergy),
        "clinicalStatus": coded("allergy-clinical", "inactive" if allergy.negated else "active"),
        "type": allergy.type.value if allergy.type else "",
        "code": concept(allergy.substance or allergy.title, codings_of(allergy)),
        "patient": reference(allergy.person_id),
        "onsetDateTime": date_time(allergy.date),
        "recordedDate": moment_text(allergy.created),
    }
    verified = "refuted" if allergy.negated else _VERIFIED[allergy.certainty] if allergy.certainty else ""
    if verified:
        made["verificationStatus"] = coded("allergy-verification", verified)
    severity = allergy.severity.value if allergy.severity else ""
    if allergy.reaction:
        made["reaction"] = [{"manifestation": [concept(allergy.reaction)], "severity": severity}]
    made["note"] = notes(
        allergy.note,
        said("Severity", "" if allergy.reaction else severity),
        said("How sure it is", allergy.certainty.value if allergy.certainty else ""),
        said("Shown as", allergy.title if allergy.title != allergy.substance else ""),
        unsaid_time("Since", allergy.date),
    )
    return made
