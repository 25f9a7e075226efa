"""What Sheaf copies does not stay on the clipboard, and is hidden from histories that ask."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from desktop.ui.locking.clipboard import KDE_HINT, KEPT_MS, OURS, ClipboardGuard, guarded


@pytest.fixture
def guard(qapp: QApplication) -> Iterator[ClipboardGuard]:
    qapp.clipboard().clear()
    made = ClipboardGuard(kept_ms=50)
    yield made
    made.stop()


def test_half_a_minute_is_kept() -> None:
    assert KEPT_MS == 30_000


def test_a_copy_from_any_field_is_marked_and_taken_back(guard: ClipboardGuard, qtbot: QtBot) -> None:
    clipboard = QGuiApplication.clipboard()
    field = QLineEdit("apixaban 5 mg")
    qtbot.addWidget(field)
    field.selectAll()
    field.copy()
    assert clipboard.text() == "apixaban 5 mg"
    assert guard.holds_ours
    assert bytes(clipboard.mimeData().data(KDE_HINT).data()) == b"secret"
    qtbot.waitUntil(lambda: not clipboard.text(), timeout=60_000)
    assert not guard.holds_ours


def test_a_second_copy_begins_the_time_anew(guard: ClipboardGuard, qtbot: QtBot) -> None:
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("one")
    left = guard._timer.remainingTime()
    QTest.qWait(20)
    clipboard.setText("two")
    assert guard._timer.remainingTime() >= left - 20
    qtbot.waitUntil(lambda: not clipboard.text(), timeout=60_000)


def test_what_another_program_put_there_stays(guard: ClipboardGuard, monkeypatch: pytest.MonkeyPatch) -> None:
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("ours")
    assert guard.holds_ours
    monkeypatch.setattr(guard, "_is_own", lambda: False)
    foreign = QMimeData()
    foreign.setText("from elsewhere")
    clipboard.setMimeData(foreign)
    assert not guard._timer.isActive()
    guard.clear()
    assert clipboard.text() == "from elsewhere"


def test_locking_clears_at_once(guard: ClipboardGuard) -> None:
    QGuiApplication.clipboard().setText("river candle orange")
    guard.clear()
    assert QGuiApplication.clipboard().text() == ""
    assert not guard._timer.isActive()


def test_the_mark_says_nothing_of_the_words() -> None:
    data = guarded("apixaban")
    assert bytes(data.data(OURS).data()) == b"1"
