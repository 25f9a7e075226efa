"""Questions are ranked by buttons, keys or dragging, and answered after the visit."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.foundation.clock import frozen_at
from desktop.records.dates import PartialDate
from desktop.records.fact import FactKind
from desktop.records.question import Question
from desktop.services.workspace import Workspace
from desktop.ui.questions.presenter import AnswerState, moved, state_values
from desktop.ui.questions.view import AFTER, QuestionsScreen
from desktop.ui.widgets import Chip
from desktop.ui.window import SheafWindow
from tests.ui.looking import holder, nameless, same_named_buttons
from tests.ui.maria_record import maria_record
from tests.ui.record_window import choose, dialog, form, go, press, settle, type_in, words

FIRST, SECOND, THIRD = (
    "Is surgery on my liver still an option?",
    "Why did my iron drop?",
    "Which treatment would you start with, and why?",
)


@pytest.fixture(autouse=True)
def november() -> Iterator[None]:
    with frozen_at(datetime(2026, 11, 27, 12, tzinfo=UTC)):
        yield


@pytest.fixture
def filled(workspace: Workspace, maria: str) -> str:
    maria_record(workspace, maria)
    return maria


def kept(workspace: Workspace) -> list[Question]:
    return [one for one in workspace.records.list(FactKind.QUESTIONS) if isinstance(one, Question)]


def test_moving_keeps_the_others_in_order() -> None:
    assert moved("abcd", "c", 0) == ["c", "a", "b", "d"]
    assert moved("abcd", "a", 9) == ["b", "c", "d", "a"]
    assert moved("abcd", "b", -1) == ["b", "a", "c", "d"]


def test_only_answered_has_a_day() -> None:
    assert state_values(AnswerState.ANSWERED, date(2026, 11, 27)) == {"answered_on": "2026-11-27"}
    assert state_values(AnswerState.SOMEONE_ELSE, date(2026, 11, 27)) == {"answered_on": ""}


def test_a_question_is_moved_with_its_buttons_and_undo(window: SheafWindow, workspace: Workspace, filled: str) -> None:
    screen = go(window, QuestionsScreen)
    assert filled
    press(screen.page, f"Move up: {SECOND}")
    assert [one.text for one in kept(workspace)][:2] == [SECOND, FIRST]
    assert window.toast.words == "Now number 1 of 5"
    window.undo()
    settle()
    assert [one.text for one in kept(workspace)][:2] == [FIRST, SECOND]


def test_alt_down_moves_the_row_and_the_focus_goes_along(
    window: SheafWindow, workspace: Workspace, filled: str
) -> None:
    screen = go(window, QuestionsScreen)
    assert filled
    assert screen.list is not None
    pencil = screen.list.rows[0].change
    pencil.setFocus()
    for place in (2, 3):
        QTest.keyClick(holder(), Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
        settle()
        assert window.toast.words == f"Now number {place} of 5"
        focus = QApplication.focusWidget()
        assert focus is not None
        assert focus.accessibleName() == f"Change: {FIRST}"
    assert [one.text for one in kept(workspace)][:3] == [SECOND, THIRD, FIRST]


def test_down_alone_goes_to_the_next_row(window: SheafWindow, filled: str) -> None:
    screen = go(window, QuestionsScreen)
    assert filled
    assert screen.list is not None
    screen.list.rows[0].change.setFocus()
    QTest.keyClick(holder(), Qt.Key.Key_Down)
    assert QApplication.focusWidget() is screen.list.rows[1].change


def test_a_question_is_dragged_to_another_place(window: SheafWindow, workspace: Workspace, filled: str) -> None:
    screen = go(window, QuestionsScreen)
    assert filled
    assert screen.list is not None
    handle, target = screen.list.rows[0].handle, screen.list.rows[2]
    QTest.mousePress(handle, Qt.MouseButton.LeftButton)
    below = handle.mapFromGlobal(target.mapToGlobal(QPoint(10, target.height() - 4)))
    QTest.mouseMove(handle, below)
    QTest.mouseRelease(handle, Qt.MouseButton.LeftButton, pos=below)
    settle()
    assert [one.text for one in kept(workspace)][:3] == [SECOND, THIRD, FIRST]


def test_a_question_is_added_changed_and_trashed(window: SheafWindow, workspace: Workspace, filled: str) -> None:
    screen = go(window, QuestionsScreen, "add")
    assert filled
    entry = form(window)
    type_in(entry, "text", "Can I keep taking turmeric?")
    press(entry, "Save question")
    assert "Can I keep taking turmeric?" in words(screen.page)
    press(screen.page, "Change: Can I keep taking turmeric?")
    press(form(window), "Move Can I keep taking turmeric? to the trash")
    assert "Can I keep taking turmeric?" not in words(screen.page)
    assert len(kept(workspace)) == 5


def test_more_than_ten_are_too_many_to_answer(window: SheafWindow, workspace: Workspace, maria: str) -> None:
    for number in range(11):
        workspace.records.put(FactKind.QUESTIONS, maria, {"text": f"Question {number}?"})
    screen = go(window, QuestionsScreen)
    assert "Doctors can answer three to five. The rest is printed too." in words(screen.page)


def test_ideas_are_picked_and_added(window: SheafWindow, workspace: Workspace, maria: str) -> None:
    assert maria
    screen = go(window, QuestionsScreen)
    assert "What worries you most? Write it as you would say it." in words(screen.page)
    press(screen.page, "Ideas for questions")
    asked = dialog(window)
    for made, _idea in asked._boxes[:2]:  # type: ignore[attr-defined] # the ideas' own dialog
        made.click()
    press(asked, "Add 2 questions")
    assert len(kept(workspace)) == 2


def test_answers_are_kept_while_they_are_typed(window: SheafWindow, workspace: Workspace, filled: str) -> None:
    screen = go(window, QuestionsScreen, AFTER)
    assert filled
    assert "Dr. Lena Okafor, 26 November 2026." in words(screen.page)
    screen.cards[0].answer.setPlainText("Maybe, after 3 more months.")
    screen.cards[1].answer.setFocus()
    settle()
    assert kept(workspace)[0].answer == "Maybe, after 3 more months."
    assert "Saved a moment ago" in words(screen.page)
    choose(screen.cards[0], "Answered")
    assert kept(workspace)[0].answered_on == PartialDate.parse("2026-11-27")
    assert "1 of 5 answered" in words(screen.page)
    press(screen.page, "Done, show what is left")
    assert "To ask 4" in [one.text() for one in _chips(screen)]
    assert screen.list is not None
    assert screen.list.rows[0].question.text == SECOND


def _chips(screen: QuestionsScreen) -> list[Chip]:
    return [one for one in screen.page.findChildren(Chip) if one.isVisible()]


def test_leaving_the_page_keeps_a_half_typed_answer(window: SheafWindow, workspace: Workspace, filled: str) -> None:
    screen = go(window, QuestionsScreen, AFTER)
    assert filled
    screen.cards[0].answer.setPlainText("May")
    screen.save_draft()
    assert kept(workspace)[0].answer == "May"


def test_someone_else_is_named(window: SheafWindow, workspace: Workspace, filled: str) -> None:
    screen = go(window, QuestionsScreen, AFTER)
    assert filled
    choose(screen.cards[2], "Ask someone else")
    screen.cards[2]._whom.setText("Dr. Green")
    screen.cards[2].keep()
    settle()
    assert kept(workspace)[2].for_whom == "Dr. Green"
    assert kept(workspace)[2].answered_on is None


@pytest.mark.parametrize("target", ["", AFTER])
def test_everything_has_a_name_and_no_two_buttons_the_same(window: SheafWindow, filled: str, target: str) -> None:
    screen = go(window, QuestionsScreen, target)
    assert filled
    assert nameless(screen.page) == []
    assert same_named_buttons(screen.page) == set()
