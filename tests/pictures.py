"""Photos and scans made of typeset pages."""

from __future__ import annotations

import io

import pypdfium2 as pdfium
from PIL import Image


def page_image(pdf: bytes, *, dpi: int = 200) -> Image.Image:
    """Return the first page of a PDF as grey pixels."""
    document = pdfium.PdfDocument(pdf)
    try:
        shown: Image.Image = document[0].render(scale=dpi / 72).to_pil()
        return shown.convert("L")
    finally:
        document.close()


def words_of_page(pdf: bytes) -> list[str]:
    """Return the words of the first page."""
    document = pdfium.PdfDocument(pdf)
    try:
        text = document[0].get_textpage()
        try:
            return str(text.get_text_range()).split()
        finally:
            text.close()
    finally:
        document.close()


def jpeg(image: Image.Image, *, quality: int = 75, dpi: int = 200) -> bytes:
    """Return the image as a JPEG."""
    made = io.BytesIO()
    image.save(made, "JPEG", quality=quality, dpi=(dpi, dpi))
    return made.getvalue()
