"""Values that were read: each beside its piece of the page, none confirmed in advance."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.foundation.clock import frozen_at
from desktop.records.document import Document
from desktop.records.fact import FactKind
from desktop.records.provenance import Origin
from desktop.records.result import Comparator, Result
from desktop.services.workspace import Workspace
from desktop.ui.labvalues.presenter import (
    Doubt,
    EditProblem,
    edit_of,
    in_page_order,
    is_far,
    next_waiting,
    problem_of,
    values_of,
)
from desktop.ui.labvalues.row import ValueRow
from desktop.ui.labvalues.view import LabValuesScreen
from desktop.ui.window import SheafWindow
from tests.ui.looking import nameless, same_named_buttons
from tests.ui.maria_record import ROWS, lab_report
from tests.ui.record_window import button, dialog, go, press, settle, words


@pytest.fixture(autouse=True)
def november() -> Iterator[None]:
    with frozen_at(datetime(2026, 11, 22, 12, tzinfo=UTC)):
        yield


@pytest.fixture
def report(workspace: Workspace, maria: str) -> Document:
    return lab_report(workspace, maria)


def kept(workspace: Workspace, test: str) -> Result:
    found = [one for one in workspace.records.list(FactKind.RESULTS) if isinstance(one, Result) and one.test == test]
    assert len(found) == 1
    return found[0]


def row(screen: LabValuesScreen, test: str) -> ValueRow:
    return next(one for one in screen.rows.values() if one.value.result.test == test)


def value(text: str, **more: object) -> Result:
    return Result(id=text, test="CEA", value=text, unit="ng/mL", origin=Origin.PROPOSED, **more)  # type: ignore[arg-type] # fields by name


def test_doubtful_values_are_never_clear() -> None:
    listed = [value("1"), value("2", needs_check=True), value("60", comparator=Comparator.MORE), value("40")]
    made = {one.result.value: one for one in values_of(listed, {"40": value("3", needs_check=False)})}
    assert made["1"].clear
    assert made["2"].doubt is Doubt.READER
    assert made["60"].doubt is Doubt.SIGN
    assert made["40"].doubt is Doubt.FAR
    assert [one for one in made.values() if one.clear] == [made["1"]]


def test_far_needs_the_same_unit() -> None:
    assert is_far(value("9"), value("3"))
    assert not is_far(value("8.9"), value("3"))
    assert not is_far(value("9"), Result(test="CEA", value="3", unit="mg/L"))


def test_an_edit_is_what_differs_from_what_was_read() -> None:
    assert edit_of(value("8.4"), "8.4", "ng/mL") == {}
    assert edit_of(value("8.4"), " 8.5", "ng/mL") == {"value": "8.5"}
    assert edit_of(value("8.4"), "< 8.4", "ng/mL") == {"comparator": "<"}
    assert edit_of(value("60", comparator=Comparator.MORE), "> 60", "ng/mL") == {}
    assert problem_of(value("8.4"), "8,x") is EditProblem.NOT_A_NUMBER
    assert problem_of(value("8.4"), "not detected") is None
    assert problem_of(value("8.4"), " ") is EditProblem.EMPTY


def test_the_next_row_is_the_next_that_waits_and_then_the_first() -> None:
    listed = values_of(in_page_order([value("1"), value("2"), value("3")]), {})
    assert next_waiting(listed, "1") == "2"
    assert next_waiting(listed, "3") == "1"


def test_values_stand_in_page_order_with_their_pieces_and_nothing_is_confirmed(
    window: SheafWindow, workspace: Workspace, report: Document, settle: Callable[[SheafWindow], None]
) -> None:
    screen = go(window, LabValuesScreen, report.id)
    assert [one.result.test for one in screen.values] == [one.test for one in ROWS]
    assert "0 of 9 confirmed" in words(screen.page)
    assert all(one.origin is Origin.PROPOSED for one in workspace.records.list(FactKind.RESULTS))
    settle(window)
    strip = row(screen, "CEA").strip
    assert not strip._image.isNull()
    assert strip.accessibleName() == "The page shows: CEA 8.4 H ng/mL 0.0 - 3.0"


def test_correct_confirms_one_and_undo_takes_it_back(
    window: SheafWindow, workspace: Workspace, report: Document
) -> None:
    screen = go(window, LabValuesScreen, report.id)
    press(screen.page, "Hemoglobin 10.9 is correct")
    assert kept(workspace, "Hemoglobin").origin is Origin.CONFIRMED
    assert "1 of 9 confirmed" in words(screen.page)
    press(screen.page, "Undo: Hemoglobin confirmed")
    assert kept(workspace, "Hemoglobin").origin is Origin.PROPOSED


def test_enter_means_correct_and_goes_to_the_next_row(
    window: SheafWindow, workspace: Workspace, report: Document
) -> None:
    screen = go(window, LabValuesScreen, report.id)
    assert QApplication.focusWidget() is row(screen, "Hemoglobin").right
    QTest.keyClick(row(screen, "Hemoglobin").right, Qt.Key.Key_Return)
    settle()
    assert kept(workspace, "Hemoglobin").origin is Origin.CONFIRMED
    assert QApplication.focusWidget() is row(screen, "WBC").right


def test_the_clear_values_are_confirmed_together_after_one_question_and_taken_back_in_one_step(
    window: SheafWindow, workspace: Workspace, report: Document
) -> None:
    screen = go(window, LabValuesScreen, report.id)
    press(screen.page, "Confirm the 8 clear values…")
    asked = dialog(window)
    assert "You have compared the 8 values with the page? You can undo this." in words(asked)
    assert kept(workspace, "WBC").origin is Origin.PROPOSED
    press(asked, "Confirm 8 values")
    assert kept(workspace, "WBC").origin is Origin.CONFIRMED
    assert kept(workspace, "eGFR").origin is Origin.PROPOSED
    assert not button(screen.page, "Confirm the 0 clear values…").isEnabled()
    window.undo()
    settle()
    assert kept(workspace, "WBC").origin is Origin.PROPOSED


def test_an_edit_keeps_what_the_page_shows(window: SheafWindow, workspace: Workspace, report: Document) -> None:
    screen = go(window, LabValuesScreen, report.id)
    made = row(screen, "Hemoglobin")
    made.field.setText("10.8")
    made.field.textEdited.emit("10.8")
    settle()
    assert "Confirm the 7 clear values…" in words(screen.page)
    row(screen, "Hemoglobin").correct()
    settle()
    fact = kept(workspace, "Hemoglobin")
    assert (fact.value, fact.origin) == ("10.8", Origin.EDITED)
    assert "10.9" in fact.provenance[0].snippet
    assert "You changed 10.9 to 10.8. The page shows 10.9." in words(screen.page)
    press(screen.page, "Use 10.9 for Hemoglobin, as the page shows")
    assert kept(workspace, "Hemoglobin").value == "10.9"


def test_words_in_place_of_a_number_are_asked_about(
    window: SheafWindow, workspace: Workspace, report: Document
) -> None:
    screen = go(window, LabValuesScreen, report.id)
    made = row(screen, "CEA")
    made.field.setText("8.4x")
    made.correct()
    settle()
    assert "Not a number. If the page says “not detected”, choose that." in words(screen.page)
    assert kept(workspace, "CEA").origin is Origin.PROPOSED
    press(screen.page, "Not detected")
    row(screen, "CEA").correct()
    settle()
    assert kept(workspace, "CEA").value == "not detected"


def test_another_unit_than_the_page_shows_is_said(window: SheafWindow, report: Document) -> None:
    screen = go(window, LabValuesScreen, report.id)
    made = row(screen, "Creatinine")
    made.unit.setText("mg/L")
    made.unit.textEdited.emit("mg/L")
    assert "The unit on the page is mg/dL, yours is mg/L." in words(screen.page)


def test_a_value_that_is_left_out_comes_back_with_undo(
    window: SheafWindow, workspace: Workspace, report: Document
) -> None:
    screen = go(window, LabValuesScreen, report.id)
    press(screen.page, "Leave out Ferritin (iron store)")
    assert "Check 8 values from this report" in words(screen.page)
    assert len(workspace.records.list(FactKind.RESULTS)) == 8
    window.undo()
    settle()
    assert "Check 9 values from this report" in words(screen.page)


def test_typed_words_survive_what_happens_to_other_rows(window: SheafWindow, report: Document) -> None:
    screen = go(window, LabValuesScreen, report.id)
    made = row(screen, "CEA")
    made.field.setText("8.5")
    made.field.textEdited.emit("8.5")
    press(screen.page, "White blood cells 6.1 is correct")
    assert row(screen, "CEA").field.text() == "8.5"


def test_a_report_of_another_person_is_not_shown(window: SheafWindow, workspace: Workspace) -> None:
    luis = workspace.people.add({"name": "Luis Lopez", "born": "1955-01-01"}).id
    document = lab_report(workspace, luis)
    screen = go(window, LabValuesScreen, document.id)
    assert screen.values == []
    assert "No values were found on these pages." in words(screen.page)
    assert "Hemoglobin" not in words(screen.page)


def test_everything_has_a_name_and_no_two_buttons_the_same(window: SheafWindow, report: Document) -> None:
    screen = go(window, LabValuesScreen, report.id)
    assert nameless(screen.page) == []
    assert same_named_buttons(screen.page) == set()


def test_correcting_a_value_changes_nothing_else_and_teaches_nothing(
    window: SheafWindow, workspace: Workspace, maria: str, report: Document
) -> None:
    def others() -> list[tuple[str, str, str]]:
        listed = (one for one in workspace.records.list(FactKind.RESULTS) if isinstance(one, Result))
        return sorted((one.test, one.value, one.unit) for one in listed if one.test != "Hemoglobin")

    screen = go(window, LabValuesScreen, report.id)
    before = others()
    made = row(screen, "Hemoglobin")
    made.field.setText("10.8")
    made.unit.setText("g/L")
    made.correct()
    settle()
    assert others() == before
    again = lab_report(workspace, maria)
    read = workspace.records.list(FactKind.RESULTS, maria, document_id=again.id)
    found = [one for one in read if isinstance(one, Result) and one.test == "Hemoglobin"]
    assert [(one.value, one.unit, one.origin) for one in found] == [("10.9", "g/dL", Origin.PROPOSED)]
