"""The judgment about the vault on its page and on Home, mending from a backup, and the check once a week."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from desktop.records.changes import ChangeSet
from desktop.services.workspace import Workspace
from desktop.ui.health.view import HealthScreen
from desktop.ui.health.weekly import IDLE_S, WeeklyCheck
from desktop.ui.home.view import HomeScreen
from desktop.ui.window import SheafWindow
from tests.filing import file_document
from tests.ui.looking import nameless, same_named_buttons
from tests.ui.record_window import press, words

Settle = Callable[[SheafWindow], None]


def _health(window: SheafWindow, settle: Settle) -> HealthScreen:
    assert window.shell is not None
    window.shell.go("health")
    settle(window)
    screen = window.shell.shown
    assert isinstance(screen, HealthScreen)
    return screen


def _rest(window: SheafWindow, settle: Settle) -> None:
    """Wait also for what nobody waits for."""
    window.tasks._pool.waitForDone()
    settle(window)


def _break_one(workspace: Workspace) -> Path:
    path = next((workspace.vault.path / "sealed").glob("??/*.age"))
    path.write_bytes(path.read_bytes()[:-1])
    return path


def test_a_whole_vault_is_in_good_order_and_can_be_checked(
    window: SheafWindow, workspace: Workspace, maria: str, settle: Settle
) -> None:
    file_document(workspace, maria, title="CT report")
    screen = _health(window, settle)
    assert "Your records are in good order" in words(screen.widget)
    assert "Nothing was opened and compared on this computer yet." in words(screen.widget)
    press(screen.widget, "Check everything")
    settle(window)
    settle(window)
    told = words(screen.widget)
    assert "1 document checked, 0 damaged." in told
    assert "Last full check: today, " in told
    assert nameless(screen.widget) == []
    assert same_named_buttons(screen.widget) == set()


def test_a_damaged_original_is_named_and_brought_back(
    window: SheafWindow, workspace: Workspace, maria: str, settle: Settle
) -> None:
    file_document(workspace, maria, title="CT report", date="2026-11-20")
    workspace.backups.make()
    path = _break_one(workspace)
    screen = _health(window, settle)
    press(screen.widget, "Check everything")
    settle(window)
    settle(window)
    assert "CT report, 20 Nov 2026" in words(screen.widget)
    assert nameless(screen.widget) == []
    press(screen.widget, "Bring back from the backups")
    for _ in range(3):
        settle(window)
    assert "Your records are in good order" in words(screen.widget)
    assert len(path.read_bytes()) > 0
    assert workspace.health.check(full=True).ok


def test_what_no_backup_has_is_said(window: SheafWindow, workspace: Workspace, maria: str, settle: Settle) -> None:
    file_document(workspace, maria, title="CT report", date="2026-11-20")
    _break_one(workspace).unlink()
    screen = _health(window, settle)
    assert "CT report, 20 Nov 2026 (no backup has it)" in words(screen.widget)
    assert "Bring back from the backups" not in words(screen.widget)


def test_home_tells_of_damage_and_of_the_place(
    window: SheafWindow, workspace: Workspace, maria: str, settle: Settle
) -> None:
    assert window.shell is not None
    home = window.shell.shown
    assert isinstance(home, HomeScreen)
    _rest(window, settle)
    assert "Vault health" not in words(home.page)
    file_document(workspace, maria, title="CT report")
    (workspace.vault.path / "vault.sync-conflict-20261124.db").write_bytes(b"other")
    workspace.health._first = None
    workspace.changes.publish(ChangeSet((), frozenset({"document"}), ""))
    settle(window)
    _rest(window, settle)
    assert "vault.sync-conflict-20261124.db" in words(home.page)
    _break_one(workspace).unlink()
    workspace.health._first = None
    workspace.changes.publish(ChangeSet((), frozenset({"document"}), ""))
    settle(window)
    _rest(window, settle)
    assert "Something in the vault is damaged. Nothing was changed." in words(home.page)
    press(home.page, "Vault health")
    assert isinstance(window.shell.shown, HealthScreen)


def test_once_a_week_everything_is_checked_while_nobody_is_there(
    window: SheafWindow, workspace: Workspace, maria: str, settle: Settle
) -> None:
    file_document(workspace, maria, title="CT report")
    settle(window)
    unused = [IDLE_S - 1]
    weekly = WeeklyCheck(window, lambda: unused[0])
    weekly.look()
    settle(window)
    assert workspace.health.full_due()
    unused[0] = IDLE_S
    weekly.look()
    assert not window.tasks.busy
    _rest(window, settle)
    assert not workspace.health.full_due()
    assert workspace.health.last is not None
    first = workspace.health.last
    weekly.look()
    window.tasks._pool.waitForDone()
    assert workspace.health.last is first
