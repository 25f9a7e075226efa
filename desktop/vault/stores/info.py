"""A few words of the vault about itself: when it was made, when its passphrase changed."""

from __future__ import annotations

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from desktop.vault.chain_tables import vault_info


def info(tx: Connection, name: str) -> str:
    """Return what is kept under a name; empty when nothing is."""
    return str(tx.execute(select(vault_info.c.value).where(vault_info.c.name == name)).scalar() or "")


def keep_info(tx: Connection, name: str, value: str) -> None:
    """Keep a value under a name, in place of the one before."""
    kept = insert(vault_info).values(name=name, value=value)
    tx.execute(kept.on_conflict_do_update(index_elements=["name"], set_={"value": value}))
