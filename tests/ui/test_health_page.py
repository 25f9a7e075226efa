"""The page about the vault's health, the backups' card, the line on Home, closing, and bringing a backup back."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.foundation.clock import frozen_at
from desktop.services.workspace import Workspace
from desktop.ui.gates import Gates
from desktop.ui.health import actions
from desktop.ui.health.closing import ClosingBackup
from desktop.ui.health.restored import RestoredPage
from desktop.ui.health.view import HealthScreen
from desktop.ui.health.words import counts_words, second_told, when_words
from desktop.ui.home.view import HomeScreen
from desktop.ui.settings.view import SettingsScreen
from desktop.ui.unlock.restore import RestoreScreen
from desktop.ui.unlock.view import UnlockScreen, is_backup_folder
from desktop.ui.unlock.working_gate import as_code
from desktop.ui.widgets import Dialog
from desktop.ui.window import SheafWindow
from desktop.vault.recovery import to_groups
from tests.conftest import PASSPHRASE
from tests.filing import file_document
from tests.ui.looking import nameless, same_named_buttons
from tests.ui.record_window import button, dialog, press, words
from tests.vault.backup.files import flip

Settle = Callable[[SheafWindow], None]
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def _ago(days: int) -> datetime:
    return NOW - timedelta(days=days)


@pytest.fixture
def blue(tmp_path: Path) -> Path:
    folder = tmp_path / "BLUE"
    folder.mkdir()
    return folder


@pytest.fixture
def with_backups(workspace: Workspace, maria: str, blue: Path) -> Workspace:
    """A copy on the stick of 16 days ago, one here of yesterday, and a half one."""
    backups = workspace.backups
    with frozen_at(_ago(16)):
        backups.choose_second(blue)
        backups.make(blue)
    file_document(workspace, maria, title="CT report")
    with frozen_at(_ago(1)):
        here = backups.make()
    half = shutil.copytree(here.path, here.path.with_name("2026-10-01T09-15-00Z-2"))
    (half / "originals.txt").unlink()
    return workspace


def _health(window: SheafWindow, settle: Settle) -> HealthScreen:
    assert window.shell is not None
    window.shell.go("health")
    settle(window)
    screen = window.shell.shown
    assert isinstance(screen, HealthScreen)
    return screen


@pytest.mark.usefixtures("with_backups")
def test_the_page_lists_every_backup_with_what_it_is_worth(window: SheafWindow, settle: Settle) -> None:
    with frozen_at(NOW):
        screen = _health(window, settle)
        shown = words(screen.widget)
    assert "The copy outside this computer is 16 days old" in shown
    assert "what you added since 6 November would be lost" in shown
    assert shown.count("Opened and compared") == 2
    assert shown.count("Could not be opened") == 1
    assert "7 daily, 4 weekly and 12 monthly ones are kept" in shown
    assert screen.page.primary_button is not None
    assert screen.page.primary_button.text() == "Back up to “BLUE” now"
    assert nameless(screen.widget) == []
    assert same_named_buttons(screen.widget) == set()


def test_without_any_copy_elsewhere_the_page_says_so(window: SheafWindow, settle: Settle) -> None:
    shown = words(_health(window, settle).widget)
    assert "There is no copy outside this computer" in shown
    assert "No backup yet. The first one is made when you close Sheaf." in shown


def test_backing_up_from_the_page_makes_a_copy_that_counts(
    with_backups: Workspace, window: SheafWindow, settle: Settle
) -> None:
    screen = _health(window, settle)
    primary = screen.page.primary_button
    assert primary is not None
    primary.click()
    settle(window)
    QApplication.processEvents()
    settle(window)
    assert with_backups.backups.state().second is not None
    assert "days old" not in words(screen.widget)
    assert [line.where for line in with_backups.backups.listing()].count("Folder “BLUE”") == 2


def test_a_stick_that_is_not_there_is_told_in_three_parts(
    with_backups: Workspace, window: SheafWindow, settle: Settle, blue: Path
) -> None:
    shutil.rmtree(blue)
    with frozen_at(NOW):
        screen = _health(window, settle)
        assert "The folder “BLUE” is not there now." in words(screen.widget)
        primary = screen.page.primary_button
        assert primary is not None
        primary.click()
        settle(window)
    told = words(dialog(window))
    assert "The folder “BLUE” is not there." in told
    assert "Are my records safe?" in told
    dialog(window).reject()
    assert with_backups.backups.listing()


def test_looking_inside_shows_a_table_before_anything_happens(
    with_backups: Workspace, window: SheafWindow, settle: Settle
) -> None:
    line = next(one for one in with_backups.backups.listing() if one.where == "Folder “BLUE”")
    context = window.shell.context if window.shell else None
    assert context is not None
    with frozen_at(NOW):
        actions.look_inside(context, line)
        settle(window)
    inside = dialog(window)
    shown = words(inside)
    assert "Backup of 6 November, " in shown
    assert "Would be missing" in shown
    assert "Documents\n1" in shown
    assert nameless(inside) == []
    press(inside, "Bring this backup back…")
    question = dialog(window)
    assert "1 document would be missing." in words(question)
    press(question, "Cancel")
    assert len(with_backups.documents.list()) == 1


def test_a_backup_is_brought_back_over_the_open_vault(
    with_backups: Workspace, window: SheafWindow, settle: Settle, locked: list[bool]
) -> None:
    line = next(one for one in with_backups.backups.listing() if one.where == "Folder “BLUE”")
    context = window.shell.context if window.shell else None
    assert context is not None
    actions.bring_back(context, line)
    settle(window)
    page = next(one for one in window.findChildren(RestoredPage) if one.isVisible())
    assert window.shell is None
    shown = words(page)
    assert "The backup is back" in shown
    assert "The vault from before is kept beside it" in shown
    assert nameless(page) == []
    page.go.click()
    assert locked == [True]


@pytest.mark.usefixtures("with_backups")
def test_a_broken_backup_explains_itself(window: SheafWindow, settle: Settle) -> None:
    with frozen_at(NOW):
        screen = _health(window, settle)
        press(screen.widget, "What can I do about the backup of 1 October, 9:15, On this computer?")
        told = words(dialog(window))
    assert "Parts of it are missing or damaged" in told
    assert "This backup does not count; the others are not touched." in told
    dialog(window).reject()


def test_the_settings_card_switches_backups_and_leads_to_the_page(
    with_backups: Workspace, window: SheafWindow, settle: Settle
) -> None:
    assert window.shell is not None
    with frozen_at(NOW):
        window.shell.go("settings")
        settle(window)
        screen = window.shell.shown
        assert isinstance(screen, SettingsScreen)
        shown = words(screen.backups)
        assert "Last: yesterday" in shown
        assert "Folder “BLUE”, 16 days ago" in shown
        assert nameless(screen.widget) == []
        screen.backups.on.setCurrentIndex(1)
        screen.backups.on.activated.emit(1)
        settle(window)
    assert not with_backups.backups.state().on
    press(screen.backups, "Open vault health")
    settle(window)
    assert isinstance(window.shell.shown, HealthScreen)


def test_home_reminds_of_a_copy_that_is_too_old(
    with_backups: Workspace, bare_window: SheafWindow, settle: Settle
) -> None:
    with frozen_at(NOW):
        bare_window.open_workspace(with_backups)
        settle(bare_window)
        assert bare_window.shell is not None
        home = bare_window.shell.shown
        assert isinstance(home, HomeScreen)
        assert "The copy outside this computer is 16 days old." in words(home.widget)
        assert button(home.widget, "Back up to Folder “BLUE” now").text() == "Back up now"
        assert nameless(home.widget) == []
    with frozen_at(_ago(10)):
        bare_window.shell.forget("home")
        bare_window.shell.go("home")
        settle(bare_window)
        assert bare_window.shell.shown is not None
        assert "copy outside" not in words(bare_window.shell.shown.widget)


def test_closing_makes_the_backup_of_today_and_then_closes(
    window: SheafWindow, workspace: Workspace, qtbot: QtBot
) -> None:
    assert workspace.backups.due()
    window.close()
    assert window.isVisible()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=60_000)
    assert window.shell is None
    made = workspace.backups.folder
    assert len([path for path in made.iterdir() if (path / "backup.json").is_file()]) == 1


def test_closing_can_skip_the_backup(window: SheafWindow, workspace: Workspace, qtbot: QtBot) -> None:
    window.close()
    (closing,) = window.findChildren(ClosingBackup)
    closing.present()
    assert nameless(closing) == []
    closing.skip.click()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=60_000)
    assert window.shell is None
    assert workspace.backups.closed


def test_closing_tells_when_the_backup_could_not_be_made(
    window: SheafWindow, workspace: Workspace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr("desktop.vault.backup.make.shutil.disk_usage", lambda _path: usage._replace(free=0))
    window.close()
    qtbot.waitUntil(lambda: any(one.isVisible() for one in window.findChildren(Dialog)), timeout=60_000)
    told = words(dialog(window))
    assert "There is no room left on this disk." in told
    assert "Your records are saved" in told
    press(dialog(window), "Close Sheaf")
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=60_000)
    assert workspace.backups.closed


def test_closing_without_a_change_closes_at_once(window: SheafWindow, workspace: Workspace) -> None:
    workspace.backups.make()
    window.close()
    assert not window.isVisible()


def test_who_never_closes_gets_a_backup_while_working(
    window: SheafWindow, workspace: Workspace, settle: Settle
) -> None:
    window._back_up_soon()
    settle(window)
    assert [line.verified for line in workspace.backups.listing()] == [True]


_PROGRAM = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from desktop.bootstrap import make_vaults
from desktop.ui.app import make_application, make_window
application = make_application()
window, gates = make_window(make_vaults, Path(sys.argv[1]))
window.show()
gates.unlock_with(sys.argv[2], lambda: QTimer.singleShot(0, window.close))
raise SystemExit(application.exec())
"""


