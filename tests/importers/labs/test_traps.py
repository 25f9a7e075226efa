"""Pages that lead a hasty reader astray."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from desktop.importers.base import ProposedFact
from desktop.importers.labs.propose import LabReading, read_lab_values
from tests.importers.labs.reports import BLOOD, CHEMISTRY, Place, Row, foot, lay, top
from tests.importers.labs.scoring import TODAY
from tests.importers.sheets import Sheet


def _read(*sheets: Sheet) -> LabReading:
    return read_lab_values([sheet.made() for sheet in sheets], today=TODAY)


def _places(*heads: str, result: str = "value") -> list[Place]:
    shows = {
        "Test": lambda row: row.test,
        "Result": lambda row: getattr(row, result),
        "Units": lambda row: row.unit,
        "Range": lambda row: row.range_text,
        "Flag": lambda row: row.flag,
        "Previous": lambda row: row.previous,
    }
    return [Place(head, 50 + 105 * number, shows[head]) for number, head in enumerate(heads)]


def _values(facts: Sequence[ProposedFact]) -> dict[str, str]:
    return {fact.values["test"]: fact.values["value"] for fact in facts}


def _codes(reading: LabReading) -> set[str]:
    return {issue.code for issue in reading.issues}


def test_a_table_without_heads_is_told_not_read() -> None:
    sheet = Sheet()
    places = [Place("", place.x, place.show) for place in _places("Test", "Result", "Units", "Range")]
    lay(sheet, top(sheet), places, BLOOD)
    reading = _read(sheet)
    assert reading.facts == ()
    assert [(issue.code, issue.page) for issue in reading.issues] == [("values-uncertain", 1)]
    assert reading.issues[0].text == "Values here could not be read with certainty."


def test_two_result_columns_are_told_not_read() -> None:
    sheet = Sheet()
    places = _places("Test", "Result", "Units")
    lay(sheet, top(sheet), [*places, Place("Result", 420, lambda row: row.previous)], BLOOD)
    reading = _read(sheet)
    assert reading.facts == ()
    assert _codes(reading) == {"values-uncertain"}


def test_a_column_without_a_head_is_never_a_certain_value() -> None:
    sheet = Sheet()
    places = _places("Test", "Result", "Units")
    lay(sheet, top(sheet), [*places, Place("", 200, lambda row: row.previous)], BLOOD)
    wrong = [fact for fact in _read(sheet).facts if fact.values["value"] not in {row.value for row in BLOOD}]
    assert wrong == []


def test_values_of_an_earlier_visit_below_are_not_todays() -> None:
    sheet = Sheet()
    places = _places("Test", "Result", "Units", "Range")
    y = lay(sheet, top(sheet), places, BLOOD)
    sheet.put("Previous results of 10/30/2026", 50, y + 10)
    earlier = [Row(row.test, row.previous, row.unit, row.range_text) for row in BLOOD]
    lay(sheet, y + 30, places, earlier)
    reading = _read(sheet)
    assert _values(reading.facts) == {row.test: row.value for row in BLOOD}


def test_a_second_date_above_a_second_table_is_not_guessed() -> None:
    sheet = Sheet()
    places = _places("Test", "Result", "Units", "Range")
    y = lay(sheet, top(sheet), places, BLOOD)
    sheet.put("October 30, 2026", 50, y + 10)
    lay(sheet, y + 30, places, CHEMISTRY[:3])
    facts = {fact.values["test"]: fact for fact in _read(sheet).facts}
    assert facts["Hemoglobin"].values["collected"] == "2026-11-12"
    assert "collected" not in facts["Glucose"].values
    assert not facts["Glucose"].certain


def test_a_file_of_two_patients_yields_no_values() -> None:
    first, second = Sheet(1), Sheet(2)
    lay(first, top(first), _places("Test", "Result", "Units", "Range"), BLOOD)
    second.put("Patient: GOMEZ, LUIS", 50, 70)
    lay(second, 130, _places("Test", "Result", "Units", "Range"), CHEMISTRY)
    reading = _read(first, second)
    assert reading.facts == ()
    assert _codes(reading) == {"several-people"}


def test_two_birth_dates_are_two_patients() -> None:
    first, second = Sheet(1), Sheet(2)
    lay(first, top(first), _places("Test", "Result", "Units", "Range"), BLOOD)
    second.put("DOB: 1961-01-22", 50, 70)
    lay(second, 130, _places("Test", "Result", "Units", "Range"), CHEMISTRY)
    assert _read(first, second).facts == ()


def test_a_page_number_below_the_results_is_no_result() -> None:
    sheet = Sheet()
    places = _places("Test", "Result", "Units", "Range")
    y = lay(sheet, top(sheet), places, BLOOD)
    sheet.put("Harbor Laboratory", 50, y)
    sheet.put("2", 155, y)
    assert _values(_read(sheet).facts) == {row.test: row.value for row in BLOOD}


def test_record_numbers_on_a_page_without_heads_are_no_results() -> None:
    first, second = Sheet(1), Sheet(2)
    lay(first, top(first), _places("Test", "Result", "Units", "Range"), BLOOD)
    for number, (label, value) in enumerate((("MRN", "731965"), ("Account", "5512"), ("Age", "69"), ("Room", "12"))):
        second.put(label, 50, 40 + 14 * number)
        second.put(value, 155, 40 + 14 * number)
    assert {fact.provenance.page for fact in _read(first, second).facts} == {1}


@pytest.mark.parametrize(
    ("collected", "expected"),
    [("03/04/2026 07:58", "2026"), ("2026-03-04 07:58", "2026-03-04"), ("4 Mar 2026", "2026-03-04")],
)
def test_an_ambiguous_day_of_collection_keeps_its_year_only(collected: str, expected: str) -> None:
    sheet = Sheet()
    lay(sheet, top(sheet, collected=collected), _places("Test", "Result", "Units", "Range"), BLOOD)
    for fact in _read(sheet).facts:
        assert fact.values["collected"] == expected
        assert fact.certain == (expected != "2026")


def test_without_a_day_of_collection_nothing_is_certain() -> None:
    sheet = Sheet()
    lay(sheet, top(sheet, collected=""), _places("Test", "Result", "Units", "Range"), BLOOD)
    for fact in _read(sheet).facts:
        assert "collected" not in fact.values
        assert fact.issues == ("The page does not say when the sample was taken.",)


def test_days_across_and_tests_down_is_not_mixed_up_with_tests_across() -> None:
    sheet = Sheet()
    y = top(sheet)
    for number, text in enumerate(("Date", "WBC", "HGB", "PLT")):
        sheet.put(text, 50 + 100 * number, y)
    for line, texts in enumerate((("2026-10-30", "5.2", "11.9", "187"), ("2026-11-12", "5.6", "12.2", "201")), start=1):
        for number, text in enumerate(texts):
            sheet.put(text, 50 + 100 * number, y + 15 * line)
    assert _read(sheet).facts == ()


def test_flags_that_contradict_the_ranges_make_the_whole_table_doubtful() -> None:
    sheet = Sheet()
    rows = [Row(row.test, row.value, row.unit, row.range_text, "H") for row in BLOOD]
    lay(sheet, top(sheet), _places("Test", "Result", "Flag", "Units", "Range"), rows)
    reading = _read(sheet)
    assert reading.facts == ()
    assert _codes(reading) == {"values-uncertain"}


def test_a_name_is_never_cut_off() -> None:
    sheet = Sheet()
    y = top(sheet)
    places = _places("Test", "Result", "Units", "Range")
    y = lay(sheet, y, places, [CHEMISTRY[1]])
    sheet.put("Bilirubin,", 50, y)
    sheet.put("0.2", 155, y)
    sheet.put("mg/dL", 260, y)
    sheet.put("direct", 50, y + 10)
    y = y + 25
    sheet.put("Rare antibody", 50, y)
    sheet.put("3.1", 155, y)
    sheet.put("U/mL", 260, y)
    sheet.put("Second part", 50, y + 10)
    names = {fact.values["test"] for fact in _read(sheet).facts}
    assert names == {"Sodium", "Bilirubin, direct"}


def test_a_part_of_a_name_is_no_test() -> None:
    sheet = Sheet()
    rows = [Row("Sodium", "138", "mmol/L", "135 - 146"), Row("Direct", "0.2", "mg/dL", "0.0 - 0.3")]
    lay(sheet, top(sheet), _places("Test", "Result", "Units", "Range"), rows)
    reading = _read(sheet)
    assert _values(reading.facts) == {"Sodium": "138"}
    assert _codes(reading) == {"values-uncertain"}


def test_two_values_in_one_cell_are_not_chosen_from() -> None:
    sheet = Sheet()
    rows = [*BLOOD[:3], Row("Glucose", "131 118", "mg/dL", "65 - 99")]
    lay(sheet, top(sheet), _places("Test", "Result", "Units", "Range"), rows)
    reading = _read(sheet)
    assert "Glucose" not in _values(reading.facts)
    assert _codes(reading) == {"values-uncertain"}


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (Row("eGFR", "> 60", "mL/min/1.73m2", "> 59"), "The value has a comparison sign."),
        (Row("Hemoglobin", "109", "g/dL", "12.0 - 15.5"), "The value is far outside what this test can show."),
        (Row("Hemoglobin", "10.9", "ng/mL", "12.0 - 15.5"), "The unit is unusual for this test."),
        (Row("Hemoglobin", "10.9", "furlongs", "12.0 - 15.5"), "The unit is unusual."),
        (Row("Hemoglobin", "10.9", "", "12.0 - 15.5"), "No unit is printed beside it."),
        (
            Row("Vitamin B12", "1,204", "pg/mL", "232 - 1,245"),
            "Point and comma in this number can be read in two ways.",
        ),
    ],
)
def test_what_is_odd_is_proposed_with_a_please_check(row: Row, why: str) -> None:
    sheet = Sheet()
    lay(sheet, top(sheet), _places("Test", "Result", "Units", "Range"), [CHEMISTRY[1], row])
    odd = [fact for fact in _read(sheet).facts if fact.values["test"] == row.test]
    assert len(odd) == 1
    assert not odd[0].certain
    assert why in odd[0].issues


def test_a_test_printed_twice_with_different_values_is_doubted() -> None:
    sheet = Sheet()
    rows = [BLOOD[2], BLOOD[4], Row("Hemoglobin", "12.2", "g/dL", "12.0 - 15.5")]
    lay(sheet, top(sheet), _places("Test", "Result", "Units", "Range"), rows)
    doubted = {fact.values["value"] for fact in _read(sheet).facts if not fact.certain}
    assert doubted == {"10.9", "12.2"}


def test_a_list_of_medicines_is_no_table_of_results() -> None:
    sheet = Sheet()
    rows = [("Name", "Dose", "Range"), ("Metformin", "500 mg", "twice a day"), ("Apixaban", "5 mg", "twice a day")]
    for line, texts in enumerate(rows):
        for number, text in enumerate(texts):
            sheet.put(text, 50 + 120 * number, 100 + 15 * line)
    assert _read(sheet) == LabReading((), ())


def test_a_page_of_prose_yields_neither_values_nor_a_word() -> None:
    sheet = Sheet()
    for number in range(20):
        sheet.put(
            "Hemoglobin was 10.9 g/dL and the tests went well; the result of the CT is pending.", 50, 60 + 14 * number
        )
    foot(sheet)
    assert _read(sheet) == LabReading((), ())


def test_an_empty_page_is_fine() -> None:
    assert _read(Sheet()) == LabReading((), ())


def test_results_printed_one_row_too_low_or_too_high_are_told_not_read() -> None:
    for down in (15, -15):
        sheet = Sheet()
        y = top(sheet) + 30
        places = _places("Test", "Result", "Units", "Range")
        for place in places:
            moved = down if place.head == "Result" else 0
            sheet.put(place.head, place.x, y)
            for number, row in enumerate(BLOOD, start=2):
                sheet.put(place.show(row), place.x, y + 15 * number + moved)
        reading = _read(sheet)
        assert reading.facts == ()
        assert _codes(reading) == {"values-uncertain"}


@pytest.mark.parametrize(
    "note",
    [
        "Corrected result; previously reported as",
        "Hemoglobin on 30 Oct was",
        "16 Sep 2026",
        "Repeat",
        "Hemoglobin 11.9",
    ],
)
def test_a_note_with_a_number_is_no_test(note: str) -> None:
    sheet = Sheet()
    rows = [*BLOOD[:3], Row(note, "9.8", "g/dL", "12.0 - 15.5"), *BLOOD[3:]]
    places = [
        Place(place.head, place.x + (120 if number else 0), place.show)
        for number, place in enumerate(_places("Test", "Result", "Units", "Range"))
    ]
    lay(sheet, top(sheet), places, rows)
    reading = _read(sheet)
    assert set(_values(reading.facts)) <= {row.test for row in BLOOD}
    assert _codes(reading) == {"values-uncertain"}


def test_prices_and_measures_of_the_body_are_no_results() -> None:
    bill, measures = Sheet(1), Sheet(2)
    lay(bill, 100, _places("Test", "Result"), [Row("Hemoglobin A1c", "45.00", "", ""), Row("TSH", "60.00", "", "")])
    lay(
        measures,
        100,
        _places("Test", "Result", "Units"),
        [Row("Weight", "60", "kg", ""), Row("Height", "165", "cm", "")],
    )
    assert _read(bill).facts == ()
    assert _read(measures).facts == ()


def test_an_example_of_a_report_is_not_read() -> None:
    sheet = Sheet()
    sheet.put("Example of a report. These are not your results.", 50, 60)
    lay(sheet, 100, _places("Test", "Result", "Units", "Range"), BLOOD)
    assert _read(sheet).facts == ()


def test_glucose_of_urine_is_not_glucose_of_blood() -> None:
    sheet = Sheet()
    places = _places("Test", "Result", "Units", "Range")
    y = lay(sheet, top(sheet), places, CHEMISTRY[:2])
    sheet.put("Urinalysis", 50, y)
    for number, row in enumerate(
        (Row("Glucose", "Negative", "", "Negative"), Row("WBC", "0-5", "/HPF", "0-5")), start=1
    ):
        for place in places:
            sheet.put(place.show(row), place.x, y + 15 * number)
    facts = [(fact.values["test"], fact.values.get("specimen", ""), fact.certain) for fact in _read(sheet).facts]
    assert facts == [("Glucose", "", True), ("Sodium", "", True), ("Glucose", "Urine", False), ("WBC", "Urine", False)]


def test_a_test_that_is_not_in_our_list_is_always_looked_at() -> None:
    sheet = Sheet()
    lay(
        sheet,
        top(sheet),
        _places("Test", "Result", "Units", "Range"),
        [BLOOD[2], Row("Zonulin", "41", "ng/mL", "0 - 60")],
    )
    doubts = {fact.values["test"]: fact.issues for fact in _read(sheet).facts}
    assert doubts["Hemoglobin"] == ()
    assert doubts["Zonulin"] == ("Sheaf does not know this test. Please compare its name with the page.",)


def test_words_recognized_in_a_picture_give_no_certain_value() -> None:
    sheet = Sheet()
    lay(sheet, top(sheet), _places("Test", "Result", "Units", "Range"), BLOOD)
    facts = read_lab_values([replace(sheet.made(), recognized=True)], today=TODAY).facts
    assert len(facts) == len(BLOOD)
    assert not any(fact.certain for fact in facts)


def _dated(collected: str, other: str) -> tuple[str, bool]:
    sheet = Sheet()
    sheet.put(f"Collected: {collected}", 50, 60)
    sheet.put(other, 320, 60)
    lay(sheet, 130, _places("Test", "Result", "Units", "Range"), BLOOD)
    fact = _read(sheet).facts[0]
    return fact.values["collected"], fact.certain


@pytest.mark.parametrize(
    ("collected", "other", "day", "certain"),
    [
        ("03/04/2026", "Reported: 03/15/2026", "2026-03-04", True),
        ("03/04/2026", "Reported: 15/04/2026", "2026-04-03", True),
        ("03/04/2026", "Printed: 25/10/2026", "2026", False),
        ("03/04/2026", "Reported: 2026-03-06 DOB: 26/02/1960", "2026-04-03", False),
        ("10/14/2026", "Reported: 10/02/2026", "2026-10-14", False),
        ("10/14/1926", "DOB: 1960-02-03", "1926-10-14", False),
    ],
)
def test_a_day_is_certain_only_when_nothing_speaks_against_it(
    collected: str,
    other: str,
    day: str,
    certain: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    assert _dated(collected, other) == (day, certain)
