"""Whether two pages look the same, and where a page is blank; from pictures at about 60 dpi."""

from __future__ import annotations

import pypdfium2 as pdfium
from PIL import Image, ImageChops

DPI = 60
_VISIBLE = 8
"""A difference in brightness (0..255) that the eye may see; a yellow marker changes white by about 15."""
_FEW = 4
"""Pixels that may differ: one engine draws both pictures, so that a page which kept its content gives the same ones."""
_LARGEST_SIDE = 3000


def look(page: pdfium.PdfPage, *, dpi: float = DPI) -> Image.Image:
    """Return the grey picture of a page, filled-in fields included."""
    width, height = page.get_size()
    scale = min(dpi / 72, _LARGEST_SIDE / max(width, height, 1))
    picture: Image.Image = page.render(scale=scale, may_draw_forms=True, grayscale=True).to_pil()
    return picture.convert("L")


def same_look(one: Image.Image, other: Image.Image) -> bool:
    """Whether two grey pictures are the same."""
    if one.size != other.size:
        return False
    counts = ImageChops.difference(one, other).histogram()
    return sum(counts[_VISIBLE:]) <= _FEW


def blank_margins(picture: Image.Image, *, dpi: float = DPI) -> tuple[float, float]:
    """Return the heights in points of the empty bands at the top and the bottom of a page."""
    dark = picture.point(lambda value: 255 if value < 245 else 0)  # noqa: PLR2004 - nearly white
    box = dark.getbbox()
    points = 72 / dpi
    if box is None:
        return picture.height * points, 0.0
    return box[1] * points, (picture.height - box[3]) * points
