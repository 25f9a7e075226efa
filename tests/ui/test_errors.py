"""Errors reach the person in three parts, and never as a traceback or with health data."""

from __future__ import annotations

import sys

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton

from desktop.foundation.errors import AppError, CancelledError
from desktop.ui.errors import details_of, error_dialog, install_excepthook
from desktop.ui.widgets import Dialog
from desktop.ui.window import SheafWindow
from tests.ui.looking import nameless


def words_of(dialog: Dialog) -> str:
    return " ".join(one.text() for one in dialog.findChildren(QLabel))


def test_an_error_says_what_happened_whether_data_is_safe_and_what_to_do(bare_window: SheafWindow) -> None:
    error = AppError("The file ends too early.", safe="Nothing was changed.", do="Download it again.")
    chosen: list[bool] = []
    way_on = ("Choose another file…", lambda: chosen.append(True))
    dialog = error_dialog(
        bare_window, error, title="“scan.pdf” could not be opened", way_on=way_on, leave="Leave it out"
    )
    assert dialog is not None
    words = words_of(dialog)
    for part in (
        "What happened",
        "Are my records safe?",
        "What can I do?",
        "ends too early",
        "Nothing was",
        "Download",
    ):
        assert part in words
    assert nameless(dialog) == []
    dialog.accept()
    assert chosen == [True]


def test_a_bug_is_told_without_its_text_and_its_details_hold_none(bare_window: SheafWindow) -> None:
    try:
        raise ValueError("Maria Lopez has a secret")  # noqa: TRY301 - the error a bug would make
    except ValueError as error:
        caught = error
    dialog = error_dialog(bare_window, caught)
    assert dialog is not None
    words = words_of(dialog)
    assert "Sheaf made a mistake." in words
    assert "Maria" not in words
    copy = next(one for one in dialog.findChildren(QPushButton) if "Copy details" in one.text())
    copy.click()
    copied = QGuiApplication.clipboard().text()
    assert copied == details_of(caught)
    assert "ValueError" in copied
    assert "Maria" not in copied
    dialog.reject()


def test_a_cancel_shows_nothing(bare_window: SheafWindow) -> None:
    assert error_dialog(bare_window, CancelledError()) is None


def test_what_nobody_caught_is_shown_in_the_window() -> None:
    shown: list[BaseException] = []
    restore = install_excepthook(shown.append)
    try:
        error = RuntimeError("x")
        sys.excepthook(RuntimeError, error, None)
    finally:
        restore()
    assert shown == [error]
