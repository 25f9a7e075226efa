"""Open a vault with the recovery code alone, and give it a new passphrase."""

from __future__ import annotations

from pathlib import Path

import sqlcipher3

from desktop.vault import key_file, places, recovery, trouble
from desktop.vault.create import check_passphrase
from desktop.vault.engine import authentic_pages
from desktop.vault.errors import DamagedVaultError, KeysDamagedError, NewerVaultError, WrongCodeError
from desktop.vault.kdf import KdfParameters, calibrated
from desktop.vault.keys import VaultKeys
from desktop.vault.opening import open_vault
from desktop.vault.vault import Vault


def _sealed_with(folder: Path, keys: VaultKeys) -> bool:
    """Whether any page of the database is of these keys, so that damage is not taken for another vault's code."""
    try:
        return authentic_pages(places.database(folder), keys) > 0
    except (sqlcipher3.Error, OSError) as error:
        raise DamagedVaultError("The vault's database cannot be read.") from error


def _check_belongs(folder: Path, keys: VaultKeys) -> None:
    """Raise WrongCodeError when the vault's own id, or else its database, says that the code is another's.

    Raises DamagedVaultError when neither can be read.
    """
    try:
        known = {file.vault_id for file in key_file.read_all(folder)}
    except (KeysDamagedError, NewerVaultError):
        known = set()
    if keys.vault_id not in known and not _sealed_with(folder, keys):
        raise WrongCodeError


def check_code(path: Path, code: str) -> VaultKeys:
    """Return the keys of a code that belongs to this vault; raises MistypedCodeError, WrongCodeError."""
    folder = path.absolute()
    places.require_vault(folder)
    keys = VaultKeys.from_root(recovery.from_text(code))
    _check_belongs(folder, keys)
    return keys


def recover_vault(
    path: Path, code: str, new_passphrase: str, *, kdf: KdfParameters | None = None, accept_copy: bool = False
) -> Vault:
    """Open a vault whose vault.keys may be gone, and write a new passphrase slot.

    Raises MistypedCodeError, WrongCodeError, BadPassphraseError, and what opening raises.
    """
    check_passphrase(new_passphrase)
    keys = check_code(path, code)
    vault = open_vault(path.absolute(), keys, accept_copy=accept_copy)
    try:
        key_file.write(path.absolute(), key_file.wrap(keys, new_passphrase, kdf or calibrated()))
    except BaseException as error:
        vault.close()
        if isinstance(error, OSError):
            raise trouble.of_system(error) from error
        raise
    return vault
