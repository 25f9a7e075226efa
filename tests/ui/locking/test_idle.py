"""Nobody there: the vault locks after the chosen time, not a second before, and not while something is waited for."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from desktop.ui.locking.idle import IdleWatch


class Room:
    """A clock, a setting and a work that a test sets; `locks` counts."""

    def __init__(self) -> None:
        self.time, self.limit, self.busy, self.locks = 1000.0, 300.0, False, 0
        self.watch = IdleWatch(lambda: self.limit, lambda: self.busy, self._lock, now=lambda: self.time, look_ms=60_000)
        self.watch.start()

    def _lock(self) -> None:
        self.locks += 1

    def pass_by(self, seconds: float) -> None:
        self.time += seconds
        self.watch.look()


@pytest.fixture
def room(qapp: QApplication) -> Iterator[Room]:
    qapp.processEvents()
    made = Room()
    yield made
    made.watch.stop()


def test_it_locks_when_the_time_is_over_and_only_once(room: Room) -> None:
    room.pass_by(299)
    assert room.locks == 0
    room.pass_by(1)
    assert room.locks == 1
    assert not room.watch._timer.isActive()


def test_a_key_or_the_mouse_begins_the_time_anew(room: Room, qtbot: QtBot) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    field.show()
    for use in (
        lambda: QTest.keyClick(field, Qt.Key.Key_A),
        lambda: QTest.mouseClick(field, Qt.MouseButton.LeftButton),
        lambda: QTest.mouseDClick(field, Qt.MouseButton.LeftButton),
    ):
        room.pass_by(200)
        use()  # type: ignore[no-untyped-call] # QTest's stubs
        assert room.watch.unused == 0
    room.pass_by(299)
    assert room.locks == 0


def test_what_the_program_does_itself_does_not_count_as_use(room: Room, qtbot: QtBot) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    room.time += 299
    field.show()
    field.setText("set by the program")
    field.repaint()
    field.hide()
    assert room.watch.unused == 299


def test_it_waits_for_running_work_and_locks_right_after(room: Room) -> None:
    room.busy = True
    room.pass_by(1000)
    assert room.locks == 0
    room.busy = False
    room.pass_by(1)
    assert room.locks == 1


def test_a_changed_setting_counts_at_once(room: Room) -> None:
    room.pass_by(120)
    room.limit = 60
    room.pass_by(0)
    assert room.locks == 1


def test_a_computer_that_slept_locks_when_it_wakes(room: Room) -> None:
    """The clock goes on while the computer sleeps, where the system can say so."""
    room.pass_by(8 * 3600)
    assert room.locks == 1


def test_nothing_is_counted_while_no_vault_is_open(room: Room) -> None:
    room.watch.stop()
    room.time += 1000
    assert room.locks == 0
    room.watch.start()
    room.pass_by(299)
    assert room.locks == 0