def test_the_program_ends_after_the_closing_backup(workspace: Workspace, vault_path: Path) -> None:
    folder = workspace.backups.folder
    workspace.close()
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", _PROGRAM, str(vault_path), PASSPHRASE], check=False, timeout=60
    )
    assert done.returncode == 0
    assert len(list(folder.glob("*/backup.json"))) == 1


def test_every_backup_can_be_opened_again(with_backups: Workspace, window: SheafWindow, settle: Settle) -> None:
    with frozen_at(NOW):
        screen = _health(window, settle)
        here = next(one for one in with_backups.backups.listing() if one.where == "On this computer")
        flip(next((here.path.parent / "sealed").glob("??/*.age")))
        press(screen.widget, "Check all backups")
        settle(window)
        settle(window)
        assert words(screen.widget).count("Could not be opened") == 2


def test_a_damaged_vault_offers_its_backup_on_the_unlock_screen(
    gates: Gates, workspace: Workspace, maria: str, settle: Settle, vault_path: Path
) -> None:
    file_document(workspace, maria, title="CT report")
    workspace.backups.make()
    workspace.close()
    database = vault_path / "vault.db"
    database.write_bytes(b"\x00" * database.stat().st_size)
    gates.show_unlock(vault_path)
    settle(gates.window)
    page = gates.page
    assert isinstance(page, UnlockScreen)
    page.field.edit.setText(PASSPHRASE)
    page.unlock()
    settle(gates.window)
    settle(gates.window)
    assert page.field.message.words.startswith(
        "Your passphrase is right, but the vault is damaged. Nothing was changed."
    )
    assert "Sheaf can open the backup of today, " in page.field.message.words
    assert page.way_on.text() == "Open the backup"
    page.way_on.click()
    settle(gates.window)
    restore = gates.page
    assert isinstance(restore, RestoreScreen)
    assert restore.field.text == PASSPHRASE
    assert nameless(restore) == []
    restore.go.click()
    settle(gates.window)
    done = gates.page
    assert isinstance(done, RestoredPage)
    done.go.click()
    settle(gates.window)
    again = gates.page
    assert isinstance(again, UnlockScreen)
    again.field.edit.setText(PASSPHRASE)
    again.unlock()
    settle(gates.window)
    assert gates.window.shell is not None
    assert [one.title for one in gates.window.shell.workspace.documents.list()] == ["CT report"]


