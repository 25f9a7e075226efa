"""The dialog that lets the whole record out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from desktop.services.workspace import Workspace
from desktop.ui.export import ExportDialog, start_export
from desktop.ui.export.done import ExportedDialog
from desktop.ui.widgets import Chip, Dialog
from desktop.ui.window import SheafWindow
from tests.ui.looking import nameless, same_named_buttons
from tests.ui.maria_record import maria_record

Settle = Callable[[SheafWindow], None]


@pytest.fixture
def dialog(window: SheafWindow, tmp_path: Path) -> ExportDialog:
    assert window.shell is not None
    assert window.shell.context is not None
    made = start_export(window.shell.context)
    made.choose_folder(str(tmp_path))
    return made


def _finished(window: SheafWindow) -> ExportedDialog:
    QApplication.processEvents()
    return next(one for one in window.findChildren(ExportedDialog) if one.isVisible())


def _words(dialog: Dialog) -> str:
    return " ".join(one.text() for one in dialog.findChildren(QLabel) if one.isVisible())


def test_it_says_that_anyone_can_read_it_before_it_begins(dialog: ExportDialog) -> None:
    assert "Anyone who gets this folder can read it" in _words(dialog)
    assert not dialog.go.isEnabled()
    QTest.keyClick(dialog.understood, Qt.Key.Key_Space)
    assert dialog.go.isEnabled()
    assert nameless(dialog) == []
    assert same_named_buttons(dialog) == set()


def test_the_record_is_written_and_the_folder_can_be_opened(
    dialog: ExportDialog, window: SheafWindow, settle: Settle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog.name.setText("my records")
    dialog.understood.click()
    dialog.go.click()
    settle(window)
    done = _finished(window)
    assert (tmp_path / "my records" / "index.html").is_file()
    assert str(tmp_path / "my records") in _words(done)
    opened: list[QUrl] = []

    def open_url(url: QUrl) -> bool:
        opened.append(url)
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    done.way_on.click()
    assert opened == [QUrl.fromLocalFile(str(tmp_path / "my records"))]
    assert not done.isVisible()


def test_a_taken_name_is_said_beside_the_name(
    dialog: ExportDialog, window: SheafWindow, settle: Settle, tmp_path: Path
) -> None:
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken" / "mine").write_bytes(b"")
    dialog.name.setText("taken")
    dialog.understood.click()
    dialog.go.click()
    settle(window)
    assert "There is something at that place already." in dialog.name_field.message.words
    assert dialog.go.isEnabled()
    assert dialog.isVisible()


@pytest.mark.parametrize("name", ["", "a/b", "..", 'what?"'])
def test_a_name_that_no_folder_can_have_is_refused_at_once(dialog: ExportDialog, name: str) -> None:
    dialog.name.setText(name)
    dialog.understood.click()
    dialog.go.click()
    assert dialog.name_field.message.words
    assert dialog.isVisible()


def test_cancel_stops_and_leaves_nothing(
    dialog: ExportDialog, window: SheafWindow, workspace: Workspace, settle: Settle, tmp_path: Path
) -> None:
    before = set(tmp_path.iterdir())
    dialog.understood.click()
    dialog.go.click()
    dialog.stop.click()
    settle(window)
    assert set(tmp_path.iterdir()) == before
    assert "Nothing was left there" in _words(dialog)
    assert workspace.packets.disclosures() == ()
    dialog.stop.click()
    assert not dialog.isVisible()


def test_an_error_of_the_disk_is_told_in_three_parts(dialog: ExportDialog, window: SheafWindow, settle: Settle) -> None:
    dialog.choose_folder("/proc/self/fdinfo")
    dialog.understood.click()
    dialog.go.click()
    settle(window)
    shown = [one for one in window.findChildren(Dialog) if one.isVisible() and one is not dialog]
    assert any("What can I do?" in _words(one) for one in shown)


def test_one_of_several_people_can_go_alone(
    window: SheafWindow, workspace: Workspace, maria: str, settle: Settle, tmp_path: Path
) -> None:
    workspace.people.add({"name": "Luis Lopez", "born": "1955-09-11"})
    maria_record(workspace, maria)
    assert window.shell is not None
    assert window.shell.context is not None
    dialog = start_export(window.shell.context)
    dialog.choose_folder(str(tmp_path))
    next(chip for chip in dialog.findChildren(Chip) if chip.text() == "Only Maria Lopez").click()
    dialog.name.setText("alone")
    dialog.understood.click()
    dialog.go.click()
    settle(window)
    assert _finished(window).exported.people == 1
    assert {path.name for path in (tmp_path / "alone").iterdir() if path.is_dir()} == {"Maria Lopez"}


def test_settings_lead_to_it_and_the_log_tells_of_it(window: SheafWindow, settle: Settle, tmp_path: Path) -> None:
    assert window.shell is not None
    window.shell.go("settings")
    assert window.shell.shown is not None
    buttons = window.shell.shown.widget.findChildren(QPushButton)
    next(one for one in buttons if one.text() == "Export the whole record…").click()
    dialog = next(one for one in window.findChildren(ExportDialog) if one.isVisible())
    dialog.choose_folder(str(tmp_path))
    dialog.understood.click()
    dialog.go.click()
    settle(window)
    _finished(window).accept()
    window.shell.go("sent-log")
    shown = [one.text() for one in window.shell.shown.widget.findChildren(QLabel)]
    assert "Export of the whole record, not locked" in shown
