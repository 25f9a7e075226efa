"""The files inside a PDF: their names, and the sandbox job that takes them out."""

from __future__ import annotations

from collections.abc import Mapping

import pypdfium2 as pdfium

from desktop.importers import limits
from desktop.importers.inner_names import clean_name
from desktop.importers.pdf.opened import opened_pdf
from desktop.sandbox.values import JSONValue


def _name(document: pdfium.PdfDocument, index: int) -> str:
    try:
        return clean_name(document.get_attachment(index).get_name())
    except (pdfium.PdfiumError, ValueError):
        return "file"


def names_inside(document: pdfium.PdfDocument) -> tuple[str, ...]:
    """Return the names of all files inside, those that are too many to take out as well."""
    count = int(document.count_attachments())
    named = tuple(_name(document, index) for index in range(min(count, limits.FILES_INSIDE)))
    return named + ("file",) * (count - len(named))


def _taken_out(document: pdfium.PdfDocument) -> tuple[list[str], list[bytes]]:
    names: list[str] = []
    files: list[bytes] = []
    left = limits.BYTES_INSIDE
    for index in range(min(document.count_attachments(), limits.FILES_INSIDE)):
        try:
            content = bytes(document.get_attachment(index).get_data())
        except (pdfium.PdfiumError, ValueError):
            continue
        if 0 < len(content) <= left:
            names.append(_name(document, index))
            files.append(content)
            left -= len(content)
    return names, files


def take_out(blobs: tuple[bytes, ...], arguments: Mapping[str, JSONValue]) -> tuple[JSONValue, tuple[bytes, ...]]:
    """Sandbox job: one blob, the PDF; argument `password` (text or null).

    Answers `count`, how many files there are, and `names` of those that come out as blobs. Files that are empty,
    damaged or over the caps of `limits` are left out.
    """
    password = arguments.get("password")
    with opened_pdf(blobs[0], None if password is None else str(password)) as document:
        names, files = _taken_out(document)
        return {"count": document.count_attachments(), "names": names}, tuple(files)
