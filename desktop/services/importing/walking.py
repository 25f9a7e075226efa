"""Which files a drop means, and their bytes, taken carefully: no links, no devices, no more than the cap."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop.importers import limits
from desktop.records.document import ImportIssue
from desktop.services.importing.errors import TooManyFilesError


@dataclass(frozen=True, slots=True)
class Taken:
    """The bytes of a file, or why it is refused."""

    data: bytes = b""
    refused: ImportIssue | None = None


def _in_folder(folder: Path) -> Iterator[Path]:
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda one: one.name):
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from _in_folder(Path(entry.path))
            else:
                yield Path(entry.path)


def expanded(paths: Sequence[Path]) -> tuple[Path, ...]:
    """Return the files of a drop: folders opened, each folder in the order of its names; raises TooManyFilesError."""
    files: dict[Path, None] = {}
    for path in paths:
        try:
            inside = list(_in_folder(path)) if path.is_dir() and not path.is_symlink() else [path]
        except OSError:
            inside = [path]
        files.update(dict.fromkeys(inside))
    if len(files) > limits.FILES_AT_ONCE:
        raise TooManyFilesError(len(files), limits.FILES_AT_ONCE)
    return tuple(files)


def _opened(path: Path) -> int:
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    return os.open(path, flags)


def take(path: Path) -> Taken:
    """Read at most the cap of one file; a link, device, pipe, empty or too large file is refused."""
    try:
        if not stat.S_ISREG(os.lstat(path).st_mode):
            return Taken(refused=limits.NOT_A_FILE)
        with os.fdopen(_opened(path), "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                return Taken(refused=limits.NOT_A_FILE)
            data = file.read(limits.FILE_BYTES + 1)
    except OSError:
        return Taken(refused=limits.UNREADABLE_FILE)
    if not data:
        return Taken(refused=limits.EMPTY)
    if len(data) > limits.FILE_BYTES:
        return Taken(refused=limits.TOO_LARGE)
    return Taken(data)
