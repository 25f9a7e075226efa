"""Words that a file prints twice, a hair's breadth apart, to make them bold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from desktop.importers.words import Line, Word

_APART = 0.3
"""Two prints of one word stand at most this share of its height apart, in both directions."""


def _same(one: Word, other: Word, shape: float) -> bool:
    """Return whether two words are one printed twice; `shape` is the page's width divided by its height."""
    reach = (one.box.bottom - one.box.top) * _APART
    across = max(abs(one.box.left - other.box.left), abs(one.box.right - other.box.right)) * shape
    down = max(abs(one.box.top - other.box.top), abs(one.box.bottom - other.box.bottom))
    return across <= reach and down <= reach


def _printed_once(lines: Sequence[Line], shape: float) -> Iterator[Line]:
    kept: dict[str, list[Word]] = {}
    for line in lines:
        words = []
        for word in line.words:
            before = kept.setdefault(word.text, [])
            if not any(_same(other, word, shape) for other in before[-50:]):
                before.append(word)
                words.append(word)
        if words:
            yield Line(tuple(words))


def printed_once(lines: Sequence[Line], *, width_pt: float, height_pt: float) -> tuple[Line, ...]:
    """Return the lines of a page without second prints of the same word at the same place."""
    return tuple(_printed_once(lines, width_pt / max(height_pt, 1.0)))
