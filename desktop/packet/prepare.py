"""The sandbox job that makes one source ready: cleaned, compared page by page, pictures where it must be."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass

import pikepdf
import pypdfium2 as pdfium
from pikepdf import Pdf

from desktop.importers.pdf.opened import opened_pdf
from desktop.importers.pdf.page_words import words_of
from desktop.packet.compare import blank_margins, look, same_look
from desktop.packet.layers import UnclearLayersError, hidden_groups
from desktop.packet.picture_page import add_picture_page
from desktop.packet.sanitize import clean, only_pages
from desktop.sandbox.values import JSONValue

_TROUBLE = (
    pikepdf.PdfError, UnclearLayersError, pdfium.PdfiumError, ValueError, TypeError, KeyError, AttributeError,
    IndexError, RuntimeError, OverflowError,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Ready:
    """A prepared page: visible size, empty bands (all in points), and whether it became a picture."""

    width: float
    height: float
    top: float
    bottom: float
    picture: bool

    def as_json(self) -> list[float | bool]:
        return [self.width, self.height, self.top, self.bottom, self.picture]


def _cleaned(data: bytes, password: str, pages: tuple[int, ...]) -> tuple[bytes | None, bool]:
    """Return the cleaned pages, or None when that fails, and whether the original has hidden layers."""
    hidden = False
    try:
        with Pdf.open(io.BytesIO(data), password=password) as pdf:
            hidden = bool(hidden_groups(pdf))
            clean(pdf)
            with only_pages(pdf, pages) as kept:
                made = io.BytesIO()
                kept.save(made, compress_streams=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
                return made.getvalue(), hidden
    except _TROUBLE:
        return None, hidden


def _picture_page(made: Pdf, page: pdfium.PdfPage, *, with_text: bool) -> None:
    text = page.get_textpage()
    lines = words_of(page, text, 1).lines if with_text else ()
    text.close()
    add_picture_page(made, page, lines)


def _join_page(made: Pdf, clean_pdf: Pdf | None, place: int, original: pdfium.PdfPage, after: pdfium.PdfPage | None,
               *, hidden: bool) -> _Ready:  # fmt: skip
    before = look(original)
    as_it_is = after is not None and clean_pdf is not None and same_look(before, look(after))
    if as_it_is and clean_pdf is not None:
        made.pages.append(clean_pdf.pages[place])
    else:
        _picture_page(made, original, with_text=not hidden)
    width, height = original.get_size()
    top, bottom = blank_margins(before)
    return _Ready(width, height, top, bottom, picture=not as_it_is)


def prepare(data: bytes, *, pages: tuple[int, ...], password: str) -> tuple[list[list[float | bool]], bytes]:
    """Return what is known of each page, and a PDF with just these pages (from 1), safe to go into a packet.

    Raises UnreadablePdfError, LockedPdfError, IndexError.
    """
    cleaned, hidden = _cleaned(data, password, pages)
    ready: list[list[float | bool]] = []
    with opened_pdf(data, password or None) as original, Pdf.new() as made:
        original.init_forms()
        after = pdfium.PdfDocument(cleaned) if cleaned else None
        clean_pdf = Pdf.open(io.BytesIO(cleaned)) if cleaned else None
        for place, number in enumerate(pages):
            shown = after[place] if after is not None else None
            ready.append(_join_page(made, clean_pdf, place, original[number - 1], shown, hidden=hidden).as_json())
        if after is not None:
            after.close()
        out = io.BytesIO()
        made.save(out, compress_streams=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return ready, out.getvalue()


def prepare_source(blobs: tuple[bytes, ...], arguments: Mapping[str, JSONValue]) -> tuple[JSONValue, tuple[bytes, ...]]:
    """Sandbox job: one blob, the original; arguments `pages` (numbers) and `password` (text, may be empty)."""
    raw = arguments["pages"]
    pages = tuple(int(str(page)) for page in raw) if isinstance(raw, list) else ()
    ready, made = prepare(blobs[0], pages=pages, password=str(arguments.get("password") or ""))
    return ready, (made,)


def warm_up() -> None:
    """Prepare an empty page and a picture of it once, before the doors are locked."""
    with Pdf.new() as pdf:
        pdf.add_blank_page()
        sample = io.BytesIO()
        pdf.save(sample)
        with opened_pdf(sample.getvalue(), None) as opened:
            add_picture_page(pdf, opened[0], (), dpi=20)
        made = io.BytesIO()
        pdf.save(made)
    prepare(made.getvalue(), pages=(1, 2), password="")
