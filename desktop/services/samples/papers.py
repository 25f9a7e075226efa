"""The invented person's papers as PDFs, typeset on demand; one of them is a scan."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from desktop.foundation.resources import resource
from desktop.records.document import DocumentKind
from desktop.services.samples.scan import scanned
from desktop.typeset.compile import typeset


@dataclass(frozen=True, slots=True)
class SampleDocument:
    """One paper: its name on disk, its bytes, what kind it truly is, and what the person corrects in review."""

    file_name: str
    pdf: bytes
    kind: DocumentKind
    review: Mapping[str, str]


@cache
def _told() -> dict[str, Any]:
    told: dict[str, Any] = json.loads(resource("templates", "samples", "papers.json").read_text("utf-8"))
    return told


def _made(paper: Mapping[str, Any]) -> SampleDocument:
    pdf = typeset(f"samples/{paper['template']}", paper["data"])
    if paper.get("scanned"):
        pdf = scanned(pdf)
    return SampleDocument(paper["file_name"], pdf, DocumentKind(paper["kind"]), paper["review"])


def sample_documents() -> tuple[SampleDocument, ...]:
    """Return all papers; the same bytes every time. The scan is rendered in the sandbox."""
    return tuple(_made(paper) for paper in _told()["papers"])


def late_document() -> SampleDocument:
    """Return the paper that comes in after the packet was made."""
    return _made(_told()["late"])
