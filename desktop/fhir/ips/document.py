"""summary.ips.json: the document Bundle, Composition first, every reference leading inside."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.fhir.elements import absent, full_url, system, without_empty
from desktop.fhir.facts import provenance
from desktop.fhir.ips.composition import composition, filled, program
from desktop.fhir.ips.fitting import fitted
from desktop.fhir.ips.narrative import of_text, words
from desktop.fhir.ips.sections import Content
from desktop.fhir.ips.terms import SectionName, profile, whose_word
from desktop.fhir.ips.values import Summary
from desktop.fhir.people import patient
from desktop.foundation.clock import moment_text
from desktop.foundation.json_text import JSONObject, JSONValue


def _identifier(summary: Summary) -> JSONObject:
    """Return the identifier of this document: the same for the same person and moment, another for another."""
    return {"system": system("uri"), "value": full_url(f"{summary.person.id} {moment_text(summary.made)}")}


def _patient(summary: Summary) -> JSONObject:
    person = summary.person
    born = person.born
    made = fitted(patient(person), of_text(person.name, f"Born {words(born)}" if born else "Date of birth not known"))
    if "birthDate" not in made:
        made["_birthDate"] = absent()
    return made


def _resources(summary: Summary, sections: dict[SectionName, Content]) -> Iterator[JSONObject]:
    head = without_empty(composition(summary, sections))
    if isinstance(head, dict):
        yield {**head, "identifier": _identifier(summary), "meta": {"profile": [profile("Composition")]}}
    yield _patient(summary)
    yield fitted(program(summary), of_text("Sheaf, a program with which patients keep their own medical records."))
    for content in sections.values():
        yield from content.entries
        yield from content.others
    made = {str(each["id"]) for content in sections.values() for each in content.entries}
    for content in sections.values():
        for fact in content.facts:
            if fact.id in made:
                yield fitted(provenance(fact, frozenset()), of_text(whose_word(fact.origin.value).capitalize()))


def document(summary: Summary) -> JSONObject:
    """Return the Bundle. It holds nothing but what `summary` holds: no document, no contact, no proposal."""
    sections = filled(summary)
    entries: list[JSONValue] = [
        {"fullUrl": full_url(str(each["id"])), "resource": each} for each in _resources(summary, sections)
    ]
    return {
        "resourceType": "Bundle",
        "id": f"{summary.person.id}-document",
        "meta": {"profile": [profile("Bundle")]},
        "identifier": _identifier(summary),
        "type": "document",
        "timestamp": moment_text(summary.made),
        "entry": entries,
    }
