"""Make text drawable: no control characters, and a readable stand-in for what no font has."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

JSON = None | bool | int | float | str | Sequence["JSON"] | Mapping[str, "JSON"]

_KEPT_CONTROLS = frozenset("\n\t")
_SPACES = {"\t": " ", "\r": "", "\u2028": "\n", "\u2029": "\n", "\u0085": "\n", "\u000b": "\n", "\u000c": "\n"}
_LEFT_OUT = frozenset({"Cc", "Cs", "Cn", "Co"})
"""Controls, lone surrogates, unassigned and private characters: nothing that a person could have meant to print."""


LONGEST_WORD = 24
"""Letters after which a word may be broken, so that it never runs out of its column."""
_LONG_WORD = re.compile(rf"[^\W_\u0e00-\u0eff\u1000-\u109f\u2e80-\U0003ffff]{{{LONGEST_WORD + 1},}}")
_FINGERPRINT = re.compile(r"[0-9a-f]{32}")
"""Half a SHA-256: it has a column of its own and must be copied without breaks."""


def _with_breaks(match: re.Match[str]) -> str:
    word = match[0]
    if _FINGERPRINT.fullmatch(word):
        return word
    return "\u200b".join(word[start : start + LONGEST_WORD] for start in range(0, len(word), LONGEST_WORD))


def texts_of(value: JSON) -> frozenset[str]:
    """Return every character in the strings of `value`."""
    if isinstance(value, str):
        return frozenset(value)
    if isinstance(value, Mapping):
        return frozenset().union(*(texts_of(one) for one in value.values()))
    if isinstance(value, Sequence):
        return frozenset().union(*(texts_of(one) for one in value))
    return frozenset()


def clean(value: JSON) -> JSON:
    """Return `value` with line ends made plain and characters removed that are not text."""
    if isinstance(value, str):
        return _clean_text(value)
    if isinstance(value, Mapping):
        return {key: clean(one) for key, one in value.items()}
    if isinstance(value, Sequence):
        return [clean(one) for one in value]
    return value


def _clean_text(text: str) -> str:
    text = _LONG_WORD.sub(_with_breaks, text)
    if text.isprintable():
        return text
    replaced = "".join(_SPACES.get(character, character) for character in text)
    return "".join(
        character
        for character in replaced
        if character in _KEPT_CONTROLS or unicodedata.category(character) not in _LEFT_OUT
    )


def invisible(character: str) -> bool:
    """Whether a character draws nothing by itself (spaces, joiners, direction marks), so that no font need have it."""
    return unicodedata.category(character) in {"Zs", "Zl", "Zp", "Cf", "Cc"}


def stand_in(character: str) -> str:
    """Return readable words in brackets for a character that nothing can draw: its name, or its number."""
    if unicodedata.category(character) == "So":
        name = unicodedata.name(character, "")
        if name:
            return f"[{name.lower()}]"
    if unicodedata.category(character) in {"Mn", "Me", "Mc"}:
        return ""
    return f"[U+{ord(character):04X}]"


def replace(value: JSON, missing: frozenset[str]) -> JSON:
    """Return `value` with each of the `missing` characters replaced by its stand-in.

    In a text that runs from right to left each stand-in is set apart (UAX #9, isolates): it reads from left to right
    as one piece, in the place of its character.
    """
    table = {ord(character): stand_in(character) for character in missing}
    return _translated(value, table) if table else value


_FROM_RIGHT = frozenset({"R", "AL"})
_APART, _APART_ENDS = "\u2066", "\u2069"


def _runs_from_right(text: str) -> bool:
    return any(unicodedata.bidirectional(character) in _FROM_RIGHT for character in text)


def _translated(value: JSON, table: Mapping[int, str]) -> JSON:
    if isinstance(value, str):
        if value.isascii() or not _runs_from_right(value):
            return value.translate(table)
        apart = {code: f"{_APART}{words}{_APART_ENDS}" if words else "" for code, words in table.items()}
        return value.translate(apart)
    if isinstance(value, Mapping):
        return {key: _translated(one, table) for key, one in value.items()}
    if isinstance(value, Sequence):
        return [_translated(one, table) for one in value]
    return value
