"""Vaccinations, procedures, visits and devices (C-CDA)."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.importers.base import ProposedFact
from desktop.importers.ccda.datatypes import begin, code_text, end, organization_name, quantity_text, when
from desktop.importers.ccda.medications import material, material_name
from desktop.importers.ccda.section import (
    Section,
    author_of,
    comment_of,
    fact,
    inside,
    location_of,
    performer_of,
    planned,
    related,
    said_not,
    status_of,
)
from desktop.importers.ccda.terms import words_for
from desktop.importers.safe_xml import Node, attribute, child, children, text_of
from desktop.records.fact import FactKind

STATEMENTS = ("procedure", "act", "observation")
_NOT_GIVEN = frozenset({"aborted", "cancelled", "held", "suspended", "active", "new"})
"""States in which a vaccination is not, or not yet, given; given ones are completed."""


def why_of(section: Section, node: Node) -> str:
    """Return the indications of an entry (typeCode RSON)."""
    found = related(node, "RSON", "observation", "act")
    reasons = (code_text(child(each, "value"), section.narrative) for each in found)
    return "; ".join(dict.fromkeys(reason for reason in reasons if reason))


def _number_in_series(node: Node) -> str:
    own = attribute(child(node, "repeatNumber"), "value")
    series = (attribute(child(each, "value"), "value") for each in inside(node, "observation"))
    return own or next((number for number in series if number), "")


def _unsure_given(node: Node) -> tuple[str, ...]:
    state = status_of(node)
    return (f"The file says “{state}”.",) if state in _NOT_GIVEN and not said_not(node) else ()


def immunizations(section: Section, entry: Node) -> Iterator[ProposedFact]:
    """Yield the vaccinations of an entry; one refused is negated, one planned is a planned procedure."""
    for node in children(entry, "substanceAdministration"):
        made = material(node)
        name = material_name(section, node) or section.narrative.referenced(child(node, "text"))
        if not name:
            continue
        if planned(node) and not said_not(node):
            values = {"name": name, "status": "planned", "done": when(child(node, "effectiveTime"))}
            yield fact(section, FactKind.PROCEDURES, node, values, code=child(made, "code"))
            continue
        person, place = performer_of(node)
        refused = [code_text(child(each, "code"), section.narrative) for each in related(node, "RSON", "observation")]
        reactions = [
            code_text(child(each, "value"), section.narrative) for each in related(node, "CAUS", "observation")
        ]
        maker = organization_name(child(node, "consumable", "manufacturedProduct", "manufacturerOrganization"))
        why_not = "; ".join(reason for reason in refused if reason)
        notes = (
            f"Not given: {why_not}" if said_not(node) and why_not else "",
            comment_of(node, section.narrative),
        )
        yield fact(
            section,
            FactKind.IMMUNIZATIONS,
            node,
            {
                "vaccine": name,
                "given": when(child(node, "effectiveTime")),
                "dose_number": _number_in_series(node),
                "given_by": ", ".join(part for part in (person, place) if part),
                "product": " ".join(part for part in (text_of(child(made, "name")), maker) if part),
                "lot": text_of(child(made, "lotNumberText")),
                "reaction": ", ".join(reaction for reaction in reactions if reaction),
                "note": "\n".join(one for one in notes if one),
            },
            code=child(made, "code"),
            negated=said_not(node),
            doubts=_unsure_given(node),
        )


def _procedure_status(node: Node, *, is_planned: bool) -> str:
    """Return the status; what was broken off is neither done nor not done."""
    if said_not(node) or status_of(node) == "cancelled":
        return "not-done"
    if status_of(node) == "aborted":
        return ""
    if is_planned:
        return "planned"
    return "done" if status_of(node) == "completed" else ""


def procedure(section: Section, node: Node, *, is_planned: bool = False) -> Iterator[ProposedFact]:
    """Yield what was, is to be, or was not done, and the device that was put in; an order's parts are planned too."""
    is_planned = is_planned or planned(node)
    code = child(node, "code")
    name = (
        code_text(code, section.narrative)
        or section.narrative.referenced(child(node, "text"))
        or text_of(child(node, "text"))
    )
    if name:
        person, place = performer_of(node)
        times = child(node, "effectiveTime")
        value = child(node, "value")
        yield fact(
            section,
            FactKind.PROCEDURES,
            node,
            {
                "name": name,
                "status": _procedure_status(node, is_planned=is_planned),
                "body_site": code_text(child(node, "targetSiteCode"), section.narrative),
                "performed_by": person or ("" if is_planned else author_of(node)),
                "facility": location_of(node) or place,
                "reason": why_of(section, node),
                "findings": code_text(value, section.narrative) or text_of(value) or quantity_text(value),
                "done": begin(times) or when(times),
                "until": end(times) if begin(times) != end(times) else None,
                "note": comment_of(node, section.narrative),
            },
            code=code,
            doubts=("The file says that this was broken off.",) if status_of(node) == "aborted" else (),
        )
    for role in _device_roles(node):
        yield from device(section, node, role)


