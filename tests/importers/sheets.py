"""Pages of words with boxes, laid out like print: proportional or fixed pitch, aligned, with loose or tight boxes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from desktop.importers.words import Line, PageWords, Word
from desktop.records.provenance import Box

Align = Literal["left", "right", "center"]
_NARROW = dict.fromkeys("iljI.,:;'|!()[]/ ", 0.28) | dict.fromkeys("frt-*", 0.34)
_WIDE = dict.fromkeys("mwMW%", 0.86) | dict.fromkeys("ABCDEFGHKLNOPQRSTUVXYZ", 0.68)


def sign_width(sign: str, *, mono: bool) -> float:
    """Return the width of one sign as a share of the type size."""
    return 0.6 if mono else _NARROW.get(sign, _WIDE.get(sign, 0.54))


@dataclass
class Sheet:
    """One page on which text is put by hand; positions in points from the top left."""

    page: int = 1
    width: float = 612
    height: float = 792
    size: float = 9
    mono: bool = False
    tight: bool = False
    lines: list[Line] = field(default_factory=list)

    def width_of(self, text: str, size: float | None = None) -> float:
        """Return how wide a text is printed, in points."""
        return sum(sign_width(sign, mono=self.mono) for sign in text) * (size or self.size)

    def put(self, text: str, x: float, y: float, *, align: Align = "left", size: float | None = None) -> None:
        """Print one line of text; `x` is its left edge, right edge or middle, `y` the top of the line."""
        if not text.strip():
            return
        size = size or self.size
        at = x - {"left": 0.0, "right": 1.0, "center": 0.5}[align] * self.width_of(text, size)
        words = []
        for part in text.split(" "):
            wide = self.width_of(part, size)
            if part:
                words.append(Word(part, self._box(at, y, wide, size, part)))
            at += wide + self.width_of(" ", size)
        self.lines.append(Line(tuple(words)))

    def _box(self, x: float, y: float, wide: float, size: float, text: str) -> Box:
        top, bottom = y, y + size * 1.2
        if self.tight:
            low = not any(sign.isupper() or sign.isdigit() or sign in "bdfhklt/()[]" for sign in text)
            top, bottom = y + size * (0.42 if low else 0.2), y + size * (1.12 if set(text) & set("gjpqy,") else 0.94)
            if set(text) <= set("-–"):
                top, bottom = y + size * 0.6, y + size * 0.68
        return Box(x / self.width, top / self.height, (x + wide) / self.width, bottom / self.height)

    def made(self) -> PageWords:
        """Return the page; its lines come in an order that has nothing to do with the page."""
        mixed = tuple(sorted(self.lines, key=lambda line: (len(line.text) % 7, line.text, line.box.top)))
        return PageWords(self.page, self.width, self.height, mixed)
