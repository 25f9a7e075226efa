"""A picture file as a PDF, a page for each picture; what can go in as it is, bit for bit, does."""

from __future__ import annotations

import io
from collections.abc import Sequence

import img2pdf
import pikepdf
from pikepdf import Array, Pdf
from PIL import Image

from desktop.importers.image.jpeg import NotAJpegError, without_metadata
from desktop.importers.image.opened import UPRIGHT, flat, go_to, opened_picture, orientation_of, page_count

_PAPER = (612.0, 792.0)
"""The page, in points, that a photo without a size of its own is fitted into."""
_SCANNED_DPI = range(100, 1201)
_LARGEST_PAGE = 14 * 72
_SIDEWAYS = frozenset({5, 6, 7, 8})
_MATRIX = {
    1: "{w} 0 0 {h} 0 0", 2: "-{w} 0 0 {h} {w} 0", 3: "-{w} 0 0 -{h} {w} {h}", 4: "{w} 0 0 -{h} 0 {h}",
    5: "0 -{h} -{w} 0 {w} {h}", 6: "0 -{h} {w} 0 0 {h}", 7: "0 {h} {w} 0 0 0", 8: "0 {h} -{w} 0 {w} 0",
}  # fmt: skip
"""How the unit square of an image is laid on a page of w by h points for each EXIF orientation."""
_HEIC_QUALITY = 95


def _size(image: Image.Image, orientation: int) -> tuple[float, float]:
    """Return the page's size in points: as scanned when the file says so credibly, else fitted to a sheet."""
    width, height = image.size
    dpi = image.info.get("dpi") or (0, 0)
    across, down = (round(float(one)) for one in dpi[:2])
    if image.format in {"PNG", "TIFF", "JPEG"}:
        points = (width * 72 / max(across, 1), height * 72 / max(down, 1))
        if across in _SCANNED_DPI and down in _SCANNED_DPI and max(points) <= _LARGEST_PAGE:
            return points[::-1] if orientation in _SIDEWAYS else points
    if orientation in _SIDEWAYS:
        width, height = height, width
    paper = _PAPER if height >= width else _PAPER[::-1]
    scale = min(paper[0] / width, paper[1] / height)
    return width * scale, height * scale


def _png(image: Image.Image) -> bytes:
    made = io.BytesIO()
    image.save(made, format="PNG", compress_level=6)
    return made.getvalue()


def _jpeg(image: Image.Image) -> bytes:
    made = io.BytesIO()
    image.save(made, format="JPEG", quality=_HEIC_QUALITY, subsampling=0)
    return made.getvalue()


def _fax(image: Image.Image) -> bytes:
    made = io.BytesIO()
    image.save(made, format="TIFF", compression="group4")
    return made.getvalue()


def _content(image: Image.Image, data: bytes) -> bytes:
    """Return the page at hand as img2pdf takes it: the JPEG itself, or pixels that lose nothing."""
    if image.format in {"JPEG", "MPO"} and image.mode in {"L", "RGB", "CMYK"}:
        try:
            return without_metadata(data)
        except NotAJpegError:
            return _png(flat(image))
    if image.format == "HEIF":
        return _jpeg(flat(image).convert("RGB"))
    shown = flat(image)
    return _fax(shown) if shown.mode == "1" else _png(shown)


def _one_page(content: bytes) -> Pdf:
    made: bytes = img2pdf.convert(
        content,
        engine=img2pdf.Engine.pikepdf,
        rotation=img2pdf.Rotation.none,
        first_frame_only=True,
        nodate=True,
    )
    return Pdf.open(io.BytesIO(made))


def as_pdf(data: bytes, *, pages: Sequence[int] | None = None) -> bytes:
    """Return a PDF of these pages (from 1) of a picture, by default of all, upright and without camera data.

    JPEGs and two-colored faxes keep their data bit for bit, other pictures their pixels; a HEIC, which no PDF can
    hold, becomes a JPEG of quality 95. Raises UnreadablePictureError, TooManyPixelsError, TooManyPagesError,
    IndexError.
    """
    with opened_picture(data) as image, Pdf.new() as made:
        for number in pages or range(1, page_count(image) + 1):
            go_to(image, number)
            image.load()
            orientation = orientation_of(image)
            width, height = _size(image, orientation)
            with _one_page(_content(image, data)) as one:
                made.pages.append(one.pages[0])
            _lay(made, made.pages[-1], orientation, (width, height))
        for key in ("/Metadata", "/ViewerPreferences"):
            if key in made.Root:
                del made.Root[key]
        out = io.BytesIO()
        made.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return out.getvalue()


def _lay(pdf: Pdf, page: pikepdf.Page, orientation: int, size: tuple[float, float]) -> None:
    """Make the page as large as said, and lay its one image on it as its orientation wants."""
    width, height = size
    name = next(iter(page.obj.Resources.XObject.keys()))
    matrix = _MATRIX[orientation if orientation in _MATRIX else UPRIGHT]
    placed = matrix.format(w=f"{width:.3f}", h=f"{height:.3f}")
    page.obj.Contents = pdf.make_stream(f"q {placed} cm {name} Do Q".encode("ascii"))
    page.obj.MediaBox = Array([0, 0, round(width, 3), round(height, 3)])
    for key in ("/CropBox", "/BleedBox", "/TrimBox", "/ArtBox", "/Rotate"):
        if key in page.obj:
            del page.obj[key]
