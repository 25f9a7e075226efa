"""How far the text of a PDF unpacks, found out before anything is read: pictures and files inside are not looked at."""

from __future__ import annotations

import re
import zlib

_STREAM = re.compile(rb"stream\r?\n")
_MOST_BEFORE = 2000
"""Bytes of a stream's dictionary that are looked at."""
_FURTHEST = 1032
"""No byte of deflate stands for more (zlib’s technical notes: 1032:1)."""
_PIECE = 64 << 10
_OTHER = (b"/Image", b"/EmbeddedFile")


def _length(data: memoryview, start: int, most: int) -> int:
    """Return the bytes that a stream unpacks to, or a little more than `most` when it is further."""
    packer, length = zlib.decompressobj(), 0
    while start < len(data) and not packer.eof and length <= most:
        piece: bytes | memoryview = data[start : start + _PIECE]
        start += _PIECE
        try:
            while piece and length <= most:
                length += len(packer.decompress(piece, 1 << 20))
                piece = packer.unconsumed_tail
        except zlib.error:
            break
    return length


def inflates_beyond(data: bytes, most: int) -> bool:
    """Whether the compressed streams of a PDF unpack to more than `most` bytes together.

    A stream packed twice counts once; the memory of the reader is what holds that one.
    """
    if len(data) * _FURTHEST <= most:
        return False
    total, view = 0, memoryview(data)
    for found in _STREAM.finditer(data):
        if data[found.start() - 3 : found.start()] == b"end":
            continue
        before = data[max(0, found.start() - _MOST_BEFORE) : found.start()]
        words = before[before.rfind(b" obj") + 1 :]
        if b"/Fl" not in words or any(kind in words for kind in _OTHER):
            continue
        total += _length(view, found.end(), most - total)
        if total > most:
            return True
    return False
