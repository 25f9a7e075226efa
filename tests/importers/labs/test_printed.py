"""Values, ranges and numbers as laboratories print them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.importers.labs.printed import number_of, read_range, read_value


@pytest.mark.parametrize(
    ("printed", "value", "comparator", "unit", "flag"),
    [
        ("10.9", "10.9", "", "", ""),
        ("6.10", "6.10", "", "", ""),
        ("10,9", "10,9", "", "", ""),
        ("< 0.5", "0.5", "<", "", ""),
        (">90", "90", ">", "", ""),
        ("≥ 60", "60", ">=", "", ""),
        ("≤3.0", "3.0", "<=", "", ""),
        ("8.4 H", "8.4", "", "", "H"),
        ("8.4H", "8.4", "", "", "H"),
        ("8.4 (H)", "8.4", "", "", "(H)"),
        ("*8.4", "8.4", "", "", "*"),
        ("10.9 g/dL", "10.9", "", "g/dL", ""),
        ("10.9 g/dL L", "10.9", "", "g/dL", "L"),
        ("10.9 L g/dL", "10.9", "", "g/dL", "L"),
        ("45 %", "45", "", "%", ""),
        ("↑ 131", "131", "", "", "↑"),
        ("-2.1", "-2.1", "", "", ""),
    ],
)
def test_a_value_is_taken_apart_without_a_changed_sign(
    printed: str, value: str, comparator: str, unit: str, flag: str
) -> None:
    read = read_value(printed)
    assert read is not None
    assert (read.text, read.comparator, read.unit, read.flag) == (value, comparator, unit, flag)


@pytest.mark.parametrize(
    "printed",
    ["10.9 11.2", "10.9 (11.2)", "see 4", "5.2 10/30/2026", "10.9 Room", "", "1 234", "12-4.5", "a lot", "10.9 k"],
)
def test_what_is_not_one_value_is_none(printed: str) -> None:
    assert read_value(printed) is None


@pytest.mark.parametrize("words", ["Negative", "NON-REACTIVE", "Not detected", "No reactivo", "Trazas", "1+"])
def test_results_in_usual_words_are_values(words: str) -> None:
    read = read_value(words)
    assert read is not None
    assert (read.text, read.numeric) == (words, False)


@pytest.mark.parametrize(
    ("printed", "low", "high"),
    [
        ("12.0 - 15.5", "12.0", "15.5"),
        ("12.0-15.5", "12.0", "15.5"),
        ("12,0 – 15,5", "12,0", "15,5"),
        ("0.0 to 3.0", "0.0", "3.0"),
        ("[12.0 - 15.5]", "12.0", "15.5"),
        ("(3.5-5.0)", "3.5", "5.0"),
        ("3.5 - 5.0 g/dL", "3.5", "5.0"),
        ("< 5.0", "", "5.0"),
        ("≤ 3.0", "", "3.0"),
        ("hasta 41", "", "41"),
        ("Up to 41", "", "41"),
        ("> 59", "59", ""),
        ("-2 - 2", "-2", "2"),
        ("M: 13 - 17 F: 12 - 15", "", ""),
        ("Negative", "", ""),
        ("", "", ""),
    ],
)
def test_a_range_keeps_its_text_and_has_ends_only_when_plain(printed: str, low: str, high: str) -> None:
    read = read_range(printed)
    assert (read.text, read.low, read.high) == (printed, low, high)


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("10.9", 10.9),
        ("10,9", 10.9),
        ("0.123", 0.123),
        ("0,123", 0.123),
        ("1,234.5", 1234.5),
        ("1.234,5", 1234.5),
        ("212", 212),
    ],
)
def test_numbers_of_both_worlds_are_understood(printed: str, number: float) -> None:
    assert number_of(printed) == number


@pytest.mark.parametrize("printed", ["1,234", "1.234", "412,000", "12.345.678"])
def test_a_number_that_could_be_thousands_or_decimals_is_not_understood(printed: str) -> None:
    assert number_of(printed) is None


@given(st.text(max_size=40))
def test_any_text_is_read_without_a_crash(text: str) -> None:
    read = read_value(text)
    assert read is None or read.text in text
    assert read_range(text).text == text.strip()
