"""Tests, units and words of laboratory tables, from resources/terminology."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from desktop.importers.identify.folded import folded
from desktop.importers.identify.terms import lab_test_files, read_terms
from desktop.records.units import unit_key


class Role(StrEnum):
    """What stands below a column head."""

    TEST = "test"
    RESULT = "result"
    RESULT_AND_FLAG = "result_and_flag"
    RESULT_AND_UNIT = "result_and_unit"
    IN_RANGE = "in_range"
    OUT_OF_RANGE = "out_of_range"
    DAY = "day"
    """A column of one day's results; its head is a date."""
    PREVIOUS = "previous"
    PREVIOUS_DATE = "previous_date"
    FLAG = "flag"
    UNIT = "unit"
    REFERENCE = "reference"
    REFERENCE_AND_UNIT = "reference_and_unit"
    DATE = "date"
    REPORTED_DATE = "reported_date"
    LAB = "lab"
    METHOD = "method"
    SPECIMEN = "specimen"
    STATUS = "status"
    COMMENT = "comment"
    UNKNOWN = "unknown"


RESULT_ROLES = frozenset(
    {Role.RESULT, Role.RESULT_AND_FLAG, Role.RESULT_AND_UNIT, Role.IN_RANGE, Role.OUT_OF_RANGE, Role.DAY}
)


@dataclass(frozen=True, slots=True)
class LabTest:
    """One common test; `bands` maps a UCUM unit to the lowest and highest value that can be real."""

    id: str
    name: str
    group: str
    synonyms: tuple[str, ...]
    loinc: str
    bands: tuple[tuple[str, float, float], ...]


_SIGNS = re.compile(r"[^\w%#+/]+")


@lru_cache(maxsize=8192)
def test_key(text: str) -> str:
    """Return a test's name in the form in which names are compared; order and signs like % count, commas do not."""
    return _SIGNS.sub(" ", folded(text)).strip()


@cache
def lab_tests() -> tuple[LabTest, ...]:
    """Return all tests of the table."""
    return tuple(
        LabTest(
            entry["id"],
            entry["name"],
            entry["group"],
            (entry["name"], *entry["en"], *entry["es"]),
            entry["loinc"],
            tuple((unit, float(low), float(high)) for unit, (low, high) in entry["units"].items()),
        )
        for name in lab_test_files()
        for entry in read_terms(name)["tests"]
    )


@cache
def _by_name() -> dict[str, LabTest]:
    return {test_key(name): test for test in lab_tests() for name in test.synonyms}


def known_test(name: str) -> LabTest | None:
    """Return the test that a printed name means, or None."""
    return _by_name().get(test_key(name))


@cache
def unit_aliases() -> dict[str, str]:
    """Return printed form -> UCUM unit; forms are those of `unit_key`, in their own case and folded."""
    exact = {unit_key(form): unit for unit, forms in read_terms("unit-aliases.json")["units"].items() for form in forms}
    return {**{form.casefold(): unit for form, unit in exact.items()}, **exact}


def known_unit(text: str) -> str:
    """Return the UCUM unit of a printed unit, or ""."""
    key = unit_key(text)
    return unit_aliases().get(key) or unit_aliases().get(key.casefold(), "")


@cache
def _headers() -> dict[str, dict[str, list[str]]]:
    terms: dict[str, dict[str, list[str]]] = read_terms("lab-headers.json")
    return terms


@cache
def column_words() -> dict[str, Role]:
    """Return folded words of a column head -> what the column holds."""
    return {folded(word): Role(name) for name, words in _headers()["columns"].items() for word in words}


@cache
def listed_words(name: str) -> frozenset[str]:
    """Return a flat list of lab-headers.json, such as "text_results", "no_results", "panels" or "stop", folded."""
    return frozenset(folded(word) for word in _headers()[name])


@cache
def flag_words() -> dict[str, str]:
    """Return folded flag -> "high", "low" or "other"."""
    return {folded(word): side for side, words in _headers()["flags"].items() for word in words}
