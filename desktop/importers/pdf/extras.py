"""What pypdf knows and PDFium does not tell: filled-in fields, typed notes, and text when PDFium fails."""

from __future__ import annotations

import io
from collections.abc import Mapping

import pypdf
from pypdf.errors import DeprecationError, PyPdfError
from pypdf.generic import DictionaryObject

_TROUBLE = (
    PyPdfError, DeprecationError,
    ValueError, KeyError, IndexError, TypeError, AttributeError, AssertionError, RecursionError,
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


def _typed(annotation: DictionaryObject) -> str:
    kind = annotation.get("/Subtype")
    if kind == "/FreeText":
        return str(annotation.get("/Contents") or "")[:LONGEST_VALUE]
    return _value(annotation) if kind == "/Widget" else ""


def field_values(data: bytes, password: str | None) -> Mapping[int, tuple[str, ...]]:
    """Return what was typed into form fields and onto the page, by page from 1; nothing on any trouble."""
    if not any(word in data for word in (b"AcroForm", b"FreeText", b"ObjStm")):
        return {}
    found: dict[int, tuple[str, ...]] = {}
    try:
        reader = _open(data, password)
        if "/AcroForm" not in reader.trailer["/Root"] and b"FreeText" not in data:  # type: ignore[operator] # a dictionary of the file
            return {}
        for number, page in enumerate(reader.pages, start=1):
            values = []
            for annotation in page.get("/Annots") or ():
                held = annotation.get_object()
                if value := _typed(held):
                    values.append(value)
            if values:
                found[number] = tuple(values)
    except _TROUBLE:
        return found
    return found


def texts_by_pypdf(data: bytes, password: str | None, *, most: int) -> tuple[str, ...] | None:
    """Return the text of each page by pypdf, or None when it fails too or there are more than `most` pages."""
    try:
        reader = _open(data, password)
        if len(reader.pages) > most:
            return None
        return tuple(page.extract_text() for page in reader.pages)
    except _TROUBLE:
        return None
