"""Bring a backup back: into a new folder beside the vault, verified whole, and only then swapped in."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from desktop.foundation.atomic import write_atomic
from desktop.foundation.clock import now
from desktop.foundation.progress import CancelToken, Progress
from desktop.vault import key_file, last_seen, places, trouble
from desktop.vault.backup.folder import LOCKS, Backup, read_backup, read_backups
from desktop.vault.backup.make import copy_original, sealed_path
from desktop.vault.checking import check_database, verify_copy
from desktop.vault.errors import DiskFullError, NoSuchBackupError, VerificationFailedError
from desktop.vault.keys import VaultKeys
from desktop.vault.lockfile import WriterLock
from desktop.vault.swapping import free_place, incoming, swap_in


@dataclass(frozen=True, slots=True)
class Restored:
    """The vault that was brought back, and where the one before was put (None when there was none)."""

    path: Path
    documents: int
    facts: int
    sequence: int
    old: Path | None


def find_backup(path: Path) -> Backup:
    """Return the backup at `path`, or the newest one of a folder of backups; raises NoSuchBackupError."""
    folder = path.absolute()
    found = read_backup(folder)
    if found is None:
        newest = read_backups(folder)
        found = newest[0] if newest else None
    if found is None:
        raise NoSuchBackupError
    return found


def unlock_backup(backup: Backup, passphrase: str) -> VaultKeys:
    """Return the keys of a backup; its passphrase is the one of the day it was made.

    Raises WrongPassphraseError, KeysDamagedError.
    """
    return key_file.open_with(backup.path, passphrase)[0]


def _assemble(backup: Backup, target: Path, progress: Progress, cancel: CancelToken) -> None:
    """Copy database, locks and originals into an empty folder; raises OSError, CancelledError."""
    places.furnish(target)
    with backup.database.open("rb") as opened:
        write_atomic(places.database(target), iter(lambda: opened.read(1 << 20), b""))
    for name in LOCKS:
        if (backup.path / name).is_file():
            write_atomic(target / name, [(backup.path / name).read_bytes()])
    names = sorted(backup.originals())
    for done, name in enumerate(names):
        cancel.check()
        progress.tell(done, len(names), "Copying documents…")
        copy_original(sealed_path(backup.set_folder, name), sealed_path(target, name))


def _needed_bytes(backup: Backup) -> int:
    sizes = [sealed_path(backup.set_folder, name).stat().st_size for name in backup.originals()]
    return sum(sizes) + 2 * backup.database.stat().st_size + places.SPARE_BYTES


def _prepare(backup: Backup, keys: VaultKeys, target: Path, progress: Progress, cancel: CancelToken) -> None:
    like = check_database(backup.database, keys, full=True)
    if not like.ok:
        raise VerificationFailedError
    target.parent.mkdir(parents=True, exist_ok=True)
    if shutil.disk_usage(target.parent).free < _needed_bytes(backup):
        raise DiskFullError
    shutil.rmtree(target, ignore_errors=True)
    places.claim(target)
    _assemble(backup, target, progress, cancel)
    progress.tell(0, 0, "Opening the copy and comparing…")
    verify_copy(places.database(target), target, keys, like=like, sample=None)


def restore_backup(
    backup: Backup,
    keys: VaultKeys,
    place: Path,
    *,
    progress: Progress | None = None,
    cancel: CancelToken | None = None,
) -> Restored:
    """Put the backup's vault at `place`; a vault that is there is kept beside it under another name.

    Every original is opened before anything is swapped. Raises VaultInUseError, VerificationFailedError,
    DiskFullError, CannotWriteError, CancelledError; then `place` is as it was.
    """
    folder = place.absolute()
    lock = WriterLock(folder) if folder.is_dir() else None
    target, old = incoming(folder), free_place(folder, f"before {now():%Y-%m-%d}")
    try:
        _prepare(backup, keys, target, progress or Progress(), cancel or CancelToken())
        if lock is not None:
            lock.release()
        swap_in(folder, old=old)
    except BaseException as error:
        if folder.exists():
            shutil.rmtree(target, ignore_errors=True)
        if isinstance(error, OSError):
            raise trouble.of_system(error) from error
        raise
    finally:
        if lock is not None:
            lock.release()
    found = check_database(places.database(folder), keys, full=False)
    if found.head is not None:
        last_seen.remember(keys.vault_id, found.head)
    return Restored(folder, backup.documents, backup.facts, backup.sequence, old if old.exists() else None)
