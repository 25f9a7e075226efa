"""Dates of a whole column: the order of day and month as all its cells together prove it, never guessed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from desktop.importers.identify.dates import Order, PrintedDate, find_dates
from desktop.records.dates import NotADateError, PartialDate

_TIME = re.compile(
    r"(?:T|,?\s+|^)(\d{1,2}):(\d{2})(?::\d{2}(?:[.,]\d+)?)?\s*([ap]\.?m\.?)?\s*(Z|[+-]\d{2}:?\d{2})?$", re.IGNORECASE
)
_DIGITS = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})(?:(\d{2})(\d{2})(?:\d{2})?)?")
_MIDNIGHT = ("00", "00")
_NOON = 12
_LAST_HOUR, _LAST_MINUTE = 23, 59


class Says(StrEnum):
    """What a column says about the order of day and month in its dates."""

    NOTHING = "nothing"
    """It has no date whose order matters."""
    ORDER = "order"
    EITHER = "either"
    """Every date can be read in two ways."""
    BOTH = "both"
    """Some dates are written one way and some the other."""


@dataclass(frozen=True, slots=True)
class ColumnOrder:
    """What a column says, the order when it says one, and a date that can be read in two ways, as written."""

    says: Says
    order: Order | None = None
    example: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell taken apart: the date with its readings, and the time after it."""

    day: PrintedDate
    time: str = ""
    zone: str = ""


def time_of(text: str) -> tuple[str, str]:
    """Return "HH:MM" and the zone of a written time; empty when it is none. Midnight exactly says no time."""
    match = _TIME.search(text.strip())
    if match is None:
        return "", ""
    hour, minute = int(match[1]), int(match[2])
    if match[3]:
        hour = hour % _NOON + (_NOON if match[3].casefold().startswith("p") else 0)
    if hour > _LAST_HOUR or minute > _LAST_MINUTE or (f"{hour:02}", match[2]) == _MIDNIGHT:
        return "", ""
    zone = match[4] or ""
    return f"{hour:02}:{match[2]}", f"{zone[:3]}:{zone[-2:]}" if len(zone) > 1 else zone.upper()


@lru_cache(maxsize=65_536)
def cell_of(text: str, today: date) -> Cell | None:
    """Take the cell of a date column apart; None when it holds anything but one date and its time."""
    written = text.strip()
    digits = _DIGITS.fullmatch(written)
    if digits is not None:
        return _of_digits(digits, written)
    match = _TIME.search(written)
    alone = written[: match.start()] if match else written
    found = find_dates(alone, today)
    if len(found) != 1 or found[0].printed.strip() != alone.strip():
        return None
    return Cell(found[0], *time_of(written))


def _of_digits(match: re.Match[str], written: str) -> Cell | None:
    try:
        day = PartialDate(int(match[1]), int(match[2]), int(match[3]), printed=written)
    except NotADateError:
        return None
    printed = PrintedDate(0, len(written), written, ((Order.YEAR_FIRST, day),))
    time = time_of(f" {match[4]}:{match[5]}")[0] if match[4] else ""
    return Cell(printed, time)


def order_of(cells: Iterable[str], today: date) -> ColumnOrder:
    """Return what the cells of a column together say about the order of day and month."""
    proven: set[Order] = set()
    example = ""
    for text in cells:
        cell = cell_of(text, today)
        if cell is None:
            continue
        if not cell.day.certain:
            example = example or cell.day.printed
        elif cell.day.order is not None:
            proven.add(cell.day.order)
    if len(proven) > 1:
        return ColumnOrder(Says.BOTH, example=example)
    if proven:
        return ColumnOrder(Says.ORDER, proven.pop(), example)
    return ColumnOrder(Says.EITHER if example else Says.NOTHING, example=example)


def day_of(text: str, order: Order | None, today: date, time: str = "") -> PartialDate | None:
    """Return the day that a cell means when its column is written in `order`; None when that is not certain.

    `time` is the text of a time column beside it.
    """
    cell = cell_of(text, today)
    if cell is None:
        return None
    meant = cell.day.in_order(order)
    if meant is None:
        return None
    hour, zone = (cell.time, cell.zone) if cell.time else time_of(time)
    if not hour or meant.day is None:
        return meant
    return PartialDate(meant.year, meant.month, meant.day, hour, zone, text.strip())
