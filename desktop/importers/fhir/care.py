"""Procedures, visits, appointments, devices, orders and plans (FHIR Procedure, Encounter, Appointment, Device …)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from desktop.importers.base import ProposedFact
from desktop.importers.fhir.clinical import wrong
from desktop.importers.fhir.elements import (
    Lookup,
    Resource,
    code_of,
    concept,
    concepts,
    moment,
    notes,
    part,
    parts,
    until,
    when,
    word,
)
from desktop.importers.fhir.making import Context, fact, joined
from desktop.importers.fhir.terms import words_for
from desktop.records.fact import FactKind


def procedure(resource: Resource, context: Context) -> Iterator[ProposedFact]:
    """Yield what was done, is planned, or was not done."""
    name = concept(resource, "code")
    if not name or wrong(resource):
        return
    status = word(resource, "status").casefold()
    if "true" in {word(resource, "notPerformed"), word(resource, "notDone")}:
        status = "not-done"
    broken_off = status in {"stopped", "aborted"}
    performers = [context.others.name(each, "actor", resource) for each in parts(resource, "performer")]
    yield fact(
        FactKind.PROCEDURES,
        {
            "name": name,
            "status": words_for("procedure_status", status),
            "body_site": concepts(resource, "bodySite"),
            "performed_by": ", ".join(dict.fromkeys(text for text in performers if text)),
            "facility": context.others.name(resource, "location"),
            "reason": concepts(resource, "reasonCode")
            or context.others.name(resource, "reasonReference")
            or concepts(resource, "reasonCodeableConcept"),
            "complications": concepts(resource, "complication"),
            "outcome": concept(resource, "outcome"),
            "done": when(resource, "performedDateTime", "performedPeriod", "performedString"),
            "until": until(resource, "performedPeriod") if _longer(resource) else None,
            "note": notes(resource),
        },
        code=part(resource, "code"),
        doubts=("The file says that this was broken off.",) if broken_off else (),
    )


def _longer(resource: Resource) -> bool:
    """Whether it took more than one day."""
    start, end = when(resource, "performedPeriod"), until(resource, "performedPeriod")
    return start is not None and end is not None and start.iso != end.iso


def order(resource: Resource, context: Context) -> Iterator[ProposedFact]:
    """Yield what was ordered or proposed as planned; an order that was fulfilled is told by its result."""
    name = concept(resource, "code")
    status = word(resource, "status").casefold()
    if word(resource, "doNotPerform") == "true":
        return
    if not name or wrong(resource) or status in {"completed", "revoked", "cancelled", "rejected", "aborted"}:
        return
    yield fact(
        FactKind.PROCEDURES,
        {
            "name": name,
            "status": "planned",
            "body_site": concepts(resource, "bodySite"),
            "performed_by": context.others.name(resource, "performer"),
            "reason": concepts(resource, "reasonCode") or context.others.name(resource, "reasonReference"),
            "done": when(resource, "occurrenceDateTime", "occurrencePeriod", "scheduledDateTime", "scheduledPeriod"),
            "note": notes(resource),
        },
        code=part(resource, "code"),
    )


_NOT_AHEAD = frozenset({"completed", "cancelled", "stopped", "entered-in-error"})


def care_plan(resource: Resource, context: Context) -> Iterator[ProposedFact]:
    """Yield the activities of a plan that are still to come."""
    if word(resource, "status").casefold() in {"completed", "revoked", "cancelled", "entered-in-error"}:
        return
    for each in parts(resource, "activity"):
        detail = part(each, "detail")
        name = concept(detail, "code") or word(detail, "description")
        forbidden = "true" in {word(detail, "doNotPerform"), word(detail, "prohibited")}
        if name and not forbidden and word(detail, "status").casefold() not in _NOT_AHEAD:
            values = {
                "name": name,
                "status": "planned",
                "facility": context.others.name(detail, "location"),
                "done": when(detail, "scheduledPeriod", "scheduledString"),
                "note": f"Part of the plan: {title}"
                if (title := word(resource, "title") or concepts(resource, "category"))
                else "",
            }
            yield fact(FactKind.PROCEDURES, values, code=part(detail, "code"))


def encounter(resource: Resource, context: Context) -> Iterator[ProposedFact]:
    """Yield a visit; a planned one is an appointment."""
    reason = concepts(resource, "reasonCode") or concepts(resource, "reason")
    kind = concepts(resource, "type")
    status = word(resource, "status").casefold()
    if wrong(resource) or status == "cancelled" or not (reason or kind or parts(resource, "class")):
        return
    people = [context.others.name(each, "individual", resource) for each in parts(resource, "participant")]
    places = [context.others.name(each, "location", resource) for each in parts(resource, "location")]
    who = ", ".join(dict.fromkeys(text for text in people if text))
    place = context.others.name(resource, "serviceProvider") or next((text for text in places if text), "")
    shown = reason or kind or word(resource, "class", "display") or "Visit"
    if status == "planned":
        values = {"purpose": shown, "with_whom": who, "where": place, "when": when(resource, "period")}
        yield fact(FactKind.APPOINTMENTS, values, code=part(resource, "type"))
        return
    start, end = when(resource, "period"), until(resource, "period")
    yield fact(
        FactKind.ENCOUNTERS,
        {
            "reason": shown,
            "type": words_for(
                "encounter_type", word(resource, "class", "code").casefold() or word(resource, "class").casefold()
            ),
            "with_whom": who,
            "facility": place,
            "date": start,
            "until": end if start and end and start.iso != end.iso else None,
            "note": joined(kind if reason and kind != reason else ""),
        },
        code=part(resource, "type"),
    )


def appointment(resource: Resource, context: Context) -> Iterator[ProposedFact]:
    """Yield an appointment that was not cancelled."""
    if word(resource, "status") in {"cancelled", "noshow", "entered-in-error"}:
        return
    people = [context.others.name(each, "actor", resource) for each in parts(resource, "participant")]
    what = (
        concepts(resource, "serviceType")
        or word(resource, "description")
        or concepts(resource, "reasonCode")
        or "Visit"
    )
    values = {
        "purpose": what,
        "with_whom": ", ".join(dict.fromkeys(text for text in people if text)),
        "when": moment(word(resource, "start")),
        "note": word(resource, "comment") or word(resource, "patientInstruction"),
    }
    open_ = word(resource, "status") in {"proposed", "pending", "waitlist"}
    doubts = ("The file says that this appointment is not agreed yet.",) if open_ else ()
    yield fact(FactKind.APPOINTMENTS, values, doubts=doubts)


_NOT_IN_USE = frozenset({"inactive", "intended", "completed", "stopped", "on-hold"})


def devices_in_use(resources: Iterable[Resource], others: Lookup) -> frozenset[int]:
    """Return the devices that a statement of use tells of, by identity: they are no second device."""
    uses = (each for each in resources if word(each, "resourceType") == "DeviceUseStatement")
    meant = (others.find(part(each, "device"), each) for each in uses if not wrong(each))
    return frozenset(id(each) for each in meant if each)


def device(resource: Resource, context: Context) -> Iterator[ProposedFact]:
    """Yield a device, itself or through the statement that it is used."""
    used = word(resource, "resourceType") != "Device"
    meant = context.others.find(part(resource, "device"), resource) if used else resource
    names = [word(each, "name") for each in parts(meant, "deviceName")]
    name = (
        concept(meant, "type")
        or next((each for each in names if each), "")
        or word(part(resource, "device"), "display")
    )
    alone = not used and bool(part(resource, "patient")) and id(resource) not in context.told
    if not name or not (used or alone) or wrong(resource):
        return
    carriers = [word(each, "carrierHRF") or word(each, "deviceIdentifier") for each in parts(meant, "udiCarrier")]
    yield fact(
        FactKind.DEVICES,
        {
            "name": name,
            "body_site": concepts(resource, "bodySite"),
            "manufacturer": word(meant, "manufacturer"),
            "model": word(meant, "modelNumber") or word(meant, "model"),
            "serial": word(meant, "serialNumber"),
            "udi": next((each for each in carriers if each), "") or word(meant, "udi"),
            "implanted": when(resource, "timingDateTime", "timingPeriod", "whenUsed") if used else None,
            "removed": until(resource, "timingPeriod", "whenUsed") if used else None,
            "note": notes(resource),
        },
        code=part(meant, "type"),
        doubts=(f"The file says “{status}”.",) if (status := word(resource, "status")) in _NOT_IN_USE else (),
    )


def consent(resource: Resource, _context: Context) -> Iterator[ProposedFact]:
    """Yield an advance directive; other consents are told in the text."""
    categories = [code_of(each, "coding") for each in parts(resource, "category")]
    kinds = [kind for code in categories if (kind := words_for("directive_type", code))]
    if (kinds or code_of(resource, "scope") == "adr") and not wrong(resource):
        values = {
            "type": kinds[0] if kinds else "other",
            "summary": concepts(resource, "category"),
            "signed": moment(word(resource, "dateTime")),
        }
        status = word(resource, "status")
        doubts = () if status in {"active", ""} else (f"The file says that this paper is {status}.",)
        yield fact(FactKind.DIRECTIVES, values, code=part(resource, "category"), doubts=doubts)
