"""A page as a picture with its text behind it: for pages that cannot go in as they are."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pypdfium2 as pdfium
from pikepdf import Dictionary, Name, Pdf, Stream
from PIL import Image

from desktop.importers.ocr.unseen_text import fonts_for, unseen_text
from desktop.importers.words import Line
from desktop.packet.ready import ReadyPage

DPI = 200
_LETTER = (612, 792)
_LONGEST_SIDE = 5000
"""Pixels; a poster is drawn coarser, so that it fits the memory."""
_SHORTEST_SIDE = 1700
"""Pixels of the longer side; a label is drawn finer, for it stands enlarged on its page."""


def page_picture(page: pdfium.PdfPage, *, dpi: float = DPI) -> Image.Image:
    """Return the colored picture of a page, filled-in fields included."""
    side = max(*page.get_size(), 1)
    scale = min(max(dpi / 72, _SHORTEST_SIDE / side), _LONGEST_SIDE / side)
    picture: Image.Image = page.render(scale=scale, may_draw_forms=True).to_pil()
    return picture.convert("RGB")


def _image(pdf: Pdf, picture: Image.Image) -> Stream:
    data = io.BytesIO()
    picture.save(data, format="JPEG", quality=85)
    return pdf.make_stream(
        data.getvalue(),
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=picture.width,
        Height=picture.height,
        ColorSpace=Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=Name.DCTDecode,
    )


def add_picture_page(pdf: Pdf, picture: Image.Image, size: tuple[float, float], lines: Sequence[Line]) -> None:
    """Append a page of `size` (points) to `pdf` that shows `picture` with `lines` as its text behind it."""
    width, height = size
    fonts, codes = fonts_for(pdf, lines)
    content = f"q {width:.2f} 0 0 {height:.2f} 0 0 cm /Picture Do Q\n".encode("ascii")
    if lines:
        content += unseen_text(lines, codes, width, height)
    pdf.add_blank_page(page_size=(width, height))
    made = pdf.pages[-1].obj
    made.Resources = Dictionary(XObject=Dictionary(Picture=_image(pdf, picture)), Font=fonts)
    made.Contents = pdf.make_stream(content)


def add_text_page(pdf: Pdf, texts: Pdf | None, number: int) -> ReadyPage:
    """Append what stands for a page (from 1) that no engine shows: the page with its text, or an empty one."""
    if texts is not None and number <= len(texts.pages):
        pdf.pages.append(texts.pages[number - 1])
    else:
        pdf.add_blank_page(page_size=_LETTER)
    left, bottom, right, top = (float(side) for side in pdf.pages[-1].mediabox)
    return ReadyPage(right - left, top - bottom, 0.0, 0.0, picture=False, text_only=True)
