"""Results by test: outside the range first, as printed, never interpreted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from desktop.foundation.clock import frozen_at
from desktop.records.dates import PartialDate
from desktop.records.fact import FactKind
from desktop.records.provenance import Origin
from desktop.records.question import Question
from desktop.records.result import Comparator, Result
from desktop.services.test_names import name_of_test
from desktop.services.workspace import Workspace
from desktop.ui.results.detail import CourseActions, CourseCard, chart_points
from desktop.ui.results.presenter import (
    Standing,
    courses,
    found,
    same_unit,
    spoken_name,
    standing,
    step,
    unit_text,
    value_text,
)
from desktop.ui.results.same_test import SameTest
from desktop.ui.results.view import ResultsScreen
from desktop.ui.results.words import ResultWords
from desktop.ui.widgets import TrendChart
from desktop.ui.window import SheafWindow
from tests.ui.looking import nameless, same_named_buttons
from tests.ui.maria_record import lab_report, maria_record
from tests.ui.record_window import choose, form, go, press, settle, type_in, words


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


def test_two_printed_names_are_two_tests_until_the_person_joins_them() -> None:
    listed = [result("6.1", test="WBC"), result("7", "2026-01-01", test="White blood cell count")]
    assert [one.name for one in courses(listed)] == [
        "White blood cells [WBC]",
        "White blood cells [White blood cell count]",
    ]
    (course,) = courses(listed, {"white blood cell count": "wbc"})
    assert course.name == "White blood cells"
    assert [one.value for one in course.results] == ["6.1", "7"]


def _two_labs(workspace: Workspace, maria: str) -> None:
    for test, value, day in (("WBC", "6.1", "2026-11-12"), ("White blood cell count", "7.0", "2026-01-01")):
        values = {"test": test, "value": value, "unit": "10^3/uL", "collected": day}
        workspace.records.put(FactKind.RESULTS, maria, values)


def test_two_names_are_joined_by_the_person_and_undone(window: SheafWindow, workspace: Workspace, maria: str) -> None:
    _two_labs(workspace, maria)
    screen = go(window, ResultsScreen)
    assert "may be two names of one test" in words(screen.page)
    press(screen.page, "Same test")
    assert [one.count for one in screen.courses] == [2]
    assert "Shown together: WBC, White blood cell count" in words(screen.page)
    window.undo()
    settle()
    assert [one.count for one in screen.courses] == [1, 1]
    press(screen.page, "Two different tests")
    assert "may be two names" not in words(screen.page)
    window.undo()
    settle()
    assert "may be two names" in words(screen.page)


def test_any_two_tests_are_joined_by_hand_and_shown_apart_again(
    window: SheafWindow, workspace: Workspace, maria: str
) -> None:
    for test in ("Hb capillary", "Haemo X"):
        workspace.records.put(FactKind.RESULTS, maria, {"test": test, "value": "10", "collected": "2026-01-01"})
    screen = go(window, ResultsScreen, workspace.records.list(FactKind.RESULTS)[0].id)
    chosen = screen.chosen
    other = next(one for one in screen.courses if one.key != chosen)
    link = f"Another name for this test… {next(one.name for one in screen.courses if one.key == chosen)}"
    press(screen.page, link)
    asked = next(one for one in window.findChildren(SameTest) if one.isVisible())
    assert not asked.same.isEnabled()
    asked.list.choose(other.key)
    press(asked, "Same test, show together")
    assert [(one.key, one.count) for one in screen.courses] == [(chosen, 2)]
    assert len(workspace.results.of(maria, chosen)) == 2
    press(screen.page, "Show them apart")
    assert len(screen.courses) == 2


def test_joining_is_one_persons_and_follows_chains(workspace: Workspace, maria: str) -> None:
    luis = workspace.people.add({"name": "Luis Lopez", "born": "1955"}).id
    for person in (maria, luis):
        for test in ("A", "B", "C"):
            workspace.records.put(FactKind.RESULTS, person, {"test": test, "value": "1"})
    workspace.results.join(maria, "b", "a")
    workspace.results.join(maria, "a", "c")
    assert [(one.key, one.count) for one in workspace.results.tests(maria)] == [("c", 3)]
    assert len(workspace.results.tests(luis)) == 3
    workspace.history.undo()
    assert {one.key: one.count for one in workspace.results.tests(maria)} == {"a": 2, "c": 1}
    assert workspace.results.alike(maria) is None, "no names that are known for one test"


def test_two_thousand_values_are_drawn_and_listed_a_piece_at_a_time() -> None:
    held = [result(str(9 + n % 7), f"{1990 + n // 300}-{1 + n // 25 % 12:02}-{1 + n % 25:02}") for n in range(2000)]
    (course,) = courses(held)
    actions = CourseActions(*[lambda _one: None] * 5)
    card = CourseCard(course, {}, actions)
    card.resize(900, 900)
    card.show()
    settle()
    rows = [one for one in card.findChildren(QPushButton) if one.accessibleName().startswith("Change ")]
    assert len(rows) == 25
    press(card, "Show 25 older")
    rows = [one for one in card.findChildren(QPushButton) if one.accessibleName().startswith("Change ")]
    assert len(rows) == 50
    chart = card.findChild(TrendChart)
    assert chart is not None
    chart.grab()
    assert len(chart._numbered(chart._plot())) < 30, "numbers never lie over each other"
    card.close()


def test_the_same_name_in_blood_and_urine_is_not_one_test() -> None:
    blood, urine = result("90", test="Glucose"), result("0", test="Glucose", specimen="urine")
    assert len(courses([blood, urine])) == 2


def test_different_units_are_not_compared() -> None:
    (course,) = courses([result("10.9"), result("129", "2026-03-03", unit="g/L")])
    assert step(course) is None
    assert {point.unit for point in chart_points(course)} == {"g/dL", "g/L"}


def test_spellings_of_one_unit_are_one_line_of_the_chart() -> None:
    spelled = ("10^9/L", "x10^9/L", "×10⁹/L", "10⁹/L", " 10*9/L")
    (course,) = courses([result("5.6", f"2026-0{day}-01", unit=unit) for day, unit in enumerate(spelled, 1)])
    assert len({point.unit for point in chart_points(course)}) == 1
    assert step(course) is not None
    assert same_unit("mg/L") != same_unit("g/L")
    assert same_unit("10^3/uL") != same_unit("10^6/uL")


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


def test_values_printed_together_are_one_report_in_their_order(
    window: SheafWindow, workspace: Workspace, maria: str
) -> None:
    for panel, test in (("Chemistry", "Sodium"), ("Blood count", "Zinc"), ("Blood count", "Albumin")):
        values = {"test": test, "value": "5", "panel": panel, "collected": "2026-11-12", "lab": "Northgate"}
        workspace.records.put(FactKind.RESULTS, maria, values)
    workspace.records.put(FactKind.RESULTS, maria, {"test": "Zinc", "value": "6", "collected": "2025"})
    screen = go(window, ResultsScreen)
    choose(screen.page, "By report")
    assert [(one.panel, one.count) for one in screen.reports] == [("Chemistry", 1), ("Blood count", 2), ("", 1)]
    screen.list.choose(screen.reports[1].key)
    settle()
    shown = words(screen.page)
    assert shown.index("Zinc") < shown.index("Albumin"), "as printed, not by name"
    assert nameless(screen.page) == []
    choose(screen.page, "All values")
    assert screen.list.rows.rowCount() == 4
    screen.list.choose(workspace.records.list(FactKind.RESULTS)[-1].id)
    settle()
    assert "Zinc" in words(screen.page)


def test_a_result_is_gone_to_by_its_id_from_any_view(window: SheafWindow, workspace: Workspace, maria: str) -> None:
    for test in ("Albumin", "Hemoglobin", "Zinc"):
        workspace.records.put(FactKind.RESULTS, maria, {"test": test, "value": "5", "collected": "2026-01-01"})
    wanted = next(one for one in workspace.records.list(FactKind.RESULTS) if one.title == "Hemoglobin")
    screen = go(window, ResultsScreen)
    choose(screen.page, "All values")
    go(window, ResultsScreen, wanted.id)
    assert (screen.chosen, screen.list.current_id) == ("hemoglobin", "hemoglobin")
    go(window, ResultsScreen, "zinc")
    assert screen.chosen == "zinc"
