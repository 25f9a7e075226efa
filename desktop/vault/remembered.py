"""The vault remembered by the computer's key store: a second way in, never the only one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from desktop.foundation.errors import SheafError
from desktop.vault import key_file, os_keyring, places, trouble
from desktop.vault.errors import KeysDamagedError, KeyStoreError, NewerVaultError
from desktop.vault.opening import open_vault
from desktop.vault.vault import Vault


def _own_file(vault: Vault) -> key_file.KeyFile:
    for file in key_file.read_all(vault.path):
        if file.vault_id == vault.vault_id:
            return file
    raise KeysDamagedError


def is_remembered(folder: Path) -> bool:
    """Whether a vault has a slot for the key store; nothing is asked of the store."""
    try:
        return any(file.keyring is not None for file in key_file.read_all(folder))
    except (KeysDamagedError, NewerVaultError):
        return False


def remember_vault(vault: Vault) -> None:
    """Give the vault a slot that the key store opens, and try it.

    Raises KeyStoreError, KeysDamagedError, DiskFullError, CannotWriteError; then nothing is changed.
    """
    file = _own_file(vault)
    secret = os_keyring.remember(vault.vault_id)
    made = replace(file, keyring=key_file.wrap_for_keyring(vault.keys, secret))
    try:
        key_file.unwrap_from_keyring(made, os_keyring.recall(vault.vault_id))
        key_file.write(vault.path, made)
    except (OSError, SheafError) as error:
        os_keyring.forget(vault.vault_id)
        if isinstance(error, OSError):
            raise trouble.of_system(error) from error
        raise


def forget_vault(vault: Vault) -> None:
    """Take the slot away, and the secret out of the store; raises KeysDamagedError, DiskFullError, CannotWriteError."""
    try:
        key_file.write(vault.path, replace(_own_file(vault), keyring=None))
    except OSError as error:
        raise trouble.of_system(error) from error
    os_keyring.forget(vault.vault_id)


def unlock_remembered(path: Path, *, read_only: bool = False, accept_copy: bool = False) -> Vault:
    """Open a vault with what the key store holds.

    Raises KeyStoreError (then ask for the passphrase), and what opening raises.
    """
    folder = path.absolute()
    places.require_vault(folder)
    for file in key_file.read_all(folder):
        if file.keyring is not None:
            keys = key_file.unwrap_from_keyring(file, os_keyring.recall(file.vault_id))
            return open_vault(folder, keys, read_only=read_only, accept_copy=accept_copy)
    raise KeyStoreError
