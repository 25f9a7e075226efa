"""Make a backup: copy the database through the cipher, copy new originals once, open the copy and compare."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from desktop.foundation.atomic import sync_folder, write_atomic
from desktop.foundation.clock import now
from desktop.foundation.progress import CancelToken, Progress
from desktop.vault import places, trouble
from desktop.vault.backup.folder import (
    LOCKS,
    ORIGINALS,
    PART,
    Backup,
    folder_for,
    half_there,
    read_backups,
    stamp,
    unfinished,
    write_manifest,
    write_readme,
)
from desktop.vault.backup.retention import kept
from desktop.vault.checking import DatabaseCheck, check_open, damaged_originals, verify_copy, wanted_originals
from desktop.vault.copying import copy_database
from desktop.vault.errors import DamagedVaultError, DiskFullError
from desktop.vault.sealed import FOLDER as SEALED
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


def _missing(vault_folder: Path, target: Path, wanted: Mapping[str, str]) -> dict[str, int]:
    """Return the originals that the backups lack, with their sizes; one of another size counts as lacking."""
    lacking = {}
    for name in wanted:
        try:
            size = sealed_path(vault_folder, name).stat().st_size
        except OSError as error:
            raise DamagedVaultError("A document's original is missing from the vault.") from error
        try:
            if sealed_path(target, name).stat().st_size == size:
                continue
        except OSError:
            pass
        lacking[name] = size
    return lacking


def _require_room(target: Path, needed: int) -> None:
    if shutil.disk_usage(target).free < needed + places.SPARE_BYTES:
        raise DiskFullError


def _copy_originals(
    vault_folder: Path, target: Path, lacking: Mapping[str, int], progress: Progress, cancel: CancelToken
) -> int:
    written = 0
    for done, name in enumerate(lacking):
        cancel.check()
        progress.tell(done, len(lacking), "Copying documents…")
        written += copy_original(sealed_path(vault_folder, name), sealed_path(target, name))
    return written


def _copy_locks(vault_folder: Path, part: Path) -> None:
    for name in LOCKS:
        if (vault_folder / name).is_file():
            write_atomic(part / name, [(vault_folder / name).read_bytes()])


def _write(vault: Vault, target: Path, part: Path, progress: Progress, cancel: CancelToken) -> Backup:
    keys = vault.keys
    progress.tell(0, 0, "Copying the records…")

    def copy(tx: Transaction) -> tuple[DatabaseCheck, dict[str, str]]:
        copy_database(tx, keys, places.database(part))
        return check_open(tx), wanted_originals(tx)

    like, wanted = vault.read(copy)
    lacking = _missing(vault.path, target, wanted)
    _require_room(target, sum(lacking.values()))
    written = _copy_originals(vault.path, target, lacking, progress, cancel)
    decayed = damaged_originals(target, keys, wanted, sample=_LOOKED_AT)
    written += _copy_originals(vault.path, target, dict.fromkeys(decayed, 0), progress, cancel)
    _copy_locks(vault.path, part)
    write_atomic(part / ORIGINALS, ["".join(f"{name}\n" for name in sorted(wanted)).encode("ascii")])
    progress.tell(0, 0, "Opening the copy and comparing…")
    verify_copy(places.database(part), target, keys, like=like)
    made = Backup(
        path=part,
        vault_id=keys.vault_id,
        sequence=like.head.sequence if like.head else 0,
        made=now(),
        documents=like.counts.get("document", 0),
        facts=like.counts.get("fact", 0),
        bytes_written=written + places.database(part).stat().st_size,
    )
    write_manifest(part, made)
    return made


def _free_name(target: Path, made: Backup) -> Path:
    """Return a name that is not taken; two backups in one second differ by their second."""
    moment = made.made
    while (path := target / stamp(moment, made.sequence)).exists():
        moment += timedelta(seconds=1)
    return path


def prune(folder: Path) -> int:
    """Remove backups that are no longer kept, what interrupted ones left, and originals that no backup names.

    Never the newest whole backup. Half-there folders stay: someone may be copying them. Returns how many went.
    """
    backups = read_backups(folder)
    keep = kept([one.made for one in backups])
    going = [one for one in backups if one.made not in keep]
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

    Only the database and new originals are written. Raises DiskFullError, CannotWriteError, DamagedVaultError (of
    the vault itself), VerificationFailedError (of the copy), CancelledError; then no new backup is there.
    """
    target = folder_for(destination.absolute(), vault.name)
    part = target / f"{stamp(now(), vault.sequence)}{PART}"
    try:
        (target / SEALED).mkdir(mode=0o700, parents=True, exist_ok=True)
        write_readme(target)
        _require_room(target, 2 * places.database(vault.path).stat().st_size)
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(mode=0o700)
        made = _write(vault, target, part, progress or Progress(), cancel or CancelToken())
        final = _free_name(target, made)
        os.rename(part, final)  # noqa: PTH104 - a folder that is not there
        sync_folder(target)
        prune(target)
    except BaseException as error:
        shutil.rmtree(part, ignore_errors=True)
        if isinstance(error, OSError):
            raise trouble.of_system(error) from error
        raise
    return replace(made, path=final)
