"""What a summary carries of each kind of fact, field by field, as the reader calls them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from desktop.fhir.elements import in_order
from desktop.fhir.procedures import planned
from desktop.fhir.reports import conclusion
from desktop.records.allergy import Allergy
from desktop.records.condition import Condition, ConditionStatus
from desktop.records.dates import PartialDate
from desktop.records.device import Device
from desktop.records.directive import Directive, DirectiveType
from desktop.records.fact import Fact
from desktop.records.family_history import FamilyHistory
from desktop.records.imaging import Imaging
from desktop.records.immunization import Immunization
from desktop.records.medication import Medication, MedicationStatus
from desktop.records.pathology import Pathology
from desktop.records.procedure import Procedure
from desktop.records.result import Result
from desktop.records.social_history import SocialHistory
from desktop.records.treatment import Treatment, TreatmentType

Values = dict[str, str]


def day(value: PartialDate | None) -> str:
    """Return a date as a summary tells it: a time of day needs its zone, and midnight is none."""
    if value is None:
        return ""
    return value.iso_time if value.zone and value.time and value.time != "00:00" else value.iso


def _start(fact: Fact) -> str:
    return day(fact.date) if in_order(fact.date, fact.end_date) else ""


def _end(fact: Fact) -> str:
    return day(fact.end_date) if in_order(fact.date, fact.end_date) else ""


def _allergy(fact: Allergy) -> Values:
    said = {"reaction": fact.reaction, "type": fact.type or ""}
    shown = dict.fromkeys(said, "") if fact.negated else said
    return {"substance": fact.substance, "since": day(fact.date), **shown}


def _condition(fact: Condition) -> Values:
    over = fact.clinical_status in {ConditionStatus.REMISSION, ConditionStatus.RESOLVED}
    return {
        "name": fact.name,
        "status": "" if fact.negated else fact.clinical_status or "",
        "body_site": fact.body_site,
        "stage": fact.stage,
        "since": day(fact.date),
        "until": day(fact.end_date) if over else "",
        "stated_by": fact.stated_by,
    }


def _medication(fact: Medication) -> Values:
    stopped = fact.clinical_status is MedicationStatus.STOPPED and not fact.negated
    return {
        "generic": fact.title,
        "route": fact.route,
        "why": fact.why,
        "start": _start(fact),
        **({"stop": _end(fact)} if stopped else {}),
        "as_needed": "yes" if fact.as_needed else "",
        "reason_stopped": fact.reason_stopped,
    }


def _immunization(fact: Immunization) -> Values:
    names = ("vaccine", "dose_number", "given_by", "product", "lot")
    return {"given": day(fact.date), **{name: getattr(fact, name) for name in names}}


def _procedure(fact: Procedure) -> Values:
    if planned(fact):
        return {"name": fact.name, "status": "planned", "facility": fact.facility, "done": day(fact.date)}
    names = ("name", "body_site", "performed_by", "facility", "reason", "complications", "outcome")
    status = "not-done" if fact.negated else fact.clinical_status or ""
    return {"status": status, "done": _start(fact), **{name: getattr(fact, name) for name in names}}


def _treatment(fact: Treatment) -> Values | None:
    if fact.type is not TreatmentType.DRUG or not fact.clinical_status or planned(fact):
        return None
    stopped = fact.clinical_status == "stopped"
    return {
        "regimen": fact.regimen,
        "status": fact.clinical_status,
        "drugs": fact.drugs,
        "start": _start(fact),
        "stop": _end(fact),
        "given_by": ", ".join(name for name in (fact.given_by, fact.facility) if name),
        "reason_stopped": fact.reason_stopped if stopped else "",
    }


def _device(fact: Device) -> Values:
    names = ("name", "body_site", "manufacturer", "model", "serial", "udi")
    return {"implanted": _start(fact), "removed": _end(fact), **{name: getattr(fact, name) for name in names}}


def _pathology(fact: Pathology) -> Values:
    names = ("specimen", "lab", "pathologist", "accession")
    made = {name: getattr(fact, name) for name in names}
    return {**made, "collected": day(fact.date), "conclusion": conclusion(fact)}


def _imaging(fact: Imaging) -> Values:
    names = ("facility", "read_by", "accession", "impression", "study_uid")
    counts = {name: str(getattr(fact, name) or "") for name in ("series", "images")}
    made = {name: getattr(fact, name) for name in names}
    return {"modality": f"{fact.modality} {fact.body_part}", "done": day(fact.date), **counts, **made}


def _social(fact: SocialHistory) -> Values:
    denied = "Not: " if fact.negated else ""
    return {"topic": fact.topic or "", "description": denied + fact.description, "since": day(fact.date)}


def _family(fact: FamilyHistory) -> Values:
    return {name: getattr(fact, name) for name in ("relation", "condition", "age_at_onset", "age_at_death")}


def _directive(fact: Directive) -> Values:
    known = {DirectiveType.LIVING_WILL, DirectiveType.DO_NOT_RESUSCITATE, DirectiveType.TREATMENT_ORDERS}
    return {"type": fact.type if fact.type in known else "other", "signed": day(fact.date)}


def _result(fact: Result) -> Values:
    return {
        "test": fact.test,
        "said": f"{fact.comparator or ''}{fact.value} {fact.unit}",
        "range_text": fact.range_text or " - ".join(end for end in (fact.low, fact.high) if end),
        "flag": fact.flag,
        "lab": fact.lab,
        "collected": day(fact.date),
    }


_OF: dict[type[Fact], Callable[[Any], Values | None]] = {
    Allergy: _allergy,
    Condition: _condition,
    Medication: _medication,
    Immunization: _immunization,
    Procedure: _procedure,
    Treatment: _treatment,
    Device: _device,
    Pathology: _pathology,
    Imaging: _imaging,
    SocialHistory: _social,
    FamilyHistory: _family,
    Directive: _directive,
    Result: _result,
}
_NOT_DENIED = (Device, Directive, FamilyHistory, Imaging, Pathology, Result, Treatment)
"""The kinds of which a denied one is no entry."""


def carried(fact: Fact) -> Values | None:
    """Return the fields of a fact that a summary carries; None for one that it does not carry as such."""
    made = _OF.get(type(fact))
    return None if made is None or (fact.negated and isinstance(fact, _NOT_DENIED)) else made(fact)


def denied(fact: Fact) -> bool:
    """Return whether a fact comes back as denied; a habit and a procedure say it in their words."""
    return fact.negated and isinstance(fact, Allergy | Condition | Medication | Immunization)
