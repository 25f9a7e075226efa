"""A JPEG without what cameras write beside the picture: place, time, owner, thumbnail. The picture itself stays."""

from __future__ import annotations

from collections.abc import Iterator

_START, _END, _SCAN, _FILL = b"\xff\xd8", 0xD9, 0xDA, 0xFF
_STANDALONE = frozenset({0x01, *range(0xD0, 0xD8)})
_APPS, _COMMENT = range(0xE0, 0xF0), 0xFE
_ICC, _ADOBE, _JFIF = b"ICC_PROFILE\0", b"Adobe", b"JFIF\0"
_NEEDED = {0xE0: _JFIF, 0xE2: _ICC, 0xEE: _ADOBE}
"""Application segments that say how the picture is to be shown (ITU-T T.871, ICC.1 annex B.4, T.872)."""
_JFIF_LENGTH, _ADOBE_LENGTH = 16, 14
"""What a JFIF segment has before its thumbnail, and all of an Adobe segment, with the two bytes of the length."""


class NotAJpegError(ValueError):
    """The bytes are no JPEG, or end before the picture does."""


def _segments(data: bytes, *, damaged: bool) -> Iterator[tuple[int, int, int]]:
    """Yield (marker, start, end) of every part; the parts of a scan go to the marker behind its data."""
    at = 2
    while at + 4 <= len(data):
        if data[at] != _FILL:
            if not damaged:
                raise NotAJpegError
            at = _next_marker(data, at)
            continue
        marker = data[at + 1]
        if marker == _FILL:  # a fill byte
            at += 1
            continue
        if marker == _END:
            yield marker, at, at + 2
            return
        if marker in _STANDALONE:
            end = at + 2
        else:
            end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
            if marker == _SCAN:
                end = _scan_end(data, end, damaged=damaged)
        yield marker, at, end
        at = end
    if data[at : at + 2] == b"\xff\xd9":
        yield _END, at, at + 2
    elif not damaged:
        raise NotAJpegError


def _next_marker(data: bytes, at: int) -> int:
    """Return where the next marker is; decoders pass over what lies before it."""
    found = data.find(b"\xff", at)
    return found if found >= 0 else len(data)


def _scan_end(data: bytes, at: int, *, damaged: bool) -> int:
    """Return where the coded data of a scan ends: at the next marker that is no restart and no stuffed byte."""
    while True:
        at = data.find(b"\xff", at)
        if at < 0 or at + 1 >= len(data):
            if damaged:
                return len(data)
            raise NotAJpegError
        following = data[at + 1]
        if following not in {0x00, _FILL} and following not in _STANDALONE:
            return at
        at += 1 if following == _FILL else 2


def _stays(marker: int, content: bytes) -> bool:
    if marker in _APPS:
        return marker in _NEEDED and content.startswith(_NEEDED[marker])
    return marker != _COMMENT


def _needed_part(marker: int, segment: bytes) -> bytes:
    """Return a segment without a thumbnail, or whatever else lies behind what it needs."""
    if marker == 0xE0 and len(segment) > 2 + _JFIF_LENGTH:  # noqa: PLR2004 - JFIF
        return segment[:2] + _JFIF_LENGTH.to_bytes(2, "big") + segment[4:16] + b"\0\0"
    if marker == 0xEE and len(segment) > 2 + _ADOBE_LENGTH:  # noqa: PLR2004 - Adobe
        return segment[:2] + _ADOBE_LENGTH.to_bytes(2, "big") + segment[4 : 2 + _ADOBE_LENGTH]
    return segment


def without_metadata(data: bytes, *, damaged: bool = False) -> bytes:
    """Return the JPEG, its picture data bit for bit, without EXIF, XMP, thumbnails, comments and trailing bytes.

    With `damaged`, one that ends too early or has odd bytes between its parts is taken as decoders take it.
    Raises NotAJpegError.
    """
    if not data.startswith(_START):
        raise NotAJpegError
    kept = [_START]
    for marker, start, end in _segments(data, damaged=damaged):
        if _stays(marker, data[start + 4 : end]):
            kept.append(_needed_part(marker, data[start:end]))
    return b"".join(kept)
