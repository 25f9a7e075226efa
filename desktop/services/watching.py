"""A folder that is watched for new records (opt-in): what is new there is offered, never taken and never read.

The folder's path and what the person said is no record lie in the vault: a path can name an illness or a clinic,
and settings outside the vault are not locked.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from desktop.foundation import clock
from desktop.foundation.progress import CancelToken
from desktop.importers import limits, registry
from desktop.importers.detect import sniff
from desktop.records.changes import ChangeSet
from desktop.services.history import UndoHistory
from desktop.vault.stores import documents as store
from desktop.vault.stores.info import info, keep_info
from desktop.vault.vault import Transaction, Vault

WATCH = "watch"
"""The kind of a change of what is watched."""
_FOLDER, _SINCE, _REFUSED = "watch_folder", "watch_since", "watch_not_records"
_GROWING = (".part", ".crdownload", ".download", ".partial", ".opdownload", ".tmp")
"""Endings that browsers give a file until it is whole."""
_HEAD = 64 << 10
_MOST_ENTRIES = 20_000
_MOST_REFUSED = 5000
_SETTLED_SECONDS = 2.0
"""A file that changed less long ago may still be written."""
_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A new file in the watched folder: nothing of it is read but its first bytes."""

    path: Path
    size: int
    modified: datetime


@dataclass(frozen=True, slots=True)
class Look:
    """What one look found: files to offer, whether some are still being written, and a sentence when it failed."""

    files: tuple[FoundFile, ...] = ()
    growing: bool = False
    trouble: str = ""


def _digest(path: Path, cancel: CancelToken | None) -> str:
    """Return the SHA-256 of a file without keeping or looking at its content; raises OSError, CancelledError."""
    whole = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            whole.update(piece)
            if cancel is not None:
                cancel.check()
    return whole.hexdigest()


def _is_readable(path: Path) -> bool:
    with path.open("rb") as file:
        return sniff(file.read(_HEAD)) in registry.JOBS


class Watching:
    """Where to look, and what is new there."""

    def __init__(self, vault: Vault, history: UndoHistory, *, now: Callable[[], float] = time.time) -> None:
        """Keep in `vault`; tell through `history`; `now` is in the seconds of file times."""
        self._vault = vault
        self._history = history
        self._now = now
        self._seen: dict[Path, tuple[int, int]] = {}
        self._digests: dict[tuple[Path, int, int], str] = {}

    @property
    def folder(self) -> Path | None:
        """The watched folder; None when none is, as it is at first."""
        kept = self._vault.read(lambda tx: info(tx, _FOLDER))
        return Path(kept) if kept else None

    def watch(self, folder: Path) -> None:
        """Watch a folder from now on; what lies there already is not offered."""
        since = str(int(clock.now().timestamp()) // 2 * 2)  # FAT keeps times in steps of two seconds

        def work(tx: Transaction) -> None:
            keep_info(tx, _FOLDER, str(folder))
            keep_info(tx, _SINCE, since)

        self._write(work)

    def stop(self) -> None:
        """Watch nothing any more; forget the folder."""
        self._write(lambda tx: keep_info(tx, _FOLDER, ""))

    def _write(self, work: Callable[[Transaction], None]) -> None:
        self._vault.write(work)
        self._seen, self._digests = {}, {}
        self._history.tell(ChangeSet((), frozenset({WATCH}), "Watched folder changed"))

    def not_records(self, files: Iterable[FoundFile]) -> None:
        """Remember that these are no records, by their content: they are not offered again, whatever their name."""
        said: list[str] = []
        for file in files:
            try:
                said.append(f"{file.size}:{_digest(file.path, None)}")
            except OSError:
                continue  # it is gone, and so is the offer

        def work(tx: Transaction) -> None:
            kept = [one for one in _refused(tx) if one not in said]
            keep_info(tx, _REFUSED, json.dumps([*kept, *said][-_MOST_REFUSED:]))

        self._vault.write(work)
        self._history.tell(ChangeSet((), frozenset({WATCH}), "Not a record"))

    def look(self, cancel: CancelToken | None = None) -> Look:
        """Return what is new in the folder; raises CancelledError only."""
        folder = self.folder
        if folder is None:
            return Look()
        since = int(self._vault.read(lambda tx: info(tx, _SINCE)) or 0)
        try:
            entries = self._entries(folder)
        except OSError:
            return Look(trouble="The watched folder cannot be reached. It may be moved, or its drive not connected.")
        growing = False
        offered: list[FoundFile] = []
        for path, found in entries:
            if max(found.st_mtime, found.st_ctime) < since or not 0 < found.st_size <= limits.FILE_BYTES:
                continue
            if self._grows(path, found):
                growing = True
                continue
            if self._is_new(path, found, cancel):
                offered.append(FoundFile(path, found.st_size, datetime.fromtimestamp(found.st_mtime, UTC)))
        return Look(tuple(sorted(offered, key=lambda one: one.modified, reverse=True)), growing)

    @staticmethod
    def _entries(folder: Path) -> list[tuple[Path, os.stat_result]]:
        """Return the plain files of a folder; raises OSError when it cannot be opened."""
        made: list[tuple[Path, os.stat_result]] = []
        with os.scandir(folder) as entries:
            for number, entry in enumerate(entries):
                if number >= _MOST_ENTRIES:
                    break
                if entry.name.startswith(".") or entry.name.lower().endswith(_GROWING):
                    continue
                try:
                    found = os.lstat(entry.path)  # an entry's own stat has no size on some systems
                except OSError:
                    continue
                if stat.S_ISREG(found.st_mode):
                    made.append((Path(entry.path), found))
        return made

    def _grows(self, path: Path, found: os.stat_result) -> bool:
        """Whether a file may still be written: it changed a moment ago, or since the last look."""
        mark = (found.st_size, found.st_mtime_ns)
        before, self._seen[path] = self._seen.get(path), mark
        if any(path.with_name(f"{path.name}{ending}").exists() for ending in _GROWING):
            return True
        age = self._now() - max(found.st_mtime, found.st_ctime)
        return before != mark or 0 <= age < _SETTLED_SECONDS

    def _is_new(self, path: Path, found: os.stat_result, cancel: CancelToken | None) -> bool:
        """Whether a file is readable, not in the vault, and not called "not a record"."""
        try:
            if not _is_readable(path):
                return False
            known = self._vault.read(lambda tx: _known(tx, found.st_size))
            if not known:
                return True
            key = (path, found.st_size, found.st_mtime_ns)
            if key not in self._digests:
                self._digests[key] = _digest(path, cancel)
        except OSError:
            return False
        return self._digests[key] not in known


def _refused(tx: Transaction) -> Sequence[str]:
    try:
        kept = json.loads(info(tx, _REFUSED) or "[]")
    except ValueError:
        return ()
    return [one for one in kept if isinstance(one, str)] if isinstance(kept, list) else ()


def _known(tx: Transaction, size: int) -> frozenset[str]:
    """Return the digests of what is in the vault, or is no record, and has that size."""
    start = f"{size}:"
    refused = (one.removeprefix(start) for one in _refused(tx) if one.startswith(start))
    return frozenset({*store.digests_of_size(tx, size), *refused})
