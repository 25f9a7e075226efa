"""A vault of an older version brought up to date: backed up, copied, migrated, verified, and only then exchanged."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from sqlalchemy import Connection, Engine, func, select
from sqlalchemy.exc import SQLAlchemyError

from desktop.foundation.atomic import sync_folder
from desktop.vault import chain, last_seen, places, schema, tables, trouble
from desktop.vault.backup.make import make_backup
from desktop.vault.chain import Head
from desktop.vault.checking import check_database, index_fits, read_closed
from desktop.vault.copying import copy_database
from desktop.vault.engine import make_engine
from desktop.vault.errors import MigrationFailedError
from desktop.vault.keys import VaultKeys
from desktop.vault.reindexing import rebuild_index
from desktop.vault.vault import Vault

WORKING_COPY = "migrating.part"
"""The copy that is migrated; after a crash it is rubbish, and the next opening begins anew."""
_KEPT = (tables.person, tables.document, tables.fact, tables.disclosure)
"""What a migration may change in shape, but never in number."""


def _count(tx: Connection) -> tuple[Mapping[str, int], Head]:
    counts = {one.name: int(tx.execute(select(func.count()).select_from(one)).scalar_one()) for one in _KEPT}
    return counts, chain.last_head(tx)


def _remove(copy: Path) -> None:
    for ending in ("", "-journal", ".part", ".part-journal"):
        copy.with_name(copy.name + ending).unlink(missing_ok=True)


def _upgrade(copy: Path, keys: VaultKeys) -> None:
    engine = make_engine(copy, keys)
    try:
        schema.migrate(engine)
        with engine.connect() as tx:
            stale = not index_fits(tx)
        if stale:
            with engine.begin() as tx:
                rebuild_index(tx)
    finally:
        engine.dispose()


def _verify(copy: Path, keys: VaultKeys, before: tuple[Mapping[str, int], Head]) -> None:
    """Raise MigrationFailedError unless the copy is whole, up to date, and lacks nothing and nobody."""
    if not check_database(copy, keys, full=True).ok or read_closed(copy, keys, schema.revision) != schema.CURRENT:
        raise MigrationFailedError
    if read_closed(copy, keys, _count) != before:
        raise MigrationFailedError


def migrate_vault(folder: Path, keys: VaultKeys, engine: Engine) -> None:
    """Bring the database of a vault up to date; `engine` reads the old one and is closed. The caller has the lock.

    A backup is made first, beside the vault. Whatever goes wrong, the database is as it was.
    Raises MigrationFailedError, DiskFullError, CannotWriteError, DamagedVaultError, VerificationFailedError (of the
    backup).
    """
    copy, old = folder / WORKING_COPY, Vault(folder, keys, engine, None)
    try:
        _remove(copy)
        places.require_room(folder)
        make_backup(old, folder.parent)
        before = old.read(_count)
        old.read(lambda tx: copy_database(tx, keys, copy))
    except OSError as error:
        raise trouble.of_system(error) from error
    finally:
        old.close()
    try:
        _upgrade(copy, keys)
        _verify(copy, keys, before)
        last_seen.forget_files(keys.vault_id)
        os.replace(copy, places.database(folder))  # noqa: PTH105 - one step: the old database or the new one
        sync_folder(folder)
    except Exception as error:
        _remove(copy)
        told = trouble.told(error) if isinstance(error, OSError | SQLAlchemyError) else None
        if told is not None and told.code in {"disk-full", "cannot-write"}:
            raise told from error
        if isinstance(error, MigrationFailedError):
            raise
        raise MigrationFailedError from error
