"""Procedure: what was done or not done; what is planned is an activity of a plan."""

from __future__ import annotations

from desktop.fhir.elements import concept, date_time, in_order, notes, reference, said, unsaid_time
from desktop.fhir.facts import security
from desktop.foundation.json_text import JSONObject, JSONValue
from desktop.records.dates import PartialDate
from desktop.records.procedure import Procedure, ProcedureStatus
from desktop.records.treatment import Treatment, TreatmentStatus

_STATUS = {
    ProcedureStatus.PLANNED: "preparation",
    ProcedureStatus.DONE: "completed",
    ProcedureStatus.NOT_DONE: "not-done",
}
_TREATMENT_STATUS = {
    TreatmentStatus.PLANNED: "preparation",
    TreatmentStatus.ACTIVE: "in-progress",
    TreatmentStatus.COMPLETED: "completed",
    TreatmentStatus.STOPPED: "stopped",
}


def span(name: str, start: PartialDate | None, end: PartialDate | None) -> JSONObject:
    """Return a choice of type: a dateTime, or a Period with an end; nothing where it ends before it begins."""
    if end is None:
        return {f"{name}DateTime": date_time(start)}
    if not in_order(start, end):
        return {}
    return {f"{name}Period": {"start": date_time(start), "end": date_time(end)}}


def _actors(*names: str) -> list[JSONValue]:
    return [{"actor": {"display": name}} for name in names if name]


def procedure_resource(procedure: Procedure) -> JSONObject:
    """Return a procedure; what was found and the anesthesia stand in notes."""
    status = _STATUS[procedure.clinical_status] if procedure.clinical_status else "unknown"
    early = not in_order(procedure.date, procedure.end_date)
    return {
        "resourceType": "Procedure",
        "id": procedure.id,
        "meta": security(procedure),
        "status": "not-done" if procedure.negated else status,
        "code": concept(procedure.name or procedure.title, procedure.codings),
        "subject": reference(procedure.person_id),
        **span("performed", procedure.date, procedure.end_date),
        "performer": _actors(procedure.performed_by),
        "location": {"display": procedure.facility},
        "reasonCode": [concept(procedure.reason)],
        "bodySite": [concept(procedure.body_site)],
        "outcome": concept(procedure.outcome),
        "complication": [concept(procedure.complications)],
        "note": notes(
            procedure.note,
            said("What was found", procedure.findings),
            said("Anesthesia", procedure.anesthesia),
            said("Shown as", procedure.title if procedure.title != procedure.name else ""),
            said("Written down as begun", date_time(procedure.date)) if early else "",
            said("Written down as ended", date_time(procedure.end_date)) if early else "",
            unsaid_time("Done", procedure.date),
            unsaid_time("Until", procedure.end_date),
        ),
    }


def planned(fact: Procedure | Treatment) -> bool:
    """Whether a fact is still to come; it is never shown as done."""
    return not fact.negated and fact.clinical_status in {ProcedureStatus.PLANNED, TreatmentStatus.PLANNED}


def plan_activity(fact: Procedure | Treatment) -> JSONObject:
    """Return CarePlan.activity for something planned; its day is a period that has begun there, as exact as known."""
    name = fact.name if isinstance(fact, Procedure) else fact.regimen
    who = fact.performed_by if isinstance(fact, Procedure) else fact.given_by
    more = "" if isinstance(fact, Procedure) else fact.drugs
    return {
        "detail": {
            "code": concept(name or fact.title, fact.codings),
            "status": "not-started",
            "scheduledPeriod": {"start": date_time(fact.date)},
            "location": {"display": fact.facility},
            "performer": [{"display": who}],
            "description": more,
        },
        "progress": notes(fact.note, unsaid_time("Planned", fact.date)),
    }


def care_plan(facts: tuple[Procedure | Treatment, ...], person_id: str) -> JSONObject:
    """Return one CarePlan of everything planned; it is nobody's order."""
    return {
        "resourceType": "CarePlan",
        "id": f"{person_id}-plan",
        "status": "unknown",
        "intent": "plan",
        "subject": reference(person_id),
        "activity": [plan_activity(fact) for fact in facts],
    }


def treatment_resource(treatment: Treatment) -> JSONObject:
    """Return a course of radiation, or of what is no medicine, as a Procedure."""
    status = _TREATMENT_STATUS[treatment.clinical_status] if treatment.clinical_status else "unknown"
    return {
        "resourceType": "Procedure",
        "id": treatment.id,
        "meta": security(treatment),
        "status": "not-done" if treatment.negated else status,
        "statusReason": concept(treatment.reason_stopped),
        "category": concept(f"{treatment.type.value} treatment" if treatment.type else "treatment"),
        "code": concept(treatment.regimen or treatment.title, treatment.codings),
        "subject": reference(treatment.person_id),
        **span("performed", treatment.date, treatment.end_date),
        "performer": _actors(treatment.given_by),
        "location": {"display": treatment.facility},
        "bodySite": [concept(treatment.site)],
        "note": treatment_notes(treatment),
    }


def treatment_notes(treatment: Treatment) -> list[JSONValue]:
    """Return what a treatment has no elements for, as notes."""
    early = not in_order(treatment.date, treatment.end_date)
    return notes(
        treatment.note,
        said("Given for", treatment.intent.value.replace("-", " ") if treatment.intent else ""),
        said("Line of treatment", str(treatment.line) if treatment.line else ""),
        said("Cycles planned", treatment.cycles_planned),
        said("Cycles given", treatment.cycles_given),
        said("Total dose", treatment.dose),
        said("Fractions planned", treatment.fractions_planned),
        said("Fractions given", treatment.fractions_given),
        said("Technique", treatment.technique),
        said("Changes", treatment.changes),
        said("Side effects", treatment.toxicity),
        said("Response", treatment.response),
        said("Response stated on", date_time(treatment.response_date)),
        said("Shown as", treatment.title if treatment.title != treatment.regimen else ""),
        said("Written down as begun", date_time(treatment.date)) if early else "",
        said("Written down as ended", date_time(treatment.end_date)) if early else "",
        unsaid_time("Begun", treatment.date),
        unsaid_time("Ended", treatment.end_date),
    )
