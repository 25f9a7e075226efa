"""The characters of a PDF page and their rectangles, asked of PDFium in as few calls as will do."""

from __future__ import annotations

import ctypes
import sys

import pypdfium2 as pdfium
from pypdfium2 import raw

_SURROGATES = range(0xD800, 0xE000)
_HIGHER = 1.5
"""Two signs are on two lines when their middles differ by more than the height of the higher one."""
_FLAT = 0.8
"""A word set level is lower than this share of its width."""

Rectangle = tuple[float, float, float, float]
"""Left, bottom, right, top in the page's own space, in points."""


def sign_of(code: int) -> str:
    """Return the character of a code point, or nothing for half of a surrogate pair and other oddities."""
    return chr(code) if 0 < code <= sys.maxunicode and code not in _SURROGATES else ""


class Measured:
    """The text of a page with one character for each of PDFium's, so that places in it are PDFium's too."""

    def __init__(self, text: pdfium.PdfTextPage) -> None:
        """Read the characters of `text`, which stays open as long as this is asked."""
        self._page = text.raw
        self._left, self._right, self._bottom, self._top = (ctypes.c_double() for _ in range(4))
        self._char_edges = tuple(map(ctypes.byref, (self._left, self._right, self._bottom, self._top)))
        self._word_edges = tuple(map(ctypes.byref, (self._left, self._top, self._right, self._bottom)))
        self.printed = self._read(text.count_chars())

    def _read(self, count: int) -> str:
        held = (ctypes.c_ushort * (count + 1))()
        got = raw.FPDFText_GetText(self._page, 0, count, held)
        printed = bytes(held)[: max(got - 1, 0) * 2].decode("utf-16-le", "replace")
        if len(printed) == count and "\ufffd" not in printed:
            return printed
        return "".join(sign_of(self.code(index)) or "\0" for index in range(count))

    def code(self, index: int) -> int:
        """Return the code point of a character."""
        return int(raw.FPDFText_GetUnicode(self._page, index))

    def box(self, index: int) -> Rectangle | None:
        """Return the rectangle around the ink of a character."""
        if not raw.FPDFText_GetCharBox(self._page, index, *self._char_edges):
            return None
        return self._left.value, self._bottom.value, self._right.value, self._top.value

    def word_box(self, start: int, end: int, *, lettered: bool) -> Rectangle | None:
        """Return the rectangle around a run that the file wrote at one go; None unless it is one word for certain.

        No sign of it begins left of the first, so none goes back; and none can stand on another line when all of them
        together are at most half again as high as the first, or lie flat behind a letter (`lettered`).
        """
        page = self._page
        first = self.box(start)
        if first is None or end - start == 1:
            return first
        if raw.FPDFText_CountRects(page, start, end - start) != 1:
            return None
        if not raw.FPDFText_GetRect(page, 0, *self._word_edges):
            return None
        left, bottom, right, top = self._left.value, self._bottom.value, self._right.value, self._top.value
        high = top - bottom
        one_line = high <= (first[3] - first[1]) * _HIGHER or (lettered and high < (right - left) * _FLAT)
        return (left, bottom, right, top) if one_line and first[0] <= left else None
