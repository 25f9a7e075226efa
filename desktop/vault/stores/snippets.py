"""A few words around what was found, with the found words marked."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import accumulate, islice

from desktop.records.hit import MARK_END, MARK_START
from desktop.vault.stores.folding import fold_character

BEFORE = 50
WIDTH = 170
"""Characters of a snippet, and how many of them stand before the first mark."""
_MOST_MATCHES = 300
_UNWANTED = str.maketrans({MARK_START: " ", MARK_END: " ", "\n": " ", "\r": " ", "\t": " "})

Span = tuple[int, int]


def _folded_with_places(text: str) -> tuple[str, Callable[[int], int]]:
    """Return folded text and a function from its places to places in `text`."""
    if text.isascii():
        return text.lower(), lambda place: place
    pieces = list(map(fold_character, text))
    together = "".join(pieces)
    if len(together) == len(text) and "" not in pieces:
        return together, lambda place: place
    ends = list(accumulate(map(len, pieces)))
    return together, lambda place: bisect_right(ends, place)


def _spans(text: str, patterns: Sequence[re.Pattern[str]]) -> list[tuple[int, int, int]]:
    searched, place_of = _folded_with_places(text)
    return sorted(
        (place_of(match.start()), place_of(match.end() - 1) + 1, number)
        for number, pattern in enumerate(patterns)
        for match in islice(pattern.finditer(searched), _MOST_MATCHES)
    )


def _best_start(spans: list[tuple[int, int, int]]) -> int:
    """Return where the most different terms stand close together, the first such place."""
    best, most = spans[0][0], 0
    for start, _, _ in spans:
        near = len({number for begin, end, number in spans if start <= begin and end <= start + WIDTH - BEFORE})
        if near > most:
            best, most = start, near
    return best


def _cut(text: str, start: int) -> Span:
    begin = max(0, start - BEFORE)
    end = min(len(text), begin + WIDTH)
    if begin:
        space = text.find(" ", begin, start)
        begin = begin if space < 0 else space + 1
    if end < len(text):
        space = text.rfind(" ", start, end)
        end = end if space <= start else space
    return begin, end


def snippet(text: str, patterns: Sequence[re.Pattern[str]]) -> str:
    """Return the part of `text` where most patterns meet, marked; empty when none is found."""
    shown = unicodedata.normalize("NFC", text).translate(_UNWANTED)
    spans = _spans(shown, patterns)
    if not spans:
        return ""
    begin, end = _cut(shown, _best_start(spans[:_MOST_MATCHES]))
    pieces = ["…"] if begin else []
    at = begin
    for start, stop, _ in spans:
        if start < at or stop > end:
            continue
        pieces += [shown[at:start], MARK_START, shown[start:stop], MARK_END]
        at = stop
    pieces += [shown[at:end], "…" if end < len(shown) else ""]
    return " ".join("".join(pieces).split())
