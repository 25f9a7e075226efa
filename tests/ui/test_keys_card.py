"""Settings, "Passphrase and keys": a new passphrase, the kit again, new keys with a new kit, the key store."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from desktop.services.workspace import Workspace
from desktop.ui.keys.card import KeysCard
from desktop.ui.keys.new_keys import NewKeysDialog
from desktop.ui.keys.new_kit import NewKitPage
from desktop.ui.passphrase.view import SecretField
from desktop.ui.window import SheafWindow
from desktop.vault import os_keyring
from desktop.vault.errors import KeyStoreError, WrongPassphraseError
from desktop.vault.stores.info import info
from desktop.vault.unlock import unlock_vault
from tests.conftest import PASSPHRASE
from tests.filing import file_document
from tests.ui.looking import nameless
from tests.ui.record_window import button, dialog, press, words
from tests.vault.keys.test_key_store import Store, offer

Settle = Callable[[SheafWindow], None]
NEW = "another six words of my own"


def _card(window: SheafWindow, settle: Settle) -> KeysCard:
    assert window.shell is not None
    window.shell.go("settings")
    settle(window)
    return next(iter(window.findChildren(KeysCard)))


def _remembered(workspace: Workspace) -> bool:
    return workspace.keys.is_remembered


def _states(card: KeysCard) -> tuple[bool, bool]:
    """Return whether the key store is on, and whether that can be changed."""
    return card.remember.isChecked(), card.remember.isEnabled()


def test_a_new_passphrase_is_asked_for_with_the_old_one(
    window: SheafWindow, workspace: Workspace, vault_path: Path, settle: Settle
) -> None:
    card = _card(window, settle)
    press(card, "Change the passphrase…")
    asked = dialog(window)
    current = asked.findChildren(SecretField)[0]
    change = next(
        one for one in asked.findChildren(type(button(card, "Make new keys…"))) if one.text() == "Change the passphrase"
    )
    assert not change.isEnabled()
    current.edit.setText("not these words at all")
    settle(window)
    assert nameless(asked) == []
    asked.reject()
    workspace.keys.change_passphrase(PASSPHRASE, NEW)
    workspace.close()
    with pytest.raises(WrongPassphraseError):
        unlock_vault(vault_path, PASSPHRASE)
    unlock_vault(vault_path, NEW).close()


def test_new_keys_show_a_new_kit_and_then_the_unlock_screen(
    window: SheafWindow, workspace: Workspace, maria: str, vault_path: Path, locked: list[bool], settle: Settle
) -> None:
    file_document(workspace, maria, title="CT report")
    before = workspace.vault.vault_id
    card = _card(window, settle)
    press(card, "Make new keys…")
    asked = dialog(window)
    assert isinstance(asked, NewKeysDialog)
    assert nameless(asked) == []
    asked.field.edit.setText("not these words")
    asked.start()
    settle(window)
    assert "That is not the passphrase of this vault." in asked.field.message.words
    assert asked.go.isEnabled()
    asked.field.edit.setText(PASSPHRASE)
    asked.start()
    settle(window)
    page = next(iter(window.findChildren(NewKitPage)))
    assert "The vault has new keys" in words(window)
    assert "CT report" not in words(window)
    assert not page.done.isEnabled()
    assert nameless(page) == []
    page.kit.ready_changed.emit(True)  # noqa: FBT003 - a signal's argument
    page.done.click()
    assert locked == [True]
    vault = unlock_vault(vault_path, PASSPHRASE)
    assert vault.vault_id != before
    vault.close()


def test_stopping_new_keys_leaves_the_vault_as_it_was(
    window: SheafWindow, workspace: Workspace, vault_path: Path, settle: Settle
) -> None:
    card = _card(window, settle)
    press(card, "Make new keys…")
    asked = dialog(window)
    assert isinstance(asked, NewKeysDialog)
    before = workspace.vault.read(lambda tx: info(tx, "kit_made"))
    asked.field.edit.setText(PASSPHRASE)
    asked.start()
    asked.stop.click()
    settle(window)
    assert "Stopped. The vault is as it was." in words(asked)
    assert not workspace.vault.closed
    assert workspace.vault.read(lambda tx: info(tx, "kit_made")) == before
    assert sorted(path.name for path in vault_path.parent.glob("*.sheaf")) == ["family.sheaf"]


def test_the_kit_is_shown_again_for_the_passphrase_only(
    window: SheafWindow, workspace: Workspace, settle: Settle
) -> None:
    card = _card(window, settle)
    press(card, "Print the recovery kit again…")
    asked = dialog(window)
    field = asked.findChildren(SecretField)[0]
    field.edit.setText("not these words")
    press(asked, "Show the kit")
    settle(window)
    assert "That is not the passphrase of this vault." in field.message.words
    field.edit.setText(PASSPHRASE)
    press(asked, "Show the kit")
    settle(window)
    groups = workspace.keys.kit_again(PASSPHRASE).groups
    code = ", ".join(groups)
    assert [one for one in dialog(window).findChildren(QWidget) if code in one.accessibleName()]


def test_the_key_store_is_off_until_asked_for_and_falls_back(
    window: SheafWindow, workspace: Workspace, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store()
    offer(monkeypatch, store)
    card = _card(window, settle)
    assert _states(card) == (False, True)
    card.remember.click()
    settle(window)
    assert _remembered(workspace)
    assert len(store.kept) == 1
    card.remember.click()
    settle(window)
    assert not _remembered(workspace)
    assert store.kept == {}
    monkeypatch.setattr(os_keyring, "remember", lambda _id: (_ for _ in ()).throw(KeyStoreError()))
    card.remember.click()
    settle(window)
    assert _states(card) == (False, True)
    assert "Nothing was changed; you type it as before." in words(window)


def test_without_a_store_the_card_says_so(window: SheafWindow, settle: Settle, monkeypatch: pytest.MonkeyPatch) -> None:
    offer(monkeypatch)
    card = _card(window, settle)
    assert "Your computer has no safe place for the passphrase." in words(card)
