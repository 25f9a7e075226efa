"""Small photos with words beside their picture."""

from __future__ import annotations

import io

from PIL import Image

SIDE = 32
"""Pixels across and down."""
_XMP = bytes.fromhex("be7acfcb97a942e89c71999491e3afac")
"""The kind of box that holds XMP (ISO 16684-3)."""


def _picture() -> Image.Image:
    return Image.new("RGB", (SIDE, SIDE), (200, 220, 240))


def jpeg_with(word: str, comment: str = "") -> bytes:
    """Return a JPEG with a word in its EXIF, and perhaps one as a comment."""
    exif, made = Image.Exif(), io.BytesIO()
    exif[0x010E] = word
    _picture().save(made, "JPEG", exif=exif, comment=comment.encode())
    return made.getvalue()


def with_thumbnail(word: str, trailing: str) -> bytes:
    """Return a JPEG with a word as the thumbnail of its first segment, and one behind its end."""
    made = io.BytesIO()
    _picture().save(made, "JPEG")
    data = made.getvalue()
    first = 4 + int.from_bytes(data[4:6], "big") - 2 + 2
    head = b"JFIF\0" + bytes([1, 1, 0, 0, 1, 0, 1, 2, 2]) + word.encode()[:12].ljust(12)
    return b"\xff\xd8\xff\xe0" + (len(head) + 2).to_bytes(2, "big") + head + data[first - 2 :] + trailing.encode()


def _box(kind: bytes, content: bytes) -> bytes:
    return (len(content) + 8).to_bytes(4, "big") + kind + content


def jpeg2000_with(before: str, inside: str, after: str, comment: str) -> bytes:
    """Return a JPEG 2000 with XMP before its picture, words in its header, a box behind it, and a comment."""
    made = io.BytesIO()
    _picture().save(made, "JPEG2000", comment=comment)
    data = made.getvalue()
    head, start = data.index(b"jp2h") - 4, data.index(b"jp2c") - 4
    header = data[head + 8 : start] + _box(b"xml ", inside.encode())
    xmp = _box(b"uuid", _XMP + before.encode())
    return data[:head] + _box(b"jp2h", header) + xmp + data[start:] + _box(b"uuid", bytes(16) + after.encode())
