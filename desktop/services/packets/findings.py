"""What was found inside included sources and must be answered, page by page, before a packet leaves."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from desktop.packet.covered_fields import DATE, DOCTOR, SOURCE, TITLE, CoveredField
from desktop.packet.layout import Layout
from desktop.packet.outcome import Hit
from desktop.packet.under_cover import UnderCover
from desktop.services.packets.markers import HIDDEN

_CALLED = {
    TITLE: "The title ",
    DATE: "The date ",
    SOURCE: "The place ",
    DOCTOR: "The doctor ",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """Something on a source page that may not be meant to leave: `what` it is, and where.

    `page` is the packet page, 0 when that page is not in it, `document_page` the original's; `key` is what the answer
    is kept under in the draft. With `item` it is an entry, or what a document is called by, that was read from a part
    of the page that is covered.
    """

    key: str
    what: str
    page: int
    document_id: str
    document_page: int
    allowed: bool
    fact_id: str = ""
    item: str = ""
    """What it is kept under when it stays out: an entry's id, or a document's field."""

    @property
    def text(self) -> str:
        """The finding as a sentence."""
        if self.item:
            where = f"page {self.page}" if self.page else f"page {self.document_page} of a document"
            called = _CALLED.get(self.item.partition("#")[2], "")
            told = f"{called}“{self.what}” stands in the packet."
            return f"{told} It was read from the part of {where} that you covered."
        return f"Page {self.page} names {self.what}."


def _originals(layout: Layout) -> dict[int, tuple[str, int]]:
    """Return the document and its page behind each packet page of a source."""
    return {
        layout.source_page[document_id] + offset: (document_id, page)
        for document_id, pages in layout.kept_pages.items()
        for offset, page in enumerate(pages)
    }


def _key(keys: Iterable[str], document_id: str, page: int) -> str:
    """Return the key of an answer: when something else is found on the page, it is asked again."""
    told = "\0".join((*sorted(set(keys)), document_id, str(page)))
    return hashlib.sha256(told.encode()).hexdigest()[:12]


def findings_of(hits: Iterable[Hit], layout: Layout, allowed: frozenset[str]) -> tuple[Finding, ...]:
    """Return what was found in sources, in page order; `allowed` are the keys of answers given before."""
    originals = _originals(layout)
    keys: dict[tuple[int, str], list[str]] = defaultdict(list)
    for hit in hits:
        if not hit.in_written and hit.page in originals and hit.what not in HIDDEN:
            keys[hit.page, hit.what].append(hit.key)
    found = []
    for (number, what), held in sorted(keys.items()):
        document_id, page = originals[number]
        key = _key(held, document_id, page)
        found.append(Finding(key, what, number, document_id, page, key in allowed))
    return tuple(found)


def field_findings(under: Iterable[CoveredField], layout: Layout, allowed: frozenset[str]) -> tuple[Finding, ...]:
    """Return what documents are called by in a packet although the person covered where it was read."""
    pages = {original: number for number, original in _originals(layout).items()}
    return tuple(
        Finding(
            key=one.key,
            what=one.value,
            page=pages.get((one.document.id, one.page), 0),
            document_id=one.document.id,
            document_page=one.page,
            allowed=one.key in allowed,
            item=one.item,
        )
        for one in under
    )


def covered_findings(under: Iterable[UnderCover], layout: Layout, allowed: frozenset[str]) -> tuple[Finding, ...]:
    """Return the entries that a packet tells although the person covered where they were read."""
    pages = {original: number for number, original in _originals(layout).items()}
    return tuple(
        Finding(
            key=one.key,
            what=one.fact.title,
            page=pages.get((one.document_id, one.page), 0),
            document_id=one.document_id,
            document_page=one.page,
            allowed=one.key in allowed,
            fact_id=one.fact.id,
            item=one.item,
        )
        for one in under
    )
