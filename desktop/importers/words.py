"""The words of a page and where they stand, whatever file they come from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from desktop.records.provenance import Box

UNSURE = "\ufffd"
"""Stands behind a word of which only a part can be seen, or that is struck out; its row holds no value."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word as printed, with its box as fractions of the visible page."""

    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class Line:
    """Words that the file wrote one after the other on one height."""

    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """The words with single spaces between them."""
        return " ".join(word.text for word in self.words)

    @property
    def box(self) -> Box:
        """The box around all words."""
        return around(word.box for word in self.words)


@dataclass(frozen=True, slots=True)
class PageWords:
    """A page: its number from 1, its size in points, and its lines in the file's order.

    `turn`: by how many degrees clockwise the text lies on the visible page; boxes and size are those of the page set
    upright. `recognized`: the words were recognized in a picture, and each may be misread.
    """

    page: int
    width_pt: float
    height_pt: float
    lines: tuple[Line, ...]
    turn: int = 0
    recognized: bool = False


def around(boxes: Iterable[Box]) -> Box:
    """Return the smallest box that holds all of `boxes` (at least one)."""
    held = tuple(boxes)
    return Box(
        min(box.left for box in held),
        min(box.top for box in held),
        max(box.right for box in held),
        max(box.bottom for box in held),
    )
