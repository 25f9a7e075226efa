"""The sandbox job that makes the picture of a page."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import BinaryIO

from desktop.importers.pdf.opened import LockedPdfError, UnreadablePdfError, opened_pdf
from desktop.sandbox.values import JSONValue

WIDEST, TALLEST = 4000, 8000


def picture(data: bytes | BinaryIO, *, page: int, width: int, password: str | None) -> bytes:
    """Return the PNG of a page (from 1) at `width` pixels; filled-in fields are shown.

    Raises IndexError for a page that is not there, LockedPdfError or UnreadablePdfError.
    """
    with opened_pdf(data, password) as document:
        if not 1 <= page <= len(document):
            raise IndexError
        document.init_forms()
        shown = document[page - 1]
        across, down = shown.get_size()
        scale = min(min(width, WIDEST) / max(across, 1), TALLEST / max(down, 1))
        image = shown.render(scale=scale, may_draw_forms=True).to_pil()
        made = io.BytesIO()
        image.convert("RGB").save(made, format="PNG", compress_level=3)
        return made.getvalue()


def page_picture(
    blobs: tuple[BinaryIO, ...], arguments: Mapping[str, JSONValue]
) -> tuple[JSONValue, tuple[bytes, ...]]:
    """Sandbox job: one file, the PDF; arguments `page`, `width` (pixels), `password` (text or null).

    A file or page that cannot be opened has no picture: that is an answer, and no reason to end the reader.
    """
    password = arguments.get("password")
    try:
        png = picture(
            blobs[0],
            page=int(str(arguments["page"])),
            width=int(str(arguments["width"])),
            password=None if password is None else str(password),
        )
    except (IndexError, LockedPdfError, UnreadablePdfError):
        return None, ()
    return None, (png,)
