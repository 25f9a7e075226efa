"""What a person types into the search field, as a full-text question and as what to mark."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from desktop.vault.stores.folding import folded, index_text, is_sign

_PIECES = re.compile(r'["“”„«»]([^"“”„«»]*)["“”„«»]?|(\S+)')
_WORD = re.compile(r"[^\W_]+")
_SPELLED_OUT = (("ae", "a"), ("oe", "o"), ("ue", "u"))
_APOSTROPHE = re.compile("(?<=[^\\W\\d_])['\u2019\u02bc](?=[^\\W\\d_])")
"""Between two letters: as typed, as printed, and as some languages write it."""
_ELIDED = ("o", "d", "mc", "mac", "dell", "dall", "sant")
"""Beginnings of names that stand before an apostrophe or a space. Not l, m and n: "last" would find "U/L AST"."""
_LEAST_REST = 3
"""Letters behind such a beginning; with fewer, "one" would find "group O negative"."""
MOST_TERMS = 40
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})


@dataclass(frozen=True, slots=True)
class Term:
    """One word or quoted phrase: its spellings as folded tokens; the last token of a word may go on."""

    spellings: tuple[tuple[str, ...], ...]
    prefix: bool


def _tokens(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(folded(index_text(text))))


def _parted(token: str) -> Iterator[tuple[str, str]]:
    """Yield a name in two parts, as an apostrophe or space parts it: oneil is found as O'Neil and O Neil."""
    for first in _ELIDED:
        rest = token.removeprefix(first)
        if rest != token and len(rest) >= _LEAST_REST:
            yield first, rest


def _names(word: str) -> tuple[tuple[str, ...], ...]:
    """Return the other ways to write a name with an apostrophe; none for all other words."""
    tokens = _tokens(index_text(word))
    if len(tokens) > 1:
        return (("".join(tokens),),) if _APOSTROPHE.search(word) else ()
    return tuple(_parted(tokens[0])) if tokens else ()


def _spellings(text: str) -> tuple[tuple[str, ...], ...]:
    """Return the ways to write it: Müller is found as Mueller and the other way round."""
    plain = index_text(text)
    without = plain
    for two, one in _SPELLED_OUT:
        without = without.replace(two, one)
    ways = (_tokens(plain), _tokens(plain.translate(_UMLAUTS)), _tokens(without))
    return tuple(dict.fromkeys(way for way in ways if way))


def _goes_on(tokens: tuple[str, ...]) -> bool:
    return len(tokens[-1]) > 1


def parse_words(words: str) -> tuple[Term, ...]:
    """Return the terms that must all be found; quoted ones exactly, others also as the beginning of a word.

    The same word counts once, and of a pasted page only the first words: they name the place well enough.
    """
    terms: dict[Term, None] = {}
    for phrase, word in _PIECES.findall(words):
        spellings = _spellings(phrase) if phrase else _spellings(word) + _names(word)
        if spellings:
            terms[Term(spellings, prefix=not phrase and _goes_on(spellings[0]))] = None
        if len(terms) == MOST_TERMS:
            break
    return tuple(terms)


def match_expression(terms: tuple[Term, ...]) -> str:
    """Return the FTS5 expression for these terms; only folded words, so that no typed sign is syntax."""
    asked = []
    for term in terms:
        star = "*" if term.prefix else ""
        asked.append("(" + " OR ".join(f'"{" ".join(tokens)}"{star}' for tokens in term.spellings) + ")")
    return " AND ".join(asked)


def _tokens_pattern(tokens: tuple[str, ...], *, prefix: bool) -> str:
    pattern = "" if is_sign(tokens[0]) else r"(?<![^\W_])"
    for position, token in enumerate(tokens):
        if position:
            loose = is_sign(token) or is_sign(tokens[position - 1])
            pattern += r"[\W_]*" if loose else r"[\W_]+"
        pattern += re.escape(token)
    if is_sign(tokens[-1]):
        return pattern
    return pattern + (r"[^\W_]*" if prefix else r"(?![^\W_])")


def term_pattern(term: Term) -> re.Pattern[str]:
    """Return the pattern that finds a term in folded text."""
    return re.compile("|".join(_tokens_pattern(tokens, prefix=term.prefix) for tokens in term.spellings))
