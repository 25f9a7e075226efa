"""Axes of the charts: time with month ticks, and values with three or four round ticks of equal decimals."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date

from desktop.packet.language import day_words

MOST_TICKS = 14
STEPS = (1.0, 2.0, 2.5, 4.0, 5.0, 10.0)
FEWEST_STEPS, MOST_STEPS = 2, 4
TINY = 1e-9


@dataclass(frozen=True, slots=True)
class TimeAxis:
    """Days from `first` to `last` mapped to `left` … `right` (points)."""

    first: date
    last: date
    left: float
    right: float

    def at(self, day: date) -> float:
        """Return the place of a day."""
        days = max((self.last - self.first).days, 1)
        return self.left + (day - self.first).days / days * (self.right - self.left)


def month_ticks(axis: TimeAxis, *, letters: int) -> list[tuple[date, str]]:
    """Return the first days of months on the axis with their short names; years where there are too many months."""
    months = (axis.last.year - axis.first.year) * 12 + axis.last.month - axis.first.month + 1
    step = next((one for one in (1, 2, 3, 6) if months / one <= MOST_TICKS), 12)
    ticks = []
    for count in range(months + 1):
        number = axis.first.month - 1 + count
        day = date(axis.first.year + number // 12, number % 12 + 1, 1)
        if axis.first <= day <= axis.last and (day.month - 1) % step == 0:
            name = day_words(day, "month-name")[:letters].capitalize()
            ticks.append((day, str(day.year) if step == 12 or (step > 1 and day.month == 1) else name))  # noqa: PLR2004
    return ticks


@dataclass(frozen=True, slots=True)
class ValueAxis:
    """Values from `low` to `high` mapped to `bottom` … `top` (points, growing downwards); `ticks` are drawn."""

    low: float
    high: float
    bottom: float
    top: float
    ticks: tuple[float, ...]
    decimals: int
    floor: float

    def at(self, value: float) -> float:
        """Return the place of a value."""
        return self.bottom - (value - self.low) / (self.high - self.low) * (self.bottom - self.top)

    def clamped(self, value: float) -> float:
        """Return the place of a value, or the end of the axis when it lies beyond."""
        return self.at(min(max(value, self.low), self.high))


def value_axis(values: list[float], edges: list[float], bottom: float, top: float) -> ValueAxis:
    """Return an axis on which every value has room and every edge of a range is seen; it need not start at zero.

    It has two to four steps of 1, 2, 2.5, 4 or 5 times a power of ten: those that waste least.
    """
    spread = (max(values) - min(values)) or abs(max(values)) or 1.0
    room = 0.05 * spread
    low = min(min(values) - room, *edges) if edges else min(values) - room
    high = max(max(values) + room, *edges) if edges else max(values) + room
    if 0 <= min(values + edges) <= 0.3 * high:
        low = 0.0
    step, first, count = min(_candidates(low, high), key=lambda one: (one[0] * one[2], one[2]))
    ticks = tuple(round(first + number * step, 6) for number in range(count + 1))
    decimals = next(digits for digits in range(9) if all(abs(tick - round(tick, digits)) < TINY for tick in ticks))
    return ValueAxis(first, first + count * step, bottom, top, ticks, decimals, bottom)


def _candidates(low: float, high: float) -> list[tuple[float, float, int]]:
    """Return (step, first tick, number of steps) of all axes with two to four steps."""
    power = 10.0 ** math.floor(math.log10(high - low))
    found = []
    for scale in (0.1, 1.0):
        for factor in STEPS:
            step = factor * scale * power
            first = math.floor(low / step + TINY) * step
            count = math.ceil((high - first) / step - TINY)
            if FEWEST_STEPS <= count <= MOST_STEPS:
                found.append((step, first, count))
    return found
