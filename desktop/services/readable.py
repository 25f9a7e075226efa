"""The pages of a document as a PDF: its own, or typeset from its text when it came as data."""

from __future__ import annotations

from itertools import groupby

from desktop.importers.paging import CELL
from desktop.importers.registry import TYPESET
from desktop.records.document import Document
from desktop.typeset.compile import typeset
from desktop.typeset.drawable import JSON
from desktop.vault.stores import documents as store
from desktop.vault.vault import Vault


def original_bytes(vault: Vault, document_id: str) -> bytes | None:
    """Return a document's bytes as they came, or None when there is no such document."""
    name = vault.read(lambda tx: store.sealed_name(tx, document_id))
    return None if name is None else vault.sealed.open(name)


def pages_pdf(vault: Vault, document: Document) -> bytes | None:
    """Return a PDF whose pages are the document's pages, or None when there is no such document.

    A PDF comes as it is, untrusted. Raises PageNotMadeError or FontsMissingError for one that is typeset.
    """
    if document.media_type not in TYPESET:
        return original_bytes(vault, document.id)
    texts = vault.read(lambda tx: store.all_page_texts(tx, document.id))
    return typeset("readable", {"title": document.title or "Record", "pages": [_page(text) for text in texts]})


def _page(text: str) -> JSON:
    """Return the parts of a page; each begins with its title, after an empty line (see `importers.paging`)."""
    parts = [part.split("\n") for part in text.split("\n\n") if part]
    return {"parts": [{"title": title, "blocks": _blocks(lines)} for title, *lines in parts]}


def _blocks(lines: list[str]) -> list[JSON]:
    """Return lines as paragraphs, and neighbors with as many cells as tables."""
    blocks: list[JSON] = []
    for count, group in groupby(lines, key=lambda line: line.count(CELL)):
        together = list(group)
        if count:
            blocks.append({"text": "", "cells": [list[JSON](line.split(CELL)) for line in together]})
        else:
            blocks += [{"text": line, "cells": list[JSON]()} for line in together if line]
    return blocks
