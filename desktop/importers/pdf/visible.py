"""Words of a PDF that can be seen: its text may hold more than, or something else than, what the page shows."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

import pypdfium2 as pdfium
from PIL import Image

from desktop.importers.pdf.turned import DOWN, OVER, UP
from desktop.importers.words import UNSURE, Line, PageWords, Word

_SCALE, _MOST_PIXELS = 2.5, 3000
_FAINT = 28
"""Ink differs from the paper around it by at least this many of 255 shades."""
_SMALLEST = 2.2
"""Words lower than this many points are not for people."""
_SHORT_OF = 0.3
_HOLE = 1.0
"""Ink reaches both ends of its word within a third of the height, and leaves no white wider than the height."""
_STRUCK = 0.97
_BARS = frozenset("4-–—−+=_~*'`\"^°")
"""Signs that are, or have, a bar through their middle."""
_WAYS = {DOWN: Image.Transpose.ROTATE_90, OVER: Image.Transpose.ROTATE_180, UP: Image.Transpose.ROTATE_270}


def _picture(page: pdfium.PdfPage, turn: int) -> Image.Image:
    scale = min(_SCALE, _MOST_PIXELS / max(*page.get_size(), 1.0))
    image: Image.Image = page.render(scale=scale, grayscale=True).to_pil().convert("L")
    return image.transpose(_WAYS[turn]) if turn in _WAYS else image


def _ink(image: Image.Image, word: Word) -> Image.Image:
    """Return the ink of a word's box, 255 where the picture differs from the paper around the word."""
    wide, high = image.size
    left, top = int(word.box.left * wide), int(word.box.top * high)
    right, bottom = max(left + 1, round(word.box.right * wide)), max(top + 1, round(word.box.bottom * high))
    shades = image.crop((left - 2, top - 2, right + 2, bottom + 2)).histogram()
    paper = shades.index(max(shades))
    table = [255 if abs(shade - paper) > _FAINT else 0 for shade in range(256)]
    return image.crop((left, top, right, bottom)).point(table)


def _struck_out(ink: Image.Image, text: str) -> bool:
    """Return whether a line runs through the middle of a word."""
    if set(text) <= _BARS:
        return False
    wide, high = ink.size
    middle = range(int(high * 0.3), max(int(high * 0.7), 1))
    return any(ink.crop((0, at, wide, at + 1)).histogram()[255] >= wide * _STRUCK for at in middle) and wide > high


def _whole(ink: Image.Image) -> bool:
    """Return whether the ink fills the width of its word."""
    across, _ = ink.getprojection()
    reach = ink.size[1] * _SHORT_OF + 1
    runs = [(bool(inked), len(list(run))) for inked, run in groupby(across)]
    ends = [length for inked, length in (runs[0], runs[-1]) if not inked]
    holes = [length for inked, length in runs[1:-1] if not inked]
    return max(ends, default=0) <= reach and max(holes, default=0) <= ink.size[1] * _HOLE + 1


def _seen(image: Image.Image, word: Word, height_pt: float) -> Word | None:
    """Return a word as far as it can be seen; None when it cannot."""
    if not any(map(str.isalnum, word.text)):
        return word
    if (word.box.bottom - word.box.top) * height_pt < _SMALLEST:
        return None
    ink = _ink(image, word)
    if ink.getbbox() is None:
        return None
    return word if _whole(ink) and not _struck_out(ink, word.text) else Word(word.text + UNSURE, word.box)


def _seen_lines(image: Image.Image, words: PageWords) -> Iterator[Line]:
    for line in words.lines:
        seen = tuple(found for word in line.words if (found := _seen(image, word, words.height_pt)) is not None)
        if seen:
            yield Line(seen)


def visible_words(words: PageWords, page: pdfium.PdfPage) -> PageWords:
    """Return the words of a page that its picture shows; one that is partly covered or struck out ends in UNSURE."""
    image = _picture(page, words.turn)
    lines = tuple(_seen_lines(image, words))
    return PageWords(words.page, words.width_pt, words.height_pt, lines, words.turn, words.recognized)
