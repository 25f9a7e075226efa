"""Unlocking: one passphrase, plain words when it does not open, and the recovery code."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from desktop.bootstrap import make_vaults
from desktop.foundation.errors import AppError, ExitCode
from desktop.services.vaults import RecoveryKit
from desktop.ui.gates import Gates
from desktop.ui.unlock.presenter import WayOn, code_in_file, pause_after, refusal, split_code
from desktop.ui.unlock.recovery import RecoveryScreen
from desktop.ui.unlock.view import UnlockScreen, WelcomeScreen, is_vault
from desktop.ui.window import SheafWindow
from tests.conftest import PASSPHRASE
from tests.ui.looking import nameless

Settle = Callable[[SheafWindow], None]


@pytest.fixture
def family(tmp_path: Path) -> tuple[Path, RecoveryKit]:
    """A closed vault with a person in it, and its kit."""
    path = tmp_path / "Lopez family.sheaf"
    workspace, kit = make_vaults().create(path, PASSPHRASE)
    workspace.people.add({"name": "Maria Lopez", "born": "1957-05-04"})
    workspace.close()
    return path, kit


@pytest.fixture
def screen(gates: Gates, family: tuple[Path, RecoveryKit], settle: Settle) -> UnlockScreen:
    gates.show_unlock(family[0])
    settle(gates.window)
    assert isinstance(gates.page, UnlockScreen)
    return gates.page


def test_the_passphrase_opens_the_vault_with_enter(gates: Gates, screen: UnlockScreen, settle: Settle) -> None:
    assert QApplication.focusWidget() is screen.field.edit
    assert screen.title.text() == "Lopez family"
    assert screen.below.text().startswith("Vault on this computer")
    QTest.keyClicks(screen.field.edit, PASSPHRASE)
    QTest.keyClick(screen.field.edit, Qt.Key.Key_Return)
    assert screen.unlock_button.text() == "Opening…"
    settle(gates.window)
    assert gates.window.shell is not None
    assert gates.window.shell.workspace.vault_name == "Lopez family"
    assert Path(gates.window.settings.last_vault) == family_path(gates)


def family_path(gates: Gates) -> Path:
    assert gates.window.shell is not None
    return gates.window.shell.workspace.vault_path


def test_a_wrong_passphrase_is_told_in_these_words_and_stays(
    gates: Gates, screen: UnlockScreen, settle: Settle
) -> None:
    screen.field.edit.setText("river candle orange eight")
    screen.field.show_button.click()
    screen.unlock()
    settle(gates.window)
    assert screen.field.message.words == (
        "That passphrase did not open the vault. Check each word and the spaces between them. "
        "Your records are safe, and you can try as often as you like."
    )
    assert screen.field.edit.text() == "river candle orange eight"
    assert screen.field.edit.echoMode() is QLineEdit.EchoMode.Normal
    assert screen.unlock_button.isEnabled()
    assert nameless(screen) == []


def test_after_five_tries_there_is_a_growing_pause() -> None:
    assert [pause_after(tries) for tries in (1, 4, 5, 6, 7, 20)] == [0, 0, 2, 4, 8, 64]


def test_the_pause_is_counted_down_on_the_button(qtbot: QtBot, screen: UnlockScreen) -> None:
    screen._start_pause(2)
    assert screen.unlock_button.text() == "Next try in 2 seconds."
    assert not screen.unlock_button.isEnabled()
    qtbot.waitUntil(screen.unlock_button.isEnabled, timeout=60_000)
    assert screen.unlock_button.text() == "Unlock"


def test_a_vault_that_is_open_elsewhere_can_be_read_here(
    gates: Gates, screen: UnlockScreen, family: tuple[Path, RecoveryKit], settle: Settle
) -> None:
    other = make_vaults().unlock(family[0], PASSPHRASE)
    try:
        screen.field.edit.setText(PASSPHRASE)
        screen.unlock()
        settle(gates.window)
        assert screen.field.message.words.startswith("This vault is open in another window")
        screen.way_on.click()
        settle(gates.window)
        assert gates.window.shell is not None
        assert gates.window.shell.workspace.read_only
    finally:
        other.close()


def test_caps_lock_is_noticed(screen: UnlockScreen) -> None:
    QTest.keyClick(screen.field.edit, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier)
    assert not screen.caps.isVisible()
    QTest.keyClicks(screen.field.edit, "a")
    QTest.sendKeyEvent(QTest.KeyAction.Click, screen.field.edit, Qt.Key.Key_B, "B", Qt.KeyboardModifier.NoModifier)
    assert screen.caps.words == "Caps Lock is on"


def test_damage_and_other_copies_have_their_own_words() -> None:
    damaged = AppError(
        "Your passphrase is right, but the vault is damaged.", safe="Nothing was changed.", do="Open a backup."
    )
    assert refusal(damaged).words == (
        "Your passphrase is right, but the vault is damaged. Nothing was changed. Open a backup."
    )

    class OtherCopyError(AppError):
        exit_code = ExitCode.OTHER_COPY

    assert refusal(OtherCopyError("Older.", do="Look.")).way_on is WayOn.ACCEPT_COPY


def test_a_place_without_a_vault_is_told(gates: Gates, tmp_path: Path, settle: Settle) -> None:
    gates.show_unlock(tmp_path / "gone.sheaf")
    settle(gates.window)
    assert isinstance(gates.page, UnlockScreen)
    assert gates.page.field.message.words.startswith("There is no vault at that place.")


def test_without_a_vault_the_welcome_page_offers_to_start(gates: Gates) -> None:
    gates.start(None)
    assert isinstance(gates.page, WelcomeScreen)
    assert nameless(gates.page) == []


def test_a_folder_is_a_vault_by_name_or_by_its_files(tmp_path: Path) -> None:
    assert not is_vault(tmp_path)
    (tmp_path / "vault.db").touch()
    assert is_vault(tmp_path)


def test_a_pasted_code_fills_all_boxes() -> None:
    assert split_code("7k4m-q2xd 9rtb hozn 3wve cj8p 5gya") == ("7K4M", "Q2XD", "9RTB", "H0ZN", "3WVE", "CJ8P", "5GYA")
    assert split_code("il") == ("11",)


def test_the_code_is_found_in_a_saved_kit(family: tuple[Path, RecoveryKit]) -> None:
    assert code_in_file(family[1].text) == family[1].groups


@pytest.fixture
def recovery(gates: Gates, family: tuple[Path, RecoveryKit], settle: Settle) -> RecoveryScreen:
    gates.show_recovery(family[0])
    settle(gates.window)
    assert isinstance(gates.page, RecoveryScreen)
    return gates.page


def test_a_full_box_moves_on_and_backspace_moves_back(recovery: RecoveryScreen) -> None:
    first, second = recovery.boxes.fields[:2]
    first.setFocus()
    QTest.keyClicks(first, "7k4o")
    assert first.text() == "7K40"
    assert QApplication.focusWidget() is second
    QTest.keyClick(second, Qt.Key.Key_Backspace)
    assert QApplication.focusWidget() is first


def test_the_code_opens_the_vault_with_a_new_passphrase(
    gates: Gates, recovery: RecoveryScreen, family: tuple[Path, RecoveryKit], settle: Settle
) -> None:
    QGuiApplication.clipboard().setText(" ".join(family[1].groups))
    recovery.boxes.fields[0].setFocus()
    QTest.keySequence(recovery.boxes.fields[0], QKeySequence(QKeySequence.StandardKey.Paste))
    settle(gates.window)
    assert recovery.told.words == "The code is right"
    assert nameless(recovery) == []
    recovery.go_on.click()
    assert recovery.form.isVisible()
    QTest.keyClicks(recovery.form.again.edit, recovery.form.words)
    words = recovery.form.words
    recovery.go_on.click()
    settle(gates.window)
    assert gates.window.shell is not None
    gates.window.close_workspace()
    make_vaults().unlock(family[0], words).close()


def test_a_mistyped_code_is_marked_when_it_is_whole(
    gates: Gates, recovery: RecoveryScreen, family: tuple[Path, RecoveryKit], settle: Settle
) -> None:
    groups = list(family[1].groups)
    groups[4] = ("0" if groups[4][0] != "0" else "1") + groups[4][1:]
    recovery.boxes.fill(tuple(groups))
    settle(gates.window)
    assert recovery.told.words == "Group 5 does not look right. Compare it with your page."
    assert recovery.boxes.fields[4].property("state") == "wrong"
    assert not recovery.go_on.isEnabled()


def test_a_code_of_another_vault_is_told(
    gates: Gates, recovery: RecoveryScreen, tmp_path: Path, settle: Settle
) -> None:
    other, kit = make_vaults().create(tmp_path / "other.sheaf", PASSPHRASE)
    other.close()
    recovery.boxes.fill(kit.groups)
    settle(gates.window)
    assert recovery.told.words.startswith("This code belongs to another vault.")


def test_the_code_can_be_read_from_a_file(
    gates: Gates, recovery: RecoveryScreen, family: tuple[Path, RecoveryKit], tmp_path: Path, settle: Settle
) -> None:
    saved = tmp_path / "kit.txt"
    saved.write_text("no code here", "utf-8")
    recovery.read_file(saved)
    assert recovery.told.words.startswith("There is no recovery code in this file.")
    saved.write_text(family[1].text, "utf-8")
    recovery.read_file(saved)
    settle(gates.window)
    assert recovery.told.words == "The code is right"
