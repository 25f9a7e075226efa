"""How jobs and answers travel through pipes: a length, a JSON head that lists the blobs' lengths, the blobs.

A blob of an answer without a length comes in pieces: each with its length before it, and 0 after the last.
"""

from __future__ import annotations

import io
import json
import os
from collections.abc import Callable, Mapping, Sequence

from desktop.sandbox.pieces import ASKING, LENGTH, QUESTION, Save, send_while_made
from desktop.sandbox.values import JSONValue

LARGEST_HEAD = 128 << 20
_PIECE = 1 << 18

Read = Callable[[int], bytes]
"""Returns exactly so many bytes or raises EOFError."""
Lend = Callable[[int, int, int], object]
"""Answers a question of the other side: which blob, from which byte on, how many bytes; raises BadFrameError."""


class BadFrameError(ValueError):
    """The bytes are not a frame."""


def pack(value: JSONValue, blobs: Sequence[bytes]) -> list[bytes]:
    """Return a frame in pieces, ready to be written one after the other."""
    return [*_head(value, blobs), *blobs]


def _head(value: JSONValue, blobs: Sequence[bytes | Save]) -> tuple[bytes, bytes]:
    lengths = [len(blob) if isinstance(blob, bytes) else None for blob in blobs]
    head = json.dumps({"value": value, "blobs": lengths}, allow_nan=False).encode()
    return LENGTH.pack(len(head)), head


def send(handle: int, value: JSONValue, blobs: Sequence[bytes | Save]) -> None:
    """Write a frame; blobs that are not made yet are made on their way out."""
    write_all(handle, _head(value, blobs))
    for blob in blobs:
        if isinstance(blob, bytes):
            write_all(handle, [blob])
        else:
            send_while_made(handle, blob)


def _lengths(raw: object) -> list[int | None]:
    if not isinstance(raw, list) or not all(one is None or (type(one) is int and one >= 0) for one in raw):
        raise BadFrameError
    return raw


class _Reading:
    """Reads one frame; questions that come in between are answered by `lend`."""

    def __init__(self, read: Read, largest: int, lend: Lend | None) -> None:
        self._read, self._left, self._lend = read, largest, lend

    def length(self) -> int:
        """Return the next length, after all questions before it."""
        while True:
            (length,) = LENGTH.unpack(self._read(LENGTH.size))
            if length != ASKING or self._lend is None:
                return int(length)
            self._lend(*QUESTION.unpack(self._read(QUESTION.size)))

    def take(self, size: int) -> bytes:
        """Return so many bytes; raises OverflowError when all together would be too many."""
        self._left -= size
        if self._left < 0:
            raise OverflowError
        return self._read(size)

    def in_pieces(self) -> bytes:
        """Return a blob that comes in pieces."""
        whole = io.BytesIO()
        while size := self.length():
            whole.write(self.take(size))
        return whole.getvalue()


def unpack(read: Read, *, largest: int, lend: Lend | None = None) -> tuple[JSONValue, tuple[bytes, ...]]:
    """Read one frame; raises BadFrameError, EOFError, or OverflowError when it is larger than `largest` bytes."""
    reading = _Reading(read, largest, lend)
    length = reading.length()
    if length > LARGEST_HEAD:
        raise OverflowError
    try:
        head = json.loads(reading.take(length))
        lengths = _lengths(head["blobs"])
        value: JSONValue = head["value"]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise BadFrameError from error
    if length + sum(size for size in lengths if size is not None) > largest:
        raise OverflowError
    return value, tuple(reading.in_pieces() if size is None else reading.take(size) for size in lengths)


def reader(handle: int) -> Read:
    """Return a `Read` over a file descriptor that never takes more than it was asked for."""

    def read(size: int) -> bytes:
        whole = io.BytesIO()  # hands over what it holds without a copy of it
        left = size
        while left:
            part = os.read(handle, min(left, _PIECE))
            if not part:
                raise EOFError
            whole.write(part)
            left -= len(part)
        return whole.getvalue()

    return read


def write_all(handle: int, pieces: Sequence[bytes]) -> None:
    """Write all pieces to a file descriptor."""
    for piece in pieces:
        view = memoryview(piece)
        while view:
            view = view[os.write(handle, view[:_PIECE]) :]


def as_mapping(value: JSONValue) -> Mapping[str, JSONValue]:
    """Return a JSON object; raises BadFrameError for anything else."""
    if not isinstance(value, Mapping):
        raise BadFrameError
    return value
