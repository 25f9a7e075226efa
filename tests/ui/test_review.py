"""Checking documents one after the other: what is asked, what counts as gone by, and whose a paper is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtTest import QTest

from desktop.records.document import DocumentStatus, PersonMatch
from desktop.services.workspace import Workspace
from desktop.ui.review.view import ReviewScreen
from desktop.ui.window import SheafWindow
from tests.filing import CEA, file_document
from tests.papers import ct_report
from tests.ui.looking import nameless, same_named_buttons
from tests.ui.record_window import dialog, press, settle, words

Settle = Callable[[SheafWindow], None]


@pytest.fixture
def waiting(workspace: Workspace, maria: str) -> list[str]:
    """Three papers that wait for a look, the oldest first."""
    made = [file_document(workspace, maria, title=title) for title in ("CT report", "Letter", "Path report")]
    return [one.id for one in made]


def _open(window: SheafWindow, target: str = "") -> ReviewScreen:
    shell = window.shell
    assert shell is not None
    shell.go("review", target)
    settle()
    return cast("ReviewScreen", shell._made["review"])


def test_each_checked_paper_counts_as_gone_by(window: SheafWindow, workspace: Workspace, waiting: list[str]) -> None:
    screen = _open(window)
    seen: list[tuple[str, str]] = []
    for _ in waiting:
        assert screen.document is not None
        seen.append((screen._where.words, screen.document.title))
        press(screen.page, "Looks right, next document")
    assert seen == [
        ("1 of 3 to review", "CT report"),
        ("2 of 3 to review", "Letter"),
        ("3 of 3 to review", "Path report"),
    ]
    assert "All documents are checked." in words(screen.page)
    assert all(workspace.documents.get(one).status is DocumentStatus.REVIEWED for one in waiting)


def test_what_was_put_off_is_not_called_checked(window: SheafWindow, workspace: Workspace, waiting: list[str]) -> None:
    screen = _open(window)
    press(screen.page, "Not sure, ask me later")
    assert screen._where.words == "2 of 3 to review"
    press(screen.page, "Looks right, next document")
    press(screen.page, "Looks right, next document")
    assert "1 document waits for later." in words(screen.page)
    assert "All documents are checked." not in words(screen.page)
    press(screen.page, "Look at them now")
    assert screen.document is not None
    assert screen.document.id == waiting[0]
    assert screen._where.words == "1 of 1 to review"
    assert workspace.documents.get(waiting[0]).status is not DocumentStatus.REVIEWED


def test_what_is_typed_is_kept_with_the_check(window: SheafWindow, workspace: Workspace, waiting: list[str]) -> None:
    screen = _open(window)
    assert screen.fields is not None
    title = screen.fields.title
    title.setFocus()
    title.selectAll()
    QTest.keyClicks(title, "CT of the abdomen")
    press(screen.page, "Looks right, next document")
    assert workspace.documents.get(waiting[0]).title == "CT of the abdomen"


def test_deleting_asks_names_the_paper_and_can_be_undone(
    window: SheafWindow, workspace: Workspace, waiting: list[str]
) -> None:
    screen = _open(window)
    screen.delete.click()
    settle()
    press(dialog(window), "Delete “CT report”")
    assert workspace.documents.get(waiting[0]).trashed is not None
    assert screen.document is not None
    assert screen.document.title == "Letter"
    workspace.history.undo()
    assert workspace.documents.get(waiting[0]).trashed is None


def test_a_paper_of_someone_else_is_asked_about_first(window: SheafWindow, workspace: Workspace, maria: str) -> None:
    other = file_document(workspace, maria, title="Letter", match=PersonMatch.DIFFERS)
    screen = _open(window)
    assert screen.document is not None
    assert "Whose document is this?" in words(screen.page)
    assert not screen.right.isEnabled()
    press(screen.page, "It is Maria’s, keep it here")
    assert workspace.documents.get(other.id).belongs
    assert screen.right.isEnabled()


def test_a_paper_that_was_checked_before_is_opened_without_a_place_in_the_row(
    window: SheafWindow, workspace: Workspace, waiting: list[str]
) -> None:
    workspace.documents.mark_reviewed(waiting[1], {})
    screen = _open(window, waiting[1])
    assert screen.document is not None
    assert screen.document.id == waiting[1]
    assert not screen._where.isVisible()


def test_values_read_from_the_paper_lead_to_their_page(window: SheafWindow, workspace: Workspace, maria: str) -> None:
    file_document(workspace, maria, proposals=[CEA])
    screen = _open(window)
    assert "values were read from this document and wait for you to confirm." in words(screen.page)
    press(screen.page, "Check them")
    assert window.shell is not None
    assert window.shell.shown is not None
    assert window.shell.shown.name == "lab-values"


def test_everything_has_a_name(window: SheafWindow, waiting: list[str], settle: Settle) -> None:
    assert waiting
    screen = _open(window)
    settle(window)
    assert nameless(screen.page) == []
    assert same_named_buttons(screen.page) == set()


def test_a_date_in_numbers_is_asked_with_two_buttons(
    window: SheafWindow, workspace: Workspace, maria: str, tmp_path: Path
) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(ct_report(exam="03/04/2026", born="4 May 1957"))
    (outcome,) = workspace.importing.import_paths([path], maria).outcomes
    assert outcome.document_id
    screen = _open(window, outcome.document_id)
    assert screen.fields is not None
    assert "Which day is it?" in words(screen.page)
    assert "03/04/2026" in words(screen.page)
    press(screen.page, "3 April 2026")
    press(screen.page, "Looks right, next document")
    kept = workspace.documents.get(outcome.document_id).date
    assert kept is not None
    assert kept.iso == "2026-04-03"
