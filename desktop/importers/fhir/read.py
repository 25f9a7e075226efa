"""The sandbox job that reads FHIR: a bundle, lines of resources (NDJSON), one resource, as JSON or XML."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from desktop.importers import limits, wire
from desktop.importers.base import DocumentProposal, ImportResult, ProposedFact
from desktop.importers.fhir import care, clinical, medicines, people, results
from desktop.importers.fhir.attached import attachments, names_inside, taken_out
from desktop.importers.fhir.elements import (
    Lookup,
    Resource,
    all_texts,
    codes_of,
    concept,
    has,
    human_name,
    is_resource,
    moment,
    part,
    parts,
    plain,
    when,
    word,
)
from desktop.importers.fhir.making import Context, Reader
from desktop.importers.fhir.terms import absent_codes, words_for
from desktop.importers.fhir.xml import resource_of_xml
from desktop.importers.paging import CELL, Pages
from desktop.importers.safe_json import BadJsonError, Value, decoded, parsed, read_json
from desktop.records.document import DocumentKind, ImportIssue
from desktop.records.provenance import Evidence
from desktop.sandbox.values import JSONValue

MEDIA_TYPE, XML_TYPE = "application/fhir+json", "application/fhir+xml"
READERS: dict[str, Reader] = {
    "AllergyIntolerance": clinical.allergy,
    "Condition": clinical.condition,
    "MedicationStatement": medicines.medicine,
    "MedicationRequest": medicines.medicine,
    "MedicationOrder": medicines.medicine,
    "MedicationDispense": medicines.medicine,
    "MedicationAdministration": medicines.administration,
    "Immunization": clinical.immunization,
    "Procedure": care.procedure,
    "ServiceRequest": care.order,
    "ProcedureRequest": care.order,
    "DiagnosticOrder": care.order,
    "CarePlan": care.care_plan,
    "Encounter": care.encounter,
    "Appointment": care.appointment,
    "Device": care.device,
    "DeviceUseStatement": care.device,
    "Consent": care.consent,
    "DiagnosticReport": results.report,
    "ImagingStudy": results.imaging_study,
    "FamilyMemberHistory": people.family,
    "Practitioner": people.practitioner,
    "Organization": people.organization,
    "RelatedPerson": people.relative,
    "Patient": people.patient,
    "Coverage": people.coverage,
}
"""What reads each type of resource; Observation is read by `results.Observations`."""
SUPPORTING = frozenset(
    {"Medication", "PractitionerRole", "Location", "Specimen", "Composition", "Provenance", "Bundle", "Device"}
)
"""Types that others refer to, or that say how the file was made; they are no facts of their own."""
_MOST_LINES = 20_000


@dataclass(frozen=True, slots=True)
class Entry:
    """One resource with the address it has in its bundle."""

    address: str
    resource: Resource


def _of_bundle(bundle: Resource) -> Iterator[Entry]:
    for each in parts(bundle, "entry"):
        inner = each.get("resource")
        if is_resource(inner) and isinstance(inner, dict):
            if word(inner, "resourceType") == "Bundle":
                yield from _of_bundle(inner)
            else:
                yield Entry(word(each, "fullUrl"), inner)


def entries_of(values: Iterable[Value]) -> list[Entry]:
    """Return all resources, those of bundles too."""
    found: list[Entry] = []
    for value in values:
        if not isinstance(value, dict):
            continue
        if word(value, "resourceType") == "Bundle":
            found.append(Entry("", {name: each for name, each in value.items() if name != "entry"}))
            found += _of_bundle(value)
        elif is_resource(value):
            found.append(Entry("", value))
    return found


def _lookup(entries: list[Entry]) -> Lookup:
    known: dict[str, Resource] = {}
    for entry in entries:
        kind, name = word(entry.resource, "resourceType"), word(entry.resource, "id")
        for address in (entry.address, f"{kind}/{name}" if name else ""):
            if address:
                known.setdefault(address, entry.resource)
    bare = Lookup(known)
    roles: dict[int, Resource] = {}
    for entry in entries:
        if word(entry.resource, "resourceType") == "PractitionerRole":
            who = bare.find(part(entry.resource, "practitioner"), entry.resource)
            roles.setdefault(id(who), entry.resource)
    return Lookup(known, roles)


def _values(data: bytes) -> list[Value]:
    """Return the values of a JSON file, or of its lines; raises BadJsonError."""
    try:
        return [read_json(data)]
    except BadJsonError as error:
        lines = (
            [line for line in decoded(data).splitlines() if line.strip()] if error.issue is limits.JSON_BROKEN else []
        )
        if len(lines) < 2 or not all(line.lstrip().startswith("{") for line in lines[:_MOST_LINES]):  # noqa: PLR2004 - one line is no list
            raise
        return [parsed(line) for line in lines]


def _read_one(entry: Entry, context: Context, observations: results.Observations) -> list[ProposedFact]:
    kind = word(entry.resource, "resourceType")
    if kind == "Observation":
        return list(observations.read(entry.resource, context, entry.address))
    reader = READERS.get(kind)
    silent = reader is None or clinical.wrong(entry.resource) or says_nothing(entry.resource)
    found = list(reader(entry.resource, context)) if reader is not None and not silent else []
    return [*found, *observations.inside(entry.resource, context)] if kind == "DiagnosticReport" else found


_CODED_BY = ("code", "vaccineCode", "medicationCodeableConcept", "type")
_MODIFIED = "The file marks this in a way that Sheaf does not know. Look at the original."


def says_nothing(resource: Resource) -> bool:
    """Return whether a resource says that nothing is known, or "none" of a kind that has no such entry (IPS)."""
    codes = frozenset(code for name in _CODED_BY for code in codes_of(resource, name))
    return any(code in absent_codes() for code in codes)


def _asking(fact: ProposedFact, resource: Resource) -> ProposedFact:
    """Return a fact that asks when the resource has a modifier extension (FHIR, "Modifier Extensions")."""
    modified = has(resource, "modifierExtension")
    return replace(fact, certain=False, issues=(*fact.issues, _MODIFIED)) if modified else fact


def read_entries(entries: list[Entry], today: date, lookup: Lookup | None = None) -> dict[int, list[ProposedFact]]:
    """Return the proposals of each resource, by its place in the list; one bad element never drops a resource."""
    context = Context(lookup or _lookup(entries), today)
    observations = results.Observations(context)
    return {
        number: [_asking(fact, entry.resource) for fact in _read_one(entry, context, observations)]
        for number, entry in enumerate(entries)
    }


def _narrative(resource: Resource) -> list[str]:
    text = plain(word(resource, "text", "div"))
    return [text] if text else [" · ".join(dict.fromkeys(each for each in all_texts(resource) if " " in each))[:2000]]


def _laid_out(entries: list[Entry], found: Mapping[int, list[ProposedFact]]) -> tuple[Pages, list[ProposedFact]]:
    """Lay the resources on pages, type by type, and place each fact on its page."""
    pages = Pages()
    facts: list[ProposedFact] = []
    by_type: dict[str, list[int]] = {}
    for number, entry in enumerate(entries):
        by_type.setdefault(word(entry.resource, "resourceType"), []).append(number)
    order = sorted(by_type, key=lambda kind: (kind not in {"Bundle", "Composition", "Patient"}, kind))
    for kind in order:
        every = (fact for number in by_type[kind] for fact in found[number])
        rows = list({(fact.kind, fact.negated, *sorted(fact.values.items())): fact for fact in every}.values())
        lines = [" ".join(fact.provenance.snippet.split()).replace(" · ", CELL) for fact in rows]
        for number in by_type[kind]:
            if not found[number]:
                lines += [line for line in _narrative(entries[number].resource) if line]
        if not lines:
            continue
        added = pages.add(words_for("title", kind) or kind, lines)
        for fact in rows:
            place = fact.provenance
            facts.append(replace(fact, provenance=replace(place, page=pages.where(added, place.snippet))))
    return pages, facts


def _proposal(entries: list[Entry], lookup: Lookup) -> DocumentProposal:
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
    )


def _left(entries: list[Entry], found: Mapping[int, list[ProposedFact]]) -> tuple[ImportIssue, ...]:
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


def result_of(entries: list[Entry], today: date) -> ImportResult:
    """Return what a list of resources gives."""
    lookup = _lookup(entries)
    found = read_entries(entries, today, lookup)
    pages, facts = _laid_out(entries, found)
    issues = [*_left(entries, found)]
    if several_people(entries, lookup) > 1:
        issues.insert(0, limits.SEVERAL_PEOPLE)
        facts = [replace(fact, certain=False, issues=(*fact.issues, limits.SEVERAL_PEOPLE.text)) for fact in facts]
    if pages.cut:
        issues.append(limits.TOO_LONG_TO_SHOW)
    if inside := attachments(entry.resource for entry in entries):
        issues.append(limits.files_inside(names_inside(inside)))
    return ImportResult(
        media_type=MEDIA_TYPE,
        page_count=len(pages.made),
        pages=pages.made,
        proposal=_proposal(entries, lookup),
        facts=tuple(facts),
        issues=tuple(issues),
    )


def _entries(data: bytes) -> list[Entry]:
    """Return the resources of a file in either form; raises BadJsonError."""
    if _is_xml(data):
        return entries_of([resource_of_xml(data).resource])
    return entries_of(_values(data))


def _is_xml(data: bytes) -> bool:
    return data[:64].lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n").startswith(b"<")


def _read_xml(data: bytes, today: date) -> ImportResult:
    tree = resource_of_xml(data)
    if tree.resource is None:
        return ImportResult(media_type=XML_TYPE, issues=tree.issues or (limits.UNKNOWN,))
    made = result_of(entries_of([tree.resource]), today)
    return replace(made, media_type=XML_TYPE, issues=(*tree.issues, *made.issues))


def read(data: bytes, *, today: date) -> ImportResult:
    """Read the bytes of a file; trouble is told as issues, never raised."""
    if _is_xml(data):
        return _read_xml(data, today)
    try:
        entries = entries_of(_values(data))
    except BadJsonError as error:
        return ImportResult(media_type=MEDIA_TYPE, issues=(error.issue,))
    if not entries:
        return ImportResult(media_type=MEDIA_TYPE, issues=(limits.UNKNOWN,))
    return result_of(entries, today)


def read_fhir(blobs: tuple[bytes, ...], arguments: Mapping[str, JSONValue]) -> tuple[JSONValue, tuple[bytes, ...]]:
    """Sandbox job: one blob, the file; argument `today` (ISO date)."""
    today = date.fromisoformat(str(arguments["today"]))
    was_on = gc.isenabled()
    gc.disable()  # a tree of JSON has no cycles; looking through it again and again takes 40 % of the time
    try:
        return wire.to_json(read(blobs[0], today=today)), ()
    finally:
        if was_on:
            gc.enable()


def take_out(blobs: tuple[bytes, ...], _arguments: Mapping[str, JSONValue]) -> tuple[JSONValue, tuple[bytes, ...]]:
    """Sandbox job: one blob, the file. Answers the names and how many there are; the files are the blobs."""
    try:
        entries = _entries(blobs[0])
    except BadJsonError:
        return {"names": [], "count": 0}, ()
    return taken_out(attachments(entry.resource for entry in entries))
