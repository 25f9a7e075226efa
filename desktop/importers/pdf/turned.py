"""Pages whose text runs down, up or upside down although the page says nothing of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pypdfium2 as pdfium
from pypdfium2 import raw

from desktop.records.provenance import Box

_SAMPLES = 200
DOWN, OVER, UP = 90, 180, 270


def sampled(text: pdfium.PdfTextPage) -> range:
    """Return the places of at most some two hundred characters, spread over the page."""
    count = text.count_chars()
    return range(0, count, max(1, count // _SAMPLES))


def _direction(text: pdfium.PdfTextPage, index: int, on_page: Callable[[float, float], tuple[float, float]]) -> int:
    matrix = raw.FS_MATRIX()
    if not raw.FPDFText_GetMatrix(text.raw, index, matrix):
        return 0
    across, down = on_page(matrix.a, matrix.b)
    if abs(across) >= abs(down):
        return 0 if across >= 0 else OVER
    return DOWN if down > 0 else UP


def turn_of(text: pdfium.PdfTextPage, on_page: Callable[[float, float], tuple[float, float]]) -> int:
    """Return by how many degrees, clockwise, most of the text of a page is turned as it is seen: 0, 90, 180 or 270.

    `on_page` maps a direction of the page's own space to the visible page (to the right, down).
    """
    signs = (index for index in sampled(text) if not chr(raw.FPDFText_GetUnicode(text.raw, index) % 0x110000).isspace())
    counts = Counter(_direction(text, index, on_page) for index in signs)
    return counts.most_common(1)[0][0] if counts else 0


def upright(box: Box, turn: int) -> Box:
    """Return where a box of the visible page stands when its text is set upright."""
    if turn == DOWN:
        return Box(box.top, 1 - box.right, box.bottom, 1 - box.left)
    if turn == OVER:
        return Box(1 - box.right, 1 - box.bottom, 1 - box.left, 1 - box.top)
    if turn == UP:
        return Box(1 - box.bottom, box.left, 1 - box.top, box.right)
    return box


def turned_back(box: Box, turn: int) -> Box:
    """Return where a box of the upright text stands on the visible page."""
    return upright(box, (360 - turn) % 360)
