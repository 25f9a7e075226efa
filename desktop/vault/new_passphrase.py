"""Another passphrase: the root is wrapped anew, and nothing else changes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from desktop.vault import key_file, trouble
from desktop.vault.create import check_passphrase
from desktop.vault.errors import WrongPassphraseError
from desktop.vault.kdf import KdfParameters, calibrated
from desktop.vault.vault import Vault


def check_current(folder: Path, vault_id: str, passphrase: str) -> key_file.KeyFile:
    """Return the key file that `passphrase` opens; raises WrongPassphraseError, KeysDamagedError."""
    keys, file = key_file.open_with(folder, passphrase)
    if keys.vault_id != vault_id:
        raise WrongPassphraseError
    return file


def change_passphrase(vault: Vault, current: str, new: str, *, kdf: KdfParameters | None = None) -> None:
    """Let the vault open with `new`; older backups still open with the one before.

    Raises BadPassphraseError, WrongPassphraseError (of `current`), KeysDamagedError, DiskFullError, CannotWriteError.
    """
    check_passphrase(new)
    file = check_current(vault.path, vault.vault_id, current)
    made = key_file.wrap(vault.keys, new, kdf or calibrated())
    try:
        key_file.write(vault.path, replace(made, keyring=file.keyring))
    except OSError as error:
        raise trouble.of_system(error) from error
