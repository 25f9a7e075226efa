"""The one MetaData that every table of the vault is declared on."""

from __future__ import annotations

from sqlalchemy import MetaData

METADATA = MetaData()
