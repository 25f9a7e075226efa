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


def _value(widget: Object) -> str:
    """Return the text of a field, which a widget may have from its parents."""
    held: Object | None = widget
    for _ in range(8):
        if held is None:
            break
        if "/V" in held:
            return str(held.V) if isinstance(held.V, pikepdf.String) else ""
        held = held.get("/Parent")
    return ""


def pages_with_letters_undrawn(pdf: Pdf, pages: tuple[int, ...]) -> frozenset[int]:
    """Return pages (from 1) with a typed value whose letters no form font of ours has and the file does not draw."""
    found = set()
    for number in pages:
        annotations = pdf.pages[number - 1].obj.get("/Annots", pikepdf.Array())
        for widget in list(annotations)[:_MOST_FIELDS]:
            if not isinstance(widget, Dictionary) or widget.get("/Subtype") != Name.Widget:
                continue
            drawn = "/N" in widget.get("/AP", Dictionary())
            if not drawn and any(ord(sign) > _LATIN for sign in _value(widget)):
                found.add(number)
    return frozenset(found)
