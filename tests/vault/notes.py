"""The least that can be written into a vault: one named row."""

from __future__ import annotations

from sqlalchemy import insert, select

from desktop.vault.chain_tables import vault_info
from desktop.vault.vault import Transaction, Vault


def note(vault: Vault, name: str) -> None:
    """Make one change that is called `name`."""

    def work(tx: Transaction) -> None:
        tx.execute(insert(vault_info).values(name=name, value="kept"))

    vault.write(work)


def notes(vault: Vault) -> set[str]:
    """Return the names of all changes that are there."""
    return set(
        vault.read(lambda tx: tx.execute(select(vault_info.c.name).where(vault_info.c.value == "kept")).scalars().all())
    )
