"""The packet's words: dates, ages, counts and the three words for unknown, in the language that is spoken."""

from __future__ import annotations

from datetime import date

from desktop.packet.language import counted, day_words, say
from desktop.records.answers import Answer
from desktop.records.dates import PartialDate

ABOUT = ("about ", "before ", "after ")
"""Words that the person said with a date; they stand instead of a date that looks exact."""


def unknown_words(answer: Answer) -> str:
    """Return the words for an answer that lists nothing; not asked, not known and none known are three."""
    return say(f"unknown.{answer.value}")


def in_words(day: PartialDate) -> str:
    """4 May 1957, May 1957 or 1957."""
    return _worded(day, "long", "month")


def short_words(day: PartialDate) -> str:
    """4 Dec 2026, Dec 2026 or 2026."""
    return _worded(day, "short", "short-month")


def _worded(day: PartialDate, exact: str, month: str) -> str:
    if day.month is None:
        return str(day.year)
    return day_words(day.low, month if day.day is None else exact)


def day_in_words(day: date) -> str:
    """20 November 2026."""
    return day_words(day, "long")


def visit_in_words(when: PartialDate) -> str:
    """Wednesday 2 December 2026, 10:30; only as exact as it is known."""
    if when.day is None:
        return in_words(when)
    words = day_words(when.low, "weekday")
    return f"{words}, {when.time}" if when.time else words


def iso(day: PartialDate | None, *, missing: str = "") -> str:
    """2026-03-02, 2026-03 or 2026; the printed words where the person said about or before; else "not known"."""
    if day is None:
        return missing or say("unknown.not-known")
    return day.printed if day.printed.lower().startswith(ABOUT) else day.iso


def age_in_words(born: PartialDate, on: date) -> str:
    """Age in full years; "68 or 69" when the birth date is not exact; months for a child under two years."""
    oldest, youngest = years_between(born.low, on), years_between(born.high, on)
    if oldest != youngest:
        return say("dates.either-age", youngest=youngest, oldest=oldest)
    if oldest < 2:  # noqa: PLR2004 - as in paediatric notes
        months = (on.year - born.low.year) * 12 + on.month - born.low.month - (on.day < born.low.day)
        return counted("dates.months", months)
    return str(oldest)


def sex_in_words(sex: str) -> str:
    """Return the sex as on the records; the two plain words in the language of the packet."""
    plain = sex.strip().casefold()
    return say(f"words.{plain}") if plain in {"female", "male"} else sex


def years_between(born: date, on: date) -> int:
    """Return the full years from one day to another."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def page_range(first: int, last: int) -> str:
    """13–24, or 13."""
    return str(first) if first == last else f"{first}–{last}"


def quoted(text: str) -> str:
    """Return the person's own words in quotation marks, unless they are quoted already."""
    stripped = text.strip()
    return stripped if stripped[:1] in "“«„\"'‘「" else f"“{stripped}”"


def filled_lines(text: str) -> list[str]:
    """Return the lines of a long field that hold something."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def labelled(line: str) -> tuple[str, str]:
    """Split "Hearing: aid, left ear" into its label and text; the label is empty when there is none."""
    label, colon, text = line.partition(":")
    return (label.strip(), text.strip()) if colon and text.strip() else ("", line.strip())


def together_with(*parts: str, separator: str = ", ") -> str:
    """Return the parts that say something, with a separator between."""
    return separator.join(part for part in parts if part)


def stated(text: str) -> str:
    """Return a text, or "not stated" for what the report does not say."""
    return text if text.strip() else say("unknown.not-stated")
