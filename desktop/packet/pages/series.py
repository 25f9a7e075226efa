"""Results as series: one test in one unit, its values by date, compared with each laboratory's own printed range."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from desktop.packet.pages.setting import Setting
from desktop.records.dates import PartialDate
from desktop.records.result import Comparator, Result

_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?")
_LEADING = (
    *("cea", "ca 19-9", "ca19-9", "ca 125", "ca-125", "ca 15-3", "psa", "afp", "hcg"),
    *("chromogranin", "calcitonin", "thyroglobulin"),
)
"""Tumour markers, which lead the page when they were measured twice or more."""
CHARTED_FROM = 2
"""A chart needs at least two values."""


@dataclass(frozen=True, slots=True)
class Point:
    """One value: `number` for drawing, `text` as printed with its comparator, `side` -1 below, 0 within, 1 above.

    `low` and `high` are the ends of the range printed on the same report, None when it prints none.
    """

    day: PartialDate
    number: float
    text: str
    side: int
    low: float | None
    high: float | None
    result: Result


@dataclass(frozen=True, slots=True)
class Series:
    """One test in one unit, oldest first. `points` are the dated numbers, `results` everything incl. words."""

    test: str
    unit: str
    results: tuple[Result, ...]
    points: tuple[Point, ...]


def number_of(text: str) -> float | None:
    """Return the number a printed text is, or None when it is words or a range."""
    plain = text.strip().replace("\u2212", "-")
    return float(plain.replace(",", ".")) if _NUMBER.fullmatch(plain) else None


def shown_value(result: Result) -> str:
    """Return the value as printed, with its sign: < 0.5."""
    signs = {Comparator.AT_MOST: "≤ ", Comparator.AT_LEAST: "≥ ", Comparator.LESS: "< ", Comparator.MORE: "> "}
    return (signs[result.comparator] if result.comparator else "") + result.value.strip()


def side_of(result: Result) -> int:
    """Compare the number with the range printed on the same report: -1 below, 1 above, 0 within or not comparable."""
    number, low, high = number_of(result.value), number_of(result.low), number_of(result.high)
    if number is None:
        return 0
    if low is not None and number < low and result.comparator not in {Comparator.MORE, Comparator.AT_LEAST}:
        return -1
    if high is not None and number > high and result.comparator not in {Comparator.LESS, Comparator.AT_MOST}:
        return 1
    return 0


def all_series(results: Iterable[Result], joins: Mapping[str, str]) -> tuple[Series, ...]:
    """Group results by test and unit, in the order in which the tests first appear.

    A test is its printed name and specimen; `joins` are names that the person said are one test.
    """
    groups: dict[tuple[str, str], list[Result]] = {}
    for result in results:
        if not result.negated:
            key = joins.get(result.group_key, result.group_key)
            groups.setdefault((key, result.unit.strip()), []).append(result)
    return tuple(_series(group) for group in groups.values())


def _series(group: list[Result]) -> Series:
    in_time = sorted(
        group, key=lambda one: (one.date.low.isoformat() if one.date else "9999", one.date.time if one.date else "")
    )
    points = tuple(point for point in map(_point, in_time) if point is not None)
    return Series(in_time[-1].test.strip(), in_time[-1].unit.strip(), tuple(in_time), points)


def _point(result: Result) -> Point | None:
    number = number_of(result.value)
    if number is None or result.date is None or result.date.day is None:
        return None
    low, high = number_of(result.low), number_of(result.high)
    return Point(result.date, number, shown_value(result), side_of(result), low, high, result)


def leads(series: Series) -> bool:
    """Whether the test is a tumour marker."""
    name = series.test.casefold()
    return any(name == marker or name.startswith((f"{marker} ", f"{marker},", f"{marker}(")) for marker in _LEADING)


def leading_series(setting: Setting) -> Series | None:
    """Return the marker measured most often, at least twice; None without one."""
    found = [
        one
        for one in all_series(setting.facts(Result), setting.front.test_joins)
        if leads(one) and len(one.points) >= CHARTED_FROM
    ]
    return max(found, key=lambda one: len(one.points), default=None)
