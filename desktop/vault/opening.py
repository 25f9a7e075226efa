"""Open the database of a vault with its keys, and find out whether it is the copy that was last seen."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import sqlcipher3
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from desktop.foundation.clock import now
from desktop.foundation.errors import SheafError
from desktop.vault import chain, last_seen, places, schema, trouble
from desktop.vault.checking import check_database
from desktop.vault.engine import PAGE_BYTES, make_engine
from desktop.vault.errors import DamagedVaultError, OtherCopyError, OutdatedVaultError
from desktop.vault.keys import VaultKeys
from desktop.vault.lockfile import WriteProtectedError, WriterLock
from desktop.vault.stores.documents import sealed_names
from desktop.vault.vault import Vault


def _check_copy(tx: Connection, vault_id: str) -> None:
    seen = last_seen.recall(vault_id)
    if seen is None or seen.head.sequence == 0:
        return
    newest = chain.last_head(tx)
    if newest.sequence < seen.head.sequence:
        raise OtherCopyError.older(newest.sequence, seen.head.sequence)
    if chain.head_at(tx, seen.head.sequence) != seen.head.head:
        raise OtherCopyError.diverged()


def _check_files(folder: Path, keys: VaultKeys, tx: Connection) -> None:
    """Raise DamagedVaultError or OtherCopyError when the closed database was changed by something else than Sheaf.

    Every page of an old copy is authentic: put back into its place, only the whole file's digest tells.
    """
    seen = last_seen.recall(keys.vault_id)
    if seen is None or not seen.files.database or chain.last_head(tx) != seen.head:
        return
    if seen.files.place != last_seen.place_of(folder):
        return
    path = places.database(folder)
    if last_seen.digest_of(path) in {seen.files.database, ""}:
        return
    if not check_database(path, keys, full=True).keeps_everything:
        raise DamagedVaultError
    raise OtherCopyError.altered()


def _told(error: BaseException) -> SheafError:
    """Return what is wrong with a database whose key is right: the disk, another program, or else damage."""
    told = trouble.told(error)
    return told if told is not None and not isinstance(told, DamagedVaultError) else DamagedVaultError()


def _engine(path: Path, keys: VaultKeys, *, read_only: bool) -> Engine:
    # Less than a page counts as a new database for SQLite, which would be filled with empty tables.
    if not path.is_file() or path.stat().st_size < PAGE_BYTES:
        raise DamagedVaultError("The vault's database is missing.")
    try:
        return make_engine(path, keys, read_only=read_only)
    except sqlcipher3.Error as error:
        raise _told(error) from error


def _check(folder: Path, engine: Engine, keys: VaultKeys, *, accept_copy: bool) -> bool:
    """Return whether the schema must be migrated; raises NewerVaultError, OtherCopyError, DamagedVaultError."""
    with engine.connect() as tx:
        outdated = schema.check(tx)
        if not accept_copy:
            _check_copy(tx, keys.vault_id)
            _check_files(folder, keys, tx)
    return outdated


def _up_to_date(folder: Path, keys: VaultKeys, engine: Engine, *, read_only: bool) -> Engine:
    """Return the engine of the migrated vault; the old one is closed."""
    if read_only:
        raise OutdatedVaultError
    from desktop.vault.migrating import migrate_vault  # noqa: PLC0415 - only when there is something to migrate

    migrate_vault(folder, keys, engine)
    return _engine(places.database(folder), keys, read_only=False)


def _settle(vault: Vault, *, accepted: bool) -> None:
    """Sweep what a crash left, and remember this copy as the one seen last."""
    newest = vault.read(chain.last_head)
    seen = last_seen.recall(vault.vault_id)
    if not vault.read_only and seen is not None and seen.head == newest:
        vault.sealed.sweep(vault.read(sealed_names))
    here = last_seen.place_of(vault.path)
    same = seen is not None and seen.head == newest and seen.files.place == here
    known = seen.files if same and seen is not None else last_seen.Files(place=here)
    if accepted:
        known = replace(known, database="")
    if not vault.read_only:
        with suppress(OSError):  # a vault without it opens all the same
            places.write_readme(vault.path)
    vault.opened_with(known)
    last_seen.remember(vault.vault_id, newest, opened=now(), files=known if vault.read_only else None)


def _lock(folder: Path) -> WriterLock | None:
    """Take the writer's lock; None where nobody may write: the vault is then for reading only."""
    try:
        return WriterLock(folder)
    except WriteProtectedError:
        return None


def open_vault(folder: Path, keys: VaultKeys, *, read_only: bool = False, accept_copy: bool = False) -> Vault:
    """Open a vault whose keys are known.

    Originals without a row are swept only where this computer made the last change: with an older database beside
    newer originals (a copy half synchronised) they are not orphans. Raises VaultInUseError, DamagedVaultError,
    NewerVaultError, OtherCopyError, CannotWriteError.
    """
    lock = None if read_only else _lock(folder)
    read_only = lock is None
    engine: Engine | None = None
    try:
        engine = _engine(places.database(folder), keys, read_only=read_only)
        if _check(folder, engine, keys, accept_copy=accept_copy):
            engine = _up_to_date(folder, keys, engine, read_only=read_only)
        vault = Vault(folder, keys, engine, lock)
    except BaseException as error:
        if engine is not None:
            engine.dispose()
        if lock is not None:
            lock.release()
        if isinstance(error, DBAPIError):
            raise _told(error) from error
        raise
    try:
        _settle(vault, accepted=accept_copy)
    except BaseException:
        vault.close()
        raise
    return vault
