"""Results by test: which stand first, how the value stands to the lab's own range, what the chart shows; no widgets."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from desktop.records.dates import PartialDate
from desktop.records.result import Comparator, Result
from desktop.services.test_names import name_of_test

_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?")
_POWER = re.compile(r"^[x\u00d7]?\s?10[\^*]?(\d{1,2})/", re.IGNORECASE)
_LOWERED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_SIGNS = {Comparator.AT_MOST: "≤ ", Comparator.AT_LEAST: "≥ ", Comparator.LESS: "< ", Comparator.MORE: "> "}
_LOW = frozenset({"l", "ll", "low", "lo", "bajo", "below"})
_HIGH = frozenset({"h", "hh", "high", "hi", "alto", "above"})


class Standing(StrEnum):
    """How a value stands to the range that the same lab printed; never what it means."""

    BELOW = "below"
    ABOVE = "above"
    MARKED = "marked"
    """The lab marked it, and there is no range to compare with."""
    INSIDE = "inside"
    NO_RANGE = "no-range"
    NOT_COMPARED = "not-compared"
    """A range is printed, but value or range are words, or the sign leaves it open."""

    @property
    def outside(self) -> bool:
        """Whether it stands outside the range, or was marked by the lab."""
        return self in {Standing.BELOW, Standing.ABOVE, Standing.MARKED}


def number_of(text: str) -> float | None:
    """Return the number that a printed text is, or None."""
    plain = text.strip().replace("\u2212", "-")
    return float(plain.replace(",", ".")) if _NUMBER.fullmatch(plain) else None


def value_text(result: Result) -> str:
    """Return the value as printed with its sign: "> 60"."""
    return (_SIGNS[result.comparator] if result.comparator else "") + result.value.strip()


def unit_text(unit: str) -> str:
    """Return a unit for reading: 10^3/uL as ×10³/µL."""
    shown = _POWER.sub(lambda match: f"\u00d710{match[1].translate(_RAISED)}/", unit.strip())
    return shown.replace("uL", "µL").replace("ug", "µg")


def same_unit(unit: str) -> str:
    """Return a unit so that its spellings are equal: 10^9/L, x10^9/L, ×10⁹/L; never one unit turned into another."""
    plain = unit_text(unit.translate(_LOWERED)).translate(_LOWERED)
    return "".join(plain.split()).replace("μ", "µ")


def _side(result: Result) -> Standing:
    number, low, high = number_of(result.value), number_of(result.low), number_of(result.high)
    if number is None or (low is None and high is None):
        return Standing.NOT_COMPARED
    more = result.comparator in {Comparator.MORE, Comparator.AT_LEAST}
    less = result.comparator in {Comparator.LESS, Comparator.AT_MOST}
    if low is not None and number < low:
        return Standing.NOT_COMPARED if more else Standing.BELOW
    if high is not None and number > high:
        return Standing.NOT_COMPARED if less else Standing.ABOVE
    if (more and high is not None) or (less and low is not None and low > 0):
        return Standing.NOT_COMPARED
    return Standing.INSIDE


def standing(result: Result) -> Standing:
    """Compare a value with the range printed on the same report, or take the lab's own mark."""
    compared = _side(result)
    if compared is not Standing.NOT_COMPARED:
        return compared
    flag = result.flag.strip().casefold()
    if flag in _LOW:
        return Standing.BELOW
    if flag in _HIGH:
        return Standing.ABOVE
    if flag and flag not in {"n", "normal", "-"}:
        return Standing.MARKED
    return Standing.NOT_COMPARED if result.range_text or result.low or result.high else Standing.NO_RANGE


@dataclass(frozen=True, slots=True)
class TestCourse:
    """One test with its results, newest first."""

    __test__ = False

    key: str
    name: str
    about: str
    results: tuple[Result, ...]
    """In the list of tests only the newest."""
    names: tuple[str, ...] = ()
    count: int = 0

    @property
    def latest(self) -> Result:
        """The newest result."""
        return self.results[0]

    @property
    def standing(self) -> Standing:
        """How the newest stands."""
        return standing(self.latest)

    @property
    def drawn(self) -> tuple[Result, ...]:
        """Those that a chart can show: numbers with a date, oldest first."""
        return tuple(one for one in reversed(self.results) if one.date is not None and number_of(one.value) is not None)


def _newest(result: Result) -> tuple[date, str]:
    return (result.date.low, result.date.time) if result.date is not None else (date.min, "")


def course_of(key: str, results: Sequence[Result], *, names: Sequence[str] = (), count: int = 0) -> TestCourse:
    """Return the course of results of one test; `names` are the printed names that the person joined."""
    held = sorted(results, key=_newest, reverse=True)
    named = name_of_test(held[0].test, held[0].specimen)
    return TestCourse(key, named.name, named.about, tuple(held), tuple(names), count or len(held))


def in_order(made: Iterable[TestCourse]) -> tuple[TestCourse, ...]:
    """Return tests, those outside the range first, then by name; of one name, each with how it is printed."""
    named = list(made)
    shown = Counter(one.name for one in named)
    named = [one if shown[one.name] == 1 else _as_printed(one) for one in named]
    places = {Standing.NO_RANGE: 2, Standing.NOT_COMPARED: 2}
    return tuple(
        sorted(named, key=lambda one: (0 if one.standing.outside else places.get(one.standing, 1), one.name.casefold()))
    )


def _as_printed(course: TestCourse) -> TestCourse:
    printed = " ".join(course.latest.test.split())
    tested = course.latest.specimen.strip()
    said = ", ".join(part for part in ("" if printed.casefold() == course.name.casefold() else printed, tested) if part)
    return replace(course, name=f"{course.name} [{said}]") if said else course


def courses(results: Sequence[Result], joins: Mapping[str, str] | None = None) -> tuple[TestCourse, ...]:
    """Group results by printed name, and by what the person joined."""
    groups: dict[str, list[Result]] = {}
    for result in results:
        key = result.group_key
        groups.setdefault((joins or {}).get(key, key), []).append(result)
    return in_order(course_of(key, group) for key, group in groups.items())


def found(all_courses: Sequence[TestCourse], words: str) -> tuple[TestCourse, ...]:
    """Return the tests whose name, plain or printed, holds all the words."""
    wanted = words.casefold().split()
    return tuple(
        one
        for one in all_courses
        if all(word in f"{one.name} {' '.join(each.test for each in one.results)}".casefold() for word in wanted)
    )


@dataclass(frozen=True, slots=True)
class Step:
    """From the first to the last of the results that can be compared: same unit, both numbers with a date."""

    first: Result
    last: Result

    @property
    def dates(self) -> tuple[PartialDate, PartialDate]:
        """When they were taken."""
        if self.first.date is None or self.last.date is None:
            raise ValueError
        return self.first.date, self.last.date


def step(course: TestCourse) -> Step | None:
    """Return the course's two ends, or None when there is nothing to compare."""
    drawn = course.drawn
    same = [one for one in drawn if drawn and same_unit(one.unit) == same_unit(drawn[-1].unit)]
    return Step(same[0], same[-1]) if len(same) > 1 else None


def spoken_name(name: str) -> str:
    """Return a test's name inside a sentence: "hemoglobin", but "CEA"."""
    plain = name.partition(" (")[0]
    first = plain.split(" ")[0] if plain else ""
    short = any(sign.isupper() or sign.isdigit() for sign in first[1:])
    return plain if short or len(first) < 2 else plain[0].lower() + plain[1:]  # noqa: PLR2004 - a letter, such as K
