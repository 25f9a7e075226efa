"""Words that a file prints twice, a hair's breadth apart, to make them bold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from desktop.importers.words import Line, Word

_APART = 0.3
"""Two prints of one word stand at most this share of its height apart, in both directions."""


def _stands_in(word: Word, before: Sequence[Word], shape: float) -> bool:
    """Return whether a word is another print of one of `before`; `shape` is the page's width divided by its height."""
    left, top, right, bottom = word.box.left, word.box.top, word.box.right, word.box.bottom
    for each in before:
        other = each.box
        reach = (other.bottom - other.top) * _APART
        if (
            abs(other.top - top) <= reach
            and abs(other.left - left) * shape <= reach
            and abs(other.right - right) * shape <= reach
            and abs(other.bottom - bottom) <= reach
        ):
            return True
    return False


def _printed_once(lines: Sequence[Line], shape: float) -> Iterator[Line]:
    kept: dict[str, list[Word]] = {}
    for line in lines:
        words = []
        for word in line.words:
            before = kept.setdefault(word.text, [])
            if not _stands_in(word, before[-50:], shape):
                before.append(word)
                words.append(word)
        if words:
            yield Line(tuple(words))


def printed_once(lines: Sequence[Line], *, width_pt: float, height_pt: float) -> tuple[Line, ...]:
    """Return the lines of a page without second prints of the same word at the same place."""
    return tuple(_printed_once(lines, width_pt / max(height_pt, 1.0)))
