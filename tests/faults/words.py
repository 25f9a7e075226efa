"""Words that are in no dictionary, and finding them again in what a file holds, however they are spelled there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from random import Random  # noqa: TID251 - plays that a seed repeats

_ONSETS, _VOWELS, _ENDS = "bdfgklmnprstvz", "aeiou", ("x", "zk", "lt", "rn", "mp")
_WORD = re.compile(rf"(?=((?:[{_ONSETS}][{_VOWELS}]){{4}}(?:{'|'.join(_ENDS)})))".encode())
_HEX = re.compile(rb"[0-9a-f]{18,}")
_LETTERS = re.compile(r"[a-z]{7,12}")


def _shortened(word: str) -> frozenset[str]:
    """Return the word, and the word with any one letter missing."""
    return frozenset((word, *(word[:at] + word[at + 1 :] for at in range(len(word)))))


class Words:
    """Gives words, never one twice, and never two that a misread letter could make one of the other."""

    def __init__(self, chance: Random) -> None:
        """Draw from `chance`."""
        self._chance, self._given = chance, set[str]()

    def one(self) -> str:
        """Return a new word."""
        while True:
            parts = [self._chance.choice(_ONSETS) + self._chance.choice(_VOWELS) for _ in range(4)]
            made = "".join(parts) + self._chance.choice(_ENDS)
            near = _shortened(made)
            if not near & self._given:
                self._given |= near
                return made

    def some(self, count: int) -> list[str]:
        """Return several new words."""
        return [self.one() for _ in range(count)]


def _views(content: bytes) -> Iterator[bytes]:
    """Yield content in the ways in which words may stand in it: as it is, as UTF-16, and both as hexadecimal digits."""
    lowered = content.lower()
    yield lowered
    digits = b" ".join(bytes.fromhex(run[: len(run) // 2 * 2].decode()) for run in _HEX.findall(lowered)).lower()
    yield digits
    for view in (lowered, digits):
        if b"\0" in view:
            yield view.replace(b"\0", b"")


def words_in(content: bytes) -> frozenset[str]:
    """Return everything in what a file holds that could be one of our words."""
    return frozenset(found.decode() for view in _views(content) for found in _WORD.findall(view))


def nearly_in(text: str, words: Iterable[str]) -> frozenset[str]:
    """Return those of the words that stand in a recognized text, also with a letter that was misread."""
    seen = frozenset(part for token in _LETTERS.findall(text.lower()) for part in _shortened(token))
    return frozenset(word for word in words if _shortened(word) & seen)
