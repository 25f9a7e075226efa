"""The backups of one place as lines to read, those that cannot be opened too."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from desktop.services.backups.words import counted
from desktop.vault.backup.difference import DOCUMENTS
from desktop.vault.backup.folder import (
    Backup,
    half_there,
    made_of,
    originals_there,
    own_folder,
    read_backup,
    read_backups,
)

OPENED, BROKEN = "Opened and compared", "Could not be opened"
HERE = "On this computer"


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupLine:
    """One backup to read: `verified` when it was opened and compared, and nothing of it is missing."""

    path: Path
    where: str
    made: datetime | None
    verified: bool
    words: str
    documents: int = 0
    facts: int = 0
    own_keys: bool = True
    """Whether the keys of the vault, as they are now, open it; older keys need their own passphrase or code."""


@dataclass(frozen=True, slots=True)
class Place:
    """A folder that backups are written to, and what it is called."""

    folder: Path
    where: str


def _words(backup: Backup, *, whole: bool) -> str:
    if not whole:
        return BROKEN
    if backup.lost:
        return f"{OPENED}; {counted(DOCUMENTS, backup.lost)} had been damaged before"
    return OPENED


def _line(backup: Backup, place: Place, vault_id: str, there: frozenset[str]) -> BackupLine:
    try:
        whole = backup.originals() <= there
    except (OSError, ValueError):
        whole = False
    return BackupLine(
        path=backup.path,
        where=place.where,
        made=backup.made,
        verified=whole,
        words=_words(backup, whole=whole),
        documents=backup.documents,
        facts=backup.facts,
        own_keys=backup.vault_id == vault_id,
    )


def as_broken(line: BackupLine) -> BackupLine:
    """Return the line of a backup that looks whole and could not be opened."""
    return replace(line, verified=False, words=BROKEN)


def _half(path: Path, place: Place) -> BackupLine:
    return BackupLine(path=path, where=place.where, made=made_of(path.name), verified=False, words=BROKEN)


def lines_of(places: Iterable[Place], vault_name: str, vault_id: str) -> tuple[BackupLine, ...]:
    """Return the backups of all places, the newest first; a place that is not there has none.

    A single backup may stand for a place, too. Nothing is opened: that was done when each was made.
    """
    found: dict[Path, BackupLine] = {}
    for place in places:
        single = read_backup(place.folder)
        folder = place.folder.parent if single else own_folder(place.folder, vault_name, vault_id)
        there = originals_there(folder)
        for backup in (single,) if single else read_backups(folder):
            found.setdefault(backup.path, _line(backup, place, vault_id, there))
        for path in () if single else half_there(folder):
            found.setdefault(path, _half(path, place))
    with_day = [line for line in found.values() if line.made is not None]
    without = [line for line in found.values() if line.made is None]
    return (*sorted(with_day, key=lambda line: (line.made, line.path.name), reverse=True), *without)
