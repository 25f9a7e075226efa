"""Patient, and the contacts: Practitioner with PractitionerRole and Organization, RelatedPerson."""

from __future__ import annotations

import re

from desktop.fhir.elements import coded, concept, reference, system
from desktop.foundation.json_text import JSONObject, JSONValue
from desktop.records.contact import Contact
from desktop.records.person import Person

_GENDERS = {"female": "female", "f": "female", "male": "male", "m": "male"}
"""Only what is meant without doubt becomes an administrative gender."""


def _telecom(**known: str) -> list[JSONValue]:
    return [{"system": kind, "value": value} for kind, value in known.items() if value]


def _identifier(line: str) -> JSONObject:
    """Return a record number; "Harbor Clinic: 123" names who gave it."""
    facility, colon, number = line.partition(":")
    return {"value": number.strip(), "assigner": {"display": facility.strip()}} if colon else {"value": line.strip()}


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def patient(person: Person) -> JSONObject:
    """Return the Patient; what it has no element for stands in record.json."""
    names: list[JSONValue] = [{"use": "official", "text": person.name, "family": person.family_name}]
    names += [{"use": "old", "text": line} for line in _lines(person.former_names)]
    called: list[JSONValue] = [
        {"relationship": [coded("contact-role", "C", "Emergency Contact")], "name": {"text": line}}
        for line in _lines(person.emergency_contacts)
    ]
    languages = [one.strip() for one in re.split(r"[,;\n]", person.languages) if one.strip()]
    return {
        "resourceType": "Patient",
        "id": person.id,
        "identifier": [_identifier(line) for line in _lines(person.record_numbers)],
        "name": names,
        "telecom": _telecom(phone=person.phone, email=person.email),
        "gender": _GENDERS.get(person.sex.strip().lower(), ""),
        "birthDate": person.born.iso if person.born else "",
        "address": [{"text": person.address}],
        "contact": called,
        "communication": [{"language": {"text": language}} for language in languages],
    }


def _related(contact: Contact, person_id: str) -> JSONObject:
    return {
        "resourceType": "RelatedPerson",
        "id": contact.id,
        "patient": reference(person_id),
        "relationship": [concept(contact.role, contact.codings)],
        "name": [{"text": contact.name}],
        "telecom": _telecom(phone=contact.phone, fax=contact.fax, email=contact.email, url=contact.portal),
        "address": [{"text": contact.address}],
    }


def organization_id(contact: Contact) -> str:
    """Return the id of the place where a contact works; each contact has its own."""
    return f"{contact.id}-place"


def contact_resources(contact: Contact, person_id: str) -> list[JSONObject]:
    """Return the resources of a contact: family and helpers as RelatedPerson, everybody else as Practitioner.

    A contact that is only a place (its name is its facility) is an Organization alone.
    """
    if contact.family:
        return [_related(contact, person_id)]
    telecom = _telecom(phone=contact.phone, fax=contact.fax, email=contact.email, url=contact.portal)
    address: list[JSONValue] = [{"text": contact.address}]
    if contact.name == contact.facility:
        place: JSONObject = {"resourceType": "Organization", "id": contact.id, "name": contact.name}
        return [{**place, "telecom": telecom, "address": address}]
    npi: list[JSONValue] = [{"system": system("npi"), "value": contact.npi}] if contact.npi else []
    made: list[JSONObject] = [
        {
            "resourceType": "Practitioner",
            "id": contact.id,
            "identifier": npi,
            "name": [{"text": contact.name}],
            "telecom": telecom,
            "address": address,
        }
    ]
    if contact.facility:
        made.append({"resourceType": "Organization", "id": organization_id(contact), "name": contact.facility})
    if contact.facility or contact.role or contact.specialty:
        made.append(_role(contact))
    return made


def _role(contact: Contact) -> JSONObject:
    role: JSONObject = {
        "resourceType": "PractitionerRole",
        "id": f"{contact.id}-role",
        "practitioner": reference(contact.id, contact.name),
        "code": [concept(contact.role)],
        "specialty": [concept(contact.specialty)],
    }
    return role | ({"organization": reference(organization_id(contact), contact.facility)} if contact.facility else {})
