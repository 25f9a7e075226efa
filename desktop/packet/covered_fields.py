"""What a document is called by, and was read from a part of a page that is covered: neutral words instead. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from desktop.packet.language import say
from desktop.packet.layout import Section
from desktop.packet.pages.words import iso
from desktop.packet.under_cover import Words, is_below, lies_below
from desktop.packet.verify_words import folded
from desktop.packet.written_dates import written_dates
from desktop.records.document import Document
from desktop.records.packet import CoveredPage, PacketRequest
from desktop.records.provenance import Box

TITLE, DATE, SOURCE, DOCTOR = "title", "date", "source", "doctor"
FIELDS = (TITLE, DATE, SOURCE, DOCTOR)
"""Fields of a document that the packet prints wherever it names it."""
_SHORTEST = 5
"""Letters of a field's text that are looked for among the words below a cover."""


def field_item(document_id: str, field: str) -> str:
    """Return what a withheld field of a document is kept under in the request."""
    return f"{document_id}#{field}"


@dataclass(frozen=True, slots=True)
class CoveredField:
    """A field of a document, and the covered page (from 1) it was read from; `certain` as of an entry."""

    document: Document
    field: str
    page: int
    certain: bool

    @property
    def item(self) -> str:
        """What it is kept under when it is withheld."""
        return field_item(self.document.id, self.field)

    @property
    def value(self) -> str:
        """What the packet would print of it."""
        return _text(self.document, self.field)

    @property
    def key(self) -> str:
        """What the person's word that it goes all the same is kept under in the draft; another value is asked anew."""
        told = f"covered-field\0{self.item}\0{self.value}"
        return hashlib.sha256(told.encode()).hexdigest()[:12]


def _text(document: Document, field: str) -> str:
    if field == DATE:
        return document.date.iso if document.date else ""
    return str(getattr(document, field))


def fields_under(
    documents: Iterable[Document], covered: Iterable[CoveredPage], words: Callable[[str, int], Words]
) -> tuple[CoveredField, ...]:
    """Return the fields of documents that were read from covered parts, each once, in the order of FIELDS.

    A field was read there when its place says so, or when its text stands among the words below the cover.
    """
    boxes: dict[str, dict[int, tuple[Box, ...]]] = {}
    for one in covered:
        if one.boxes:
            boxes.setdefault(one.document_id, {})[one.page] = one.boxes
    held = (one for one in documents if one.id in boxes)
    return tuple(found for one in held for found in _of_document(one, boxes[one.id], words))


def _of_document(
    document: Document, covered: dict[int, tuple[Box, ...]], words: Callable[[str, int], Words]
) -> Iterator[CoveredField]:
    for field in FIELDS:
        if not _text(document, field):
            continue
        places = [_found(document, field, page, boxes, words(document.id, page)) for page, boxes in covered.items()]
        found = [one for one in places if one is not None]
        if found:
            yield max(found, key=lambda one: one.certain)


def _found(document: Document, field: str, page: int, boxes: Sequence[Box], words: Words) -> CoveredField | None:
    if _stands_below(document, field, boxes, words):
        return CoveredField(document, field, page, certain=True)
    read = [one for one in document.evidence if one.field == field and one.page == page]
    below = [is_below(one.box, one.snippet, boxes, lambda: words) for one in read]
    if all(one is False for one in below):
        return None
    return CoveredField(document, field, page, certain=True in below)


def _stands_below(document: Document, field: str, boxes: Sequence[Box], words: Words) -> bool:
    hidden = folded(" ".join(word for word, place in words if lies_below(place, boxes)))
    if field == DATE:
        return document.date is not None and any(folded(one) in hidden for one in written_dates(document.date))
    text = folded(_text(document, field))
    return len(text) >= _SHORTEST and text in hidden


def withheld_fields(document_id: str, request: PacketRequest) -> frozenset[str]:
    """Return the fields of a document that the person withholds; none when nothing of it is covered any more."""
    if not any(one.document_id == document_id and one.boxes for one in request.covered):
        return frozenset()
    return frozenset(field for field in FIELDS if field_item(document_id, field) in request.withheld_fields)


def without_fields(document: Document, request: PacketRequest) -> Document:
    """Return a document without what is withheld of it, so that nothing that is made of it can tell."""
    out = withheld_fields(document.id, request)
    if not out:
        return document
    return replace(
        document,
        title=say("covered.some") if TITLE in out else document.title,
        file_name="" if TITLE in out else document.file_name,
        date=None if DATE in out else document.date,
        source="" if SOURCE in out else document.source,
        doctor="" if DOCTOR in out else document.doctor,
        evidence=tuple(one for one in document.evidence if one.field not in out),
    )


def numbered(sections: Iterable[Section], request: PacketRequest) -> tuple[Section, ...]:
    """Return the sections with "Document 3" for the third of the packet, when its title is withheld."""
    made, number = [], 0
    for section in sections:
        sources = []
        for source in section.sources:
            number += 1
            named = source
            if TITLE in withheld_fields(source.document.id, request):
                title = say("covered.document", number=number)
                named = replace(source, document=replace(source.document, title=title))
            sources.append(named)
        made.append(replace(section, sources=tuple(sources)))
    return tuple(made)


def day_of(document: Document, request: PacketRequest, *, missing: str = "") -> str:
    """Return a document's date in numbers, "date covered", or what stands for a date that nobody knows."""
    covered = DATE in withheld_fields(document.id, request)
    return say("covered.date") if covered else iso(document.date, missing=missing)
