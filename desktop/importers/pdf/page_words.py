"""The words of a PDF page with their boxes, as the page is seen: rotated and cropped."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pypdfium2 as pdfium
from pypdfium2 import raw

from desktop.importers.overprint import printed_once
from desktop.importers.pdf.measured import Measured, sign_of
from desktop.importers.pdf.text_layer import recognized
from desktop.importers.pdf.turned import turn_of, upright
from desktop.importers.words import Line, PageWords, Word
from desktop.records.provenance import Box

_GRID = 1_000_000
"""Units of the device that boxes are mapped to, so that PDFium's whole numbers are fine enough."""
_HYPHENS = {0x02: "-", 0xAD: ""}
_RUN = re.compile(r"\S+|[\r\n]")
_LETTERS = "A-Za-zÀ-ÖØ-öø-ÿ"
_PLAIN = re.compile(rf"(?:([{_LETTERS}])|[!-/:-@\[-`{{-~“”‘’–—•])[{_LETTERS}!-/:-@\[-`{{-~“”‘’–—•]*")
"""Words in which no sign can be a footnote mark, since none is a digit: they are measured whole."""
_DIGITS = frozenset("0123456789")
_UPRIGHT = frozenset("0123456789ABCDEFGHIKLMNOPRSTUVWXYZbdhkl")
_SHORT = 2
"""Units such as m² and mm³ keep their raised digit."""
_SMALLER, _HIGHER = 0.9, 0.34
"""A raised digit is this much smaller than the upright sign beside it, and its foot stands this much higher.

Old-style figures differ in size and foot too, but less than that.
"""
_POWER = re.compile(r"(?:.*[x×X*])?10[⁰¹²³⁴⁵⁶⁷⁸⁹]*")
_RAISE = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
"""The raised digits of 10⁹/L are no footnote."""
_SAME_LINE = 0.5
"""Two characters are on one line when their middles differ by less than this share of the height."""


@dataclass(frozen=True, slots=True)
class _Visible:
    """Maps a point of the page's own space to fractions of the visible page."""

    origin: tuple[float, float]
    x: tuple[float, float]
    y: tuple[float, float]
    turn: int = 0

    @property
    def upright(self) -> bool:
        """Whether right is right and up is up: nothing is turned or mirrored."""
        return not self.turn and self.x[1] == self.y[0] == 0 and self.x[0] > 0 > self.y[1]

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        if self.upright:
            x, y = self.x[0], self.y[1]
            across, down = self.origin
            return Box(
                _part(across + left * x), _part(down + top * y), _part(across + right * x), _part(down + bottom * y)
            )
        corners = [self._at(x, y) for x in (left, right) for y in (bottom, top)]
        across_all, down_all = zip(*corners, strict=True)
        seen = Box(_part(min(across_all)), _part(min(down_all)), _part(max(across_all)), _part(max(down_all)))
        return upright(seen, self.turn) if self.turn else seen

    def direction(self, x: float, y: float, size: tuple[float, float]) -> tuple[float, float]:
        """Map a direction of the page's own space to the visible page of `size`: to the right, down."""
        return (x * self.x[0] + y * self.y[0]) * size[0], (x * self.x[1] + y * self.y[1]) * size[1]

    def _at(self, x: float, y: float) -> tuple[float, float]:
        return (
            self.origin[0] + x * self.x[0] + y * self.y[0],
            self.origin[1] + x * self.x[1] + y * self.y[1],
        )


def _part(value: float) -> float:
    return round(value, 5) if 0.0 <= value <= 1.0 else min(1.0, max(0.0, value))


def _device(page: pdfium.PdfPage, x: float, y: float) -> tuple[float, float]:
    across, down = ctypes.c_int(), ctypes.c_int()
    raw.FPDF_PageToDevice(page, 0, 0, _GRID, _GRID, 0, x, y, across, down)
    return across.value / _GRID, down.value / _GRID


def visible_space(page: pdfium.PdfPage) -> _Visible:
    """Return the mapping of a page; it follows rotation and crop box."""
    far = 1000.0
    zero, along, up = _device(page, 0, 0), _device(page, far, 0), _device(page, 0, far)
    return _Visible(
        zero,
        ((along[0] - zero[0]) / far, (along[1] - zero[1]) / far),
        ((up[0] - zero[0]) / far, (up[1] - zero[1]) / far),
    )


