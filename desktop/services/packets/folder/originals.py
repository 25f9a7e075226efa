"""Which original downloads may lie beside a packet: only those that hold nothing the person kept back."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.importers.detect import Content
from desktop.packet.layout import Source
from desktop.packet.plan import Plan

FOLDER = "originals"
_ENDINGS = {
    Content.CDA.value: "xml",
    Content.FHIR.value: "json",
    Content.FHIR_XML.value: "xml",
    Content.BLUE_BUTTON.value: "txt",
}
"""Portal downloads that other programs read; a zip goes as the files inside it, which are documents of their own."""


def _kept_back(plan: Plan) -> frozenset[str]:
    """Return the imports from which a document was kept back: a download can hold another inside it."""
    return frozenset(document.import_id for document in plan.excluded_documents if document.import_id)


def _read_from(plan: Plan) -> frozenset[str]:
    """Return the documents in which an entry was read that was kept back."""
    return frozenset(place.document_id for fact in plan.excluded_facts for place in fact.provenance)


def _whole(source: Source) -> bool:
    return len(source.kept_pages) == source.document.pages and not source.covers


def originals(plan: Plan) -> Iterator[tuple[str, Source]]:
    """Yield (path in the folder, source) of each download that may go along; names say neither who nor what."""
    imports, documents = _kept_back(plan), _read_from(plan)
    downloads = [
        source
        for section in plan.sections
        for source in section.sources
        if source.document.media_type in _ENDINGS
        and _whole(source)
        and source.document.import_id not in imports
        and source.document.id not in documents
    ]
    for number, source in enumerate(downloads, start=1):
        yield f"{FOLDER}/{number:03}.{_ENDINGS[source.document.media_type]}", source


def kept_home(plan: Plan) -> int:
    """Return how many downloads are in the packet as pages but stay home as files."""
    held = [source for section in plan.sections for source in section.sources]
    return sum(source.document.media_type in _ENDINGS for source in held) - len(tuple(originals(plan)))
