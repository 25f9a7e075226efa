"""A watched folder: off at first; what is new is offered, never taken, never read before the person says so."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.foundation import clock
from desktop.services.watching import Watching
from desktop.services.workspace import Workspace
from desktop.ui.home.view import HomeScreen
from desktop.ui.importing.queue import queue_of
from desktop.ui.settings.view import SettingsScreen
from desktop.ui.watching.view import WatchScreen
from desktop.ui.watching.watch import FolderWatch, watch_of
from desktop.ui.widgets import CheckBox, ComboBox
from desktop.ui.window import SheafWindow
from tests.papers import ct_report, letter
from tests.ui.looking import nameless, same_named_buttons
from tests.ui.record_window import go, press, settle, words


@pytest.fixture
def downloads(tmp_path: Path) -> Path:
    made = tmp_path / "oncology downloads"
    made.mkdir()
    return made


def _later(_seconds: float = 10) -> Callable[[], float]:
    """A clock for which every file was written a while ago."""
    return lambda: clock.now().timestamp() + _seconds


@pytest.fixture
def watching(workspace: Workspace, downloads: Path) -> Watching:
    """The service, watching, with no need to wait until files settle but for a second look."""
    made = Watching(workspace.vault, workspace.history, now=_later())
    made.watch(downloads)
    return made


def _found(watching: Watching) -> list[str]:
    watching.look()
    return sorted(one.path.name for one in watching.look().files)


def test_nothing_is_watched_at_first(workspace: Workspace) -> None:
    assert workspace.watching.folder is None
    assert workspace.watching.look().files == ()


def test_only_readable_files_that_came_later_are_offered(
    workspace: Workspace, downloads: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (downloads / "old.pdf").write_bytes(letter("from before"))
    watching = Watching(workspace.vault, workspace.history, now=_later(3600))
    real = clock.now
    monkeypatch.setattr(clock, "now", lambda: real() + timedelta(minutes=1))
    watching.watch(downloads)
    assert _found(watching) == []
    monkeypatch.setattr(clock, "now", real)
    watching.watch(downloads)
    (downloads / "new.pdf").write_bytes(letter("new"))
    (downloads / "program.exe").write_bytes(b"MZ" + bytes(100))
    (downloads / "notes.txt").write_text("call on Monday")
    (downloads / ".hidden.pdf").write_bytes(letter("hidden"))
    (downloads / "empty.pdf").touch()
    (downloads / "link.pdf").symlink_to(downloads / "new.pdf")
    os.mkfifo(downloads / "pipe.pdf")
    assert "new.pdf" in _found(watching)
    assert not {"program.exe", "notes.txt", ".hidden.pdf", "empty.pdf", "link.pdf", "pipe.pdf"} & set(_found(watching))


def test_a_file_that_is_still_being_written_is_waited_for(watching: Watching, downloads: Path) -> None:
    whole = letter("in two parts")
    (downloads / "a.pdf").write_bytes(whole[:800])
    assert watching.look().growing
    (downloads / "a.pdf").write_bytes(whole)
    look = watching.look()
    assert (look.files, look.growing) == ((), True)
    (downloads / "a.pdf.part").touch()
    assert watching.look().files == ()
    (downloads / "a.pdf.part").unlink()
    (downloads / "b.pdf.crdownload").write_bytes(whole)
    assert [one.path.name for one in watching.look().files] == ["a.pdf"]


def test_what_is_in_the_vault_or_is_no_record_is_not_offered(
    workspace: Workspace, maria: str, watching: Watching, downloads: Path, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "here already.pdf"
    elsewhere.write_bytes(ct_report())
    workspace.importing.import_paths([elsewhere], maria)
    (downloads / "same bytes.pdf").write_bytes(elsewhere.read_bytes())
    (downloads / "bill.pdf").write_bytes(letter("an advertisement"))
    look = (watching.look(), watching.look())[1]
    assert [one.path.name for one in look.files] == ["bill.pdf"]
    watching.not_records(look.files)
    (downloads / "bill.pdf").rename(downloads / "bill under another name.pdf")
    again = Watching(workspace.vault, workspace.history, now=_later())
    assert _found(again) == []


def test_a_folder_that_is_gone_is_said_in_one_sentence(watching: Watching, downloads: Path) -> None:
    downloads.rmdir()
    assert watching.look().trouble.startswith("The watched folder cannot be reached.")


def test_neither_the_folder_nor_a_file_is_named_outside_the_vault(
    watching: Watching, downloads: Path, state: Path, vault_path: Path
) -> None:
    (downloads / "hiv test.pdf").write_bytes(letter("x"))
    look = (watching.look(), watching.look())[1]
    watching.not_records(look.files)
    written = [path for root in (state, vault_path) if root.exists() for path in root.rglob("*") if path.is_file()]
    assert written
    for path in written:
        assert b"oncology downloads" not in path.read_bytes()
        assert b"hiv test" not in path.read_bytes()


def _watch_quickly(window: SheafWindow, folder: Path) -> FolderWatch:
    assert window.shell is not None
    assert window.shell.context is not None
    watch = watch_of(window.shell.context)
    watch.watching._now = _later()  # files need not rest for two seconds
    watch._soon.setInterval(50)
    settings = go(window, SettingsScreen)
    settings.watched.watch_folder(folder)
    settle()
    return watch


def test_new_files_are_announced_and_added_only_when_ticked(
    window: SheafWindow, workspace: Workspace, maria: str, downloads: Path, qtbot: QtBot
) -> None:
    watch = _watch_quickly(window, downloads)
    home = go(window, HomeScreen)
    (downloads / "report.pdf").write_bytes(ct_report())
    (downloads / "advert.pdf").write_bytes(letter("buy this"))
    qtbot.waitUntil(lambda: len(watch.last.files) == 2, timeout=60_000)
    settle()
    assert "2 new files in oncology downloads. Nothing was added." in words(home.page)
    assert workspace.documents.list(maria) == ()
    press(home.page, "Look at them")
    assert window.shell is not None
    screen = window.shell._made["watch"]
    assert isinstance(screen, WatchScreen)
    assert not screen.add.isEnabled()
    assert nameless(screen.page) == []
    assert same_named_buttons(screen.page) == set()
    press(screen.page, "advert.pdf is not a record")
    qtbot.waitUntil(lambda: len(watch.last.files) == 1, timeout=60_000)
    settle()
    next(one for one in screen.page.findChildren(CheckBox) if one.accessibleName() == "Add report.pdf").click()
    press(screen.page, "Add 1 file")
    qtbot.waitUntil(lambda: len(workspace.documents.list(maria)) == 1, timeout=60_000)
    qtbot.waitUntil(lambda: watch.last.files == (), timeout=60_000)


def test_with_several_people_it_asks_whose_they_are(
    window: SheafWindow, workspace: Workspace, maria: str, downloads: Path, qtbot: QtBot
) -> None:
    luis = workspace.people.add({"name": "Luis Lopez", "born": "1955-09-11"}).id
    watch = _watch_quickly(window, downloads)
    (downloads / "report.pdf").write_bytes(ct_report(name="LOPEZ, LUIS", born="09/11/1955"))
    qtbot.waitUntil(lambda: len(watch.last.files) == 1, timeout=60_000)
    screen = go(window, WatchScreen)
    assert "Whose records are these?" in words(screen.page)
    choice = next(one for one in screen.page.findChildren(ComboBox) if one.isVisible())
    choice.choose(luis)
    screen._choose_person(luis)
    next(one for one in screen.page.findChildren(CheckBox) if one.isVisible()).click()
    press(screen.page, "Add 1 file")
    assert window.shell is not None
    assert window.shell.context is not None
    queue = queue_of(window.shell.context)
    qtbot.waitUntil(lambda: all(job.ended for job in queue.jobs), timeout=60_000)
    assert len(workspace.documents.list(luis)) == 1
    assert workspace.documents.list(maria) == ()


def test_an_idle_watch_does_nothing(window: SheafWindow, downloads: Path, qtbot: QtBot) -> None:
    watch = _watch_quickly(window, downloads)
    qtbot.waitUntil(lambda: not watch._looking, timeout=60_000)
    assert not watch._slow.isActive()
    assert not watch._soon.isActive()
    go(window, SettingsScreen).watched._stop()
    settle()
    assert watch._system.directories() == []
