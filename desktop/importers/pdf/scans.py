"""The pictures that PDF pages are made of: their pixels, and how fine they are on the page."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator, Mapping
from dataclasses import astuple, dataclass

import pypdfium2 as pdfium
from pypdfium2 import raw

from desktop.importers import limits
from desktop.importers.pdf.opened import opened_pdf
from desktop.importers.pdf.text_layer import recognized
from desktop.records.page_scan import PageScan
from desktop.sandbox.values import JSONValue

_MOST_OBJECTS = 300
_DEEPEST = 3
"""Forms inside forms that are looked into."""
_POINTS = 72.0
"""Of an inch."""
_MOST_OF_IT = 0.52
"""The share of the page that one picture takes which shows it: of two equal strips neither does."""
_HALF = 0.5
_FINEST = 10_000

_Matrix = tuple[float, float, float, float]
"""a, b, c, d of PDF 32000-1, 8.3.4; where a picture lies does not matter here."""
_SAME: _Matrix = (1.0, 0.0, 0.0, 1.0)


@dataclass(frozen=True, slots=True)
class _Picture:
    width: int
    height: int
    across: float
    down: float
    """How large it is laid on the page, in points."""

    @property
    def dpi(self) -> int:
        finest = min(self.width / self.across, self.height / self.down) * _POINTS
        return round(min(finest, _FINEST))


def _times(one: _Matrix, other: _Matrix) -> _Matrix:
    a, b, c, d = one
    e, f, g, h = other
    return (a * e + b * g, a * f + b * h, c * e + d * g, c * f + d * h)


def _matrix_of(held: object) -> _Matrix:
    matrix = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(held, ctypes.byref(matrix)):
        return _SAME
    return (matrix.a, matrix.b, matrix.c, matrix.d)


def _picture(held: object, matrix: _Matrix) -> _Picture | None:
    width, height = ctypes.c_uint(), ctypes.c_uint()
    if not raw.FPDFImageObj_GetImagePixelSize(held, ctypes.byref(width), ctypes.byref(height)):
        return None
    across, down = math.hypot(matrix[0], matrix[1]), math.hypot(matrix[2], matrix[3])
    if min(width.value, height.value) < 1 or min(across, down) < 1:
        return None
    return _Picture(width.value, height.value, across, down)


def _pictures(holder: object, matrix: _Matrix, *, form: bool, depth: int) -> Iterator[_Picture]:
    """Yield the pictures of a page, or of a form that is laid on it."""
    count = raw.FPDFFormObj_CountObjects(holder) if form else raw.FPDFPage_CountObjects(holder)
    for index in range(min(count, _MOST_OBJECTS)):
        held = raw.FPDFFormObj_GetObject(holder, index) if form else raw.FPDFPage_GetObject(holder, index)
        kind = raw.FPDFPageObj_GetType(held)
        if kind == raw.FPDF_PAGEOBJ_IMAGE:
            found = _picture(held, _times(_matrix_of(held), matrix))
            if found is not None:
                yield found
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth:
            yield from _pictures(held, _times(_matrix_of(held), matrix), form=True, depth=depth - 1)


def scan_of(page: pdfium.PdfPage, text: pdfium.PdfTextPage, number: int, *, picture_only: bool) -> PageScan | None:
    """Return the picture that shows a page (from 1), or None when the page is written.

    A scan may be several pictures: strips below each other tell no shape, and of layers the finest counts, since it
    holds the letters.
    """
    if not (picture_only or recognized(page, text)):
        return None
    wide, high = page.get_size()
    area = max(wide * high, 1.0)
    found = list(_pictures(page.raw, _SAME, form=False, depth=_DEEPEST))
    whole = [one for one in found if one.across * one.down >= area * _MOST_OF_IT]
    if whole:
        best = max(whole, key=lambda one: one.dpi)
        return PageScan(number, best.width, best.height, best.dpi)
    if sum(one.across * one.down for one in found) < area * _HALF:
        return None
    return PageScan(number, 0, 0, max(one.dpi for one in found))


def page_scans(blobs: tuple[bytes, ...], arguments: Mapping[str, JSONValue]) -> tuple[JSONValue, tuple[bytes, ...]]:
    """Sandbox job: one blob, the PDF; argument `password` (text or null).

    Answers with a list of [page, width, height, dpi, false]; raises LockedPdfError or UnreadablePdfError.
    """
    password = arguments.get("password")
    told: list[JSONValue] = []
    with opened_pdf(blobs[0], None if password is None else str(password)) as document:
        for index in range(min(len(document), limits.PDF_PAGES)):
            found = _scan_at(document, index)
            if found is not None:
                told.append(list[JSONValue](astuple(found)))
    return told, ()


def _scan_at(document: pdfium.PdfDocument, index: int) -> PageScan | None:
    try:
        page = document[index]
    except pdfium.PdfiumError:
        return None
    text = page.get_textpage()
    try:
        few = text.count_chars() < limits.FEW_SIGNS
        return scan_of(page, text, index + 1, picture_only=few)
    finally:
        text.close()
        page.close()
