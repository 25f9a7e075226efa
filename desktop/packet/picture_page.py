"""A page as a picture with its text behind it: for pages that cannot go in as they are."""

from __future__ import annotations

import io

import pypdfium2 as pdfium
from pikepdf import Dictionary, Name, Pdf, Stream

from desktop.importers.ocr.unseen_text import fonts_for, unseen_text
from desktop.importers.words import Line

DPI = 200


def _image(pdf: Pdf, page: pdfium.PdfPage, *, dpi: float) -> Stream:
    colored = page.render(scale=dpi / 72, may_draw_forms=True).to_pil().convert("RGB")
    data = io.BytesIO()
    colored.save(data, format="JPEG", quality=85)
    return pdf.make_stream(
        data.getvalue(),
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=colored.width,
        Height=colored.height,
        ColorSpace=Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=Name.DCTDecode,
    )


def add_picture_page(pdf: Pdf, page: pdfium.PdfPage, lines: tuple[Line, ...], *, dpi: float = DPI) -> None:
    """Append a page to `pdf` that shows the picture of `page` with `lines` as its text behind it."""
    width, height = page.get_size()
    fonts, codes = fonts_for(pdf, lines)
    content = f"q {width:.2f} 0 0 {height:.2f} 0 0 cm /Picture Do Q\n".encode("ascii")
    if lines:
        content += unseen_text(lines, codes, width, height)
    pdf.add_blank_page(page_size=(width, height))
    made = pdf.pages[-1].obj
    made.Resources = Dictionary(XObject=Dictionary(Picture=_image(pdf, page, dpi=dpi)), Font=fonts)
    made.Contents = pdf.make_stream(content)
