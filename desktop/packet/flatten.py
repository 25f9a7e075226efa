"""What was typed into a form, drawn into its pages by the engine that shows it: values without a look, combs, ticks."""

from __future__ import annotations

import io

import pikepdf
from pikepdf import Dictionary, Name, Object, Pdf
from pypdfium2 import raw

from desktop.importers.pdf.opened import opened_pdf

_REMOVE_SECURITY = 3
"""FPDF_REMOVE_SECURITY."""
_MOST_FIELDS = 20_000
_LATIN = 0x24F
"""Up to here the letters that every form font has; beyond it they are drawn only when the file brings a font."""


def has_form(data: bytes, password: str) -> bool:
    """Whether the engine sees a form in it; raises UnreadablePdfError or LockedPdfError."""
    with opened_pdf(data, password or None) as document:
        return bool(document.get_formtype() != raw.FORMTYPE_NONE)


def flattened(data: bytes, password: str, pages: tuple[int, ...]) -> bytes:
    """Return the PDF, unlocked, with fields and notes of these pages (from 1) drawn into them.

    Raises UnreadablePdfError, LockedPdfError or PdfiumError.
    """
    with opened_pdf(data, password or None) as document:
        document.init_forms()
        for number in pages:
            page = document[number - 1]
            page.flatten()
            page.close()
        made = io.BytesIO()
        document.save(made, flags=_REMOVE_SECURITY)
        return made.getvalue()


def _value(widget: Object) -> Object | None:
    """Return the value of a field, which a widget may have from its parents."""
    held: Object | None = widget
    for _ in range(8):
        if held is None:
            break
        if "/V" in held:
            return held.V
        held = held.get("/Parent")
    return None


def _needs_drawing(widget: Object) -> bool:
    """Whether a field without a look holds what our engine cannot draw: a choice, or letters that no font of it has."""
    value = _value(widget)
    if isinstance(value, Name):
        return value != Name.Off
    return isinstance(value, pikepdf.String) and any(ord(sign) > _LATIN for sign in str(value))


def _is_drawn_elsewhere(pdf: Pdf) -> bool:
    """Whether the pages only stand in for a form that another program draws from its description (dynamic XFA)."""
    form = pdf.Root.get("/AcroForm")
    if not isinstance(form, Dictionary) or "/XFA" not in form:
        return False
    return bool(pdf.Root.get("/NeedsRendering", False)) or not len(form.get("/Fields", pikepdf.Array()))


def pages_with_letters_undrawn(pdf: Pdf, pages: tuple[int, ...]) -> frozenset[int]:
    """Return pages (from 1) with a typed value that is not drawn.

    Either the file draws neither its letters nor its choice and our engine cannot, or only another program draws them.
    """
    if _is_drawn_elsewhere(pdf):
        return frozenset(pages)
    found = set()
    for number in pages:
        annotations = pdf.pages[number - 1].obj.get("/Annots", pikepdf.Array())
        for widget in list(annotations)[:_MOST_FIELDS]:
            if not isinstance(widget, Dictionary) or widget.get("/Subtype") != Name.Widget:
                continue
            drawn = "/N" in widget.get("/AP", Dictionary())
            if not drawn and _needs_drawing(widget):
                found.add(number)
    return frozenset(found)
