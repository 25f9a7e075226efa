"""The words of the packet in the reader's language; they lie in resources/words/packet, one file a language."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from functools import cache

from babel.dates import format_date

from desktop.foundation.resources import resource

LANGUAGES = ("en", "es")
"""Languages in which a packet can be written."""

_LOCALES = {"en": "en_GB", "es": "es"}
_spoken: ContextVar[str] = ContextVar("packet_language", default="en")


@cache
def catalogue(language: str) -> Mapping[str, str]:
    """Return all words of a language by key; English for one that has no file."""
    known = language if language in LANGUAGES else "en"
    pages: dict[str, dict[str, str]] = json.loads(resource("words", "packet", f"{known}.json").read_text("utf-8"))
    return {f"{page}.{key}": words for page, listed in pages.items() for key, words in listed.items()}


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Let `say` speak a language within the block, in this thread alone."""
    token = _spoken.set(language if language in LANGUAGES else "en")
    try:
        yield
    finally:
        _spoken.reset(token)


def spoken() -> str:
    """Return the language of this block."""
    return _spoken.get()


def say(key: str, **values: str | int) -> str:
    """Return the words of a key, with `values` put in at their {names}; raises KeyError for a key without words."""
    words = catalogue(_spoken.get())[key]
    return words.format(**values) if values else words


def counted(key: str, number: int) -> str:
    """Return a number with its noun: the words of `key`.one or `key`.many."""
    return say(f"{key}.{'one' if number == 1 else 'many'}", count=number)


def day_words(day: date, pattern: str) -> str:
    """Return a day in words; `pattern` is the name of a pattern of the catalogue: long, short, month, weekday."""
    return str(format_date(day, say(f"dates.{pattern}"), locale=_LOCALES[_spoken.get()]))
