"""Counts what acts in a PDF: a packet has none of it."""

from __future__ import annotations

import pikepdf
from pikepdf import Name, Pdf

_KEYS = frozenset(
    [
        "/JS",
        "/JavaScript",
        "/AA",
        "/OpenAction",
        "/EmbeddedFiles",
        "/EF",
        "/XFA",
        "/RichMediaContent",
        "/Launch",
        "/AcroForm",
    ]
)
_ACTIONS = frozenset(
    [
        "/JavaScript",
        "/Launch",
        "/GoToE",
        "/GoToR",
        "/SubmitForm",
        "/ImportData",
        "/Rendition",
        "/Movie",
        "/Sound",
        "/URI",
    ]
)


def count_active(pdf: Pdf) -> int:
    """Return how many scripts, actions, attachments and forms there are."""
    count = 0
    for held in pdf.objects:
        if not isinstance(held, pikepdf.Dictionary | pikepdf.Stream):
            continue
        count += sum(key in held for key in _KEYS)
        action = held.get("/S")
        count += isinstance(action, Name) and str(action) in _ACTIONS and held.get("/Type", Name.Action) == Name.Action
        inner = held.get("/A")
        if isinstance(inner, pikepdf.Dictionary) and not inner.is_indirect:
            count += str(inner.get("/S", "")) in _ACTIONS
    return count


def fonts_without_file(pdf: Pdf, pages: tuple[int, ...]) -> int:
    """Return how many fonts of these pages (from 1) are not embedded."""
    missing = 0
    for number in pages:
        fonts = pdf.pages[number - 1].obj.get("/Resources", pikepdf.Dictionary()).get("/Font", pikepdf.Dictionary())
        for font in fonts.values():
            inner = font.DescendantFonts[0] if "/DescendantFonts" in font else font
            descriptor = inner.get("/FontDescriptor", pikepdf.Dictionary())
            has_file = any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))
            missing += not has_file and font.get("/Subtype") != Name.Type3
    return missing
