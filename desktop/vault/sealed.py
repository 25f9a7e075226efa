"""The originals: each one whole file in the age format, under a random name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pyrage

from desktop.foundation.atomic import sync_folder, write_atomic
from desktop.foundation.ids import new_id
from desktop.vault import trouble
from desktop.vault.errors import DamagedVaultError
from desktop.vault.keys import VaultKeys

FOLDER = "sealed"
_NAME = re.compile(r"[a-z2-7]{26}")


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
        name = new_id()
        path = self._path(name)
        try:
            if not path.parent.is_dir():
                path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                sync_folder(self._folder)
            write_atomic(path, [pyrage.encrypt(data, [self._recipient])])
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
