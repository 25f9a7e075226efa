"""The files of a vault's folder, and who may read them."""

from __future__ import annotations

import shutil
from pathlib import Path

from desktop.foundation.atomic import sync_folder, write_atomic
from desktop.vault import key_file, trouble
from desktop.vault.errors import DiskFullError, NoSuchVaultError, VaultExistsError
from desktop.vault.sealed import FOLDER as SEALED
from desktop.vault.swapping import finish_swap

ENDING = ".sheaf"
DATABASE = "vault.db"
README = "README.txt"
SPARE_BYTES = 100 * 1000 * 1000

_README_TEXT = """\
This folder is a Sheaf vault. Everything in it is encrypted.

vault.db      the records: an SQLCipher 4 database
sealed/       the original documents: files in the age format (age-encryption.org), version 1
vault.keys    the locks: the vault's root key, wrapped with a passphrase (Argon2id, AES-256-GCM)
vault.keys.bak  the same once more

To open it, install Sheaf and choose this folder. The passphrase opens it, and so does the recovery code.
Without Sheaf: the recovery code is the root key. Its derivation and every format are written down in the
file vault-format.md that comes with Sheaf's source code.

Copy the whole folder to keep a copy. Do not change or remove single files.
"""


def database(folder: Path) -> Path:
    """Return the database file of a vault."""
    return folder / DATABASE


def claim(folder: Path) -> None:
    """Make an empty folder that only this user may enter; raises VaultExistsError, DiskFullError, CannotWriteError."""
    try:
        folder.mkdir(mode=0o700, parents=True)
    except FileExistsError as error:
        raise VaultExistsError from error
    except OSError as error:
        raise trouble.of_system(error) from error


def furnish(folder: Path) -> None:
    """Put into a new vault's folder what needs no key; raises OSError."""
    (folder / SEALED).mkdir(mode=0o700)
    write_readme(folder)
    sync_folder(folder.parent)


def write_readme(folder: Path) -> None:
    """Write the text for whoever finds the folder, where it is missing; raises OSError."""
    if not (folder / README).exists():
        write_atomic(folder / README, [_README_TEXT.encode()])


def require_room(folder: Path) -> None:
    """Raise DiskFullError unless twice the database and 100 MB are free, so that a change never ends half way.

    Raises CannotWriteError when folder or database is gone, as when a stick was pulled out.
    """
    try:
        needed = SPARE_BYTES + 2 * database(folder).stat().st_size
        free = shutil.disk_usage(folder).free
    except OSError as error:
        raise trouble.of_system(error) from error
    if free < needed:
        raise DiskFullError


def require_vault(folder: Path) -> None:
    """Raise NoSuchVaultError unless the folder holds a database or key file; a swap that was cut off is ended first.

    Raises DiskFullError, CannotWriteError when it cannot be.
    """
    finish_swap(folder)
    if not any((folder / name).is_file() for name in (DATABASE, key_file.NAME, key_file.COPY_NAME)):
        raise NoSuchVaultError
