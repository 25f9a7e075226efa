"""The sandbox job that reads FHIR: a bundle, lines of resources (NDJSON), one resource, as JSON or XML."""

from __future__ import annotations

import gc
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from desktop.importers import limits, wire
from desktop.importers.base import ImportResult
from desktop.importers.fhir.about import not_told, proposal, several_people
from desktop.importers.fhir.attached import attachments, names_inside, taken_out
from desktop.importers.fhir.entries import Entry, entries_in, entries_of, is_xml, lookup_of, values_of
from desktop.importers.fhir.laid_out import laid_out
from desktop.importers.fhir.reading import read_entries
from desktop.importers.fhir.xml import resource_of_xml
from desktop.importers.safe_json import BadJsonError
from desktop.sandbox.values import JSONValue

MEDIA_TYPE, XML_TYPE = "application/fhir+json", "application/fhir+xml"


def result_of(entries: list[Entry], today: date) -> ImportResult:
    """Return what a list of resources gives."""
    lookup = lookup_of(entries)
    found = read_entries(entries, today, lookup)
    pages, facts = laid_out(entries, found)
    issues = [*not_told(entries, found)]
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
        proposal=proposal(entries, lookup),
        facts=tuple(facts),
        issues=tuple(issues),
    )


def _read_xml(data: bytes, today: date) -> ImportResult:
    tree = resource_of_xml(data)
    if tree.resource is None:
        return ImportResult(media_type=XML_TYPE, issues=tree.issues or (limits.UNKNOWN,))
    made = result_of(entries_of([tree.resource]), today)
    return replace(made, media_type=XML_TYPE, issues=(*tree.issues, *made.issues))


def read(data: bytes, *, today: date) -> ImportResult:
    """Read the bytes of a file; trouble is told as issues, never raised."""
    if is_xml(data):
        return _read_xml(data, today)
    try:
        entries = entries_of(values_of(data))
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
        entries = entries_in(blobs[0])
    except BadJsonError:
        return {"names": [], "count": 0}, ()
    return taken_out(attachments(entry.resource for entry in entries))
