"""Bring a backup back: into a new folder beside the vault, verified whole, and only then swapped in."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from desktop.foundation.atomic import write_atomic
from desktop.foundation.clock import now
from desktop.foundation.progress import CancelToken, Progress
from desktop.vault import key_file, last_seen, places, recovery, trouble
from desktop.vault.backup.difference import KindDifference, contents, differences
from desktop.vault.backup.folder import LOCKS, Backup, originals_there, read_backup, read_backups
from desktop.vault.backup.make import copy_original, require_room, sealed_path
from desktop.vault.checking import check_database, damaged_originals, read_closed, verify_copy, wanted_originals
from desktop.vault.errors import (
    DamagedBackupError,
    DamagedVaultError,
    KeysDamagedError,
    NoSuchBackupError,
    NoSuchVaultError,
    VaultExistsError,
    VerificationFailedError,
    WrongCodeError,
    WrongPassphraseError,
)
from desktop.vault.keys import VaultKeys
from desktop.vault.lockfile import WriterLock
from desktop.vault.swapping import free_place, incoming, swap_in

UNFINISHED = ".restoring"
"""Ending of the folder that is being put together: after a crash it is rubbish, unlike one that is coming in."""


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


def unlock_backup_with_code(backup: Backup, code: str) -> VaultKeys:
    """Return the keys of a backup from the recovery code; raises MistypedCodeError, WrongCodeError."""
    keys = VaultKeys.from_root(recovery.from_text(code))
    if keys.vault_id != backup.vault_id:
        raise WrongCodeError
    return keys


def check_backup(
    backup: Backup,
    keys: VaultKeys,
    *,
    sample: int | None = 5,
    progress: Progress | None = None,
    cancel: CancelToken | None = None,
) -> bool:
    """Whether a backup opens and is whole: both checks of the database, every original there, `sample` of them opened.

    Raises CancelledError.
    """
    found = check_database(backup.database, keys, full=True)
    if not found.ok or found.head is None or found.head.sequence != backup.sequence:
        return False
    try:
        names, wanted = backup.originals(), read_closed(backup.database, keys, wanted_originals)
        key_file.read_all(backup.path)
    except (OSError, ValueError, KeysDamagedError):
        return False
    if len(wanted) != len(names) + backup.lost or not names <= wanted.keys():
        return False
    belonging = {name: wanted[name] for name in names}
    return not damaged_originals(backup.set_folder, keys, belonging, sample=sample, progress=progress, cancel=cancel)


def compare(database: Path, keys: VaultKeys, backup: Backup) -> tuple[KindDifference, ...]:
    """Return what would change if the backup took the place of a database of the same keys.

    Raises DamagedBackupError, DamagedVaultError when `database` cannot be read.
    """
    return differences(read_closed(database, keys, contents), read_backup_contents(backup, keys))


def read_backup_contents(backup: Backup, keys: VaultKeys) -> dict[str, dict[str, object]]:
    """Return everything in a backup by kind and id; raises DamagedBackupError."""
    try:
        return read_closed(backup.database, keys, contents)
    except DamagedVaultError as error:
        raise DamagedBackupError from error


def _assemble(backup: Backup, target: Path, progress: Progress, cancel: CancelToken) -> None:
    """Copy database, locks and originals into an empty folder; raises OSError, CancelledError."""
    places.furnish(target)
    with backup.database.open("rb") as opened:
        write_atomic(places.database(target), iter(lambda: opened.read(1 << 20), b""))
    for name in LOCKS:
        if (backup.path / name).is_file():
            write_atomic(target / name, [(backup.path / name).read_bytes()])
    with suppress(KeysDamagedError):  # opened with the recovery code
        key_file.mend(target, key_file.read_all(target)[0])
    names = sorted(backup.originals())
    for done, name in enumerate(names):
        cancel.check()
        progress.tell(done, len(names), "Copying documents…")
        copy_original(sealed_path(backup.set_folder, name), sealed_path(target, name))


def _require_whole(backup: Backup) -> None:
    """Raise DamagedBackupError when an original is not there."""
    try:
        complete = backup.originals() <= originals_there(backup.set_folder)
    except (OSError, ValueError) as error:
        raise DamagedBackupError from error
    if not complete:
        raise DamagedBackupError


def _needed_bytes(backup: Backup) -> int:
    sizes = [sealed_path(backup.set_folder, name).stat().st_size for name in backup.originals()]
    return sum(sizes) + 2 * backup.database.stat().st_size


def _prepare(backup: Backup, keys: VaultKeys, target: Path, progress: Progress, cancel: CancelToken) -> None:
    progress.tell(0, 0, "Opening the backup…")
    like = check_database(backup.database, keys, full=True)
    if not like.ok or like.head is None or like.head.sequence != backup.sequence:
        raise DamagedBackupError
    _require_whole(backup)
    target.parent.mkdir(parents=True, exist_ok=True)
    require_room(target.parent, _needed_bytes(backup))
    shutil.rmtree(target, ignore_errors=True)
    places.claim(target)
    _assemble(backup, target, progress, cancel)
    progress.tell(0, 0, "Opening the copy and comparing…")
    without = frozenset(read_closed(places.database(target), keys, wanted_originals)) - backup.originals()
    try:
        if len(without) != backup.lost:
            raise DamagedBackupError
        verify_copy(
            places.database(target),
            target,
            keys,
            like=like,
            sample=None,
            without=without,
            progress=progress,
            cancel=cancel,
        )
    except VerificationFailedError as error:
        if check_backup(backup, keys, sample=None, cancel=cancel):
            raise
        raise DamagedBackupError from error


def _lock_what_is_there(folder: Path) -> WriterLock | None:
    """Hold the vault that will be put aside; raises VaultExistsError for what is no vault, VaultInUseError."""
    if not folder.exists():
        return None
    try:
        places.require_vault(folder)
    except NoSuchVaultError as error:
        raise VaultExistsError from error
    return WriterLock(folder)


def restore_backup(
    backup: Backup,
    keys: VaultKeys,
    place: Path,
    *,
    let_go: Callable[[], object] | None = None,
    progress: Progress | None = None,
    cancel: CancelToken | None = None,
) -> Restored:
    """Put the backup's vault at `place`; a vault that is there is kept beside it under another name.

    Who holds the vault at `place` open gives `let_go`: it is called when everything is ready, just before the swap.
    Every original is opened before anything is swapped. Raises DamagedBackupError, WrongPassphraseError (the keys are
    another backup's), VaultExistsError (something that is no vault is there), VaultInUseError,
    VerificationFailedError, DiskFullError, CannotWriteError, CancelledError; then `place` is as it was.
    """
    if keys.vault_id != backup.vault_id:
        raise WrongPassphraseError
    folder = place.absolute()
    lock = _lock_what_is_there(folder) if let_go is None else None
    target, old = (
        folder.with_name(folder.name + UNFINISHED),
        free_place(folder, f"before {now().astimezone():%Y-%m-%d}"),
    )
    try:
        _prepare(backup, keys, target, progress or Progress(), cancel or CancelToken())
        if lock is not None:
            lock.release()
        if let_go is not None:
            let_go()
        shutil.rmtree(incoming(folder), ignore_errors=True)
        os.rename(target, incoming(folder))  # noqa: PTH104 - a folder; only a verified one bears that name
        last_seen.forget_files(keys.vault_id)
        swap_in(folder, old=old)
    except BaseException as error:
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
