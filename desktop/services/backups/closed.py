"""Backups of a vault that is not open, or is gone: found, compared and brought back with a passphrase or code."""

from __future__ import annotations

from pathlib import Path

from desktop.foundation.errors import SheafError
from desktop.foundation.progress import CancelToken, Progress
from desktop.services.backups import remembered as memory
from desktop.services.backups.listing import HERE, BackupLine, Place, lines_of
from desktop.services.backups.remembered import place_name
from desktop.services.backups.words import Inside, inside_of
from desktop.vault import places
from desktop.vault.backup.folder import Backup, own_folder, read_backup, read_backups
from desktop.vault.backup.restore import (
    Restored,
    check_backup,
    compare,
    find_backup,
    restore_backup,
    unlock_backup,
    unlock_backup_with_code,
)
from desktop.vault.errors import DamagedBackupError, DamagedVaultError, NoSuchVaultError
from desktop.vault.keys import VaultKeys
from desktop.vault.unlock import describe_vault


def _vault_id(vault: Path) -> str:
    try:
        return describe_vault(vault).vault_id
    except NoSuchVaultError:
        return ""


def is_backup(path: Path) -> bool:
    """Whether a folder is a backup or a folder of backups with a whole one in it."""
    return read_backup(path.absolute()) is not None or bool(read_backups(path))


def backups_of(vault: Path, *more: Path) -> tuple[BackupLine, ...]:
    """Return the backups of a vault by its path, the newest first: beside it, and where this computer made others."""
    folder, vault_id = vault.absolute(), _vault_id(vault)
    remembered = memory.recall(vault_id)
    paths = [Path(path) for path in (remembered.second, *remembered.elsewhere) if path] + [p.absolute() for p in more]
    beside = Place(own_folder(folder.parent, folder.stem, vault_id), HERE)
    return lines_of([beside, *(Place(path, place_name(path)) for path in paths)], folder.stem, vault_id)


def _open(backup: Backup, passphrase: str | None, code: str | None) -> VaultKeys:
    return unlock_backup_with_code(backup, code) if code is not None else unlock_backup(backup, passphrase or "")


def compare_with(path: Path, vault: Path, *, passphrase: str | None = None, code: str | None = None) -> Inside | None:
    """Return what would change if a backup took the place of a closed vault.

    None when that cannot be told: no vault is there, it is damaged, or its keys are others. Raises
    NoSuchBackupError, WrongPassphraseError, MistypedCodeError, WrongCodeError, KeysDamagedError, DamagedBackupError.
    """
    backup = find_backup(path)
    keys = _open(backup, passphrase, code)
    database = places.database(vault.absolute())
    if not database.is_file() or _vault_id(vault) not in {"", backup.vault_id}:
        return None
    try:
        return inside_of(compare(database, keys, backup))
    except DamagedBackupError:
        raise
    except DamagedVaultError:
        return None


def check(path: Path, *, passphrase: str, cancel: CancelToken | None = None) -> bool:
    """Open a backup with every original: whether it is whole; raises NoSuchBackupError, WrongPassphraseError."""
    backup = find_backup(path)
    try:
        return check_backup(backup, unlock_backup(backup, passphrase), sample=None, cancel=cancel)
    except SheafError as error:
        if error.code == "keys-damaged":
            return False
        raise


def restore(
    path: Path,
    vault: Path,
    *,
    passphrase: str | None = None,
    code: str | None = None,
    progress: Progress | None = None,
    cancel: CancelToken | None = None,
) -> Restored:
    """Bring a backup (or the newest of a folder of backups) back to `vault`; what is there is kept beside it.

    Raises NoSuchBackupError, WrongPassphraseError, MistypedCodeError, WrongCodeError, KeysDamagedError,
    VaultExistsError, VaultInUseError, DamagedBackupError, DiskFullError, CannotWriteError, VerificationFailedError,
    CancelledError; then `vault` is as it was.
    """
    backup = find_backup(path)
    keys = _open(backup, passphrase, code)
    return restore_backup(backup, keys, vault, progress=progress, cancel=cancel)