def _device_roles(node: Node) -> Iterator[Node]:
    for each in children(node, "participant"):
        if attribute(each, "typeCode") in {"DEV", "PRD"}:
            yield from children(each, "participantRole")


def device(section: Section, node: Node, role: Node) -> Iterator[ProposedFact]:
    """Yield a device; its identifier is the UDI when the FDA's root says so (2.16.840.1.113883.3.3719)."""
    playing = child(role, "playingDevice")
    code = child(playing, "code")
    name = code_text(code, section.narrative) or text_of(child(playing, "manufacturerModelName"))
    if not name or said_not(node):
        return
    numbers = [
        attribute(each, "extension")
        for each in children(role, "id")
        if attribute(each, "root") == "2.16.840.1.113883.3.3719"
    ]
    yield fact(
        section,
        FactKind.DEVICES,
        node,
        {
            "name": name,
            "body_site": code_text(child(node, "targetSiteCode"), section.narrative),
            "manufacturer": organization_name(child(role, "scopingEntity"))
            or text_of(child(role, "scopingEntity", "desc")),
            "model": text_of(child(playing, "manufacturerModelName")),
            "udi": next((number for number in numbers if number), ""),
            "implanted": begin(child(node, "effectiveTime")) if not planned(node) else None,
        },
        code=code,
        doubts=("The file says that this is planned.",) if planned(node) else (),
    )


def procedures(section: Section, entry: Node) -> Iterator[ProposedFact]:
    """Yield the procedures of an entry, whatever class they have."""
    for name in STATEMENTS:
        for node in children(entry, name):
            yield from procedure(section, node)


def devices(section: Section, entry: Node) -> Iterator[ProposedFact]:
    """Yield the devices and implants of an entry: supplies, or procedures that put one in."""
    for node in _supplies(entry):
        roles = list(_device_roles(node))
        for role in roles:
            yield from device(section, node, role)
        product = child(node, "product", "manufacturedProduct")
        made = child(product, "manufacturedMaterial")
        name = code_text(child(made, "code"), section.narrative) or text_of(child(made, "name"))
        if not roles and name and not said_not(node):
            yield fact(
                section,
                FactKind.DEVICES,
                node,
                {
                    "name": name,
                    "manufacturer": organization_name(child(product, "manufacturerOrganization")),
                    "note": comment_of(node, section.narrative),
                },
                code=child(made, "code"),
            )
    for name in ("procedure", "act", "observation"):
        for node in children(entry, name):
            yield from procedure(section, node)


def _supplies(entry: Node) -> Iterator[Node]:
    yield from children(entry, "supply")
    for organizer in children(entry, "organizer"):
        yield from inside(organizer, "supply")


def _encounter_type(node: Node) -> str:
    codes = [
        attribute(each, "code")
        for each in (child(node, "code"), *children(node, "code", "translation"))
        if each is not None
    ]
    return next((kind for code in codes if (kind := words_for("encounter_type", code))), "")


def _diagnoses(section: Section, node: Node) -> list[str]:
    found: list[str] = []
    for act in inside(node, "act"):
        found += [code_text(child(each, "value"), section.narrative) for each in inside(act, "observation")]
    return [name for name in dict.fromkeys(found) if name]


def encounters(section: Section, entry: Node) -> Iterator[ProposedFact]:
    """Yield the visits of an entry; a planned one is an appointment."""
    for node in children(entry, "encounter"):
        code, times = child(node, "code"), child(node, "effectiveTime")
        name = code_text(code, section.narrative) or section.narrative.referenced(child(node, "text"))
        person, place = performer_of(node)
        diagnoses = _diagnoses(section, node)
        if planned(node):
            values = {"purpose": name or "Visit", "with_whom": person, "where": location_of(node) or place}
            yield fact(section, FactKind.APPOINTMENTS, node, {**values, "when": when(times)}, code=code)
            continue
        why = why_of(section, node)
        if not (name or why or diagnoses):
            continue
        yield fact(
            section,
            FactKind.ENCOUNTERS,
            node,
            {
                "reason": why or name or diagnoses[0],
                "type": _encounter_type(node),
                "with_whom": person,
                "facility": location_of(node) or place,
                "outcome": "; ".join(diagnoses),
                "date": begin(times) or when(times),
                "until": end(times),
                "note": "\n".join(one for one in (name if why else "", comment_of(node, section.narrative)) if one),
            },
            code=code,
        )
