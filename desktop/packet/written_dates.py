"""The ways in which papers write a day, for finding one in a text."""

from __future__ import annotations

from babel.dates import format_date

from desktop.records.dates import PartialDate

_LOCALES = ("en_US", "es")
_NUMBERS = ("%m/%d/%Y", "%d/%m/%Y", "%d.%m.%Y", "%m-%d-%Y", "%d-%m-%Y", "%Y/%m/%d", "%Y%m%d")


def written_dates(when: PartialDate) -> tuple[str, ...]:
    """Return the ways in which papers write a date: numbers in every order, months in words."""
    if when.low != when.high:
        return (when.iso,)
    day = when.low
    written = [day.isoformat(), *(day.strftime(form) for form in _NUMBERS)]
    written += [f"{day.month}/{day.day}/{day.year}", f"{day.day}/{day.month}/{day.year}"]
    written += [f"{day.month}/{day.day}/{day:%y}", f"{day:%m/%d/%y}", f"{day:%d/%m/%y}"]
    for locale in _LOCALES:
        for form in ("d MMM y", "d MMMM y", "MMM d, y", "MMMM d, y", "MMM d y", "dd-MMM-y", "d 'de' MMMM 'de' y"):
            written.append(format_date(day, form, locale=locale))
    return tuple(dict.fromkeys(written))
