"""The people and places of a document as contacts: care team, authors, custodian, helpers."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.importers.base import ProposedFact
from desktop.importers.ccda.datatypes import address, code_text, name_text, organization_name, telecom
from desktop.importers.ccda.section import READER, Section, fact, inside
from desktop.importers.safe_xml import Node, attribute, child, children
from desktop.records.fact import FactKind
from desktop.records.provenance import Provenance

_NPI = "2.16.840.1.113883.4.6"
_HELPERS = frozenset({"ECON", "NOK", "GUARD", "GUAR", "CAREGIVER", "CGVR", "AGNT", "PRS"})


def _values(section: Section, entity: Node, role: str, *, family: bool = False) -> dict[str, str]:
    """Return what is known about an assigned, associated or related entity."""
    person = next(
        (name_text(each) for tag in ("assignedPerson", "associatedPerson") for each in children(entity, tag)), ""
    )
    places = [each for tag in ("representedOrganization", "scopingOrganization") for each in children(entity, tag)]
    place = places[0] if places else None
    npi = next((attribute(each, "extension") for each in children(entity, "id") if attribute(each, "root") == _NPI), "")
    return {
        "name": person or organization_name(place),
        "role": role,
        "specialty": "" if family else code_text(child(entity, "code"), section.narrative),
        "facility": organization_name(place) if person else "",
        "phone": telecom(entity, "tel") or telecom(place, "tel"),
        "fax": telecom(entity, "fax") or telecom(place, "fax"),
        "email": telecom(entity, "mailto"),
        "address": address(entity) or address(place),
        "npi": npi,
        "family": "yes" if family else "",
    }


def _contact(values: dict[str, str], page: int) -> ProposedFact:
    shown = {name: text for name, text in values.items() if text}
    snippet = " · ".join(text.replace("\n", ", ") for text in shown.values())[:400]
    place = Provenance(document_id="", page=page, snippet=snippet, reader=READER)
    return ProposedFact(kind=FactKind.CONTACTS, values=shown, provenance=place)


def _people(section: Section, document: Node) -> Iterator[dict[str, str]]:
    for each in children(document, "documentationOf", "serviceEvent", "performer"):
        role = code_text(child(each, "functionCode"), section.narrative)
        for entity in children(each, "assignedEntity"):
            yield _values(section, entity, role)
    for each in children(document, "author", "assignedAuthor"):
        if child(each, "assignedPerson") is not None:
            yield _values(section, each, "")
    for each in children(document, "componentOf", "encompassingEncounter", "responsibleParty", "assignedEntity"):
        yield _values(section, each, "")
    for each in children(document, "participant"):
        for entity in children(each, "associatedEntity"):
            helper = attribute(entity, "classCode") in _HELPERS
            yield _values(
                section, entity, code_text(child(entity, "code"), section.narrative) if helper else "", family=helper
            )
    for each in children(document, "custodian", "assignedCustodian", "representedCustodianOrganization"):
        yield {
            "name": organization_name(each),
            "phone": telecom(each, "tel"),
            "fax": telecom(each, "fax"),
            "address": address(each),
        }


def contacts(section: Section, document: Node) -> Iterator[ProposedFact]:
    """Yield the contacts in a document's head, each name once."""
    known: dict[str, dict[str, str]] = {}
    for values in _people(section, document):
        name = values["name"].casefold()
        if name:
            before = known.setdefault(name, values)
            before.update({field: text for field, text in values.items() if text and not before.get(field)})
    for values in known.values():
        yield _contact(values, section.page)


def members(section: Section, entry: Node) -> Iterator[ProposedFact]:
    """Yield the members of a care team entry (Care Team Organizer)."""
    for organizer in children(entry, "organizer"):
        for act in inside(organizer, "act"):
            for each in children(act, "performer"):
                role = code_text(child(each, "functionCode"), section.narrative)
                for entity in children(each, "assignedEntity"):
                    values = _values(section, entity, role)
                    if values["name"]:
                        yield fact(section, FactKind.CONTACTS, act, dict(values))
