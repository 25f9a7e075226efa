"""Photos of one report are joined in the window in the person's order, undone, and taken apart."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.foundation.settings import load_settings
from desktop.services.workspace import Workspace
from desktop.ui.documents.view import DocumentsScreen
from desktop.ui.importing.joining import JoinDialog
from desktop.ui.importing.queue import queue_of
from desktop.ui.importing.view import ImportScreen
from desktop.ui.settings.view import SettingsScreen
from desktop.ui.widgets import CheckBox
from desktop.ui.window import SheafWindow
from tests.papers import paper
from tests.pictures import jpeg, page_image
from tests.ui.record_window import go, press, settle, words


def _picture(window: SheafWindow, name: str) -> None:
    """Keep the screen where someone wants to look at it (SHEAF_LOOK names a folder)."""
    if folder := os.environ.get("SHEAF_LOOK"):
        window.grab().save(str(Path(folder) / f"{name}.png"))


@pytest.fixture
def screen(window: SheafWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> ImportScreen:
    for place in ("importing.recognizing", "picture_reading"):
        monkeypatch.setattr(f"desktop.services.{place}.find_engine", lambda: None)
    photos = [tmp_path / f"photo {number}.jpg" for number in (1, 2, 3)]
    for number, photo in enumerate(photos):
        photo.write_bytes(jpeg(page_image(paper([f"Sheet {number}"]), dpi=60), dpi=60))
    window.add_files(photos)
    shell = window.shell
    assert shell is not None
    assert shell.context is not None
    queue = queue_of(shell.context)
    qtbot.waitUntil(lambda: bool(queue.jobs) and all(job.ended for job in queue.jobs), timeout=60_000)
    settle()
    found = shell._made["import"]
    assert isinstance(found, ImportScreen)
    return found


def _dialog(window: SheafWindow, screen: ImportScreen) -> JoinDialog:
    press(screen.page, "Choose several…")
    for box in screen.page.findChildren(CheckBox):
        if box.isVisible():
            box.setChecked(True)
    settle()
    _picture(window, "join-ticked")
    press(screen.page, "These are one document…")
    return next(one for one in window.findChildren(JoinDialog) if one.isVisible())


def test_ticked_photos_become_one_line_in_the_chosen_order_and_undo_brings_them_back(
    window: SheafWindow, screen: ImportScreen, workspace: Workspace, qtbot: QtBot
) -> None:
    dialog = _dialog(window, screen)
    press(dialog, "Move photo 3.jpg up")
    press(dialog, "Move photo 3.jpg up")
    _picture(window, "join-dialog")
    press(dialog, "Make one document")
    qtbot.waitUntil(lambda: not window.tasks.busy, timeout=60_000)
    settle()
    _picture(window, "join-done")
    (joined,) = workspace.documents.list()
    assert [one.file_name[6] for one in workspace.joining.parts(joined.id)] == ["3", "1", "2"]
    assert "photo 3.jpg and 2 more" in words(screen.page)
    assert [one.document_id for one in screen.outcomes] == [joined.id]
    assert "1 file: here is what happened" in words(screen.page)
    workspace.history.undo()
    settle()
    assert len(screen.outcomes) == 3
    assert "3 files: here is what happened" in words(screen.page)


def test_without_an_engine_it_is_said_once_and_put_away_for_good(window: SheafWindow, screen: ImportScreen) -> None:
    _picture(window, "no-engine")
    said = "Words in photos and scans cannot be read on this computer yet."
    assert words(screen.page).count(said) == 1
    press(screen.page, "Do not show again")
    assert said not in words(screen.page)
    screen.open("")
    settle()
    assert said not in words(screen.page)
    assert load_settings().told_of_recognition
    assert said in words(go(window, SettingsScreen).page)
    _picture(window, "settings")


def test_cancel_joins_nothing(window: SheafWindow, screen: ImportScreen, workspace: Workspace) -> None:
    press(_dialog(window, screen), "Cancel")
    assert len(workspace.documents.list()) == len(screen.outcomes) == 3


def test_a_joined_document_says_of_what_and_is_taken_apart_there(
    window: SheafWindow, screen: ImportScreen, workspace: Workspace
) -> None:
    ids = [str(one.document_id) for one in screen.outcomes]
    joined = workspace.joining.join(ids).ids[0]
    documents = go(window, DocumentsScreen, joined)
    _picture(window, "joined-detail")
    assert "photo 1.jpg, photo 2.jpg, photo 3.jpg" in words(documents.page)
    menu = documents.detail.menu()
    next(one for one in menu.actions() if one.text() == "Take apart again").trigger()
    settle()
    assert {one.id for one in workspace.documents.list()} == set(ids)
    go(window, DocumentsScreen, ids[0])
    assert "Take apart again" not in [one.text() for one in documents.detail.menu().actions()]
