"""Dates as people type them, turned into partial dates; what could be two days is asked, never guessed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from desktop.foundation import clock
from desktop.records.dates import NotADateError, PartialDate

_NUMBERS = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4}|\d{2})")
_YEAR_FIRST = re.compile(r"(\d{4})\s*[/.\-]\s*(\d{1,2})(?:\s*[/.\-]\s*(\d{1,2}))?")
_MONTH_YEAR = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{4})")
_TIME = re.compile(r"(?:[,\s]|\bat\b|\ba las\b)*\b(\d{1,2})(?:[:.](\d{2}))?\s*(a\.?m\.?|p\.?m\.?)?\s*$", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(?:18|19|20|21)\d{2}(?!\d)")
_TWO_YEARS = re.compile(r"(?<!\d)(\d{4})\s*[/\u2013-]\s*(\d{4}|\d{2})(?!\d)")
_SHORT_YEAR = re.compile(
    r"(?<!\d)\d{1,2}\.?\s+(?:de\s+)?[^\W\d_]+\.?,?\s+(?:de\s+)?\d{2}$|['\u2019]\d{2}(?!\d)|(?<!\d)\d{2}s\b",
    re.IGNORECASE,
)
"""A year of two digits: "3 Mar 26", "summer '09", "the 90s"."""
_LETTER = re.compile(r"[^\W\d_]")
_MONTHS, _HOURS, _MINUTES, _NOON = 12, 24, 60, 12
_SHORT = 2


class DateProblem(StrEnum):
    """Why a text is not used as a date."""

    NOT_A_DATE = "not-a-date"
    YEAR_MISSING = "year-missing"
    SHORT_YEAR = "short-year"
    """A year of two digits could be of two centuries."""
    TWO_DAYS = "two-days"
    """Day and month can be read in two ways: see the choices."""


@dataclass(frozen=True, slots=True)
class DateReading:
    """What a typed text means: a date, or nothing typed (both None), or a problem.

    `choices` are the two days that a text such as 03/04/2026 can mean.
    """

    date: PartialDate | None = None
    problem: DateProblem | None = None
    choices: tuple[PartialDate, ...] = ()


def read_date(text: str, *, languages: Sequence[str] = ("en", "es")) -> DateReading:
    """Read a date as a person types it: "14 November 2026", "Nov 2026", "2024", "spring 2019", "26 Nov 2026, 10:30 am".

    `languages` are tags such as "en". Words that are no exact date keep their year, and `printed` keeps the words.
    """
    typed = " ".join(text.split())
    if not typed:
        return DateReading()
    try:
        return DateReading(PartialDate.parse(typed))
    except NotADateError:
        pass
    day_text, time = _without_time(typed)
    reading = _read_day(day_text, languages)
    if reading.problem is DateProblem.NOT_A_DATE and time:
        return replace(_read_day(typed, languages))
    return _with_time(reading, time)


def entry_of(date: PartialDate | None) -> str:
    """Return a date as the text that the record takes: ISO, with its words in brackets when they say more."""
    if date is None:
        return ""
    return f"{date.iso_time} ({date.printed})" if date.printed and date.month is None else date.iso_time


def _read_day(typed: str, languages: Sequence[str]) -> DateReading:
    for pattern, read in ((_YEAR_FIRST, _year_first), (_MONTH_YEAR, _month_year), (_NUMBERS, _numbers)):
        if match := pattern.fullmatch(typed):
            return read(match)
    try:
        return DateReading(PartialDate.parse(typed))
    except NotADateError:
        return _words(typed, languages) if _LETTER.search(typed) else DateReading(problem=DateProblem.NOT_A_DATE)


def _partial(year: int, month: int | None = None, day: int | None = None) -> DateReading:
    try:
        return DateReading(PartialDate(year, month, day))
    except NotADateError:
        return DateReading(problem=DateProblem.NOT_A_DATE)


def _year_first(match: re.Match[str]) -> DateReading:
    reading = _partial(int(match[1]), int(match[2]), int(match[3]) if match[3] else None)
    return _year_in_words(match[0]) if reading.date is None else reading


def _month_year(match: re.Match[str]) -> DateReading:
    return _partial(int(match[2]), int(match[1]))


def _numbers(match: re.Match[str]) -> DateReading:
    first, second, year = int(match[1]), int(match[2]), match[3]
    if len(year) == _SHORT:
        return DateReading(problem=DateProblem.SHORT_YEAR)
    tries = [_partial(int(year), month, day) for month, day in ((first, second), (second, first))]
    days = dict.fromkeys(one.date for one in tries if one.date is not None)
    if not days:
        return DateReading(problem=DateProblem.NOT_A_DATE)
    if len(days) > 1:
        return DateReading(problem=DateProblem.TWO_DAYS, choices=tuple(days))
    return DateReading(next(iter(days)))


def _words(typed: str, languages: Sequence[str]) -> DateReading:
    """Read words; a text with a year keeps that year, and one without may only count back from today."""
    years = _YEAR.findall(typed)
    if not years and _SHORT_YEAR.search(typed):
        return DateReading(problem=DateProblem.SHORT_YEAR)
    found = _parsed(typed, languages, "absolute-time" if years else "relative-time")
    if found is not None and _uses_all(typed, years, *found):
        return _of_precision(*found, typed)
    return _year_in_words(typed)


def _uses_all(typed: str, years: Sequence[str], moment: datetime, period: str) -> bool:
    """Whether a reading has the year that was typed, and lost no number of it."""
    if not years:
        return True
    others = re.search(r"\d(?!\d?月)", _YEAR.sub("", typed))  # 3月 is March in Chinese and Japanese
    return moment.year == int(years[0]) and (period == "day" or not others)


def _parsed(typed: str, languages: Sequence[str], parser: str) -> tuple[datetime, str] | None:
    """Return the moment and its precision ("day", "month", "year"), or None."""
    from dateparser.date import DateDataParser  # noqa: PLC0415 - costs a third of a second, needed for words only

    now = clock.now().astimezone().replace(tzinfo=None)
    settings = {
        "REQUIRE_PARTS": ["year"],
        "PREFER_DAY_OF_MONTH": "first",
        "RELATIVE_BASE": now,
        "NORMALIZE": True,
        "PARSERS": [parser],
    }
    known = [tag.split("-")[0].split("_")[0] for tag in languages]
    found = DateDataParser(languages=list(dict.fromkeys([*known, "en"])), settings=settings).get_date_data(typed)
    return (found.date_obj, str(found.period)) if isinstance(found.date_obj, datetime) else None


def _of_precision(moment: datetime, period: str, typed: str) -> DateReading:
    exact = PartialDate.of(moment.date())
    if period == "year":
        return DateReading(PartialDate(exact.year, printed=typed))
    if period in {"month", "week"}:
        return DateReading(PartialDate(exact.year, exact.month, printed=typed))
    return DateReading(exact)


def _year_in_words(typed: str) -> DateReading:
    """Keep the year of "spring 2019" and the first of "winter 2018/19"; other numbers are not understood."""
    typed_years = _winter_begins(typed)
    years = _YEAR.findall(typed_years)
    others = re.search(r"\d", _YEAR.sub("", typed_years))
    if len(years) == 1 and not others:
        return DateReading(PartialDate(int(years[0]), printed=typed))
    without_year = not years and others is not None
    return DateReading(problem=DateProblem.YEAR_MISSING if without_year else DateProblem.NOT_A_DATE)


def _winter_begins(typed: str) -> str:
    """Return the text without the second year of "2018/19" or "2018-2019", when it is the next one."""
    match = _TWO_YEARS.search(typed)
    if match is None or int(match[2][-2:]) != (int(match[1]) + 1) % 100:
        return typed
    return typed[: match.end(1)] + typed[match.end() :]


def _without_time(typed: str) -> tuple[str, str]:
    """Split "26 Nov 2026, 10:30 am" into the day's words and "10:30"; a bare number is no time."""
    match = _TIME.search(typed)
    if match is None or not (match[2] or match[3]) or match.start() == 0:
        return typed, ""
    hour, minute = int(match[1]), int(match[2] or 0)
    half = (match[3] or "").lower()[:1]
    if half:
        hour = hour % _NOON + (_NOON if half == "p" else 0)
    if hour >= _HOURS or minute >= _MINUTES:
        return typed, ""
    return typed[: match.start()].rstrip(" ,"), f"{hour:02}:{minute:02}"


def _with_time(reading: DateReading, time: str) -> DateReading:
    if not time:
        return reading
    choices = tuple(replace(one, time=time) for one in reading.choices)
    date = replace(reading.date, time=time) if reading.date is not None and reading.date.day else reading.date
    return replace(reading, date=date, choices=choices)
