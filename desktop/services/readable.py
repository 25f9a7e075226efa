"""The pages of a document as a PDF: its own, or typeset from its text when it came as data."""

from __future__ import annotations

from itertools import groupby

from desktop.importers.detect import PICTURES
from desktop.importers.paging import CELL
from desktop.importers.registry import TYPESET
from desktop.records.document import Document
from desktop.sandbox.run import SandboxFailure, run
from desktop.sandbox.values import JSONValue
from desktop.services.importing.reading import picture_pages
from desktop.services.importing.recognizing import LAYER
from desktop.typeset.compile import typeset
from desktop.typeset.drawable import JSON
from desktop.vault.stores import documents as store
from desktop.vault.stores.page_words import get_page_words
from desktop.vault.vault import Vault

_MOST_CELLS = 12
"""Of a row in a table; the words of more would lie over each other, so such a row stands as a paragraph."""
_PICTURES = frozenset(each.value for each in PICTURES)


def original_bytes(vault: Vault, document_id: str) -> bytes | None:
    """Return a document's bytes as they came, or None when there is no such document."""
    name = vault.read(lambda tx: store.sealed_name(tx, document_id))
    return None if name is None else vault.sealed.open(name)


def pages_pdf(vault: Vault, document: Document) -> bytes | None:
    """Return a PDF whose pages are the document's pages, or None when there is no such document.

    A PDF comes as it is, untrusted, and a picture as its pages; recognized words lie on them unseen.
    Raises PageNotMadeError or FontsMissingError for one that is typeset.
    """
    if document.media_type not in TYPESET:
        return _with_words(vault, document, _own_pages(vault, document))
    return text_pdf(vault, document)


def text_pdf(vault: Vault, document: Document) -> bytes:
    """Return a PDF of a document's text, a page for each of its pages.

    Raises PageNotMadeError or FontsMissingError.
    """
    texts = vault.read(lambda tx: store.all_page_texts(tx, document.id))
    return typeset("readable", {"title": document.title or "Record", "pages": [_page(text) for text in texts]})


def _own_pages(vault: Vault, document: Document) -> bytes | None:
    data = original_bytes(vault, document.id)
    if data is None or document.media_type not in _PICTURES:
        return data
    return picture_pages(data).pdf


def _with_words(vault: Vault, document: Document, pdf: bytes | None) -> bytes | None:
    """Return the pages upright, with the words that were recognized on them laid unseen over the pictures."""
    pages = vault.read(lambda tx: get_page_words(tx, document.id))
    if pdf is None or not pages:
        return pdf
    told: list[JSONValue] = [
        [
            one.page,
            one.turn,
            [[[word, box.left, box.top, box.right, box.bottom] for word, box in line] for line in one.lines],
        ]
        for one in pages.values()
    ]
    try:
        arguments: dict[str, JSONValue] = {"password": document.pdf_password or None, "pages": told}
        return run("ocr.layer", [pdf], arguments, limits=LAYER).blobs[0]
    except (SandboxFailure, IndexError):
        return pdf


def _page(text: str) -> JSON:
    """Return the parts of a page; each begins with its title, after an empty line (see `importers.paging`)."""
    parts = [part.split("\n") for part in text.split("\n\n") if part]
    return {"parts": [{"title": title, "blocks": _blocks(lines)} for title, *lines in parts]}


def _blocks(lines: list[str]) -> list[JSON]:
    """Return lines as paragraphs, and neighbors with as many cells as tables where these are not too narrow to read."""
    blocks: list[JSON] = []
    for count, group in groupby(lines, key=lambda line: line.count(CELL)):
        together = list(group)
        if 0 < count < _MOST_CELLS:
            blocks.append({"text": "", "cells": [list[JSON](line.split(CELL)) for line in together]})
        else:
            blocks += [{"text": line, "cells": list[JSON]()} for line in together if line]
    return blocks
