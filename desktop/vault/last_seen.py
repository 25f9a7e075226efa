"""What this computer remembers of each vault: its last change and files, so that an older copy or part is noticed."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path

from desktop.foundation.atomic import write_atomic
from desktop.foundation.clock import now
from desktop.foundation.paths import state_folder
from desktop.vault.chain import Head

MOST_BYTES = 256_000_000
"""A larger database is not read through on every opening; its last change still tells copies apart."""


@dataclass(frozen=True, slots=True)
class Files:
    """SHA-256 in hex of the closed database, of vault.keys, and of the folder's path; empty where it is not known.

    They hold for that one folder: a copy elsewhere has files of its own.
    """

    database: str = ""
    locks: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class LastSeen:
    """The last head seen, when the vault was opened last, and its files as they were left on closing."""

    head: Head
    opened: datetime
    files: Files = Files()


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file in hex; empty when it is missing, unreadable or larger than MOST_BYTES."""
    try:
        if path.stat().st_size > MOST_BYTES:
            return ""
        with path.open("rb") as opened:
            return hashlib.file_digest(opened, "sha256").hexdigest()
    except OSError:
        return ""


def place_of(folder: Path) -> str:
    """Return the digest of a vault's path, which says nothing of its name."""
    return hashlib.sha256(str(folder.absolute()).encode("utf-8", "surrogateescape")).hexdigest()


def forget_files(vault_id: str) -> None:
    """Forget the files of a vault that is about to get another database; its last change stays known."""
    seen = recall(vault_id)
    if seen is not None:
        remember(vault_id, seen.head, files=Files())


def locks_written(vault_id: str, folder: Path, content: bytes) -> None:
    """Take note that Sheaf itself wrote vault.keys in the folder that is remembered."""
    seen = recall(vault_id)
    if seen is not None and seen.files.place == place_of(folder):
        remember(vault_id, seen.head, files=replace(seen.files, locks=hashlib.sha256(content).hexdigest()))


def _file(vault_id: str) -> Path:
    return state_folder() / "vaults" / f"{vault_id}.json"


def recall(vault_id: str) -> LastSeen | None:
    """Return what is remembered, or None; a file that cannot be read counts as nothing."""
    try:
        raw = json.loads(_file(vault_id).read_text("utf-8"))
        head = Head(int(raw["sequence"]), bytes.fromhex(raw["head"]))
        files = Files(*(str(raw.get(name, "")) for name in ("database", "locks", "place")))
        return LastSeen(head, datetime.fromisoformat(raw["opened"]), files)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def remember(vault_id: str, head: Head, *, opened: datetime | None = None, files: Files | None = None) -> None:
    """Keep the head of the change just made; a computer that cannot keep it goes on without.

    Without `files` the database counts as at work: a crash must not make the next opening ask. The locks stay known.
    """
    before = recall(vault_id)
    when = opened or (before.opened if before else now())
    kept = files or (replace(before.files, database="") if before else Files())
    content = {
        "sequence": head.sequence,
        "head": head.head.hex(),
        "opened": when.isoformat(),
        **asdict(kept),
    }
    try:
        _file(vault_id).parent.mkdir(parents=True, exist_ok=True)
        write_atomic(_file(vault_id), [json.dumps(content).encode()])
    except OSError:
        return
