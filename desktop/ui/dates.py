"""Dates in the person's words: shown as "14 Nov 2026", typed as people type them, never guessed."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache

from PySide6.QtCore import QCoreApplication, QLocale

from desktop.foundation import clock
from desktop.records.dates import NotADateError, PartialDate
from desktop.services.dates import DateProblem, DateReading, read_date


class UnclearDateError(ValueError):
    """What was typed is no date, or could be two; the text is a sentence for the person."""


@cache
def _names_in(locale: str, *, short: bool) -> tuple[str, ...]:
    form = QLocale.FormatType.ShortFormat if short else QLocale.FormatType.LongFormat
    return tuple(QLocale(locale).standaloneMonthName(month, form) for month in range(1, 13))


def _month_names(*, short: bool) -> tuple[str, ...]:
    return _names_in(QLocale().name(), short=short)


def day_words(day: PartialDate | None, *, long: bool = False, with_time: bool = False) -> str:
    """Return "14 Nov 2026", "Nov 2026" or "2026" (long: "14 November 2026"); empty for None."""
    if day is None:
        return ""
    if day.month is None:
        return str(day.year)
    month = _month_names(short=not long)[day.month - 1]
    words = f"{month} {day.year}" if day.day is None else f"{day.day} {month} {day.year}"
    return f"{words}, {day.time}" if with_time and day.time else words


def entry_words(entry: str) -> str:
    """Return a date of the record's texts ("2026-03-03", "2019 (spring 2019)") as people write it."""
    iso, _, printed = entry.partition(" (")
    if printed:
        return printed.removesuffix(")")
    try:
        return day_words(PartialDate.parse(iso), long=True, with_time=True) if iso else ""
    except NotADateError:
        return entry


def moment_words(moment: datetime) -> str:
    """Return "today, 9:12", "yesterday, 18:40" or "3 March 2026" for a moment with its zone."""
    here = moment.astimezone()
    clock_words = f"{here.hour}:{here.minute:02}"
    days = (clock.today() - here.date()).days
    if days == 0:
        return QCoreApplication.translate("Dates", "today, {time}").format(time=clock_words)
    if days == 1:
        return QCoreApplication.translate("Dates", "yesterday, {time}").format(time=clock_words)
    return day_words(PartialDate.of(here.date()), long=True)


def days_until(day: date) -> str:
    """Return "today", "tomorrow", "in 4 days", or "3 days ago"."""
    days = (day - clock.today()).days
    if days == 0:
        return QCoreApplication.translate("Dates", "today")
    if days == 1:
        return QCoreApplication.translate("Dates", "tomorrow")
    if days == -1:
        return QCoreApplication.translate("Dates", "yesterday")
    if days < 0:
        return QCoreApplication.translate("Dates", "{count} days ago").format(count=-days)
    return QCoreApplication.translate("Dates", "in {count} days").format(count=days)


def reading_of(text: str) -> DateReading:
    """Read a typed date in the person's language, and in English and Spanish, as papers have them."""
    return read_date(text, languages=(QLocale().bcp47Name(), "en", "es"))


def typed_day(text: str) -> PartialDate | None:
    """Read what a person types: 4 May 1957, May 1957, 1957, 1957-05-04, also with a time; None for nothing.

    Raises UnclearDateError with a sentence; 05/04/1957 is asked about, not guessed.
    """
    reading = reading_of(text)
    if reading.problem is None:
        return reading.date
    translate = QCoreApplication.translate
    if reading.problem is DateProblem.TWO_DAYS:
        first, second = (day_words(day, long=True) for day in reading.choices[:2])
        question = translate("Dates", "Is that {first} or {second}? Write the month as a word.")
        raise UnclearDateError(question.format(first=first, second=second))
    sentences = {
        DateProblem.NOT_A_DATE: translate("Dates", "This is not a date we know. Write, for example, 4 May 1957."),
        DateProblem.YEAR_MISSING: translate("Dates", "The year is missing. Write, for example, 4 May 1957."),
        DateProblem.SHORT_YEAR: translate("Dates", "Write the year with four numbers, for example 1957."),
    }
    raise UnclearDateError(sentences[reading.problem])
