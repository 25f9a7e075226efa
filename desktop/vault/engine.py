"""SQLCipher through SQLAlchemy, with every rule of the database that was paid for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import sqlcipher3
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import StaticPool

from desktop.vault.errors import NoCipherError
from desktop.vault.keys import VaultKeys

BEGIN = "sheaf_begin"
"""Execution option: how a transaction begins; IMMEDIATE to write."""

_PATIENCE_S = 30.0
"""How long a change waits for someone who reads the whole database, as the health check does."""
PAGE_BYTES = 4096
"""SQLCipher 4's page."""

_AFTER_KEY = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA mmap_size = 0",
)
_WHEN_WRITING = ("PRAGMA journal_mode = DELETE", "PRAGMA synchronous = EXTRA")


def _require_cipher(connection: Any) -> None:  # noqa: ANN401 - a DBAPI connection
    if not connection.execute("PRAGMA cipher_version").fetchone():
        raise NoCipherError


def open_connection(path: Path, keys: VaultKeys, *, read_only: bool) -> Any:  # noqa: ANN401 - a DBAPI connection
    """Return a bare connection that follows every rule; raises sqlcipher3.Error, NoCipherError."""
    mode = "ro" if read_only else "rwc"
    connection = sqlcipher3.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
        timeout=_PATIENCE_S,
    )
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")
        _require_cipher(connection)
        connection.execute(f'PRAGMA key = "{keys.raw_database_key}"')
        for pragma in _AFTER_KEY + (() if read_only else _WHEN_WRITING):
            connection.execute(pragma)
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


def authentic_pages(path: Path, keys: VaultKeys) -> int:
    """Return how many pages of the file carry a seal of these keys; more than none only when they are its own.

    Unlike opening, this reads past a damaged first page. Raises sqlcipher3.Error when the file cannot be read.
    """
    connection = sqlcipher3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")
        _require_cipher(connection)
        connection.execute(f'PRAGMA key = "{keys.raw_database_key}"')
        refused = connection.execute("PRAGMA cipher_integrity_check").fetchall()
    finally:
        connection.close()
    return path.stat().st_size // PAGE_BYTES - len(refused)


def make_engine(path: Path, keys: VaultKeys, *, read_only: bool = False) -> Engine:
    """Return an engine with one connection, opened at once.

    Raises sqlcipher3.DatabaseError when the file is no database of these keys.
    """
    first = [open_connection(path, keys, read_only=read_only)]

    def creator() -> Any:  # noqa: ANN401 - a DBAPI connection
        return first.pop() if first else open_connection(path, keys, read_only=read_only)

    engine = create_engine(
        "sqlite://", module=sqlcipher3, creator=creator, poolclass=StaticPool, hide_parameters=True, echo=False
    )

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        how = connection.get_execution_options().get(BEGIN, "DEFERRED")
        connection.exec_driver_sql(f"BEGIN {how}")

    return engine
