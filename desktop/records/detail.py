"""A fact in one line, from its own fields, as lists and timelines show it below the title."""

from __future__ import annotations

from enum import StrEnum

from desktop.records.condition import Condition
from desktop.records.dates import PartialDate
from desktop.records.fact import Fact
from desktop.records.result import Result

LONGEST = 160
"""Characters of one part; a pasted report must not become a line."""


def plain(value: object) -> str:
    """Return one field's value as words; empty for nothing, no and 0."""
    if not value or value is True:
        return ""
    if isinstance(value, PartialDate):
        return value.printed or value.iso
    words = value.value.replace("-", " ") if isinstance(value, StrEnum) else str(value)
    line = " ".join(words.split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"


def joined(*parts: str) -> str:
    """Return the parts that say something, with commas between."""
    return ", ".join(part for part in parts if part)


def detail_of(fact: Fact) -> str:
    """Return the fields named in `detail_from` in one line; empty when none is filled in."""
    if isinstance(fact, Result):
        return joined(f"{fact.comparator or ''}{fact.value} {fact.unit}".strip(), fact.flag, fact.lab)
    if isinstance(fact, Condition):
        return joined(fact.stage and f"stage {fact.stage}", plain(fact.how_found))
    return joined(*(plain(getattr(fact, name)) for name in type(fact).detail_from))


def end_detail_of(fact: Fact) -> str:
    """Return what stands at the end of a span: "Stopped: rash"."""
    words, because = type(fact).end_words
    reason = plain(getattr(fact, because)) if because else ""
    return f"{words}: {reason}" if reason else words
