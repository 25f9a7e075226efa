"""The members of a zip, taken only when the whole archive is what it says: no bombs, no odd names, one level."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from desktop.importers import limits
from desktop.records.document import ImportIssue

ENTRIES = 2000
TOTAL_BYTES = 2 << 30
RATIO, RATIO_FROM = 100, 1 << 20
"""How many times a member may grow, once it is larger than `RATIO_FROM` bytes."""
_UNIX = 3


class RefusedZipError(ValueError):
    """The archive is not opened; `issue` says why."""

    def __init__(self, issue: ImportIssue) -> None:
        """Keep what is to be said."""
        super().__init__(issue.code)
        self.issue = issue


TROUBLE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OSError,
)
"""What the standard library raises for a broken, locked or unusual zip."""


@dataclass(frozen=True, slots=True)
class Member:
    """A file in the archive: its path there and the bytes it has when taken out, as the archive says."""

    name: str
    size: int


def _odd_name(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return "\0" in name or name.startswith(("/", "\\")) or ".." in parts or ":" in parts[0]


def _is_link(info: zipfile.ZipInfo) -> bool:
    kind = stat.S_IFMT(info.external_attr >> 16)
    return info.create_system == _UNIX and kind not in {0, stat.S_IFREG, stat.S_IFDIR}


def _overlapping(infos: list[zipfile.ZipInfo]) -> bool:
    ends = -1
    for info in sorted(infos, key=lambda one: one.header_offset):
        if info.header_offset < ends:
            return True
        ends = info.header_offset + 30 + len(info.orig_filename) + info.compress_size
    return False


def check_members(infos: list[zipfile.ZipInfo], *, entries: int = ENTRIES, total: int = TOTAL_BYTES) -> None:
    """Raise RefusedZipError unless the members are what an honest archive holds, within the caps."""
    names = [info.filename for info in infos]
    if len(infos) > entries:
        raise RefusedZipError(limits.ZIP_TOO_MANY)
    if any(map(_odd_name, names)) or len(set(names)) < len(names) or any(map(_is_link, infos)) or _overlapping(infos):
        raise RefusedZipError(limits.ZIP_ODD)
    grown = any(info.file_size > RATIO_FROM and info.file_size > RATIO * info.compress_size for info in infos)
    if grown or sum(info.file_size for info in infos) > total:
        raise RefusedZipError(limits.TOO_BIG_INSIDE)
    if any(info.flag_bits & 1 for info in infos):
        raise RefusedZipError(limits.ZIP_LOCKED)


class Zip:
    """An archive that was checked; raises RefusedZipError when it is not opened."""

    def __init__(self, data: bytes) -> None:
        """Open the archive in memory and check its list of members."""
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            infos = [info for info in self._zip.infolist() if not info.is_dir()]
        except TROUBLE:
            raise RefusedZipError(limits.DAMAGED) from None
        check_members(infos)
        self._infos = {info.filename: info for info in infos}
        self.members = tuple(Member(info.filename, info.file_size) for info in infos)

    def pieces(self, name: str, *, size: int = 1 << 20) -> Iterator[bytes]:
        """Yield the bytes of a member; raises RefusedZipError when it is more than the archive said, or broken."""
        left = self._infos[name].file_size
        try:
            with self._zip.open(name) as stream:
                while left >= 0 and (piece := stream.read(size)):
                    left -= len(piece)
                    yield piece
        except TROUBLE:
            raise RefusedZipError(limits.DAMAGED) from None
        if left < 0:
            raise RefusedZipError(limits.TOO_BIG_INSIDE)

    def stream(self, name: str) -> IO[bytes]:
        """Return a member to be read as it is inflated; reading raises what the standard library raises."""
        return self._zip.open(name)

    def read(self, name: str) -> bytes:
        """Return a member whole; raises RefusedZipError."""
        return b"".join(self.pieces(name))
