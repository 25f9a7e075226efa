"""What the documents screen shows: which rows for which filter, without Qt."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from desktop.records.document import Document, DocumentKind, DocumentStatus
from desktop.services.documents import DocumentKey

_LETTERS = frozenset(
    {
        DocumentKind.CONSULT_NOTE,
        DocumentKind.DISCHARGE_SUMMARY,
        DocumentKind.REFERRAL,
        DocumentKind.TREATMENT_PLAN,
        DocumentKind.TREATMENT_SUMMARY,
        DocumentKind.TUMOR_BOARD,
        DocumentKind.VISIT_SUMMARY,
        DocumentKind.OPERATIVE_NOTE,
    }
)


class DocumentFilter(Enum):
    """The chips above the list; one at a time."""

    ALL = "all"
    NEEDS_REVIEW = "needs-review"
    IMAGING = "imaging"
    LAB_RESULTS = "lab-results"
    PATHOLOGY = "pathology"
    LETTERS = "letters"
    TRASH = "trash"


_KINDS: dict[DocumentFilter, frozenset[DocumentKind]] = {
    DocumentFilter.IMAGING: frozenset({DocumentKind.IMAGING, DocumentKind.IMAGES}),
    DocumentFilter.LAB_RESULTS: frozenset({DocumentKind.LAB_REPORT}),
    DocumentFilter.PATHOLOGY: frozenset({DocumentKind.PATHOLOGY, DocumentKind.GENOMIC_REPORT}),
    DocumentFilter.LETTERS: _LETTERS,
}


def needs_review(document: Document | DocumentKey) -> bool:
    """Whether the person has to look: read but not checked, or naming someone else."""
    return document.status is DocumentStatus.PROPOSED or not document.belongs


def passes(document: DocumentKey, chosen: DocumentFilter) -> bool:
    """Whether a document stands in the list under a filter."""
    if (chosen is DocumentFilter.TRASH) is (not document.trashed):
        return False
    if chosen in {DocumentFilter.ALL, DocumentFilter.TRASH}:
        return True
    if chosen is DocumentFilter.NEEDS_REVIEW:
        return needs_review(document)
    return document.kind in _KINDS[chosen]


def filtered(documents: Sequence[DocumentKey], chosen: DocumentFilter) -> tuple[DocumentKey, ...]:
    """Return the documents of a filter in their order."""
    return tuple(document for document in documents if passes(document, chosen))


def counts(documents: Sequence[DocumentKey]) -> dict[DocumentFilter, int]:
    """Return how many documents each chip stands for."""
    return {chosen: len(filtered(documents, chosen)) for chosen in DocumentFilter}
