"""The sandbox job that makes the pixels to recognize: grey, about 300 dpi, evenly lit and straight."""

from __future__ import annotations

from collections.abc import Mapping

from PIL import Image, ImageChops, ImageFilter, ImageOps

from desktop.importers.ocr.skew import find_skew
from desktop.importers.pdf.opened import opened_pdf
from desktop.sandbox.values import JSONValue

DPI = 300
LARGEST_SIDE = 4200
"""Pixels: a sheet of 14 inches at 300 dpi."""
_LIGHT_STEP = 12
_BLUR = 4
_UNEVEN = 40
"""A background that differs by more levels is evened out."""


def _evenly_lit(grey: Image.Image) -> Image.Image:
    """Return the page with shadows taken away: every pixel against the paper around it."""
    small = grey.resize((max(1, grey.width // _LIGHT_STEP), max(1, grey.height // _LIGHT_STEP)), Image.Resampling.BOX)
    paper = small.filter(ImageFilter.MaxFilter(7)).filter(ImageFilter.GaussianBlur(_BLUR))
    low, high = paper.getextrema()
    if float(high) - float(low) < _UNEVEN:  # type: ignore[arg-type] # one band has two numbers
        return grey
    light = paper.resize(grey.size, Image.Resampling.BILINEAR)
    return ImageChops.invert(ImageChops.subtract(light, grey))


def _straight(grey: Image.Image) -> tuple[Image.Image, float]:
    """Return the page turned so that its lines are level, and by how many degrees counterclockwise."""
    angle = find_skew(grey)
    if not angle:
        return grey, 0.0
    return grey.rotate(angle, Image.Resampling.BICUBIC, fillcolor=255), angle


def raster(data: bytes, *, page: int, password: str | None) -> tuple[Image.Image, float]:
    """Return the pixels of a page (from 1), and by how many degrees it was straightened (same size, around the middle).

    Raises IndexError, LockedPdfError or UnreadablePdfError.
    """
    with opened_pdf(data, password) as document:
        if not 1 <= page <= len(document):
            raise IndexError
        shown = document[page - 1]
        scale = min(DPI / 72, LARGEST_SIDE / max(*shown.get_size(), 1))
        grey = shown.render(scale=scale, may_draw_forms=True, grayscale=True).to_pil().convert("L")
    return _straight(ImageOps.autocontrast(_evenly_lit(grey), cutoff=(0, 20)))


def raster_page(blobs: tuple[bytes, ...], arguments: Mapping[str, JSONValue]) -> tuple[JSONValue, tuple[bytes, ...]]:
    """Sandbox job: one blob, a PDF; arguments `page` (from 1), `password` (text or null).

    Answers with width, height and straightening in degrees, and one blob: the pixels, a byte each, row by row.
    """
    password = arguments.get("password")
    image, angle = raster(
        blobs[0], page=int(str(arguments["page"])), password=None if password is None else str(password)
    )
    return [image.width, image.height, angle], (image.tobytes(),)