def test_a_chosen_backup_comes_back_with_the_recovery_code(
    gates: Gates, workspace: Workspace, settle: Settle, tmp_path: Path
) -> None:
    made = workspace.backups.make(tmp_path / "stick")
    code = "-".join(to_groups(workspace.vault.keys.root))
    workspace.close()
    assert is_backup_folder(made.set_folder)
    assert is_backup_folder(made.path)
    gates.show_restore(tmp_path / "new" / "family.sheaf", made.set_folder)
    settle(gates.window)
    page = gates.page
    assert isinstance(page, RestoreScreen)
    page.type_in("quite another passphrase")
    page.start()
    settle(gates.window)
    assert page.field.message.words.startswith("That passphrase did not open the backup.")
    assert not page.place.exists()
    page.type_in(code)
    page.start()
    settle(gates.window)
    assert isinstance(gates.page, RestoredPage)
    assert page.place.is_dir()


def test_a_place_without_backups_says_so(gates: Gates, settle: Settle, tmp_path: Path) -> None:
    gates.show_restore(tmp_path / "family.sheaf")
    settle(gates.window)
    page = gates.page
    assert isinstance(page, RestoreScreen)
    assert not page.go.isEnabled()
    assert "There is no backup here that can be opened." in words(page)


def test_a_passphrase_is_not_taken_for_a_code() -> None:
    assert as_code("river candle orange seven") is None
    assert as_code("0004 1061 050R 3GG2 8A1C 60T3 GF6Q") is not None
    assert as_code("0004-1061-050r-3gg2-8a1c-60t3-gf6q") is not None


def test_days_and_counts_are_said_as_people_say_them() -> None:
    with frozen_at(NOW):
        assert when_words(NOW - timedelta(minutes=5)).startswith("Today, ")
        assert when_words(_ago(1)).startswith("Yesterday, ")
        assert when_words(_ago(16)).startswith("6 November, ")
        assert when_words(_ago(400)).startswith("18 October 2025, ")
    assert when_words(None) == "Day unknown"
    assert counts_words(1, 12) == "1 document, 12 facts"
    told = second_told(None)
    assert told is not None
    assert told.look == "warn"
