"""One writer: a lock of the operating system on a file that says who holds it."""

from __future__ import annotations

import errno
import json
import os
import platform
import sys
from pathlib import Path
from typing import IO

from desktop.vault.errors import CannotWriteError, VaultInUseError

NAME = "vault.lock"
_PROTECTED = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})
_LOCKED_BYTE = 4096
"""Windows locks a byte far behind the text, so that others can still read who holds it."""


def _boot_id() -> str:
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip()
    except OSError:
        return ""


def _try_lock(file: IO[bytes]) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415 - only there

            file.seek(_LOCKED_BYTE)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415 - not on Windows

            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _holder(file: IO[bytes]) -> str:
    file.seek(0)
    try:
        host = json.loads(file.read(1024))["host"]
    except (ValueError, KeyError, TypeError):
        return ""
    return " on this computer" if host == platform.node() else " on another computer" if host else ""


class WriteProtectedError(CannotWriteError):
    """Nobody may write there: a CD, a stick with its switch set, a folder of somebody else. It can still be read."""


class WriterLock:
    """Held from opening to closing; given up by the system when the process dies."""

    def __init__(self, folder: Path) -> None:
        """Take the lock; raises VaultInUseError, WriteProtectedError or CannotWriteError."""
        path = folder / NAME
        try:
            handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            if error.errno in _PROTECTED:
                raise WriteProtectedError from error
            raise CannotWriteError from error
        self._file = os.fdopen(handle, "r+b")
        if not _try_lock(self._file):
            where = _holder(self._file)
            self._file.close()
            raise VaultInUseError(where)
        self._say_who()

    def _say_who(self) -> None:
        who = {"pid": os.getpid(), "host": platform.node(), "boot": _boot_id()}
        try:
            self._file.seek(0)
            self._file.truncate()
            self._file.write(json.dumps(who).encode())
            self._file.flush()
        except OSError as error:
            self._file.close()
            raise CannotWriteError from error

    def release(self) -> None:
        """Give the lock back; harmless when done twice."""
        self._file.close()
