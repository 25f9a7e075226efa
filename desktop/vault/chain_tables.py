"""The tables of the vault about itself: the chain of changes, and a few words about the vault."""

from __future__ import annotations

from sqlalchemy import Column, Integer, LargeBinary, Table, Text

from desktop.vault.metadata import METADATA

chain = Table(
    "chain",
    METADATA,
    Column("seq", Integer, primary_key=True),
    Column("head", LargeBinary, nullable=False),
    Column("at", Text, nullable=False),
    sqlite_strict=True,
)

vault_info = Table(
    "vault_info",
    METADATA,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
    sqlite_strict=True,
)
