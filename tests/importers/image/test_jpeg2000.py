"""A JPEG 2000 loses what is written beside its picture, and nothing of the picture."""

from __future__ import annotations

import io
from collections.abc import Mapping

import pytest
from PIL import Image

from desktop.importers.image.jpeg2000 import NotAJpeg2000Error, without_metadata
from tests.packet.photos import jpeg2000_with

_WAYS: Mapping[str, dict[str, object]] = {
    "whole": {},
    "in tiles": {"tile_size": (64, 64)},
    "with loss": {"irreversible": True, "quality_layers": [20]},
}


def _coded(way: str, *, boxed: bool) -> bytes:
    made = io.BytesIO()
    picture = Image.radial_gradient("L").resize((150, 130)).convert("RGB")
    picture.save(made, "JPEG2000", no_jp2=not boxed, comment="takenathome", **_WAYS[way])
    return made.getvalue()


def _pixels(data: bytes) -> bytes:
    with Image.open(io.BytesIO(data)) as image:
        return image.tobytes()


@pytest.mark.parametrize("way", _WAYS)
@pytest.mark.parametrize("boxed", [True, False])
def test_its_comments_go_and_its_pixels_stay(way: str, *, boxed: bool) -> None:
    data = _coded(way, boxed=boxed)
    assert b"takenathome" in data
    scrubbed = without_metadata(data + b"trailing")
    assert b"takenathome" not in scrubbed
    assert b"trailing" not in scrubbed
    assert _pixels(scrubbed) == _pixels(data)
    assert without_metadata(scrubbed) == scrubbed


def test_boxes_of_words_go_wherever_they_stand() -> None:
    words = ("before", "inside", "behind", "comment")
    data = jpeg2000_with(*(f"the{word}word" for word in words))
    scrubbed = without_metadata(data)
    for word in words:
        assert f"the{word}word".encode() in data
        assert f"the{word}word".encode() not in scrubbed
    assert _pixels(scrubbed) == _pixels(data)


@pytest.mark.parametrize("data", [b"", b"\xff\xd8\xff\xe0", b"\0\0\0\x0cjP  \r\n\x87\n", bytes(40)])
def test_what_is_no_jpeg_2000_is_refused(data: bytes) -> None:
    with pytest.raises(NotAJpeg2000Error):
        without_metadata(data)


def test_any_beginning_of_one_ends_with_an_answer() -> None:
    data = _coded("in tiles", boxed=True)
    for length in (*range(0, 400, 7), len(data) // 2, len(data) - 3):
        try:
            scrubbed = without_metadata(data[:length])
        except NotAJpeg2000Error:
            continue
        assert b"takenathome" not in scrubbed
