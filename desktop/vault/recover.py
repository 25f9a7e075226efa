"""Open a vault with the recovery code alone, and give it a new passphrase."""

from __future__ import annotations

from pathlib import Path

import sqlcipher3

from desktop.vault import key_file, places, recovery
from desktop.vault.create import check_passphrase
from desktop.vault.engine import make_engine
from desktop.vault.errors import CannotWriteError, KeysDamagedError, WrongCodeError
from desktop.vault.kdf import KdfParameters, calibrated
from desktop.vault.keys import VaultKeys
from desktop.vault.opening import open_vault
from desktop.vault.vault import Vault


def _opens(folder: Path, keys: VaultKeys) -> bool:
    try:
        make_engine(places.database(folder), keys, read_only=True).dispose()
    except sqlcipher3.Error:
        return False
    return True


def _check_belongs(folder: Path, keys: VaultKeys) -> None:
    """Raise WrongCodeError when the vault's own id, or else its database, says that the code is another's."""
    try:
        known = {file.vault_id for file in key_file.read_all(folder)}
    except KeysDamagedError:
        known = set()
    if keys.vault_id not in known and not _opens(folder, keys):
        raise WrongCodeError


def check_code(path: Path, code: str) -> VaultKeys:
    """Return the keys of a code that belongs to this vault; raises MistypedCodeError, WrongCodeError."""
    folder = path.absolute()
    places.require_vault(folder)
    keys = VaultKeys.from_root(recovery.from_text(code))
    _check_belongs(folder, keys)
    return keys


def recover_vault(path: Path, code: str, new_passphrase: str, *, kdf: KdfParameters | None = None) -> Vault:
    """Open a vault whose vault.keys may be gone, and write a new passphrase slot.

    Raises MistypedCodeError, WrongCodeError, BadPassphraseError, and what opening raises.
    """
    check_passphrase(new_passphrase)
    keys = check_code(path, code)
    vault = open_vault(path.absolute(), keys)
    try:
        key_file.write(path.absolute(), key_file.wrap(keys, new_passphrase, kdf or calibrated()))
    except OSError as error:
        vault.close()
        raise CannotWriteError from error
    return vault
