"""Give a vault back the originals that it lost and a backup still has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from desktop.vault import trouble
from desktop.vault.backup.make import copy_original, sealed_path
from desktop.vault.checking import is_whole
from desktop.vault.sealed import SealedFiles
from desktop.vault.vault import Vault


def whole_copies(vault: Vault, wanted: Mapping[str, str], sets: Iterable[Path]) -> dict[str, Path]:
    """Return the folder of backups that has each of these originals as it was sealed; `wanted`: SHA-256 by name."""
    found: dict[str, Path] = {}
    for folder in sets:
        sealed = SealedFiles(folder, vault.keys)
        found |= {
            name: folder for name, digest in wanted.items() if name not in found and is_whole(sealed, name, digest)
        }
    return found


def mend_originals(vault: Vault, copies: Mapping[str, Path]) -> int:
    """Copy these originals from folders of backups into the vault; returns how many.

    Raises DiskFullError, CannotWriteError; each that was copied before stays.
    """
    try:
        for name, folder in copies.items():
            copy_original(sealed_path(folder, name), sealed_path(vault.path, name))
    except OSError as error:
        raise trouble.of_system(error) from error
    return len(copies)
