"""Condition: a diagnosis or health problem."""

from __future__ import annotations

from desktop.fhir.elements import coded, concept, date_time, notes, reference, said, unsaid_time
from desktop.fhir.facts import security, sources
from desktop.fhir.negation import codings_of
from desktop.foundation.clock import moment_text
from desktop.foundation.json_text import JSONObject, JSONValue
from desktop.records.condition import Condition, ConditionStatus


def _ended(condition: Condition) -> bool:
    """Whether FHIR lets an end stand (con-4: only with remission or resolved)."""
    return condition.clinical_status in {ConditionStatus.REMISSION, ConditionStatus.RESOLVED}


def _stage(condition: Condition) -> list[JSONValue]:
    if not condition.stage:
        return []
    return [{"summary": concept(condition.stage), "type": concept(condition.stage_system)}]


def condition_resource(condition: Condition, exported: frozenset[str]) -> JSONObject:
    """Return a condition; tissue, grade and biomarkers as printed stand in notes."""
    made: JSONObject = {"resourceType": "Condition", "id": condition.id, "meta": security(condition)}
    if condition.clinical_status:
        made["clinicalStatus"] = coded("condition-clinical", condition.clinical_status.value)
    if condition.negated:
        made["verificationStatus"] = coded("condition-verification", "refuted")
    return made | {
        "code": concept(condition.name or condition.title, codings_of(condition)),
        "bodySite": [concept(condition.body_site)],
        "subject": reference(condition.person_id),
        "onsetDateTime": date_time(condition.date),
        "abatementDateTime": date_time(condition.end_date) if _ended(condition) else "",
        "recordedDate": moment_text(condition.created),
        "asserter": {"display": condition.stated_by},
        "stage": _stage(condition),
        "evidence": [{"detail": sources(condition, exported)}],
        "note": notes(
            condition.note,
            "The one a second opinion is about" if condition.main else "",
            said("Staging system", "" if condition.stage else condition.stage_system),
            said("Stage stated on", date_time(condition.stage_date)),
            said("Kind of tissue", condition.histology),
            said("Grade", condition.grade),
            said("Biomarkers", condition.biomarkers),
            said("How it was found", condition.how_found),
            said("Until", "" if _ended(condition) else date_time(condition.end_date)),
            said("Shown as", condition.title if condition.title != condition.name else ""),
            unsaid_time("Since", condition.date),
            unsaid_time("Until", condition.end_date),
        ),
    }
