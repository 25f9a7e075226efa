"""The schema: brought up to date by Alembic, and never a newer one than this program knows."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from desktop.vault.engine import BEGIN
from desktop.vault.errors import DamagedVaultError, NewerVaultError

CURRENT = "0011"
"""The newest revision; a test holds it against the migrations."""
NEEDS = "needs_version"
"""The row of vault_info that names the oldest Sheaf which reads this schema."""
NEEDS_VERSION = "0.2.0"
"""That oldest Sheaf, for CURRENT."""
MIGRATIONS = Path(__file__).parent / "migrations"


def _alembic_config(connection: Connection) -> object:
    from alembic.config import Config  # noqa: PLC0415 - only when there is something to migrate

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config


def revision(tx: Connection) -> str:
    """Return the schema's revision; empty for a new database."""
    if not inspect(tx).has_table("alembic_version"):
        return ""
    return str(tx.execute(text("SELECT version_num FROM alembic_version")).scalar() or "")


def known_revisions() -> tuple[str, ...]:
    """Return every revision that the migrations reach, oldest first."""
    from alembic.script import ScriptDirectory  # noqa: PLC0415 - only when there is something to migrate

    folder = ScriptDirectory(str(MIGRATIONS))
    return tuple(reversed([step.revision for step in folder.walk_revisions()]))


def check(tx: Connection) -> bool:
    """Return whether a migration is needed of a vault that was made before.

    Raises NewerVaultError for a schema from the future, DamagedVaultError when there is none at all.
    """
    found = revision(tx)
    if found == CURRENT:
        return False
    if not found:
        raise DamagedVaultError("The vault's database is empty.")
    if found not in known_revisions():
        needed = tx.execute(text("SELECT value FROM vault_info WHERE name = :name"), {"name": NEEDS}).scalar()
        raise NewerVaultError(str(needed or ""))
    return True


def migrate(engine: Engine) -> None:
    """Bring the schema to CURRENT in one transaction, foreign keys off, and check them afterwards.

    With foreign keys on, Alembic's batch mode deletes children in silence.
    """
    from alembic import command  # noqa: PLC0415 - only when there is something to migrate

    with engine.connect() as connection:
        connection.connection.driver_connection.execute("PRAGMA foreign_keys = OFF")  # type: ignore[union-attr] # DBAPI
        try:
            writing = connection.execution_options(**{BEGIN: "IMMEDIATE"})
            with writing.begin():
                command.upgrade(_alembic_config(writing), "head")  # type: ignore[arg-type] # alembic is imported late
                needed = {"name": NEEDS, "value": NEEDS_VERSION}
                writing.execute(text("UPDATE vault_info SET value = :value WHERE name = :name"), needed)
                if writing.execute(text("PRAGMA foreign_key_check")).first() is not None:
                    raise DamagedVaultError("The vault's tables do not fit together.")
        finally:
            connection.connection.driver_connection.execute("PRAGMA foreign_keys = ON")  # type: ignore[union-attr]
