"""Results by test: outside the range first, as printed, never interpreted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.foundation.clock import frozen_at
from desktop.records.dates import PartialDate
from desktop.records.fact import FactKind
from desktop.records.provenance import Origin
from desktop.records.question import Question
from desktop.records.result import Comparator, Result
from desktop.services.test_names import name_of_test
from desktop.services.workspace import Workspace
from desktop.ui.results.detail import chart_points
from desktop.ui.results.presenter import Standing, courses, found, spoken_name, standing, step, unit_text, value_text
from desktop.ui.results.view import ResultsScreen
from desktop.ui.results.words import ResultWords
from desktop.ui.widgets import TrendChart
from desktop.ui.window import SheafWindow
from tests.ui.looking import nameless, same_named_buttons
from tests.ui.maria_record import lab_report, maria_record
from tests.ui.record_window import form, go, press, settle, type_in, words


@pytest.fixture(autouse=True)
def november() -> Iterator[None]:
    with frozen_at(datetime(2026, 11, 22, 12, tzinfo=UTC)):
        yield


def result(value: str, day: str = "2026-11-12", **more: object) -> Result:
    given = {"test": "Hemoglobin", "unit": "g/dL", "low": "12.0", "high": "15.5"} | more
    return Result(id=f"{value}{day}", value=value, date=PartialDate.parse(day), **given)  # type: ignore[arg-type] # fields by name


@pytest.mark.parametrize(
    ("one", "stands"),
    [
        (result("10.9"), Standing.BELOW),
        (result("15.6"), Standing.ABOVE),
        (result("12,0"), Standing.INSIDE),
        (result("10.9", low="", high=""), Standing.NO_RANGE),
        (result("10.9", low="", high="", flag="L"), Standing.BELOW),
        (result("10.9", low="", high="", flag="*"), Standing.MARKED),
        (result("negative", low="", high="", range_text="negative"), Standing.NOT_COMPARED),
        (result("5", comparator=Comparator.MORE), Standing.NOT_COMPARED),
        (result("60", comparator=Comparator.MORE, low="60", high=""), Standing.INSIDE),
        (result("0.5", comparator=Comparator.LESS, low="0.0", high="3.0"), Standing.INSIDE),
    ],
)
def test_a_value_stands_to_the_range_of_its_own_report(one: Result, stands: Standing) -> None:
    assert standing(one) is stands


def test_those_outside_stand_first_and_those_without_a_range_last() -> None:
    listed = [
        result("5", test="Zinc", low="", high=""),
        result("13", test="Albumin"),
        result("9", test="Ferritin", low="16", high="288"),
    ]
    assert [one.name for one in courses(listed)] == ["Ferritin (iron store)", "Albumin", "Zinc"]


def test_one_test_under_two_printed_names_is_one_course() -> None:
    (course,) = courses([result("6.1", test="WBC"), result("7", "2026-01-01", test="White blood cell count")])
    assert course.name == "White blood cells"
    assert [one.value for one in course.results] == ["6.1", "7"]


def test_the_same_name_in_blood_and_urine_is_not_one_test() -> None:
    blood, urine = result("90", test="Glucose"), result("0", test="Glucose", specimen="urine")
    assert len(courses([blood, urine])) == 2


def test_different_units_are_not_compared() -> None:
    (course,) = courses([result("10.9"), result("129", "2026-03-03", unit="g/L")])
    assert step(course) is None
    assert {point.unit for point in chart_points(course)} == {"g/dL", "g/L"}


def test_each_point_keeps_the_range_of_its_own_laboratory() -> None:
    (course,) = courses([result("10.9"), result("12.1", "2026-03-03", low="11.5", high="16.0")])
    assert [(point.low, point.high) for point in chart_points(course)] == [(11.5, 16.0), (12.0, 15.5)]


def test_words_never_say_what_a_value_means() -> None:
    said = ResultWords()
    (course,) = courses([result("10.9"), result("12.9", "2026-03-03")])
    assert said.course(course) == (
        "12.9 in March, 10.9 in November. Sheaf does not say what this means. Ask your doctor."
    )
    assert said.question(course) == "Why did my hemoglobin go from 12.9 to 10.9?"


def test_names_units_and_signs_are_readable() -> None:
    assert name_of_test("CEA").name == "CEA (tumor marker)"
    assert name_of_test("Rare  test").name == "Rare test"
    assert spoken_name("CEA (tumor marker)") == "CEA"
    assert spoken_name("White blood cells") == "white blood cells"
    assert unit_text("10^3/uL") == "\u00d710³/µL"
    assert value_text(result("60", comparator=Comparator.MORE)) == "> 60"


def test_a_test_is_found_by_its_printed_name_too() -> None:
    listed = courses([result("6.1", test="WBC"), result("9", test="Ferritin")])
    assert [one.name for one in found(listed, "wbc")] == ["White blood cells"]


def test_only_confirmed_values_are_shown_and_the_rest_is_announced(
    window: SheafWindow, workspace: Workspace, maria: str
) -> None:
    document = lab_report(workspace, maria)
    screen = go(window, ResultsScreen)
    assert "9 values wait for you to confirm them." in words(screen.page)
    assert screen.courses == ()
    press(screen.page, "Check them")
    assert window.shell is not None
    assert window.shell.current == "lab-values"
    assert "Check 9 values from this report" in words(window)
    assert document.title in words(window)


def test_latest_value_chart_and_table_are_shown_with_their_sources(
    window: SheafWindow, workspace: Workspace, maria: str
) -> None:
    maria_record(workspace, maria)
    lab_report(workspace, maria)
    proposed = [one.id for one in workspace.records.list(FactKind.RESULTS) if one.origin is Origin.PROPOSED]
    workspace.records.confirm(proposed)
    screen = go(window, ResultsScreen)
    screen.list.choose("hemoglobin")
    settle()
    shown = words(screen.page)
    for part in ("10.9", "Below lab\u2019s range", "12.0\u201315.5", "Report, page 1", "Typed by you", "Inside"):
        assert part in shown
    charts = [one for one in screen.page.findChildren(TrendChart) if one.isVisible()]
    assert len(charts) == 1


def test_one_value_has_no_chart(window: SheafWindow, workspace: Workspace, maria: str) -> None:
    workspace.records.put(FactKind.RESULTS, maria, {"test": "HbA1c", "value": "6.8", "unit": "%"})
    screen = go(window, ResultsScreen)
    assert "One result so far. A line appears with the second." in words(screen.page)
    assert not [one for one in screen.page.findChildren(TrendChart) if one.isVisible()]
    assert "No range given" in words(screen.page)


def test_a_course_becomes_a_question(window: SheafWindow, workspace: Workspace, maria: str) -> None:
    maria_record(workspace, maria)
    before = len(workspace.records.list(FactKind.QUESTIONS))
    screen = go(window, ResultsScreen)
    screen.list.choose("hemoglobin")
    settle()
    press(screen.page, "Add as a question")
    asked = workspace.records.list(FactKind.QUESTIONS)
    assert len(asked) == before + 1
    assert "Why did my hemoglobin go from 12.9 to 11.6?" in {one.text for one in asked if isinstance(one, Question)}
    window.undo()
    assert len(workspace.records.list(FactKind.QUESTIONS)) == before


def test_a_typed_result_gets_the_ends_of_its_range(window: SheafWindow, workspace: Workspace) -> None:
    screen = go(window, ResultsScreen)
    screen.add.click()
    entry = form(window)
    for name, text in (("test", "Ferritin"), ("value", "9"), ("unit", "ng/mL"), ("range_text", "16 - 288")):
        type_in(entry, name, text)
    press(entry, "Save result")
    (kept,) = workspace.records.list(FactKind.RESULTS)
    assert isinstance(kept, Result)
    assert (kept.low, kept.high) == ("16", "288")
    assert "Below lab\u2019s range" in words(screen.page)


def test_a_narrow_page_shows_the_list_and_enter_opens_one_test(
    window: SheafWindow, workspace: Workspace, maria: str
) -> None:
    maria_record(workspace, maria)
    window.resize(1024, 640)
    screen = go(window, ResultsScreen)
    assert screen.list.isVisible()
    assert "Add as a question" not in words(screen.page)
    screen.list.setFocus()
    screen.list.choose("hemoglobin")
    QTest.keyClick(screen.list, Qt.Key.Key_Return)
    settle()
    assert not screen.list.isVisible()
    assert "Add as a question" in words(screen.page)
    press(screen.page, "All tests")
    assert screen.list.isVisible()


def test_nothing_of_another_person_is_shown(window: SheafWindow, workspace: Workspace, maria: str) -> None:
    maria_record(workspace, maria)
    luis = workspace.people.add({"name": "Luis Lopez", "born": "1955-01-01"}).id
    workspace.records.put(FactKind.RESULTS, luis, {"test": "PSA", "value": "4.4"})
    lab_report(workspace, luis)
    screen = go(window, ResultsScreen)
    assert "PSA" not in " ".join(one.name for one in screen.courses)
    assert "wait for you" not in words(screen.page)


def test_everything_has_a_name_and_no_two_buttons_the_same(
    window: SheafWindow, workspace: Workspace, maria: str
) -> None:
    maria_record(workspace, maria)
    screen = go(window, ResultsScreen)
    screen.list.choose("hemoglobin")
    settle()
    assert nameless(screen.page) == []
    assert same_named_buttons(screen.page) == set()
