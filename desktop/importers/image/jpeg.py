"""A JPEG without what cameras write beside the picture: place, time, owner, thumbnail. The picture itself stays."""

from __future__ import annotations

from collections.abc import Iterator

_START, _END, _SCAN, _FILL = b"\xff\xd8", 0xD9, 0xDA, 0xFF
_STANDALONE = frozenset({0x01, *range(0xD0, 0xD8)})
_APPS, _COMMENT = range(0xE0, 0xF0), 0xFE
_ICC, _ADOBE, _JFIF = b"ICC_PROFILE\0", b"Adobe", b"JFIF\0"
_NEEDED = {0xE0: _JFIF, 0xE2: _ICC, 0xEE: _ADOBE}
"""Application segments that say how the picture is to be shown (ITU-T T.871, ICC.1 annex B.4, T.872)."""


class NotAJpegError(ValueError):
    """The bytes are no JPEG, or end before the picture does."""


def _segments(data: bytes) -> Iterator[tuple[int, int, int]]:
    """Yield (marker, start, end) of every part; the parts of a scan go to the marker behind its data."""
    at = 2
    while at + 4 <= len(data):
        if data[at] != _FILL:
            raise NotAJpegError
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
                end = _scan_end(data, end)
        yield marker, at, end
        at = end
    if data[at : at + 2] != b"\xff\xd9":
        raise NotAJpegError
    yield _END, at, at + 2


def _scan_end(data: bytes, at: int) -> int:
    """Return where the coded data of a scan ends: at the next marker that is no restart and no stuffed byte."""
    while True:
        at = data.find(b"\xff", at)
        if at < 0 or at + 1 >= len(data):
            raise NotAJpegError
        following = data[at + 1]
        if following not in {0x00, _FILL} and following not in _STANDALONE:
            return at
        at += 1 if following == _FILL else 2


def _stays(marker: int, content: bytes) -> bool:
    if marker in _APPS:
        return marker in _NEEDED and content.startswith(_NEEDED[marker])
    return marker != _COMMENT


def without_metadata(data: bytes) -> bytes:
    """Return the JPEG with the same picture data, bit for bit, and without EXIF, XMP, comments and trailing bytes.

    Raises NotAJpegError.
    """
    if not data.startswith(_START):
        raise NotAJpegError
    kept = [_START]
    kept += [data[start:end] for marker, start, end in _segments(data) if _stays(marker, data[start + 4 : end])]
    return b"".join(kept)
