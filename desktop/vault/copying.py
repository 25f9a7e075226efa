"""A consistent copy of an open vault's database, page by page through the cipher, so that damage is not copied on."""

from __future__ import annotations

import os
from pathlib import Path

from sqlalchemy import Connection

from desktop.foundation.atomic import sync_folder
from desktop.vault import trouble
from desktop.vault.engine import open_connection
from desktop.vault.keys import VaultKeys


def copy_database(tx: Connection, keys: VaultKeys, target: Path) -> None:
    """Write the database that `tx` reads to a new file `target`, under the same keys, durably and mode 0600.

    Raises DiskFullError, CannotWriteError, DamagedVaultError (a page of the source is broken); then no file is left.
    """
    part = target.with_name(target.name + ".part")
    part.unlink(missing_ok=True)
    try:
        os.close(os.open(part, os.O_CREAT | os.O_WRONLY | os.O_EXCL, 0o600))
        copy = open_connection(part, keys, read_only=False)
        try:
            tx.connection.driver_connection.backup(copy)  # type: ignore[union-attr] # a DBAPI connection
        finally:
            copy.close()
        with part.open("rb+") as written:
            os.fsync(written.fileno())
        part.replace(target)
        sync_folder(target.parent)
    except BaseException as error:
        part.unlink(missing_ok=True)
        part.with_name(part.name + "-journal").unlink(missing_ok=True)
        told = trouble.told(error)
        if told is not None:
            raise told from error
        raise
