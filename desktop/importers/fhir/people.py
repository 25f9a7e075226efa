"""Family history, the care team and insurance (FHIR FamilyMemberHistory, Practitioner, Organization, Coverage …)."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.importers.base import ProposedFact
from desktop.importers.fhir.clinical import wrong
from desktop.importers.fhir.elements import (
    Resource,
    address,
    code_of,
    concept,
    concepts,
    human_name,
    notes,
    part,
    parts,
    quantity_text,
    range_text,
    telecom,
    until,
    when,
    word,
)
from desktop.importers.fhir.making import Context, fact
from desktop.importers.fhir.terms import words_for
from desktop.records.fact import FactKind

_NPI = "http://hl7.org/fhir/sid/us-npi"


def _age(holder: Resource, name: str) -> str:
    for kind in ("Age", "Range", "String"):
        said = (
            quantity_text(part(holder, name + kind))
            or range_text(part(holder, name + kind))
            or word(holder, name + kind)
        )
        if said:
            return said.removesuffix(" a")
    return ""


def family(resource: Resource, _context: Context) -> Iterator[ProposedFact]:
    """Yield each illness of a relative."""
    relation = concept(resource, "relationship")
    if wrong(resource) or not relation:
        return
    dead = (
        word(resource, "deceasedBoolean") == "true"
        or bool(_age(resource, "deceased"))
        or bool(word(resource, "deceasedDate"))
    )
    for each in parts(resource, "condition"):
        name = concept(each, "code")
        if not name:
            continue
        cause = word(each, "contributedToDeath") == "true" or "death" in concept(each, "outcome").casefold()
        yield fact(
            FactKind.FAMILY,
            {
                "relation": relation,
                "condition": name,
                "side": words_for("side", code_of(resource, "relationship").upper()),
                "age_at_onset": _age(each, "onset"),
                "living": "no" if dead else "yes" if word(resource, "deceasedBoolean") == "false" else "",
                "age_at_death": _age(resource, "deceased"),
                "cause_of_death": name if cause else "",
                "note": notes(each) or notes(resource),
            },
            code=part(each, "code"),
        )


def _contact(resource: Resource, **more: str) -> Iterator[ProposedFact]:
    name = human_name(resource)
    if not name:
        return
    npi = (word(each, "value") for each in parts(resource, "identifier") if word(each, "system") == _NPI)
    yield fact(
        FactKind.CONTACTS,
        {
            "name": name,
            **more,
            "phone": telecom(resource, "phone"),
            "fax": telecom(resource, "fax"),
            "email": telecom(resource, "email"),
            "address": address(resource),
            "npi": next(npi, ""),
        },
    )


def practitioner(resource: Resource, context: Context) -> Iterator[ProposedFact]:
    """Yield a professional, with what their roles say."""
    role = context.others.roles.get(id(resource))
    if role is None:
        yield from _contact(resource, specialty=concepts(part(resource, "qualification"), "code"))
        return
    more = {"role": concepts(role, "code"), "specialty": concepts(role, "specialty")}
    yield from _contact(resource, facility=context.others.name(role, "organization"), **more)


def organization(resource: Resource, _context: Context) -> Iterator[ProposedFact]:
    """Yield a hospital, practice, laboratory or pharmacy."""
    yield from _contact(resource)


def relative(resource: Resource, _context: Context) -> Iterator[ProposedFact]:
    """Yield a helper or next of kin."""
    yield from _contact(resource, role=concepts(resource, "relationship"), family="yes")


def patient(resource: Resource, _context: Context) -> Iterator[ProposedFact]:
    """Yield the people whom the patient names as contacts."""
    for each in parts(resource, "contact"):
        yield from _contact(each, role=concepts(each, "relationship"), family="yes")


def coverage(resource: Resource, context: Context) -> Iterator[ProposedFact]:
    """Yield an insurance that was not cancelled."""
    insurer = context.others.name(resource, "payor") or context.others.name(resource, "issuer")
    plan = concept(resource, "type")
    if wrong(resource) or word(resource, "status") == "cancelled" or not (insurer or plan):
        return
    group = [word(each, "value") for each in parts(resource, "class") if code_of(each, "type") == "group"]
    yield fact(
        FactKind.COVERAGE,
        {
            "insurer": insurer or plan,
            "plan": plan if insurer else "",
            "member_id": word(resource, "subscriberId") or word(part(resource, "identifier"), "value"),
            "group_number": next(iter(group), ""),
            "holder": context.others.name(resource, "policyHolder"),
            "since": when(resource, "period"),
            "until": until(resource, "period"),
        },
    )
