"""The words in a table of tesseract: tab-separated, one word a line, with its box in pixels and its confidence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from desktop.importers.words import Line, Word
from desktop.records.provenance import Box

_COLUMNS, _WORD_LEVEL = 12, 5
MOST_WORDS = 20_000
LEAST_CONFIDENCE = 20.0
"""Below, tesseract saw dirt, lines or pictures."""
_LETTERS = re.compile(r"\w")
_ROTATE = re.compile(r"^Rotate: (0|90|180|270)$", re.MULTILINE)
_SURE = re.compile(r"^Orientation confidence: (\d+(?:\.\d+)?)$", re.MULTILINE)
_SURE_ENOUGH = 1.5


@dataclass(frozen=True, slots=True)
class Recognized:
    """The words of a page by lines, and how well they were read: the sum and the mean of confidences (0..100)."""

    lines: tuple[Line, ...]
    weight: float = 0.0
    confidence: float = 0.0


def _rows(untrusted: str) -> Iterator[tuple[tuple[str, ...], list[float], str]]:
    """Yield the line, the numbers (left, top, width, height, confidence) and the text of every word."""
    for row in untrusted.splitlines()[: MOST_WORDS * 4]:
        cells = row.split("\t")
        if len(cells) != _COLUMNS or cells[0] != str(_WORD_LEVEL):
            continue
        try:
            numbers = [float(cell) for cell in cells[6:11]]
        except ValueError:
            continue
        text = "".join(sign for sign in cells[11].strip() if sign.isprintable())[:200]
        if text and numbers[4] >= LEAST_CONFIDENCE:
            yield tuple(cells[1:5]), numbers, text


def _part(value: float, whole: int) -> float:
    return round(min(1.0, max(0.0, value / max(whole, 1))), 5)


def parse(untrusted: bytes, *, width: int, height: int) -> Recognized:
    """Return the words of an untrusted table; boxes are fractions of a picture of `width` by `height` pixels."""
    lines: dict[tuple[str, ...], list[Word]] = {}
    sure: list[float] = []
    for line, (left, top, across, down, confidence), text in _rows(untrusted.decode("utf-8", "replace")):
        box = Box(_part(left, width), _part(top, height), _part(left + across, width), _part(top + down, height))
        lines.setdefault(line, []).append(Word(text, box))
        if _LETTERS.search(text):
            sure.append(confidence)
        if len(sure) >= MOST_WORDS:
            break
    if not sure:
        return Recognized(())
    return Recognized(tuple(Line(tuple(words)) for words in lines.values()), sum(sure), sum(sure) / len(sure))


def orientation(untrusted: bytes) -> int | None:
    """Return by how many degrees clockwise a page has to be turned to stand upright, or None when it is not clear."""
    text = untrusted.decode("ascii", "replace")
    rotate, sure = _ROTATE.search(text), _SURE.search(text)
    if rotate is None or sure is None or float(sure[1]) < _SURE_ENOUGH:
        return None
    return int(rotate[1])
