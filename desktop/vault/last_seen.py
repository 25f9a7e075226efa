"""What this computer remembers of each vault: its last change, so that an older copy is noticed."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from desktop.foundation.atomic import write_atomic
from desktop.foundation.clock import now
from desktop.foundation.paths import state_folder
from desktop.vault.chain import Head


@dataclass(frozen=True, slots=True)
class LastSeen:
    """The last head seen, and when the vault was opened last."""

    head: Head
    opened: datetime


def _file(vault_id: str) -> Path:
    return state_folder() / "vaults" / f"{vault_id}.json"


def recall(vault_id: str) -> LastSeen | None:
    """Return what is remembered, or None; a file that cannot be read counts as nothing."""
    try:
        raw = json.loads(_file(vault_id).read_text("utf-8"))
        head = Head(int(raw["sequence"]), bytes.fromhex(raw["head"]))
        return LastSeen(head, datetime.fromisoformat(raw["opened"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def remember(vault_id: str, head: Head, *, opened: datetime | None = None) -> None:
    """Keep the head of the change just made; a computer that cannot keep it goes on without."""
    before = recall(vault_id)
    when = opened or (before.opened if before else now())
    content = {"sequence": head.sequence, "head": head.head.hex(), "opened": when.isoformat()}
    try:
        _file(vault_id).parent.mkdir(parents=True, exist_ok=True)
        write_atomic(_file(vault_id), [json.dumps(content).encode()])
    except OSError:
        return
