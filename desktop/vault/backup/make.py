"""Make a backup: copy the database through the cipher, copy new originals once, open the copy and compare."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from secrets import SystemRandom

from desktop.foundation.atomic import sync_folder, write_atomic
from desktop.foundation.clock import now
from desktop.foundation.progress import CancelToken, Progress
from desktop.vault import key_file, places, trouble
from desktop.vault.backup.difference import count_shown
from desktop.vault.backup.folder import (
    LOCKS,
    ORIGINALS,
    PART,
    Backup,
    half_there,
    originals_there,
    own_folder,
    read_backups,
    stamp,
    unfinished,
    write_manifest,
    write_readme,
)
from desktop.vault.backup.retention import kept
from desktop.vault.checking import DatabaseCheck, check_open, is_whole, verify_copy, wanted_originals
from desktop.vault.copying import copy_database
from desktop.vault.errors import DiskFullError, KeysDamagedError, NewerVaultError, VerificationFailedError
from desktop.vault.keys import VaultKeys
from desktop.vault.sealed import FOLDER as SEALED
from desktop.vault.sealed import SealedFiles
from desktop.vault.vault import Transaction, Vault

_CHUNK = 1 << 20
_LOOKED_AT = 5
"""Originals of earlier backups that are opened each time: decay is found while the vault still has them."""


def sealed_path(folder: Path, name: str) -> Path:
    """Return where the original of that name lies under a folder that holds `sealed/`."""
    return folder / SEALED / name[:2] / f"{name}.age"


def copy_original(source: Path, target: Path) -> int:
    """Copy one sealed file for real, durably, and return its bytes; raises OSError.

    A hard link to the vault's own file would share its damage.
    """
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with source.open("rb") as opened:
        write_atomic(target, iter(lambda: opened.read(_CHUNK), b""))
    return target.stat().st_size


def _size(path: Path) -> int | None:
    try:
        return path.stat().st_size
    except OSError:
        return None


class _Originals:
    """Brings the originals of a vault into a folder of backups, each once; a good one there is never replaced."""

    def __init__(self, vault: Vault, target: Path) -> None:
        """Start with nothing written."""
        self._source, self._target, self._keys = vault.path, target, vault.keys
        self.written = 0
        self.lost: set[str] = set()

    def _lacking(self, wanted: Mapping[str, str]) -> list[str]:
        """Return what is not there, or of another size, or decayed as far as a few samples show."""
        there = originals_there(self._target)
        lacking = [name for name in wanted if name not in there or self._differs(name)]
        others = sorted(wanted.keys() - set(lacking))
        looked_at = others if len(others) <= _LOOKED_AT else SystemRandom().sample(others, _LOOKED_AT)
        sealed = SealedFiles(self._target, self._keys)
        return lacking + [name for name in looked_at if not is_whole(sealed, name, wanted[name])]

    def _differs(self, name: str) -> bool:
        own = _size(sealed_path(self._source, name))
        return own is not None and own != _size(sealed_path(self._target, name))

    def bring(self, wanted: Mapping[str, str], progress: Progress, cancel: CancelToken) -> None:
        """Copy and open what is lacking; what the vault itself has lost goes into `lost`.

        Raises DiskFullError, CancelledError, OSError, VerificationFailedError (the copy cannot be read back).
        """
        lacking = self._lacking(wanted)
        sizes = [_size(sealed_path(self._source, name)) or 0 for name in lacking]
        require_room(self._target, sum(sizes))
        for done, name in enumerate(lacking):
            cancel.check()
            progress.tell(done, len(lacking), "Copying documents…")
            self._bring_one(name, wanted[name])

    def _bring_one(self, name: str, digest: str) -> None:
        here, there = SealedFiles(self._target, self._keys), SealedFiles(self._source, self._keys)
        if is_whole(here, name, digest):
            return
        if not is_whole(there, name, digest):
            self.lost.add(name)
            return
        self.written += copy_original(sealed_path(self._source, name), sealed_path(self._target, name))
        if not is_whole(here, name, digest):
            raise VerificationFailedError


def require_room(target: Path, needed: int) -> None:
    """Raise DiskFullError unless `needed` bytes and some to spare are free where `target` lies; raises OSError."""
    if shutil.disk_usage(target).free < needed + places.SPARE_BYTES:
        raise DiskFullError


def _copy_locks(vault_folder: Path, part: Path) -> None:
    """Copy the locks as they are; in place of one that cannot be read stands the good one. Raises KeysDamagedError."""
    good: dict[str, bytes] = {}
    for name in LOCKS:
        with suppress(OSError, UnicodeDecodeError, KeysDamagedError, NewerVaultError):
            content = (vault_folder / name).read_bytes()
            key_file.from_text(content.decode("utf-8"))
            good[name] = content
    if not good:
        raise KeysDamagedError
    for name in LOCKS:
        content = good.get(name) or next(iter(good.values()))
        write_atomic(part / name, [content])
        if (part / name).read_bytes() != content:
            raise VerificationFailedError


@dataclass(frozen=True, slots=True)
class _Source:
    """What the copied database holds, read in the same transaction in which it was copied."""

    like: DatabaseCheck
    wanted: Mapping[str, str]
    documents: int
    facts: int


def _copied(vault: Vault, part: Path) -> _Source:
    keys: VaultKeys = vault.keys

    def copy(tx: Transaction) -> _Source:
        copy_database(tx, keys, places.database(part))
        return _Source(check_open(tx), wanted_originals(tx), *count_shown(tx))

    return vault.read(copy)


def _write(vault: Vault, target: Path, part: Path, progress: Progress, cancel: CancelToken) -> Backup:
    progress.tell(0, 0, "Copying the records…")
    source = _copied(vault, part)
    cancel.check()
    originals = _Originals(vault, target)
    originals.bring(source.wanted, progress, cancel)
    _copy_locks(vault.path, part)
    names = sorted(source.wanted.keys() - originals.lost)
    write_atomic(part / ORIGINALS, ["".join(f"{name}\n" for name in names).encode("ascii")])
    progress.tell(0, 0, "Opening the copy and comparing…")
    database, without = places.database(part), frozenset(originals.lost)
    verify_copy(database, target, vault.keys, like=source.like, sample=0, without=without)
    cancel.check()
    made = Backup(
        path=part,
        vault_id=vault.vault_id,
        number=1 + max((one.number for one in read_backups(target)), default=0),
        sequence=source.like.head.sequence if source.like.head else 0,
        made=now(),
        documents=source.documents,
        facts=source.facts,
        lost=len(originals.lost),
        database_bytes=database.stat().st_size,
        bytes_written=originals.written + database.stat().st_size,
    )
    write_manifest(part, made)
    return made


def _free_name(target: Path, made: Backup) -> Path:
    """Return a name that is not taken; two backups in one second differ by their second."""
    moment = made.made
    while (path := target / stamp(moment, made.sequence)).exists():
        moment += timedelta(seconds=1)
    return path


def _going(backups: tuple[Backup, ...]) -> list[Backup]:
    """Return the backups of one vault that are no longer kept."""
    in_order = sorted(backups, key=lambda one: one.number)
    keep = kept([one.made.astimezone().date() for one in in_order])
    return [one for place, one in enumerate(in_order) if place not in keep]


def prune(folder: Path) -> int:
    """Remove backups that are no longer kept, what interrupted ones left, and originals that no backup names.

    Each vault's backups are counted for themselves, so that another vault of the same name, or the same with its old
    keys, loses none; never the last made. Half-there folders stay: someone may be copying them. Returns how many
    went. Raises OSError.
    """
    backups = read_backups(folder)
    vaults = {one.vault_id for one in backups}
    going = [gone for each in vaults for gone in _going(tuple(one for one in backups if one.vault_id == each))]
    for one in going:
        leaving = one.path.with_name(one.path.name + PART)
        os.rename(one.path, leaving)  # noqa: PTH104 - a folder; a half-removed one must not look whole
        shutil.rmtree(leaving, ignore_errors=True)
    for left in unfinished(folder):
        shutil.rmtree(left, ignore_errors=True)
    if not half_there(folder):
        needed = {name for one in read_backups(folder) for name in one.originals()}
        for path in (folder / SEALED).glob("??/*"):
            if path.stem not in needed:
                path.unlink(missing_ok=True)
    return len(going)


def make_backup(
    vault: Vault, destination: Path, *, progress: Progress | None = None, cancel: CancelToken | None = None
) -> Backup:
    """Back an open vault up under `destination` and return the backup, which was opened and compared.

    Only the database and new originals are written. Raises DiskFullError, CannotWriteError, DamagedVaultError (the
    vault's database), KeysDamagedError, VerificationFailedError (of the copy), CancelledError; then no new backup is
    there.
    """
    target = own_folder(destination.absolute(), vault.name, vault.vault_id)
    part = target / f"{stamp(now(), vault.sequence)}{PART}"
    try:
        target.mkdir(mode=0o700, parents=True, exist_ok=True)
        (target / SEALED).mkdir(mode=0o700, exist_ok=True)
        write_readme(target)
        require_room(target, 2 * places.database(vault.path).stat().st_size)
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(mode=0o700)
        made = _write(vault, target, part, progress or Progress(), cancel or CancelToken())
        final = _free_name(target, made)
        os.rename(part, final)  # noqa: PTH104 - a folder that is not there
        sync_folder(target)
    except BaseException as error:
        shutil.rmtree(part, ignore_errors=True)
        if isinstance(error, OSError):
            raise trouble.of_system(error) from error
        raise
    with suppress(OSError):  # the backup stands; what could not be removed goes the next time
        prune(target)
    return replace(made, path=final)
