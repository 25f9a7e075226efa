"""Write a packet where the person wants it: whole or not at all, never over another file, read back."""

from __future__ import annotations

import base64
import errno
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from desktop.foundation.atomic import write_atomic
from desktop.foundation.clock import today
from desktop.foundation.errors import EnvironmentProblem
from desktop.services.export.errors import ExportNoRoomError
from desktop.services.packets.errors import FileThereError, FolderNotWritableError, NoRoomError, NotReadBackError


@dataclass(frozen=True, slots=True)
class Written:
    """A file on the disk, and the hash of its bytes (hex)."""

    path: Path
    sha256: str
    size: int


@contextmanager
def told_of_the_packet() -> Iterator[None]:
    """Let what a disk refuses to an export be told of the packet: raises NoRoomError or FolderNotWritableError."""
    try:
        yield
    except NotReadBackError:
        raise
    except ExportNoRoomError as error:
        raise NoRoomError from error
    except EnvironmentProblem as error:
        raise FolderNotWritableError from error


def neutral_name() -> str:
    """Return a file name that says neither person nor condition."""
    return f"records-{today().isoformat()}.pdf"


def fingerprint_of(sha256: str) -> str:
    """Return twelve characters to read over the phone, in groups of four."""
    text = base64.b32encode(bytes.fromhex(sha256)).decode("ascii")[:12]
    return "-".join(text[start : start + 4] for start in range(0, 12, 4))


def target_file(target: Path, *, ending: str = ".pdf") -> Path:
    """Return the file that is meant: `target` itself, or a neutral name in it when it is a folder.

    Raises FileThereError or FolderNotWritableError.
    """
    path = (target / neutral_name()).with_suffix(ending) if target.is_dir() else target
    if path.exists() or path.is_symlink():
        raise FileThereError
    if not path.parent.is_dir():
        raise FolderNotWritableError
    return path


def write_file(path: Path, data: bytes) -> Written:
    """Write, make durable, read back and compare; raises NoRoomError, FolderNotWritableError, NotReadBackError."""
    try:
        write_atomic(path, [data])
        back = path.read_bytes()
    except OSError as error:
        full = error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
        raise (NoRoomError if full else FolderNotWritableError) from error
    if back != data:
        path.unlink(missing_ok=True)
        raise NotReadBackError
    return Written(path, hashlib.sha256(back).hexdigest(), len(back))
