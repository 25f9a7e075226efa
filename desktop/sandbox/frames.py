"""How jobs and answers travel through pipes: a length, a JSON head that lists the blobs' lengths, the blobs."""

from __future__ import annotations

import json
import os
import struct
from collections.abc import Callable, Mapping, Sequence

from desktop.sandbox.values import JSONValue

_LENGTH = struct.Struct(">Q")
LARGEST_HEAD = 128 << 20
_PIECE = 1 << 20

Read = Callable[[int], bytes]
"""Returns exactly so many bytes or raises EOFError."""


class BadFrameError(ValueError):
    """The bytes are not a frame."""


def pack(value: JSONValue, blobs: Sequence[bytes]) -> list[bytes]:
    """Return a frame in pieces, ready to be written one after the other."""
    head = json.dumps({"value": value, "blobs": [len(blob) for blob in blobs]}, allow_nan=False).encode()
    return [_LENGTH.pack(len(head)), head, *blobs]


def _lengths(raw: object) -> list[int]:
    if not isinstance(raw, list) or not all(type(length) is int and length >= 0 for length in raw):
        raise BadFrameError
    return raw


def unpack(read: Read, *, largest: int) -> tuple[JSONValue, tuple[bytes, ...]]:
    """Read one frame; raises BadFrameError, EOFError, or OverflowError when it is larger than `largest` bytes."""
    (length,) = _LENGTH.unpack(read(_LENGTH.size))
    if length > min(largest, LARGEST_HEAD):
        raise OverflowError
    try:
        head = json.loads(read(length))
        lengths = _lengths(head["blobs"])
        value: JSONValue = head["value"]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise BadFrameError from error
    if length + sum(lengths) > largest:
        raise OverflowError
    return value, tuple(read(size) for size in lengths)


def reader(handle: int) -> Read:
    """Return a `Read` over a file descriptor that never takes more than it was asked for."""

    def read(size: int) -> bytes:
        parts: list[bytes] = []
        left = size
        while left:
            part = os.read(handle, min(left, _PIECE))
            if not part:
                raise EOFError
            parts.append(part)
            left -= len(part)
        return b"".join(parts)

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
