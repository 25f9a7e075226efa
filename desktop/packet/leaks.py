"""Finds in texts what must not leave: lines of documents, other people, words of facts, places of this computer."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator

from desktop.packet.expectations import Marker, MarkerKind
from desktop.packet.verify_words import folded

_GRAM = 20
"""Signs by which a line is looked up: every line that is looked for is longer."""
_BESIDE = 400
"""Signs, white space aside, between a name and a date or number of the same person."""


_UNSEEN = re.compile("[\u00ad\u200b\u2060]")
"""Signs that only tell where a line may or may not be broken."""
_AT_LINE_END = re.compile("[\x02\ufffe]")
"""What PDFium gives for a hyphen with which a line ends."""
_BROKEN = re.compile(r"(?<=\w)[-\u2010][^\S\n]*\n\s*(?=\w)")


def _spaced(text: str) -> str:
    """Return text for finding whole words: NFKC, small letters, nothing unseen."""
    return _UNSEEN.sub("", unicodedata.normalize("NFKC", text)).casefold()


def _readings(text: str) -> Iterator[str]:
    """Yield text for finding whole words as it stands, and with the words whole that lines break."""
    spaced = _AT_LINE_END.sub("-\n", _spaced(text))
    yield spaced.replace("-\n", "-")
    if _BROKEN.search(spaced):
        yield _BROKEN.sub("", spaced)


def _pattern(words: str) -> str:
    return r"(?<!\w)" + r"\s+".join(re.escape(word) for word in _spaced(words).split()) + r"(?!\w)"


class Needles:
    """All markers of one packet, made ready to be looked for in many texts."""

    def __init__(self, markers: Iterable[Marker]) -> None:
        """Fold and index the words."""
        self._lines: dict[str, list[tuple[Marker, str]]] = defaultdict(list)
        self._short: list[tuple[Marker, str]] = []
        self._people: list[tuple[Marker, tuple[str, ...], tuple[str, ...]]] = []
        self._places: list[tuple[Marker, str]] = []
        terms: dict[str, Marker] = {}
        for marker in markers:
            words = tuple(map(folded, marker.words))
            if marker.kind is MarkerKind.LINE:
                for word in words:
                    self._add_line(marker, word)
            elif marker.kind is MarkerKind.PERSON:
                self._people.append((marker, words, tuple(map(folded, marker.near))))
            elif marker.kind is MarkerKind.PLACE:
                self._places += [(marker, word) for word in words]
            else:
                terms |= {" ".join(_spaced(word).split()): marker for word in marker.words}
        self._terms = terms
        longest_first = sorted(terms, key=len, reverse=True)
        self._term = re.compile("|".join(map(_pattern, longest_first))) if terms else None

    def _add_line(self, marker: Marker, line: str) -> None:
        if len(line) < _GRAM:
            self._short.append((marker, line))
        else:
            self._lines[line[:_GRAM]].append((marker, line))

    def in_text(self, text: str) -> frozenset[Marker]:
        """Return the markers that stand in a text."""
        tight = folded(text)
        return frozenset(
            (*self._lines_in(tight), *self._people_in(tight), *self._places_in(tight), *self._terms_in(text))
        )

    def in_bytes(self, content: bytes) -> frozenset[Marker]:
        """Return the markers that stand in what a file holds, as UTF-8, Latin-1 or UTF-16."""
        texts = [content.decode("latin-1")]
        if b"\0" in content:
            texts.append(content.replace(b"\0", b"").decode("latin-1"))
        if not content.isascii():
            texts.append(content.decode("utf-8", "ignore"))
        return frozenset(marker for text in texts for marker in self.in_text(text))

    def _lines_in(self, tight: str) -> Iterator[Marker]:
        if self._lines:
            for start in range(len(tight) - _GRAM + 1):
                for marker, line in self._lines.get(tight[start : start + _GRAM], ()):
                    if tight.startswith(line, start):
                        yield marker
        for marker, line in self._short:
            if line in tight:
                yield marker

    def _people_in(self, tight: str) -> Iterator[Marker]:
        for marker, names, near in self._people:
            places = [found.start() for name in names for found in re.finditer(re.escape(name), tight)]
            around = (tight[max(0, place - _BESIDE) : place + _BESIDE] for place in places)
            if any(number in part for part in around for number in near):
                yield marker

    def _places_in(self, tight: str) -> Iterator[Marker]:
        return (marker for marker, word in self._places if word in tight)

    def _terms_in(self, text: str) -> Iterator[Marker]:
        if self._term is not None:
            for reading in _readings(text):
                for found in self._term.findall(reading):
                    yield self._terms[" ".join(found.split())]
