"""One line of the timeline."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.records.dates import PartialDate
from desktop.records.document import DocumentKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something dated: a fact's beginning or end, or a document.

    `kind` is "document" or a fact kind's value. `document_id` and `page` say where to look, empty and 0
    when it was told by the person. `document_kind` is set for documents.
    """

    date: PartialDate
    kind: str
    title: str
    detail: str
    id: str
    person_id: str
    document_id: str = ""
    page: int = 0
    document_kind: DocumentKind | None = None
