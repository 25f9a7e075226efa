"""The resources of a file (a bundle, lines of NDJSON, one resource; JSON or XML), and how they find each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from desktop.importers import limits
from desktop.importers.fhir.elements import Lookup, Resource, is_resource, part, parts, word
from desktop.importers.fhir.xml import resource_of_xml
from desktop.importers.safe_json import BadJsonError, Value, decoded, parsed, read_json

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


def lookup_of(entries: list[Entry]) -> Lookup:
    """Return what finds a resource by the addresses that others use, and the role of each professional."""
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


def values_of(data: bytes) -> list[Value]:
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


def entries_in(data: bytes) -> list[Entry]:
    """Return the resources of a file in either form; raises BadJsonError."""
    if is_xml(data):
        return entries_of([resource_of_xml(data).resource])
    return entries_of(values_of(data))


def is_xml(data: bytes) -> bool:
    """Return whether a file is XML: its first sign is "<"."""
    return data[:64].lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n").startswith(b"<")
