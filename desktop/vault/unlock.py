"""Open a vault with its passphrase, and tell what can be told without one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from desktop.vault import key_file, last_seen, places
from desktop.vault.errors import KeysDamagedError, NewerVaultError
from desktop.vault.opening import open_vault
from desktop.vault.vault import Vault


@dataclass(frozen=True, slots=True)
class VaultDescription:
    """What anyone can see: nothing about the contents. `last_opened` is on this computer."""

    name: str
    path: Path
    vault_id: str
    last_opened: datetime | None
    remembered: bool = False
    """Whether the computer's key store may open it."""


def describe_vault(path: Path) -> VaultDescription:
    """Return what can be told without a key; raises NoSuchVaultError."""
    folder = path.absolute()
    places.require_vault(folder)
    try:
        files = key_file.read_all(folder)
    except (KeysDamagedError, NewerVaultError):
        return VaultDescription(folder.stem, folder, "", None)
    seen = last_seen.recall(files[0].vault_id)
    remembered = any(file.keyring is not None for file in files)
    return VaultDescription(folder.stem, folder, files[0].vault_id, seen.opened if seen else None, remembered)


def unlock_vault(path: Path, passphrase: str, *, read_only: bool = False, accept_copy: bool = False) -> Vault:
    """Open a vault; about a second for the passphrase.

    Raises NoSuchVaultError, WrongPassphraseError, KeysDamagedError, DamagedVaultError, VaultInUseError,
    NewerVaultError, OtherCopyError (unless `accept_copy`), CannotWriteError.
    """
    folder = path.absolute()
    places.require_vault(folder)
    keys, opened = key_file.open_with(folder, passphrase)
    vault = open_vault(folder, keys, read_only=read_only, accept_copy=accept_copy)
    if not vault.read_only:
        key_file.mend(folder, opened)
    return vault
