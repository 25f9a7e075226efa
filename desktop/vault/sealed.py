"""The originals: each one whole file in the age format, under a random name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Protocol

import pyrage

from desktop.foundation.atomic import atomic_file, sync_folder
from desktop.foundation.ids import new_id
from desktop.vault import trouble
from desktop.vault.errors import DamagedVaultError
from desktop.vault.keys import VaultKeys

FOLDER = "sealed"
_NAME = re.compile(r"[a-z2-7]{26}")


class Source(Protocol):
    """What can be sealed: bytes, a piece at a time."""

    def read(self, size: int, /) -> bytes:
        """Return at most `size` bytes, none at the end."""


class Sink(Protocol):
    """What takes the bytes of an original, a piece at a time."""

    def write(self, piece: bytes, /) -> object:
        """Take some bytes."""


class _Reading:
    """A source for the age library, which tells of an error by its text alone: here the error itself is kept."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self.error: BaseException | None = None

    def read(self, size: int) -> bytes:
        try:
            return self._source.read(size)
        except BaseException as error:
            self.error = error
            raise


class _Writing:
    """The same for what it writes to."""

    def __init__(self, sink: Sink) -> None:
        self._sink = sink
        self.error: BaseException | None = None

    def write(self, piece: bytes) -> int:
        try:
            self._sink.write(piece)
        except BaseException as error:
            self.error = error
            raise
        return len(piece)

    def flush(self) -> None:
        """Nothing is held back here."""


class _Digest:
    """Takes bytes for their SHA-256."""

    def __init__(self) -> None:
        self.hash = sha256()

    def write(self, piece: bytes) -> None:
        self.hash.update(piece)


class _SourceFailed(Exception):  # noqa: N818 - it carries an error of the source out
    def __init__(self, error: BaseException) -> None:
        super().__init__()
        self.error = error


class SealedFiles:
    """Seals, opens and removes originals; knows nothing of what they are."""

    def __init__(self, vault_folder: Path, keys: VaultKeys) -> None:
        """Keep files in `vault_folder`/sealed under the vault's X25519 key."""
        self._folder = vault_folder / FOLDER
        self._identity = pyrage.x25519.Identity.from_str(keys.age_identity)
        self._recipient = self._identity.to_public()

    def _path(self, name: str) -> Path:
        if not _NAME.fullmatch(name):
            raise ValueError("not the name of a sealed file")
        return self._folder / name[:2] / f"{name}.age"

    def seal(self, data: bytes) -> str:
        """Keep `data` durably and return its random name; raises DiskFullError or CannotWriteError."""
        return self._keep(lambda file: file.write(pyrage.encrypt(data, [self._recipient])))

    def seal_stream(self, source: Source) -> str:
        """Keep what a source yields, a piece at a time, and return its random name.

        Raises DiskFullError or CannotWriteError, and whatever reading the source raises; then nothing is kept.
        """

        def work(file: Sink) -> None:
            reading, writing = _Reading(source), _Writing(file)
            try:
                pyrage.encrypt_io(reading, writing, [self._recipient])
            except BaseException as error:  # noqa: BLE001 - raised again as what it was before the library wrapped it
                if reading.error is not None:
                    raise _SourceFailed(reading.error) from reading.error
                raise writing.error or error from None

        try:
            return self._keep(work)
        except _SourceFailed as failed:
            raise failed.error from None

    def _keep(self, write: Callable[[Sink], object]) -> str:
        name = new_id()
        path = self._path(name)
        try:
            if not path.parent.is_dir():
                path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                sync_folder(self._folder)
            with atomic_file(path) as file:
                write(file)
        except OSError as error:
            raise trouble.of_system(error) from error
        return name

    def open(self, name: str) -> bytes:
        """Return the original; raises DamagedVaultError when it is missing or not as it was sealed."""
        try:
            data: bytes = pyrage.decrypt(self._path(name).read_bytes(), [self._identity])
        except (OSError, pyrage.DecryptError) as error:
            raise DamagedVaultError("A document's original is missing or damaged.") from error
        return data

    def copy_out(self, name: str, sink: Sink) -> None:
        """Give the original to a sink, a piece at a time.

        Raises DamagedVaultError when it is missing or not as it was sealed (the sink has a part of it then), and
        whatever the sink raises.
        """
        writing = _Writing(sink)
        try:
            with self._path(name).open("rb") as file:
                pyrage.decrypt_io(file, writing, [self._identity])
        except (OSError, pyrage.DecryptError) as error:
            if writing.error is not None:
                raise writing.error from error
            raise DamagedVaultError("A document's original is missing or damaged.") from error

    def digest(self, name: str) -> str:
        """Return the SHA-256 of an original in hex, in little memory; raises DamagedVaultError."""
        found = _Digest()
        self.copy_out(name, found)
        return found.hash.hexdigest()

    def remove(self, name: str) -> None:
        """Delete an original for good; harmless when it is gone."""
        self._path(name).unlink(missing_ok=True)

    def names(self) -> Iterator[str]:
        """Yield the names of all originals that are there."""
        for path in self._folder.glob("??/*.age"):
            if _NAME.fullmatch(path.stem):
                yield path.stem

    def sweep(self, known: set[str]) -> int:
        """Remove what no row names (left by a crash between file and row); return how many."""
        removed = 0
        for path in self._folder.glob("??/*"):
            if path.suffix == ".part" or (path.suffix == ".age" and path.stem not in known):
                path.unlink(missing_ok=True)
                removed += 1
        return removed
