"""The files inside of FHIR resources: documents, reports as they were printed, photos (FHIR Attachment, Binary)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from desktop.importers.fhir.elements import Resource, parts, word
from desktop.importers.inner_files import decoded, ending_of, within_caps
from desktop.sandbox.values import JSONValue

_HOLDERS = (("content", "attachment"), ("presentedForm", ""), ("photo", ""), ("image", "link"))


def _attachments(resource: Resource) -> Iterator[Resource]:
    if word(resource, "resourceType") == "Binary":
        yield resource
    for outer, inner in _HOLDERS:
        for each in parts(resource, outer):
            yield from parts(each, inner) if inner else (each,)


def attachments(resources: Iterable[Resource]) -> list[Resource]:
    """Return the attachments that hold their data themselves."""
    return [each for resource in resources for each in _attachments(resource) if word(each, "data")]


def names_inside(found: list[Resource]) -> tuple[str, ...]:
    """Return a name for each: its title, or its number, with the usual ending."""
    return tuple(
        word(each, "title") or f"attachment {number}.{ending_of(word(each, 'contentType'))}"
        for number, each in enumerate(found, start=1)
    )


def taken_out(found: list[Resource]) -> tuple[JSONValue, tuple[bytes, ...]]:
    """Return the answer of the sandbox job: names and how many there are; the files are the blobs."""
    pairs = ((name, decoded(word(each, "data"))) for name, each in zip(names_inside(found), found, strict=True))
    names, files = within_caps(pairs)
    return {"names": list[JSONValue](names), "count": len(found)}, tuple(files)
