"""The sandbox jobs for zips too large to be held: the list of members from the end of the file, and members one by one.

Whoever asks keeps the file and hands over slices of it: its end, and for each member the bytes from its own head to the
head of the next. So a zip of 4 GB is read in the memory of some of its members.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

from desktop.importers import limits
from desktop.importers.archive.unzip import TROUBLE, RefusedZipError, check_members
from desktop.sandbox.values import JSONValue

_HEAD = struct.Struct("<4s5H3I2H")
_SIGNATURE = b"PK\x03\x04"
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})


class _End(io.RawIOBase):
    """A file of which only the end is there; reading elsewhere fails."""

    def __init__(self, size: int, end: bytes) -> None:
        self._size, self._end, self._at = size, end, 0

    def seekable(self) -> bool:
        return True

    def readable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        if base + offset < 0:
            raise OSError
        self._at = base + offset
        return self._at

    def read(self, size: int = -1) -> bytes:
        missing = self._size - len(self._end)
        if self._at < missing:
            raise OSError
        stop = None if size < 0 else self._at - missing + size
        found = self._end[self._at - missing : stop]
        self._at += len(found)
        return found


def _members(size: int, end: bytes) -> list[zipfile.ZipInfo]:
    try:
        infos = [info for info in zipfile.ZipFile(_End(size, end)).infolist() if not info.is_dir()]
    except TROUBLE:
        raise RefusedZipError(limits.DAMAGED) from None
    check_members(infos, entries=limits.DISC_FILES, total=limits.DISC_BYTES)
    if any(info.compress_type not in _METHODS for info in infos):
        raise RefusedZipError(limits.DAMAGED)
    return infos


def directory(blobs: tuple[bytes, ...], arguments: Mapping[str, JSONValue]) -> tuple[JSONValue, tuple[bytes, ...]]:
    """Sandbox job: one blob, the end of a zip; argument `size` has the bytes of the whole file.

    Answers name, place of its head, compressed and whole size, whether it is deflated, and CRC-32 of each member; none
    of an archive that is not opened.
    """
    try:
        infos = _members(int(str(arguments["size"])), blobs[0])
    except RefusedZipError:
        return [], ()
    return [
        [
            info.filename,
            info.header_offset,
            info.compress_size,
            info.file_size,
            info.compress_type == zipfile.ZIP_DEFLATED,
            info.CRC,
        ]
        for info in infos
    ], ()


def _content(record: bytes, *, packed: int, deflated: bool, most: int) -> bytes:
    """Return at most so many bytes of a member from its slice; raises ValueError, zlib.error, struct.error."""
    head = _HEAD.unpack_from(record)
    if head[0] != _SIGNATURE:
        raise ValueError
    start = _HEAD.size + head[9] + head[10]
    held = record[start : start + packed]
    return zlib.decompressobj(-zlib.MAX_WBITS).decompress(held, most) if deflated else held[:most]


def inflate(blobs: tuple[bytes, ...], arguments: Mapping[str, JSONValue]) -> tuple[JSONValue, tuple[bytes, ...]]:
    """Sandbox job: a slice of the file for each member.

    Argument `members` has for each its compressed and whole size, whether it is deflated, its CRC-32, and how many
    bytes of it are wanted. The blobs are these bytes; the answer says of each whether it is as the archive says, as
    far as it was asked for.
    """
    members = arguments["members"]
    if not isinstance(members, list):
        raise TypeError
    found, well = [], []
    for record, member in zip(blobs, members, strict=True):
        packed, size, deflated, crc, most = (int(each) for each in member)
        try:
            content = _content(record, packed=packed, deflated=bool(deflated), most=min(most, size + 1))
        except (ValueError, zlib.error, struct.error):
            content = b""
        whole = most < size or (len(content) == size and zlib.crc32(content) == crc)
        found.append(content)
        well.append(whole and bool(content or not size))
    return list[JSONValue](well), tuple(found)
