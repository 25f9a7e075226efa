"""What pypdf knows and PDFium does not tell: filled-in fields, files inside, and text when PDFium fails."""

from __future__ import annotations

import io
from collections.abc import Mapping

import pypdf
from pypdf.errors import PyPdfError
from pypdf.generic import DictionaryObject

_TROUBLE = (
    PyPdfError, ValueError, KeyError, IndexError, TypeError, AttributeError, AssertionError, RecursionError,
    NotImplementedError, OSError, OverflowError, ZeroDivisionError, UnicodeError,
)  # fmt: skip
"""What pypdf raises on odd files; a fallback must not fail by it."""
LONGEST_VALUE = 2000


def _open(data: bytes, password: str | None) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(data), strict=False, password=password)


def _value(widget: DictionaryObject) -> str:
    held = widget
    for _ in range(8):
        value = held.get("/V")
        if value is not None:
            text = str(value.get_object()) if hasattr(value, "get_object") else str(value)
            return "" if text.startswith("/") else text[:LONGEST_VALUE]
        parent = held.get("/Parent")
        if parent is None:
            return ""
        held = parent.get_object()
    return ""


def field_values(data: bytes, password: str | None) -> Mapping[int, tuple[str, ...]]:
    """Return what was typed into form fields, by page from 1; nothing on any trouble."""
    if b"AcroForm" not in data and b"ObjStm" not in data:
        return {}
    found: dict[int, tuple[str, ...]] = {}
    try:
        reader = _open(data, password)
        if "/AcroForm" not in reader.trailer["/Root"]:  # type: ignore[operator] # a dictionary of the file
            return {}
        for number, page in enumerate(reader.pages, start=1):
            values = []
            for annotation in page.get("/Annots") or ():
                widget = annotation.get_object()
                if widget.get("/Subtype") == "/Widget" and (value := _value(widget)):
                    values.append(value)
            if values:
                found[number] = tuple(values)
    except _TROUBLE:
        return found
    return found


def count_files_inside(data: bytes, password: str | None) -> int:
    """Return how many files are attached; 0 on any trouble."""
    if b"EmbeddedFile" not in data and b"ObjStm" not in data:
        return 0
    try:
        return sum(len(contents) for contents in _open(data, password).attachments.values())
    except _TROUBLE:
        return 0


def texts_by_pypdf(data: bytes, password: str | None, *, most: int) -> tuple[str, ...] | None:
    """Return the text of each page by pypdf, or None when it fails too or there are more than `most` pages."""
    try:
        reader = _open(data, password)
        if len(reader.pages) > most:
            return None
        return tuple(page.extract_text() for page in reader.pages)
    except _TROUBLE:
        return None
