"""The packet's words: dates, ages, counts and the three words for unknown."""

from __future__ import annotations

from datetime import date

from desktop.records.answers import Answer
from desktop.records.dates import PartialDate

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

UNKNOWN_WORDS = {
    Answer.KNOWN: "not listed here",
    Answer.NONE_KNOWN: "None known",
    Answer.NOT_KNOWN: "not known",
    Answer.NOT_ASKED: "not asked",
}


def in_words(day: PartialDate) -> str:
    """4 May 1957, May 1957 or 1957."""
    if day.month is None:
        return str(day.year)
    month = f"{MONTHS[day.month - 1]} {day.year}"
    return month if day.day is None else f"{day.day} {month}"


def short_words(day: PartialDate) -> str:
    """4 Dec 2026, Dec 2026 or 2026."""
    if day.month is None:
        return str(day.year)
    month = f"{MONTHS[day.month - 1][:3]} {day.year}"
    return month if day.day is None else f"{day.day} {month}"


def day_in_words(day: date) -> str:
    """20 November 2026."""
    return in_words(PartialDate.of(day))


def visit_in_words(when: PartialDate) -> str:
    """Wednesday 2 December 2026, 10:30; only as exact as it is known."""
    if when.day is None:
        return in_words(when)
    words = f"{WEEKDAYS[when.low.weekday()]} {in_words(when)}"
    return f"{words}, {when.time}" if when.time else words


def iso(day: PartialDate | None, *, missing: str = "not known") -> str:
    """2026-03-02, 2026-03 or 2026; the printed words where the person said about or before."""
    if day is None:
        return missing
    return day.printed if day.printed.lower().startswith(("about ", "before ", "after ")) else day.iso


def age_in_words(born: PartialDate, on: date) -> str:
    """Age in full years; "68 or 69" when the birth date is not exact; months for a child under two years."""
    oldest, youngest = _years(born.low, on), _years(born.high, on)
    if oldest != youngest:
        return f"{youngest} or {oldest}"
    if oldest < 2:  # noqa: PLR2004 - as in paediatric notes
        months = (on.year - born.low.year) * 12 + on.month - born.low.month - (on.day < born.low.day)
        return f"{months} months"
    return str(oldest)


def _years(born: date, on: date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def counted(number: int, singular: str, plural: str = "") -> str:
    """1 document, 4 documents."""
    return f"{number} {singular if number == 1 else plural or singular + 's'}"


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
