"""Whether the text of a PDF page was recognized in a picture by some scanner, and may be misread."""

from __future__ import annotations

import ctypes

import pypdfium2 as pdfium
from pypdfium2 import raw

from desktop.importers.pdf.turned import sampled

_MOST_OBJECTS = 300
_MOSTLY = 0.5
_WHOLE_PAGE = 0.7


def _pictures(page: pdfium.PdfPage) -> list[tuple[int, float]]:
    """Return place in the drawing order and share of the page of each picture."""
    wide, high = page.get_size()
    edges = [ctypes.c_float() for _ in range(4)]
    found = []
    for index in range(min(raw.FPDFPage_CountObjects(page), _MOST_OBJECTS)):
        held = raw.FPDFPage_GetObject(page, index)
        if raw.FPDFPageObj_GetType(held) != raw.FPDF_PAGEOBJ_IMAGE or not raw.FPDFPageObj_GetBounds(held, *edges):
            continue
        left, bottom, right, top = (edge.value for edge in edges)
        found.append((index, (right - left) * (top - bottom) / max(wide * high, 1.0)))
    return found


def _first_text(page: pdfium.PdfPage) -> int:
    for index in range(min(raw.FPDFPage_CountObjects(page), _MOST_OBJECTS)):
        if raw.FPDFPageObj_GetType(raw.FPDFPage_GetObject(page, index)) == raw.FPDF_PAGEOBJ_TEXT:
            return index
    return _MOST_OBJECTS


def _mostly_unseen(text: pdfium.PdfTextPage) -> bool:
    modes = [
        raw.FPDFTextObj_GetTextRenderMode(held)
        for index in sampled(text)
        if (held := raw.FPDFText_GetTextObject(text, index))
    ]
    unseen = sum(mode == raw.FPDF_TEXTRENDERMODE_INVISIBLE for mode in modes)
    return bool(modes) and unseen > len(modes) * _MOSTLY


def recognized(page: pdfium.PdfPage, text: pdfium.PdfTextPage) -> bool:
    """Return whether a picture shows the page and the text is laid under it, or over it without ink."""
    whole = [place for place, share in _pictures(page) if share >= _WHOLE_PAGE]
    if not whole:
        return False
    return _mostly_unseen(text) or _first_text(page) < max(whole)
