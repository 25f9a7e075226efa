"""Text made of runs: plain strings, and small dictionaries that say how a piece is set (see packet/marks.typ)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from desktop.packet.language import say
from desktop.packet.pages.words import unknown_words
from desktop.records.answers import Answer
from desktop.typeset.drawable import JSON

Run = str | dict[str, JSON]
Runs = list[Run]

LINE_BREAK: Run = {"break": True}
SEPARATOR = " · "


def bold(text: str) -> Run:
    """Bold text."""
    return {"bold": text}


def italic(text: str) -> Run:
    """Italic text."""
    return {"italic": text}


def grey(text: str) -> Run:
    """Text in the grey of labels."""
    return {"grey": text}


def struck(text: str) -> Run:
    """Text with a line through it."""
    return {"struck": text}


def chip(words: str) -> Run:
    """Framed capitals, such as ALLERGY."""
    return {"chip": words}


def together(text: str) -> Run:
    """Text that does not break across lines."""
    return {"together": text}


def ticked(on: bool, words: str) -> Run:  # noqa: FBT001 - a box is ticked or not
    """Return a tick box with its words."""
    return {"tick": on, "words": words}


def page_link(page: int, words: str = "") -> Run:
    """Return a live link to a packet page; "p. 12" without words."""
    return {"page": page, "words": words} if words else {"page": page}


def unknown(answer: Answer) -> Run:
    """Return the word for an answer that lists nothing: None known, not known or not asked, each set its own way."""
    words = unknown_words(answer)
    if answer is Answer.NONE_KNOWN:
        return bold(words)
    if answer is Answer.NOT_ASKED:
        return {"unasked": words}
    return words


def or_unknown(text: str, answer: Answer = Answer.NOT_ASKED) -> Runs:
    """Return the text, or the word for not having one."""
    return [text] if text.strip() else [unknown(answer)]


def joined(parts: Iterable[Run | Sequence[Run]], separator: str = SEPARATOR) -> Runs:
    """Join runs with a separator."""
    result: Runs = []
    for part in parts:
        if result:
            result.append(separator)
        if isinstance(part, str | dict):
            result.append(part)
        else:
            result.extend(part)
    return result


def lines(parts: Iterable[Sequence[Run]]) -> Runs:
    """Put each part on a line of its own; empty parts vanish."""
    result: Runs = []
    for part in parts:
        if not part:
            continue
        if result:
            result.append(LINE_BREAK)
        result.extend(part)
    return result


SHORT = 26
"""Longer texts than a telephone number are better broken than pushed over the edge."""


def whole(text: str) -> Run:
    """Keep a telephone or record number on one line, when it is as short as such numbers are."""
    return together(text) if len(text) <= SHORT else text


def ways_to_reach(phone: str, fax: str, email: str) -> Runs:
    """+1 555 010 0190 · fax +1 555 010 0191 · name@example.org; empty when nothing is known."""
    return joined([whole(text) for text in (phone, fax and say("reach.fax", number=fax), email) if text])
