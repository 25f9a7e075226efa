"""Lock now: what is typed is kept first, what runs is stopped cleanly, and nothing is shown any more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.bootstrap import make_workspace
from desktop.foundation.progress import CancelToken, Progress
from desktop.services.workspace import Workspace
from desktop.ui.locking.guard import Locking
from desktop.ui.review.view import ReviewScreen
from desktop.ui.window import SheafWindow
from desktop.vault.unlock import unlock_vault
from tests.conftest import PASSPHRASE
from tests.filing import file_document
from tests.ui.record_window import words

Settle = Callable[[SheafWindow], None]


def _review(window: SheafWindow, document_id: str) -> ReviewScreen:
    assert window.shell is not None
    window.shell.go("review", document_id)
    return cast("ReviewScreen", window.shell._made["review"])


def test_what_is_typed_is_in_the_vault_before_it_closes(
    window: SheafWindow, workspace: Workspace, maria: str, vault_path: Path, locked: list[bool], settle: Settle
) -> None:
    document = file_document(workspace, maria, title="CT report")
    screen = _review(window, document.id)
    settle(window)
    assert screen.fields is not None
    screen.fields.title.setText("CT of the abd")
    window.lock_now()
    assert locked == [True]
    assert workspace.vault.closed
    assert window.unfinished == ()
    vault = unlock_vault(vault_path, PASSPHRASE)
    try:
        assert make_workspace(vault).documents.get(document.id).title == "CT of the abd"
    finally:
        vault.close()


def test_nothing_of_the_record_is_shown_any_more(
    window: SheafWindow, workspace: Workspace, maria: str, settle: Settle
) -> None:
    file_document(workspace, maria, title="CT report")
    settle(window)
    window.change_person()
    assert "Maria Lopez" in words(window)
    window.lock_now()
    assert "Maria" not in words(window)
    assert window.windowTitle() == "Sheaf"


def test_running_work_is_stopped_and_told(window: SheafWindow, locked: list[bool]) -> None:
    stopped = []

    def work(progress: Progress, cancel: CancelToken) -> None:
        progress.tell(3, 12, "Adding…")
        while not cancel.cancelled:
            QTest.qSleep(2)
        stopped.append(True)

    window.tasks.run(work, name="import")
    while not window.tasks.unfinished()[0].total:
        QTest.qWait(2)
    window.lock_now()
    assert stopped == [True]
    assert locked == [True]
    assert [(one.name, one.done, one.total) for one in window.unfinished] == [("import", 3, 12)]


def test_a_draft_that_cannot_be_kept_does_not_keep_the_vault_open(
    window: SheafWindow, workspace: Workspace, maria: str, locked: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    document = file_document(workspace, maria, title="CT report")
    screen = _review(window, document.id)

    def fails() -> None:
        raise RuntimeError

    monkeypatch.setattr(screen, "save_draft", fails)
    window.lock_now()
    assert locked == [True]
    assert workspace.vault.closed
    assert [one.name for one in window.unfinished] == ["draft"]


def test_ctrl_l_locks(window: SheafWindow, locked: list[bool]) -> None:
    QTest.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert locked == [True]


def test_the_watch_begins_with_the_vault_and_ends_with_it(
    bare_window: SheafWindow, workspace: Workspace, locked: list[bool]
) -> None:
    locking = Locking(bare_window)
    assert not locking.idle._timer.isActive()
    bare_window.open_workspace(workspace)
    assert locking.idle._timer.isActive()
    bare_window.settings = replace(bare_window.settings, auto_lock_minutes=1)
    locking.idle._last -= 59
    locking.idle.look()
    assert locked == []
    locking.idle._last -= 1
    locking.idle.look()
    assert locked == [True]
    assert not locking.idle._timer.isActive()
    locking.clipboard.stop()


def test_a_quiet_check_does_not_keep_the_lock_waiting(window: SheafWindow) -> None:
    def work(_progress: Progress, cancel: CancelToken) -> None:
        while not cancel.cancelled:
            QTest.qSleep(2)

    window.tasks.run(work, waited_for=False)
    assert not window.tasks.busy
