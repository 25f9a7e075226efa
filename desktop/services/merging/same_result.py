"""Whether two test results are of one test and one moment, and whether they say the same. Pure."""

from __future__ import annotations

import re
from datetime import datetime
from decimal import Decimal
from functools import cache

from desktop.importers.identify.folded import folded
from desktop.importers.labs.terms import known_test, known_unit, lab_tests, test_key
from desktop.records.dates import PartialDate
from desktop.records.result import Result
from desktop.records.units import unit_key

LOINC = "http://loinc.org"
_NUMBER = re.compile(r"[-+]?\d{1,12}(?:[.,]\d{1,9})?")
_BLOOD = frozenset({"", "blood", "serum", "plasma", "whole blood", "venous blood", "sangre", "suero"})
"""What is meant when a laboratory does not say what was tested."""


@cache
def _test_of_loinc() -> dict[str, str]:
    return {test.loinc: test.id for test in lab_tests() if test.loinc}


def _codes(result: Result) -> frozenset[str]:
    return frozenset(one.code for one in result.codings if one.system == LOINC)


def _known(result: Result) -> frozenset[str]:
    """Return the tests of our table that a result may be: by its code, or else by its printed name."""
    by_code = frozenset(_test_of_loinc()[code] for code in _codes(result) if code in _test_of_loinc())
    named = known_test(result.test)
    return by_code or (frozenset({named.id}) if named else frozenset())


def test_keys(result: Result) -> frozenset[str]:
    """Return keys of which two results of one test have at least one in common."""
    codes = (f"loinc {code}" for code in _codes(result))
    known = (f"test {one}" for one in _known(result))
    return frozenset((*codes, *known, f"name {test_key(result.test)}"))


def same_test(one: Result, other: Result) -> bool:
    """Whether two results are of one test: by LOINC where both have it, by name otherwise; never of two specimens."""
    tested = {folded(each.specimen).strip() for each in (one, other)}
    if len(tested) > 1 and not tested <= _BLOOD:
        return False
    if _known(one) and _known(one) == _known(other):
        return True
    codes, others = _codes(one), _codes(other)
    if codes and others:
        return bool(codes & others)
    return test_key(one.test) == test_key(other.test)


def _instant(date: PartialDate) -> datetime | None:
    if not date.time or not date.zone:
        return None
    return datetime.fromisoformat(date.iso_time)


def same_moment(one: PartialDate | None, other: PartialDate | None) -> bool:
    """Whether two dates are one day, and one minute where both tell it; an unknown day is none."""
    if one is None or other is None or one.day is None or one.iso != other.iso:
        return False
    if not one.time or not other.time:
        return True
    here, there = _instant(one), _instant(other)
    return here == there if here and there else one.time == other.time


def _value(result: Result) -> Decimal | str:
    """Return a number as a number, so that 6.1 and 6.10 are one, and words without case."""
    text = " ".join(result.value.split())
    if _NUMBER.fullmatch(text) and not re.fullmatch(r"[-+]?\d{1,3},\d{3}", text):
        return Decimal(text.replace(",", "."))
    return folded(text)


def _unit(result: Result) -> str:
    return known_unit(result.unit) or unit_key(result.unit).casefold()


def same_value(one: Result, other: Result) -> bool:
    """Whether two results have one value with one unit; numbers as numbers, both units named alike."""
    return (
        one.comparator is other.comparator
        and one.negated is other.negated
        and _unit(one) == _unit(other)
        and _value(one) == _value(other)
    )


def same_result(one: Result, other: Result) -> bool:
    """Whether test, day, value and unit agree (design: intake, same fact, many sources)."""
    return same_moment(one.date, other.date) and same_value(one, other) and same_test(one, other)


def differing(one: Result, other: Result) -> bool:
    """Whether two results of one test and day have another value or unit."""
    return same_moment(one.date, other.date) and same_test(one, other) and not same_value(one, other)
