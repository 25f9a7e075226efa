"""A folder that is there whole or not at all: written beside its place, made durable, renamed."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from desktop.foundation.atomic import sync_folder
from desktop.foundation.progress import CancelToken
from desktop.services.export.errors import (
    LEFT_BEHIND,
    REMOVED_AGAIN,
    ExportFolderError,
    InsideVaultError,
    PlaceTakenError,
    UnfinishedThereError,
    WholeDiskError,
    of_place,
)

_CHUNK = 1 << 20


def free_place(destination: Path, *, vault: Path) -> Path:
    """Return the absolute path of a folder that may be written, new or empty.

    Raises PlaceTakenError, UnfinishedThereError, InsideVaultError, WholeDiskError or ExportFolderError.
    """
    try:
        place = destination.expanduser().resolve()
        if place.is_relative_to(vault.resolve()):
            raise InsideVaultError
        if place.exists() and (not place.is_dir() or any(place.iterdir())):
            raise PlaceTakenError
        if place.is_mount():
            raise WholeDiskError
        if not place.parent.is_dir():
            raise ExportFolderError
        if part_of(place).exists() or part_of(place).is_symlink():
            raise UnfinishedThereError
    except OSError as error:
        raise of_place(error) from error
    return place


def part_of(place: Path) -> Path:
    """Return where an export is written until it is whole."""
    return place.with_name(f"{place.name}.part")


class ExportSink:
    """A file being written, with the SHA-256 and number of the bytes so far."""

    def __init__(self, file: BinaryIO, cancel: CancelToken) -> None:
        """Write to `file` in pieces, looking at `cancel` before each."""
        self._file, self._cancel = file, cancel
        self.digest, self.size = hashlib.sha256(), 0

    def write(self, chunk: bytes) -> None:
        """Write some bytes; raises CancelledError between pieces."""
        for start in range(0, len(chunk), _CHUNK):
            self._cancel.check()
            piece = memoryview(chunk)[start : start + _CHUNK]
            self._file.write(piece)
            self.digest.update(piece)
        self.size += len(chunk)


class ExportFolder:
    """Collects files in NAME.part; `settle()` and `finish()` make it NAME. Left without it, everything is removed.

    Files are 0600, folders 0700. Raises ExportNoRoomError or ExportFolderError for what the disk refuses.
    """

    def __init__(self, place: Path, cancel: CancelToken) -> None:
        """Write beside `place`, as `free_place` returned it; stop when `cancel` says so."""
        self.place = place
        self._part = part_of(place)
        self._cancel = cancel
        self._folders: set[Path] = set()
        self.hashes: dict[str, str] = {}
        self.sizes: dict[str, int] = {}
        """By path inside the folder, with / between the parts."""

    def __enter__(self) -> Self:
        """Make the unfinished folder."""
        try:
            self._part.mkdir(mode=0o700)
        except FileExistsError as error:
            raise UnfinishedThereError from error
        except OSError as error:
            raise of_place(error) from error
        self._folders.add(self._part)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Remove what was written unless it was finished; say when the disk did not take it."""
        shutil.rmtree(self._part, ignore_errors=True)
        if isinstance(error, OSError):
            raise of_place(error, safe=LEFT_BEHIND if self._part.exists() else REMOVED_AGAIN) from error

    def write(self, path: str, chunks: Iterable[bytes]) -> None:
        """Write one file (`path` with / between its parts), durably; raises CancelledError between pieces."""
        with self.writing(path) as sink:
            for chunk in chunks:
                sink.write(chunk)

    @contextmanager
    def writing(self, path: str) -> Iterator[ExportSink]:
        """Lend one file to be written, as `write` does."""
        target = self._part.joinpath(*path.split("/"))
        self._make_folder(target.parent)
        handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        with os.fdopen(handle, "wb") as file:
            sink = ExportSink(file, self._cancel)
            yield sink
            file.flush()
            os.fsync(file.fileno())
        self.hashes[path], self.sizes[path] = sink.digest.hexdigest(), sink.size

    def drop(self, path: str) -> None:
        """Remove a file that was written and turned out not to be whole."""
        self._part.joinpath(*path.split("/")).unlink(missing_ok=True)
        self.hashes.pop(path, None)
        self.sizes.pop(path, None)

    def _make_folder(self, folder: Path) -> None:
        if folder not in self._folders:
            self._make_folder(folder.parent)
            folder.mkdir(mode=0o700)
            self._folders.add(folder)

    def write_manifest(self, name: str) -> str:
        """Write the SHA-256 of every file so far, in sha256sum's format; return the manifest's own."""
        lines = (f"{self.hashes[path]}  {path}\n" for path in sorted(self.hashes))
        self.write(name, ["".join(lines).encode("utf-8")])
        return self.hashes[name]

    def reads_back(self) -> bool:
        """Read every file again, in pieces, and say whether each still has its hash; raises CancelledError."""
        return all(self._digest(path) == known for path, known in self.hashes.items())

    def _digest(self, path: str) -> str:
        digest = hashlib.sha256()
        with self._part.joinpath(*path.split("/")).open("rb") as file:
            while piece := file.read(_CHUNK):
                self._cancel.check()
                digest.update(piece)
        return digest.hexdigest()

    def settle(self) -> None:
        """Make everything durable; only the folder's name is missing then. The last moment to cancel."""
        for folder in sorted(self._folders, reverse=True):
            sync_folder(folder)
        self._cancel.check()

    def finish(self) -> None:
        """Put the folder in its place, after `settle`."""
        if self.place.is_dir():
            self.place.rmdir()
        self._part.rename(self.place)
        sync_folder(self.place.parent)
