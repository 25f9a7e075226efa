"""Heads that were lost or slid aside: what stands under the wrong head is told, never proposed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from desktop.importers.labs.propose import LabReading, read_lab_values
from tests.importers.labs.reports import BLOOD, CHEMISTRY, Place, Row, lay, top
from tests.importers.labs.scoring import TODAY
from tests.importers.sheets import Sheet

_TOLD = ["Values here could not be read with certainty."]
_TEST = Place("Test", 50, lambda row: row.test)
_UNITS = Place("Units", 300, lambda row: row.unit)
_RANGE = Place("Range", 400, lambda row: row.range_text)


def _read(*sheets: Sheet) -> LabReading:
    return read_lab_values([sheet.made() for sheet in sheets], today=TODAY)


def _told(reading: LabReading) -> list[str]:
    return [issue.text for issue in reading.issues]


def _values(reading: LabReading) -> dict[str, str]:
    return {fact.values["test"]: fact.values["value"] for fact in reading.facts}


def _slid(sheet: Sheet, rows: Sequence[Row], *, by: float) -> None:
    """Print values and previous values; the head of the previous ones is lost, the others slid aside."""
    y = top(sheet)
    for text, x in (("Test", 50), ("Resultado", 180 + by), ("Units", 300 + by), ("Range", 400 + by)):
        sheet.put(text, x, y)
    places = [
        _TEST,
        Place("", 180, lambda row: row.value),
        Place("", 228, lambda row: row.previous),
        _UNITS,
        _RANGE,
    ]
    lay(sheet, y, places, rows)


@pytest.mark.parametrize("by", [9.0, 12.0, 20.0, 30.0, 40.0])
@pytest.mark.parametrize("count", [1, 2, 3])
def test_a_previous_value_under_a_slid_head_is_told_not_read(by: float, count: int) -> None:
    sheet = Sheet()
    _slid(sheet, [replace(row, value="") for row in BLOOD[2 : 2 + count]], by=by)
    reading = _read(sheet)
    assert reading.facts == ()
    assert _told(reading) == _TOLD


@pytest.mark.parametrize("by", [0.0, 10.0, 30.0])
def test_two_numbers_under_one_head_make_every_number_there_uncertain(by: float) -> None:
    sheet = Sheet()
    y = top(sheet)
    places = [
        _TEST,
        Place("Resultado", 176 + by, lambda row: row.value, "right", "center"),
        Place("", 182, lambda row: row.previous),
        _UNITS,
        _RANGE,
    ]
    rows = [replace(row, value="") if number in {0, 3} else row for number, row in enumerate(CHEMISTRY)]
    lay(sheet, y, places, rows)
    reading = _read(sheet)
    assert reading.facts == ()
    assert _told(reading) == _TOLD


@pytest.mark.parametrize("other", ["Lab", "Previous"])
def test_a_flag_under_the_head_of_its_neighbour_is_never_dropped(other: str) -> None:
    sheet = Sheet()
    y = top(sheet)
    heads = (("Test", 50), ("Result", 180), ("Flag", 240), (other, 290), ("Units", 400), ("Range", 480))
    for text, x in heads:
        sheet.put(text, x, y)
    shows = (
        (50, lambda row: row.test),
        (180, lambda row: row.value),
        (289, lambda row: row.flag),
        (305, lambda row: row.previous if other == "Previous" else "01"),
        (400, lambda row: row.unit),
        (480, lambda row: row.range_text),
    )
    lay(sheet, y, [Place("", x, show) for x, show in shows], BLOOD)
    reading = _read(sheet)
    assert reading.facts == ()
    assert _told(reading) == _TOLD


def test_units_beside_ranges_under_one_head_are_units() -> None:
    sheet = Sheet()
    y = top(sheet)
    places = [
        _TEST,
        Place("Result", 200, lambda row: row.value),
        Place("Valores de referencia", 300, lambda row: row.range_text),
        Place("", 375, lambda row: row.unit),
    ]
    lay(sheet, y, places, BLOOD)
    read = {fact.values["test"]: fact.values for fact in _read(sheet).facts}
    assert read["Hemoglobin"]["unit"] == "g/dL"
    assert read["Hemoglobin"]["range_text"] == "12.0 - 15.5"


def test_a_ruled_line_is_no_part_of_the_range_above_it() -> None:
    sheet = Sheet()
    places = [_TEST, Place("Result", 200, lambda row: row.value), _UNITS, _RANGE]
    y = lay(sheet, top(sheet), places, BLOOD[:3])
    sheet.put("---------", 400, y)
    lay(sheet, y, [replace(place, head="") for place in places], BLOOD[3:])
    ranges = {fact.values["test"]: fact.values["range_text"] for fact in _read(sheet).facts}
    assert ranges["Hemoglobin"] == "12.0 - 15.5"


@pytest.mark.parametrize("first", ["name", "value", "one cell"])
def test_a_single_line_that_could_not_be_read_is_told(first: str) -> None:
    sheet = Sheet()
    y = top(sheet)
    gap = 40.0 if first == "one cell" else 150.0
    words = ("0.9", "Creatinine") if first == "value" else ("Creatinine", "0.9")
    sheet.put("Determinación", 60, y)
    sheet.put(words[0], 60, y + 15)
    sheet.put(words[1], 60 + gap if first != "one cell" else 63 + sheet.width_of("Creatinine"), y + 15)
    reading = _read(sheet)
    assert reading.facts == ()
    assert _told(reading) == _TOLD


def test_values_printed_below_the_line_of_their_test_are_told() -> None:
    sheet = Sheet()
    y = top(sheet)
    for text, x in (("Component", 60), ("Resultado", 200), ("Units", 300)):
        sheet.put(text, x, y)
    for number, row in enumerate(CHEMISTRY[:2], start=1):
        sheet.put(row.test, 60, y + 25 * number)
        sheet.put(row.unit, 300, y + 25 * number)
        sheet.put(row.value, 200, y + 25 * number + 11)
    reading = _read(sheet)
    assert reading.facts == ()
    assert _told(reading) == _TOLD


def test_what_was_taken_is_no_test() -> None:
    sheet = Sheet()
    places = [_TEST, Place("Result", 200, lambda row: row.value), _UNITS, _RANGE]
    volume, time = Row("Specimen volume", "1200", "mL", ""), Row("Collection time", "24", "hours", "")
    lay(sheet, top(sheet), places, [BLOOD[2], volume, time, CHEMISTRY[0]])
    reading = _read(sheet)
    assert _values(reading) == {"Hemoglobin": "10.9", "Glucose": "131"}
    assert reading.issues == ()
