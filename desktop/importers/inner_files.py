"""Files that other files hold in base64: their names, their bytes, and how many are taken out."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator

from desktop.importers import limits

_ENDINGS = {
    "application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png", "image/tiff": "tif", "text/plain": "txt",
    "text/xml": "xml", "application/xml": "xml", "application/fhir+json": "json", "application/fhir+xml": "xml",
}  # fmt: skip


def ending_of(media_type: str) -> str:
    """Return the usual ending of a media type's files, or "dat"."""
    return _ENDINGS.get(media_type.casefold().partition(";")[0].strip(), "dat")


def decoded(text: str) -> bytes:
    """Return the bytes of base64 text, white space aside; empty when it is none."""
    try:
        return base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError):
        return b""


def within_caps(files: Iterator[tuple[str, bytes]]) -> tuple[list[str], list[bytes]]:
    """Return names and bytes of the files that are not empty, up to the caps of files inside another."""
    names: list[str] = []
    held: list[bytes] = []
    left = limits.BYTES_INSIDE
    for name, content in files:
        if 0 < len(content) <= left and len(names) < limits.FILES_INSIDE:
            names.append(name)
            held.append(content)
            left -= len(content)
    return names, held
