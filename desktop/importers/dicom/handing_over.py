"""An image file as it leaves: the same bytes, but nothing that a computer could run in its preamble."""

from __future__ import annotations

_PREAMBLE = 128
_MARK = b"DICM"
_TIFF = (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")
"""A preamble may make the file a TIFF as well (PS3.10, 7.1), as slide scanners do; any other use is not for images."""


def handed_over(data: bytes) -> bytes:
    """Return a file with a preamble that is neither zero nor the head of a TIFF set to zero; all else stays.

    A preamble can make one file both an image and a program; the vault keeps the file as it came.
    """
    marked = data[_PREAMBLE : _PREAMBLE + len(_MARK)] == _MARK
    if not marked or not any(data[:_PREAMBLE]) or data.startswith(_TIFF):
        return data
    return bytes(_PREAMBLE) + data[_PREAMBLE:]
