"""Words that a page holds outside the part of it that is seen: somebody cropped them away."""

from __future__ import annotations

from collections.abc import Iterable

import pypdfium2 as pdfium

from desktop.importers.words import Line, Word

_FEW = 3
"""Signs that may reach over the edge."""
_SAME = 1.0
"""Points by which a page may be cropped and hide nothing."""


def _signs(text: str) -> int:
    return len("".join(text.split()))


def hides_words(page: pdfium.PdfPage) -> bool:
    """Whether a cropped page holds words beside what is seen of it: a copy would take them along."""
    seen, whole = page.get_cropbox(), page.get_mediabox()
    if all(abs(one - other) <= _SAME for one, other in zip(seen, whole, strict=True)):
        return False
    text = page.get_textpage()
    try:
        return _signs(text.get_text_range()) - _signs(text.get_text_bounded(*seen)) > _FEW
    finally:
        text.close()


def _is_seen(word: Word) -> bool:
    return word.box.right > word.box.left and word.box.bottom > word.box.top


def seen_only(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Return the words that lie on the page, in their lines: of one beside it the page has only an edge."""
    kept = (tuple(filter(_is_seen, line.words)) for line in lines)
    return tuple(Line(words) for words in kept if words)
