"""What a file says of itself: its title, whose it is, of how many people, and what in it is no entry."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from desktop.importers.base import DocumentProposal, ProposedFact
from desktop.importers.fhir.elements import Lookup, Resource, concept, human_name, moment, part, parts, when, word
from desktop.importers.fhir.entries import Entry
from desktop.importers.fhir.reading import READERS, SUPPORTING
from desktop.importers.fhir.terms import words_for
from desktop.records.document import DocumentKind, ImportIssue
from desktop.records.provenance import Evidence


def _identifier(resource: Resource) -> str:
    """Return the business identifier of a resource as one text; it is the same for all versions (FHIR `Identifier`)."""
    for found in parts(resource, "identifier"):
        if value := word(found, "value"):
            return f"fhir {word(found, 'system')}|{value}"
    return ""


def _replaced(composition: Resource) -> tuple[str, ...]:
    related = (each for each in parts(composition, "relatesTo") if word(each, "code") == "replaces")
    named = (
        f"fhir {word(each, 'targetIdentifier', 'system')}|{word(each, 'targetIdentifier', 'value')}" for each in related
    )
    return tuple(one for one in named if one != "fhir |")[:20]


def proposal(entries: list[Entry], lookup: Lookup) -> DocumentProposal:
    """Return what the file says of itself: the document's title, else that it is a health record."""
    of = {word(entry.resource, "resourceType"): entry.resource for entry in reversed(entries)}
    composition, patient, bundle = of.get("Composition", {}), of.get("Patient", {}), of.get("Bundle", {})
    single = entries[0].resource if len(entries) == 1 else {}
    title = word(composition, "title") or concept(single, "code") or words_for("title", word(single, "resourceType"))
    born = moment(word(patient, "birthDate"))
    found = {
        "title": title or "Health record",
        "source": lookup.name(composition, "custodian"),
        "doctor": lookup.name(composition, "author"),
        "person": human_name(patient)
        or word(part(single, "subject"), "display")
        or word(part(single, "patient"), "display"),
    }
    return DocumentProposal(
        title=found["title"],
        kind=DocumentKind.OTHER,
        date=when(composition, "date") or when(bundle, "timestamp"),
        source=found["source"],
        doctor=found["doctor"],
        person_named=found["person"],
        person_born=born.iso if born else "",
        evidence=tuple(Evidence(field=name, page=1, snippet=text) for name, text in found.items() if text),
        own_name=_identifier(bundle),
        series=_identifier(composition),
        version=word(composition, "date") or word(bundle, "timestamp"),
        replaces=_replaced(composition),
    )


def not_told(entries: list[Entry], found: Mapping[int, list[ProposedFact]]) -> tuple[ImportIssue, ...]:
    """Return one sentence that counts the resources which can be read but not added; `found` are the proposals."""
    kinds = Counter(
        word(entry.resource, "resourceType")
        for number, entry in enumerate(entries)
        if not found[number] and word(entry.resource, "resourceType") not in SUPPORTING | {"Patient"}
    )
    if not kinds:
        return ()
    said = ", ".join(f"{kind} {count}" for kind, count in sorted(kinds.items()))
    total = sum(kinds.values())
    words = "1 entry" if total == 1 else f"{total:,} entries"
    return (ImportIssue("kept-as-text", f"{words} can be read in the text, but not added as facts ({said})."),)


def several_people(entries: list[Entry], lookup: Lookup) -> int:
    """Return how many different patients the file is about: those it holds, and those its entries point to."""
    seen: set[tuple[str, str]] = set()
    for each in entries:
        if word(each.resource, "resourceType") == "Patient":
            seen.add(_identity(each.resource))
        elif word(each.resource, "resourceType") in {"Observation", *READERS}:
            seen |= _subjects(each.resource, lookup)
    return len(seen)


def _identity(patient: Resource) -> tuple[str, str]:
    return human_name(patient), word(patient, "birthDate")


def _subjects(resource: Resource, lookup: Lookup) -> set[tuple[str, str]]:
    for name in ("subject", "patient"):
        reference = part(resource, name)
        if target := word(reference, "reference"):
            found = lookup.find(reference, resource)
            if word(found, "resourceType") == "Patient":
                return {_identity(found)}
            tail = target.partition("/_history/")[0].rpartition("Patient/")[2]
            return {("", tail)} if "Patient/" in target else set()
    return set()
