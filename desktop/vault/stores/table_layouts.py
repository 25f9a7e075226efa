"""What the person said about the columns of tables, by the key of their header; the newest hundred."""

from __future__ import annotations

import json
from collections.abc import Mapping

from sqlalchemy import Connection

from desktop.vault.stores.info import info, keep_info

_NAME = "table_layouts"
_MOST = 100
Layout = dict[str, str | list[str]]


def kept_layouts(tx: Connection) -> dict[str, Layout]:
    """Return all that was said, by header key."""
    kept: dict[str, Layout] = json.loads(info(tx, _NAME) or "{}")
    return kept


def keep_layout(tx: Connection, key: str, layout: Mapping[str, str | list[str]]) -> None:
    """Keep what the person said about a header, in place of what was said before."""
    others = {one: known for one, known in kept_layouts(tx).items() if one != key}
    newest = dict([*others.items(), (key, dict(layout))][-_MOST:])
    keep_info(tx, _NAME, json.dumps(newest, separators=(",", ":")))
