"""Blobs in pieces: a job asks for the parts of a blob that it needs, and sends what it makes while it makes it."""

from __future__ import annotations

import io
import struct
from collections.abc import Callable
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer, WriteableBuffer

READ_BUFFER, WRITE_BUFFER = 1 << 14, 1 << 18
"""Bytes read from a blob, or sent, at once where a job reads or writes in crumbs."""
BLOCK, BLOCKS_KEPT = 1 << 18, 16
"""A blob is asked for in blocks of so many bytes; so many of all blobs are kept."""
MOST_ASKED = 1 << 20
"""Bytes that one question is answered with, at most."""
LENGTH = struct.Struct(">Q")
ASKING = (1 << 64) - 1
"""Stands where a length stands: a question follows, and what was to come follows the question."""
QUESTION = struct.Struct(">QQQ")
"""Which blob (from 0), from which of its bytes on, and how many."""

Save = Callable[[BinaryIO], object]
"""A blob of an answer that is not made yet: writes itself into the stream that it is given, which cannot seek."""


class Desk:
    """Where a job asks for blocks of the blobs that it was lent; those not used for longest are given back."""

    def __init__(self, *, ask: int, answered: int) -> None:
        """Take the pipes to and from who holds the blobs."""
        self._questions = io.FileIO(ask, "w", closefd=False)
        self._answers = io.FileIO(answered, "r", closefd=False)
        self._kept: dict[tuple[int, int], bytearray] = {}

    def block(self, number: int, start: int, size: int) -> bytearray:
        """Return `size` bytes of a blob from `start` on."""
        held = self._kept.pop((number, start), None)
        if held is None:
            held = self._asked(number, start, size)
            if len(self._kept) == BLOCKS_KEPT:
                del self._kept[next(iter(self._kept))]
        self._kept[number, start] = held
        return held

    def _asked(self, number: int, start: int, size: int) -> bytearray:
        write_whole(self._questions, LENGTH.pack(ASKING) + QUESTION.pack(number, start, size))
        whole = bytearray(size)
        view = memoryview(whole)
        while view:
            taken = self._answers.readinto(view)
            if not taken:
                raise EOFError
            view = view[taken:]
        return whole

    def file(self, number: int, size: int) -> BinaryIO:
        """Return a blob of `size` bytes as a file."""
        return io.BufferedReader(_Lent(self, number, size), READ_BUFFER)


class _Lent(io.RawIOBase):
    """A blob that the parent holds, as a file without a buffer."""

    def __init__(self, desk: Desk, number: int, size: int) -> None:
        self._desk, self._number, self._size, self._at = desk, number, size, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        self._at = max(0, offset + (0, self._at, self._size)[whence])
        return self._at

    def tell(self) -> int:
        return self._at

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer).cast("B")
        if self._at >= self._size or not view:
            return 0
        start = self._at - self._at % BLOCK
        block = self._desk.block(self._number, start, min(BLOCK, self._size - start))
        part = memoryview(block)[self._at - start :][: len(view)]
        view[: len(part)] = part
        self._at += len(part)
        return len(part)


class _Pieces(io.RawIOBase):
    """A stream whose bytes leave at once, each write as a piece with its length."""

    def __init__(self, out: io.FileIO) -> None:
        self._out = out

    def writable(self) -> bool:
        return True

    def write(self, data: ReadableBuffer) -> int:
        view = memoryview(data).cast("B")
        if view:
            write_whole(self._out, LENGTH.pack(len(view)))
            write_whole(self._out, view)
        return len(view)


def write_whole(out: io.FileIO, data: ReadableBuffer) -> None:
    """Write all bytes into a pipe that waits."""
    view = memoryview(data)
    while view:
        view = view[out.write(view) or 0 :]


def send_while_made(handle: int, save: Save) -> None:
    """Let a blob write itself into the pipe, piece by piece; a length of 0 ends it."""
    out = io.FileIO(handle, "w", closefd=False)
    stream = io.BufferedWriter(_Pieces(out), WRITE_BUFFER)
    save(stream)
    stream.flush()
    write_whole(out, LENGTH.pack(0))
