"""Which report a printed paper is, by the number on it, and which of its versions: by the day and state printed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from desktop.importers.identify.folded import folded, plain_words
from desktop.importers.identify.reading import Reading
from desktop.importers.identify.terms import read_terms

PRINTED_SERIES = "report "
"""How the series of a printed report begins, which is known by a number on the page and not by an identifier."""
_FEWEST_SIGNS = 5
_FINAL = "1"


@dataclass(frozen=True, slots=True)
class ReportVersion:
    """The report, and how new it is: greater ranks, compared as text, are newer. Both are empty when not known."""

    series: str = ""
    rank: str = ""


@cache
def _words(group: str) -> frozenset[str]:
    return frozenset(plain_words(word) for word in read_terms("labels.json")[group])


@cache
def _labels(group: str) -> frozenset[str]:
    return frozenset(folded(label) for label in read_terms("labels.json")[group])


@cache
def _states() -> dict[str, str]:
    listed = read_terms("labels.json")["report_states"]
    return {plain_words(word): rank for rank, words in listed.items() for word in words}


def report_version(reading: Reading, source: str) -> ReportVersion:
    """Return the version of a report of `source`; nothing unless one number and the day it was reported are printed.

    Of the same day a corrected report is newer than a final one, and that newer than a preliminary one.
    """
    numbers = {_plain_number(field.text) for field in reading.fields if field.label in _labels("report_numbers")}
    numbers.discard("")
    days = [
        day.iso
        for day in (reading.order.day_of(one.printed) for one in reading.mentions if one.stands_for == "reported")
        if day is not None and day.day
    ]
    if len(numbers) != 1 or not days or not source:
        return ReportVersion()
    state = max(_stated(reading), default=_FINAL)
    return ReportVersion(f"{PRINTED_SERIES}{plain_words(source)} {numbers.pop()}", f"{max(days)} {state}")


def _plain_number(text: str) -> str:
    """Return the first word of a value when it can be a report's number: five signs and more, with a digit."""
    words = folded(text).split()
    number = words[0].strip(".,;:#") if words else ""
    return number if len(number) >= _FEWEST_SIGNS and any(sign.isdigit() for sign in number) else ""


def _stated(reading: Reading) -> Iterator[str]:
    """Yield the rank of each state that a label or a heading prints."""
    for field in reading.fields:
        if field.label in _labels("report_state_labels"):
            words = plain_words(field.text).split()
            yield from (_states()[word] for word in words[:1] if word in _states())
    for row in reading.rows:
        words = plain_words(row.text).split()
        states = [word for word in words if word in _states()]
        if states and all(word in _states() or word in _words("report_state_titles") for word in words):
            yield from (_states()[word] for word in states)
