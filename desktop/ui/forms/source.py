"""Where a fact comes from, in words, and the way to the page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject

from desktop.records.document import Document, DocumentKind
from desktop.records.fact import Fact
from desktop.records.provenance import Provenance

_REPORTS = frozenset(
    {DocumentKind.LAB_REPORT, DocumentKind.IMAGING, DocumentKind.PATHOLOGY, DocumentKind.GENOMIC_REPORT}
)
_LETTERS = frozenset(
    {
        DocumentKind.CONSULT_NOTE,
        DocumentKind.DISCHARGE_SUMMARY,
        DocumentKind.REFERRAL,
        DocumentKind.TREATMENT_PLAN,
        DocumentKind.TREATMENT_SUMMARY,
        DocumentKind.TUMOR_BOARD,
        DocumentKind.VISIT_SUMMARY,
    }
)


@dataclass(frozen=True, slots=True)
class Source:
    """`words` are shown, `spoken` is the accessible name; `target` is what the documents screen opens, or empty."""

    words: str
    spoken: str
    target: str = ""


def document_target(document_id: str, page: int) -> str:
    """Return what `navigate("documents", …)` takes for a page; the id alone for the first."""
    return f"{document_id}#{page}" if page > 1 else document_id


def place_target(place: Provenance, fact_id: str) -> str:
    """Return what `navigate("documents", …)` takes to show a place with what was read there marked."""
    return f"{place.document_id}#{max(place.page, 1)}#{fact_id}"


class SourceWords(QObject):
    """Says it in the person's language."""

    def of_fact(self, fact: Fact, documents: Mapping[str, Document]) -> Source:
        """Return the source of a fact: a page, or the person."""
        for place in fact.provenance:
            if place.document_id in documents:
                page = self.of_page(documents[place.document_id], place.page)
                return replace(page, target=place_target(place, fact.id)) if fact.id else page
        return Source(self.tr("Typed by you"), self.tr("Typed by you"))

    def of_page(self, document: Document, page: int) -> Source:
        """Return the source that is a page of a document."""
        kind = document.kind
        what = self.tr("Report") if kind in _REPORTS else self.tr("Letter") if kind in _LETTERS else self.tr("Document")
        page = max(page, 1)
        words = self.tr("{what}, page {page}").format(what=what, page=page)
        spoken = self.tr("Open {title}, page {page}").format(title=document.title, page=page)
        return Source(words, spoken, document_target(document.id, page))
