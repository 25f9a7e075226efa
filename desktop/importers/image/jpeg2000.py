"""A JPEG 2000 without what is written beside the picture: XMP, EXIF, GPS, comments. The picture itself stays."""

from __future__ import annotations

from collections.abc import Iterator

_CODESTREAM = b"\xff\x4f\xff\x51"
"""How a codestream begins (ISO/IEC 15444-1, annex A)."""
_KEPT = frozenset({b"jP  ", b"ftyp", b"rreq", b"jp2h", b"jpch", b"jplh", b"jp2c"})
_HEADERS = frozenset({b"jp2h", b"jpch", b"jplh"})
_KEPT_IN_HEADERS = frozenset({b"ihdr", b"bpcc", b"colr", b"pclr", b"cmap", b"cdef", b"cgrp", b"opct"})
"""Boxes that say how the picture is to be shown (ISO/IEC 15444-1, annex I; 15444-2, annex M)."""
_SOT, _SOD, _COM, _EOC = b"\xff\x90", b"\xff\x93", b"\xff\x64", b"\xff\xd9"
_TILE_HEAD = 12
_BARE = range(0x30, 0x40)
"""Markers without a length."""


class NotAJpeg2000Error(ValueError):
    """The bytes are no JPEG 2000, or not put together as one."""


def _number(data: bytes, at: int, size: int) -> int:
    piece = data[at : at + size]
    if len(piece) != size:
        raise NotAJpeg2000Error
    return int.from_bytes(piece, "big")


def _boxes(data: bytes) -> Iterator[tuple[bytes, bytes, bytes]]:
    """Yield (kind, whole box, content) of each; the last may reach to the end, or be cut off there."""
    at = 0
    while at + 8 <= len(data):
        length, kind, head = _number(data, at, 4), data[at + 4 : at + 8], 8
        if length == 1:
            length, head = _number(data, at + 8, 8), 16
        elif length == 0:
            length = len(data) - at
        if length < head:
            raise NotAJpeg2000Error
        yield kind, data[at : at + length], data[at + head : at + length]
        at += length


def _blanked(made: bytearray, at: int, end: int) -> int:
    """Blank the comments of one header from `at` on, in their place; return where its last marker stands."""
    while at + 2 <= end:
        marker = bytes(made[at : at + 2])
        if marker in {_SOT, _SOD, _EOC}:
            return at
        if marker[0] != 0xFF:  # noqa: PLR2004 - every marker begins so
            raise NotAJpeg2000Error
        if marker[1] in _BARE:
            at += 2
            continue
        length = _number(bytes(made[at + 2 : at + 4]), 0, 2)
        if marker == _COM:
            stop = min(at + 2 + length, end)
            made[at + 4 : stop] = bytes(max(0, stop - at - 4))
        at += 2 + length
    return end


def _codestream(data: bytes) -> bytes:
    """Return a codestream whose comments are zeros: nothing in it moves, since its tiles are found by lengths."""
    if not data.startswith(_CODESTREAM):
        raise NotAJpeg2000Error
    made = bytearray(data)
    at = _blanked(made, 2, len(made))
    while bytes(made[at : at + 2]) == _SOT:
        length = _number(bytes(made[at + 6 : at + 10]), 0, 4)
        end = at + length if length else len(made)
        if length and length < _TILE_HEAD:
            raise NotAJpeg2000Error
        _blanked(made, at + _TILE_HEAD, min(end, len(made)))
        at = end
    return bytes(made[: at + 2] if bytes(made[at : at + 2]) == _EOC else made[:at])


def _box(kind: bytes, content: bytes) -> bytes:
    return (len(content) + 8).to_bytes(4, "big") + kind + content


def _kept(kind: bytes, whole: bytes, content: bytes) -> bytes:
    if kind in _HEADERS:
        return _box(kind, b"".join(inner for what, inner, _ in _boxes(content) if what in _KEPT_IN_HEADERS))
    if kind == b"jp2c":
        clean = _codestream(content)
        return whole[: len(whole) - len(content)] + clean if len(clean) == len(content) else _box(kind, clean)
    return whole


def without_metadata(data: bytes) -> bytes:
    """Return the JPEG 2000, boxed or a bare codestream, with the same picture data and nothing else in words.

    Raises NotAJpeg2000Error.
    """
    if data.startswith(_CODESTREAM):
        return _codestream(data)
    boxes = list(_boxes(data))
    if not any(kind == b"jp2c" for kind, _, _ in boxes):
        raise NotAJpeg2000Error
    return b"".join(_kept(*one) for one in boxes if one[0] in _KEPT)
