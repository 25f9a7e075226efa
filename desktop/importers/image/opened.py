"""A picture file opened under our limits, and its pages as they are to be seen."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

import pi_heif
from PIL import ExifTags, Image, ImageFile, ImageOps, UnidentifiedImageError

from desktop.importers import limits

pi_heif.register_heif_opener(thumbnails=False)
Image.init()

FORMATS = ("JPEG", "PNG", "TIFF", "HEIF")
TROUBLE = (
    OSError, ValueError, SyntaxError, EOFError, KeyError, IndexError, TypeError, AttributeError, OverflowError,
    RuntimeError, ZeroDivisionError, struct.error, NotImplementedError,
)  # fmt: skip
"""What decoders raise on odd files."""
UPRIGHT = 1
_ORIENTATIONS = range(1, 9)
_WHITE = (255, 255, 255)
_SIXTEEN_BITS = 256


class UnreadablePictureError(Exception):
    """The decoder makes nothing of the bytes."""


class TooManyPixelsError(Exception):
    """A picture, or a page of one, is larger than we read."""


class TooManyPagesError(Exception):
    """The file has more pages than we read."""


def _check_size(image: Image.Image) -> None:
    if image.width * image.height > limits.PIXELS:
        raise TooManyPixelsError


@contextmanager
def opened_picture(data: bytes) -> Iterator[Image.Image]:
    """Open a picture and lend it; raises UnreadablePictureError or TooManyPixelsError, from inside the block too."""
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as image:
            _check_size(image)
            yield image
    except Image.DecompressionBombError:
        raise TooManyPixelsError from None
    except (UnidentifiedImageError, *TROUBLE):
        raise UnreadablePictureError from None


def has_pages(image: Image.Image) -> bool:
    """Whether the pictures in a file are pages: only of a TIFF; elsewhere they are previews, depths or films."""
    return image.format == "TIFF"


def page_count(image: Image.Image) -> int:
    """Return how many pages a file has; raises TooManyPagesError."""
    count = int(getattr(image, "n_frames", 1)) if has_pages(image) else 1
    if count > limits.PDF_PAGES:
        raise TooManyPagesError
    return count


def go_to(image: Image.Image, page: int) -> None:
    """Turn to a page (from 1); raises IndexError for one that is not there (UnreadablePictureError outside)."""
    if not 1 <= page <= page_count(image):
        raise IndexError
    if has_pages(image):
        image.seek(page - 1)
        _check_size(image)


def orientation_of(image: Image.Image) -> int:
    """Return the EXIF orientation (1 to 8) of the page at hand; 1 when it has none or an odd one."""
    held = image.getexif().get(ExifTags.Base.Orientation, UPRIGHT)
    return held if held in _ORIENTATIONS else UPRIGHT


def names_a_camera(image: Image.Image) -> bool:
    """Whether the file says which camera took it; a picture of a screen, and one from a messenger, does not."""
    held = image.getexif()
    return bool(held.get(ExifTags.Base.Make) or held.get(ExifTags.Base.Model))


def _in_eight_bits(image: Image.Image) -> Image.Image:
    """Return a picture of whole numbers or floats as grey, its whole range from black to white."""
    if image.mode.startswith("I;16"):
        return image.point(lambda value: value / _SIXTEEN_BITS).convert("L")
    low, high = image.convert("F").getextrema()
    span = (float(high) - float(low)) or 1.0  # type: ignore[arg-type] # one band has two numbers
    return image.convert("F").point(lambda value: (value - float(low)) * 255 / span).convert("L")  # type: ignore[arg-type] # the same


def flat(image: Image.Image) -> Image.Image:
    """Return the page at hand as black and white, grey or color without transparency, not yet turned upright."""
    if image.mode.startswith(("I", "F")):
        return _in_eight_bits(image)
    if image.mode in {"RGBA", "LA", "PA", "La", "RGBa"} or "transparency" in image.info:
        clear = image.convert("RGBA")
        paper = Image.new("RGBA", clear.size, (*_WHITE, 255))
        return Image.alpha_composite(paper, clear).convert("RGB")
    wanted: dict[str, Literal["1", "L", "RGB"]] = {"1": "1", "L": "L"}
    return image.convert(wanted.get(image.mode, "RGB"))


def seen(image: Image.Image) -> Image.Image:
    """Return the page at hand as a person sees it: flat and upright."""
    return turned_upright(flat(image), orientation_of(image))


def turned_upright(image: Image.Image, orientation: int) -> Image.Image:
    """Return an image as its EXIF orientation (1 to 8) wants it."""
    if orientation == UPRIGHT:
        return image
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    image.info["exif"] = exif.tobytes()
    turned = ImageOps.exif_transpose(image)
    turned.info.pop("exif", None)
    return turned


def holds_more_than_is_shown(data: bytes) -> bool:
    """Whether a PNG or HEIC moves or holds several pictures; a JPEG's others are previews and depths of its own."""
    with opened_picture(data) as image:
        return image.format in {"PNG", "HEIF"} and int(getattr(image, "n_frames", 1)) > 1
