"""A picture becomes a PDF page: upright, without loss, and without what the camera wrote beside it."""

from __future__ import annotations

import io

import pikepdf
import pypdfium2 as pdfium
import pytest
from PIL import ExifTags, Image, ImageChops, ImageDraw

from desktop.importers import limits
from desktop.importers.image.as_pdf import as_pdf
from desktop.importers.image.jpeg import NotAJpegError, without_metadata
from desktop.importers.image.opened import (
    TooManyPixelsError,
    UnreadablePictureError,
    opened_picture,
    seen,
)


def _corners(size: tuple[int, int] = (300, 200)) -> Image.Image:
    """Return a picture whose corners differ, so that every turn and mirroring shows."""
    image = Image.new("RGB", size, "white")
    draw = ImageDraw.Draw(image)
    for (x, y), color in {(0, 0): "red", (240, 0): "blue", (0, 140): "green"}.items():
        draw.rectangle((x, y, x + 60, y + 60), fill=color)
    return image


def _jpeg(image: Image.Image, orientation: int = 1) -> bytes:
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    exif[ExifTags.Base.Artist] = "Maria Lopez"
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitudeRef] = "NORTHERN"
    made = io.BytesIO()
    image.save(made, "JPEG", exif=exif, quality=95, comment=b"taken at home")
    return made.getvalue()


def _shown(pdf: bytes, page: int = 0) -> Image.Image:
    document = pdfium.PdfDocument(pdf)
    try:
        shown: Image.Image = document[page].render(scale=0.5).to_pil()
        return shown.convert("RGB")
    finally:
        document.close()


def _differs(one: Image.Image, other: Image.Image) -> float:
    histogram = ImageChops.difference(one, other.resize(one.size)).convert("L").histogram()
    return sum(histogram[100:]) / (one.width * one.height)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_exif_orientation_stands_upright(orientation: int) -> None:
    data = _jpeg(_corners(), orientation)
    with opened_picture(data) as image:
        wanted = seen(image)
    assert _differs(_shown(as_pdf(data)), wanted) < 0.001


def test_a_jpeg_goes_in_bit_for_bit_but_without_place_owner_and_comment() -> None:
    data = _jpeg(_corners(), 6)
    pdf = as_pdf(data)
    for secret in (b"NORTHERN", b"Maria Lopez", b"taken at home", b"Exif"):
        assert secret in data
        assert secret not in pdf
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        held = next(iter(opened.pages[0].obj.Resources.XObject.values())).read_raw_bytes()
    assert held == without_metadata(data)
    assert held[-2000:] == data[-2000:]
    with Image.open(io.BytesIO(data)) as one, Image.open(io.BytesIO(held)) as other:
        assert one.tobytes() == other.tobytes()


@pytest.mark.parametrize("first", [b"JFIF\0\1\1\0\0\1\0\1\0\0", b"JFIF\0\1\1", b"JFIF\0\1\1\0\0\1\0\1\1\1rgb"])
def test_the_first_part_of_a_photo_keeps_all_but_a_thumbnail(first: bytes) -> None:
    made = io.BytesIO()
    _corners().save(made, "JPEG")
    data = made.getvalue()
    rest = data[4 + int.from_bytes(data[4:6], "big") :]
    photo = b"\xff\xd8\xff\xe0" + (len(first) + 2).to_bytes(2, "big") + first + rest
    scrubbed = without_metadata(photo)
    assert scrubbed[6:].startswith(first[:12])
    assert b"rgb" not in scrubbed
    with Image.open(io.BytesIO(scrubbed)) as one, Image.open(io.BytesIO(data)) as other:
        assert one.tobytes() == other.tobytes()
    assert without_metadata(scrubbed) == scrubbed


def test_a_photo_cut_short_loses_its_words_only_when_damage_is_allowed() -> None:
    cut = _jpeg(_corners())[:-200]
    with pytest.raises(NotAJpegError):
        without_metadata(cut)
    scrubbed = without_metadata(cut, damaged=True)
    assert b"Maria Lopez" not in scrubbed
    assert scrubbed.endswith(cut[-500:])


def test_a_fax_of_several_pages_keeps_every_pixel() -> None:
    pages = [_corners((400, 500)).convert("1") for _ in range(3)]
    ImageDraw.Draw(pages[1]).rectangle((200, 200, 380, 380), fill=0)
    made = io.BytesIO()
    pages[0].save(made, "TIFF", save_all=True, append_images=pages[1:], compression="group4", dpi=(200, 200))
    with pikepdf.open(io.BytesIO(as_pdf(made.getvalue()))) as pdf:
        assert len(pdf.pages) == 3
        for page, wanted in zip(pdf.pages, pages, strict=True):
            raw = next(iter(page.obj.Resources.XObject.values()))
            assert isinstance(raw, pikepdf.Stream)
            image = pikepdf.PdfImage(raw)
            assert "/CCITTFaxDecode" in image.filters
            assert image.as_pil_image().convert("1").tobytes() == wanted.tobytes()


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_a_png_of_any_mode_is_shown(mode: str) -> None:
    made = io.BytesIO()
    source = _corners()
    deep = source.convert("L").point(lambda value: value * 256, "I").convert("I;16")
    (deep if mode == "I;16" else source.convert(mode)).save(made, "PNG")
    shown = _shown(as_pdf(made.getvalue()))
    assert _differs(shown.convert("L").convert("RGB"), source.convert("L").convert("RGB")) < 0.2
    assert shown.getpixel((shown.width // 2, shown.height // 2)) == (255, 255, 255)


def test_a_cut_off_picture_is_unreadable() -> None:
    data = _jpeg(Image.effect_noise((600, 600), 80).convert("RGB"))
    with pytest.raises(UnreadablePictureError):
        as_pdf(data[: len(data) // 2])


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    made = io.BytesIO()
    Image.new("1", (limits.PIXELS // 1000, 1001)).save(made, "PNG")
    assert len(made.getvalue()) < 100_000
    with pytest.raises(TooManyPixelsError):
        as_pdf(made.getvalue())