@dataclass(slots=True)
class _Growing:
    """A word being collected."""

    text: str
    box: Box
    upright: Box | None = None
    """Its last sign that stands on the line at full height: a digit, a capital, a tall letter."""

    def add(self, sign: str, box: Box) -> None:
        self.text += sign
        if sign in _UPRIGHT:
            self.upright = box
        old = self.box
        self.box = Box(
            min(old.left, box.left), min(old.top, box.top), max(old.right, box.right), max(old.bottom, box.bottom)
        )


def _signs(text: Measured, start: int, end: int, space: _Visible) -> Iterator[tuple[str, Box | None]]:
    """Yield each character of a run with its box; a character without a box breaks a word."""
    for index in range(start, end):
        code = text.code(index)
        sign = _HYPHENS[code] if code in _HYPHENS else sign_of(code)
        if sign:
            box = text.box(index)
            yield sign, None if box is None else space.box(*box)


def _jumps(word: _Growing, box: Box) -> bool:
    """Whether the next character stands on another line, or to the left of the word."""
    height = max(word.box.bottom - word.box.top, box.bottom - box.top, 1e-6)
    apart = abs((word.box.top + word.box.bottom) / 2 - (box.top + box.bottom) / 2)
    return apart > height * _SAME_LINE * 2 or box.right < word.box.left - height


def _raised(word: _Growing, sign: str, box: Box) -> bool:
    """Whether a footnote mark begins or ends here: 10.9 with a raised 1 must not become 10.91, nor 110.9."""
    behind = word.text[-1] in _DIGITS or (len(word.text) > _SHORT and word.text.isalpha())
    return sign in _DIGITS and behind and _stands_higher(word, box)


def _stands_higher(word: _Growing, box: Box) -> bool:
    if word.upright is None:
        return False
    heights = (word.upright.bottom - word.upright.top, box.bottom - box.top)
    apart = abs(word.upright.bottom - box.bottom)
    return min(heights) < max(heights) * _SMALLER and apart > max(heights) * _HIGHER


def _grown(signs: Iterator[tuple[str, Box | None]]) -> Iterator[tuple[Word, bool]]:
    """Yield the words in signs that no white space parts, and whether a new line begins behind each."""
    word: _Growing | None = None
    for printed, box in signs:
        sign = printed
        if box is not None and word is not None and printed in _DIGITS and _POWER.fullmatch(word.text):
            sign = printed.translate(_RAISE) if _stands_higher(word, box) else printed
        mark = box is not None and word is not None and _raised(word, sign, box)
        if box is not None and word is not None and not mark and not _jumps(word, box):
            word.add(sign, box)
            continue
        if word is not None:
            yield Word(word.text, word.box), box is not None and not mark
        word = None if box is None else _Growing(sign, box, box if sign in _UPRIGHT else None)
    if word is not None:
        yield Word(word.text, word.box), False


def _lines(text: pdfium.PdfTextPage, space: _Visible) -> Iterator[Line]:
    measured = Measured(text)
    plain = space.box if space.upright else None
    words: list[Word] = []
    for found in _RUN.finditer(measured.printed):
        run = found.group()
        if run in "\r\n":
            if words:
                yield Line(tuple(words))
                words = []
            continue
        start, end = found.span()
        free = _PLAIN.fullmatch(run) if plain else None
        box = measured.word_box(start, end, lettered=free[1] is not None) if free else None
        if plain and box is not None:
            words.append(Word(run, plain(*box)))
            continue
        for word, ends in _grown(_signs(measured, start, end, space)):
            words.append(word)
            if ends:
                yield Line(tuple(words))
                words = []
    if words:
        yield Line(tuple(words))


def words_of(page: pdfium.PdfPage, text: pdfium.PdfTextPage, number: int) -> PageWords:
    """Return the words of a page (`number` from 1) in the file's order, with boxes of the visible page."""
    width, height = page.get_size()
    return PageWords(number, width, height, tuple(_lines(text, visible_space(page))))


def words_to_read(page: pdfium.PdfPage, text: pdfium.PdfTextPage, number: int) -> PageWords:
    """Return the words of a page set upright, each once, and whether they were recognized in a picture."""
    size = page.get_size()
    space = visible_space(page)
    turn = turn_of(text, lambda x, y: space.direction(x, y, size))
    width, height = size if turn % 180 == 0 else (size[1], size[0])
    lines = printed_once(tuple(_lines(text, replace(space, turn=turn))), width_pt=width, height_pt=height)
    return PageWords(number, width, height, lines, turn, recognized(page, text))
