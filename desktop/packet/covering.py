"""Part of a page covered for good: the pixels below are painted over, and the words there are not written again."""

from __future__ import annotations

import math
from collections.abc import Iterable

from PIL import Image, ImageDraw

from desktop.importers.words import Line, Word
from desktop.records.provenance import Box

Boxes = tuple[Box, ...]
FILL = (120, 120, 120)
"""A grey that no form uses for its own: it says that something was here."""
_NEAR = 0.004
"""The share of a page by which a word may lie beside a box and still counts as below it."""


def covered_picture(picture: Image.Image, boxes: Boxes) -> Image.Image:
    """Return a copy of a page's picture in which nothing of what lies below the boxes is left."""
    made = picture.copy()
    brush = ImageDraw.Draw(made)
    width, height = made.size
    for box in boxes:
        left, top = math.floor(box.left * width), math.floor(box.top * height)
        right, bottom = math.ceil(box.right * width) - 1, math.ceil(box.bottom * height) - 1
        if right >= left and bottom >= top:
            brush.rectangle((left, top, right, bottom), fill=FILL)
    return made


def _touches(word: Word, box: Box) -> bool:
    one = word.box
    return (
        one.left < box.right + _NEAR
        and one.right > box.left - _NEAR
        and one.top < box.bottom + _NEAR
        and one.bottom > box.top - _NEAR
    )


def outside(lines: Iterable[Line], boxes: Boxes) -> tuple[Line, ...]:
    """Return the words that no box touches, in their lines."""
    kept = (tuple(word for word in line.words if not any(_touches(word, box) for box in boxes)) for line in lines)
    return tuple(Line(words) for words in kept if words)
