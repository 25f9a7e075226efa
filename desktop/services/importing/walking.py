"""Which files a drop means, and their bytes, taken carefully: no links, no devices, no more than the cap."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from desktop.foundation.progress import CancelToken
from desktop.importers import limits
from desktop.records.document import ImportIssue
from desktop.services.importing.errors import TooManyFilesError

_PIECE = 8 << 20


@dataclass(frozen=True, slots=True)
class Taken:
    """The bytes of a file, or why it is refused."""

    data: bytes = b""
    refused: ImportIssue | None = None


def _inside(folder: Path) -> list[tuple[Path, bool]]:
    """Return what lies in a folder by name, each with whether it is a folder; not what is hidden, no link followed."""
    with os.scandir(folder) as entries:
        shown = sorted((entry for entry in entries if not entry.name.startswith(".")), key=lambda one: one.name)
        return [(Path(entry.path), entry.is_dir(follow_symlinks=False)) for entry in shown]


def _in_folder(folder: Path) -> Iterator[Path]:
    """Yield the files of a folder and of those in it; a folder that cannot be opened is yielded itself."""
    waiting = [(folder, True)]
    while waiting:
        here, is_folder = waiting.pop()
        if not is_folder:
            yield here
            continue
        try:
            waiting += reversed(_inside(here))
        except OSError:
            yield here


@dataclass(frozen=True, slots=True)
class Walked:
    """A file of a drop, and the dropped folder in which it was found; None for a file that was dropped itself."""

    file: Path
    root: Path | None = None


def walked(paths: Sequence[Path], cancel: CancelToken | None = None) -> tuple[Walked, ...]:
    """Return the files of a drop: folders opened, each in the order of its names.

    Raises TooManyFilesError for more than a disc can hold, and CancelledError when a stop is asked for while a large
    folder is walked.
    """
    files: dict[Path, Walked] = {}
    for path in paths:
        root = path if path.is_dir() and not path.is_symlink() else None
        for file in (path,) if root is None else _in_folder(root):
            if cancel is not None:
                cancel.check()
            files.setdefault(file, Walked(file, root))
            if len(files) > limits.DISC_FILES:
                raise TooManyFilesError(len(files), limits.FILES_AT_ONCE, more=True)
    return tuple(files.values())


def check_number(files: int) -> None:
    """Raise TooManyFilesError when these are more files than one import takes; the images of an exam count as one."""
    if files > limits.FILES_AT_ONCE:
        raise TooManyFilesError(files, limits.FILES_AT_ONCE)


def opened(path: Path) -> BinaryIO:
    """Open a file for reading, never a link and without waiting for a pipe; raises OSError."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    return os.fdopen(os.open(path, flags), "rb")


def _bytes_of(path: Path, cancel: CancelToken | None) -> bytes | None:
    """Return at most one byte more than the cap, or None for what is no file; raises OSError, CancelledError."""
    with opened(path) as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            return None
        pieces: list[bytes] = []
        left = limits.FILE_BYTES + 1
        while left and (piece := file.read(min(_PIECE, left))):
            pieces.append(piece)
            left -= len(piece)
            if cancel is not None:
                cancel.check()
        return b"".join(pieces)


def take(path: Path, cancel: CancelToken | None = None) -> Taken:
    """Read at most the cap of one file; a link, device, pipe, empty or too large file is refused.

    Raises CancelledError when a stop is asked for in the middle.
    """
    try:
        kind = os.lstat(path).st_mode
        if stat.S_ISDIR(kind):
            return Taken(refused=limits.UNREADABLE_FOLDER)
        data = _bytes_of(path, cancel) if stat.S_ISREG(kind) else None
    except (OSError, ValueError):
        return Taken(refused=limits.UNREADABLE_FILE)
    if data is None:
        return Taken(refused=limits.NOT_A_FILE)
    if not data:
        return Taken(refused=limits.EMPTY)
    if len(data) > limits.FILE_BYTES:
        return Taken(refused=limits.TOO_LARGE)
    return Taken(data)
