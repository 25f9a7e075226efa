"""Dates as printed, with every day they could mean."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from desktop.importers.identify.folded import folded
from desktop.importers.identify.terms import numbers_of
from desktop.records.dates import NotADateError, PartialDate

_NUMERIC = re.compile(
    r"(?<![\w./-])(?P<a>\d{1,4})(?P<sep>[/.\-])(?P<b>\d{1,2})(?P=sep)(?P<c>\d{4}|\d{2})(?![\w/]|[.\-]\d)"
)
_ISO_TIME = re.compile(r"(?<![\w./-])(?P<a>\d{4})-(?P<b>\d{2})-(?P<c>\d{2})(?=T\d{2}:\d{2})", re.IGNORECASE)
_MONTH = r"(?P<month>[a-z]{3,10})\.?"
_DAY_FIRST = re.compile(
    rf"(?<![\w/])(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+de\s+|[\s\-]+|(?=[a-z])){_MONTH}"
    r"(?:,?\s+(?:de\s+|del\s+)?|-|(?=\d))(?P<year>\d{4}|\d{2})(?![\w/])"
)
_MONTH_FIRST = re.compile(rf"(?<![\w/]){_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})(?!\w)")
_MONTH_ONLY = re.compile(rf"(?<![\w/]){_MONTH},?\s+(?:de\s+)?(?P<year>(?:19|20)\d{{2}})(?!\w)")
_DIGITS = re.compile(r"\d{2}")
_FOUR_DIGITS = 4
_CENTURY = 100


class Order(StrEnum):
    """How a numeric date is read."""

    YEAR_FIRST = "ymd"
    MONTH_FIRST = "mdy"
    DAY_FIRST = "dmy"


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date in a text: the characters `start` to `end`, and what it means in each order that makes sense.

    One reading: the date is unambiguous, or all readings are the same day.
    """

    start: int
    end: int
    printed: str
    readings: tuple[tuple[Order, PartialDate], ...]

    @property
    def certain(self) -> bool:
        """Whether it can mean one day only."""
        return len({reading.iso for _, reading in self.readings}) == 1

    def in_order(self, order: Order | None) -> PartialDate | None:
        """Return the day it means when numeric dates are read in `order`; None when that does not decide."""
        if self.certain:
            return self.readings[0][1]
        return next((reading for named, reading in self.readings if named is order), None)

    @property
    def common(self) -> PartialDate | None:
        """What all readings share: the year, or None when not even that."""
        years = {reading.year for _, reading in self.readings}
        return PartialDate(years.pop(), printed=self.printed) if len(years) == 1 else None

    @property
    def order(self) -> Order | None:
        """The order that this date proves for its document, such as DAY_FIRST for 26/02/2026."""
        orders = {order for order, _ in self.readings if order is not Order.YEAR_FIRST}
        return orders.pop() if len(orders) == 1 and len(self.readings) == 1 else None


def _full_year(text: str, today: date) -> int:
    if len(text) == _FOUR_DIGITS:
        return int(text)
    year = today.year - today.year % _CENTURY + int(text)
    return year if year <= today.year + 1 else year - _CENTURY


def _reading(year: int, month: str, day: str, printed: str) -> PartialDate | None:
    try:
        return PartialDate(year, int(month), int(day), printed=printed)
    except NotADateError:
        return None


def _numeric(match: re.Match[str], today: date) -> PrintedDate | None:
    first, second, third = match["a"], match["b"], match["c"]
    printed = match.group()
    if len(first) == _FOUR_DIGITS:
        tries = [(Order.YEAR_FIRST, _reading(int(first), second, third, printed))]
    elif len(first) > 2:  # noqa: PLR2004 - three digits are no day
        return None
    else:
        year = _full_year(third, today)
        tries = [
            (Order.MONTH_FIRST, _reading(year, first, second, printed)),
            (Order.DAY_FIRST, _reading(year, second, first, printed)),
        ]
        if len(third) == len(first) == len(second) and "sep" in match.groupdict() and match["sep"] == "-":
            tries.append((Order.YEAR_FIRST, _reading(_full_year(first, today), second, third, printed)))
    readings = tuple((order, reading) for order, reading in tries if reading is not None and _possible(reading, today))
    return PrintedDate(match.start(), match.end(), printed, readings) if readings else None


def _possible(reading: PartialDate, today: date) -> bool:
    return today.year - 130 <= reading.year <= today.year + 20


def _worded(match: re.Match[str], text: str, today: date) -> PrintedDate | None:
    month = numbers_of("months").get(match["month"])
    if month is None:
        return None
    printed = text[match.start() : match.end()]
    day = match.groupdict().get("day")
    try:
        meant = PartialDate(_full_year(match["year"], today), month, int(day) if day else None, printed=printed)
    except NotADateError:
        return None
    if not _possible(meant, today):
        return None
    return PrintedDate(match.start(), match.end(), printed, ((Order.YEAR_FIRST, meant),))


@lru_cache(maxsize=4096)
def _folded_sign(sign: str) -> str:
    return (folded(sign) or " ")[:1]


def _same_length_folded(text: str) -> str:
    """Fold sign by sign, so that places in the folded text are places in the text."""
    return "".join(map(_folded_sign, text))


def _candidates(text: str, today: date) -> Iterator[PrintedDate]:
    for pattern in (_NUMERIC, _ISO_TIME):
        for match in pattern.finditer(text):
            found = _numeric(match, today)
            if found is not None:
                yield found
    low = _same_length_folded(text)
    for pattern in (_DAY_FIRST, _MONTH_FIRST, _MONTH_ONLY):
        for match in pattern.finditer(low):
            found = _worded(match, text, today)
            if found is not None:
                yield found


@lru_cache(maxsize=4096)
def find_dates(text: str, today: date) -> tuple[PrintedDate, ...]:
    """Return the dates in one line of text from left to right; a longer reading of the same place wins."""
    if not _DIGITS.search(text):
        return ()
    chosen: list[PrintedDate] = []
    for candidate in sorted(_candidates(text, today), key=lambda found: found.start - found.end):
        if all(candidate.end <= other.start or candidate.start >= other.end for other in chosen):
            chosen.append(candidate)
    return tuple(sorted(chosen, key=lambda found: found.start))
