"""What the database says, in the words of the vault's errors."""

from __future__ import annotations

import errno

import sqlcipher3
from sqlalchemy.exc import DBAPIError

from desktop.foundation.errors import SheafError
from desktop.vault.errors import CannotWriteError, DamagedVaultError, DiskFullError, VaultInUseError

_FULL = ("disk is full",)
_UNWRITABLE = ("readonly database", "disk i/o error", "unable to open database", "attempt to write")
_LOCKED = ("database is locked",)
_DAMAGED = ("malformed", "not a database", "corrupt", "hmac check failed")


def is_damage(error: BaseException) -> bool:
    """Whether an error of the database means that its pages cannot be trusted."""
    return any(words in str(error).lower() for words in _DAMAGED)


def of_system(error: OSError) -> SheafError:
    """Return the plain error for a failed file operation."""
    full = error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
    return DiskFullError() if full else CannotWriteError()


def _of_database(words: str) -> SheafError | None:
    if any(part in words for part in _FULL):
        return DiskFullError()
    if any(part in words for part in _UNWRITABLE):
        return CannotWriteError()
    if any(part in words for part in _LOCKED):
        return VaultInUseError("")
    return DamagedVaultError("Part of the vault cannot be read.") if any(part in words for part in _DAMAGED) else None


def told(error: BaseException) -> SheafError | None:
    """Return the plain error for a database or system error, or None for a bug."""
    original = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(original, sqlcipher3.Error):
        return _of_database(str(original).lower())
    return of_system(original) if isinstance(original, OSError) else None
