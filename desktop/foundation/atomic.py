"""Write files so that after a crash there is the old one or the new one, never a piece."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from desktop.foundation.ids import new_id

_NO_FOLDER_SYNC = frozenset({errno.EINVAL, errno.ENOTSUP, errno.ENOSYS})
"""What file systems answer that have no such thing: SMB, some of FUSE."""


def sync_folder(folder: Path) -> None:
    """Make renames in `folder` durable; a no-op where folders cannot be opened or synced (Windows, network drives)."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except PermissionError:
        return
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _NO_FOLDER_SYNC:
            raise
    finally:
        os.close(handle)


@contextmanager
def atomic_file(path: Path, *, mode: int = 0o600) -> Iterator[BinaryIO]:
    """Lend a temporary beside `path` to be written; when that ends well, make it durable and rename it over `path`.

    Raises OSError and leaves `path` as it was; the temporary is removed.
    """
    temporary = path.with_name(f".{new_id()}.part")
    try:
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode)
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def write_atomic(path: Path, chunks: Iterable[bytes], *, mode: int = 0o600) -> None:
    """Write `chunks` to a temporary beside `path`, make it durable, and rename it over `path`.

    Raises OSError and leaves `path` as it was; the temporary is removed.
    """
    with atomic_file(path, mode=mode) as file:
        for chunk in chunks:
            file.write(chunk)
