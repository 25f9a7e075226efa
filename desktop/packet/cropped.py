"""Words and pictures that a page holds outside the part of it that is seen: somebody cropped them away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pypdfium2 as pdfium
from pypdfium2 import raw

from desktop.importers.words import Line, Word

_FEW = 3
"""Signs that may reach over the edge."""
_SAME = 1.0
"""Points by which a page may be cropped and hide nothing."""
_BLEED = 9.0
"""Points by which a picture may reach over the edge, as printers let it: an eighth of an inch."""
_DEEPEST = 15
"""Forms inside forms in which pictures are looked for."""
Sides = tuple[float, float, float, float]
"""Left, bottom, right, top, in points of the page."""


def _signs(text: str) -> int:
    return len("".join(text.split()))


def hides_more(page: pdfium.PdfPage) -> bool:
    """Whether a cropped page holds words or part of a picture beside what is seen of it: a copy would take them along.

    Raises PdfiumError.
    """
    seen, whole = page.get_cropbox(), page.get_mediabox()
    if all(abs(one - other) <= _SAME for one, other in zip(seen, whole, strict=True)):
        return False
    return _hides_words(page, seen) or any(_reaches_over(place, seen) for place in _pictures(page))


def _hides_words(page: pdfium.PdfPage, seen: Sides) -> bool:
    text = page.get_textpage()
    try:
        return _signs(text.get_text_range()) - _signs(text.get_text_bounded(*seen)) > _FEW
    finally:
        text.close()


def _pictures(page: pdfium.PdfPage) -> Iterator[Sides]:
    """Yield where on the page each picture lies, also those of forms."""
    for held in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=_DEEPEST):
        place, form = held.get_bounds(), held.container
        while form is not None:
            place, form = form.get_matrix().on_rect(*place), form.container
        yield place


def _reaches_over(place: Sides, seen: Sides) -> bool:
    left, bottom, right, top = place
    return max(seen[0] - left, seen[1] - bottom, right - seen[2], top - seen[3]) > _BLEED


def _is_seen(word: Word) -> bool:
    return word.box.right > word.box.left and word.box.bottom > word.box.top


def seen_only(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Return the words that lie on the page, in their lines: of one beside it the page has only an edge."""
    kept = (tuple(filter(_is_seen, line.words)) for line in lines)
    return tuple(Line(words) for words in kept if words)
