"""What lies beside the picture in the data of an image: place, time, owner, thumbnail, comments are taken out."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

from desktop.importers.image import jpeg, jpeg2000

_JPEG, _JPEG_2000 = Name.DCTDecode, Name.JPXDecode
_SCRUBS: Mapping[str, Callable[[bytes], bytes]] = {
    str(_JPEG): lambda data: jpeg.without_metadata(data, damaged=True),
    str(_JPEG_2000): jpeg2000.without_metadata,
}
TROUBLE = (pikepdf.PdfError, pikepdf.DependencyError, ValueError, RuntimeError, NotImplementedError)


def _filters(held: Stream) -> list[Name]:
    named = held.get("/Filter")
    if isinstance(named, Name):
        return [named]
    return [one for one in named if isinstance(one, Name)] if isinstance(named, Array) else []


def _parameters(held: Stream) -> list[Dictionary | None]:
    """Return the parameters of each filter."""
    given = held.get("/DecodeParms")
    listed = list(given) if isinstance(given, Array) else [given]
    return [one if isinstance(one, Dictionary) else None for one in listed]


def _only_the_picture_coded(held: Stream, filters: list[Name]) -> bytes:
    """Return the picture's own code: what is left when the filters around it are undone; raises one of TROUBLE."""
    if len(filters) == 1:
        return bytes(held.read_raw_bytes())
    around, given = filters[:-1], _parameters(held)
    parameters = Array([given[place] if place < len(given) else None for place in range(len(around))])
    held.write(bytes(held.read_raw_bytes()), filter=Array(around), decode_parms=parameters)
    return bytes(held.read_bytes())


def scrub(held: Stream) -> None:
    """Take place, time, owner and words off a photo; its picture stays bit for bit.

    One that cannot be taken apart is emptied: the page then looks otherwise, and goes in as a picture.
    """
    filters = _filters(held)
    coded = filters[-1] if filters else None
    if coded is None or str(coded) not in _SCRUBS:
        return
    given = _parameters(held)
    parameters = given[-1] if len(given) == len(filters) else None
    try:
        old = _only_the_picture_coded(held, filters)
        new = _SCRUBS[str(coded)](old)
    except TROUBLE:
        held.write(b"")
        return
    if new != old or len(filters) > 1:
        held.write(new, filter=coded, decode_parms=parameters)


def has_metadata(filters: list[str], data: bytes) -> bool:
    """Whether the data of a picture inside a content stream holds more than the picture."""
    if not filters or filters[-1] != str(_JPEG):
        return False
    try:
        return len(filters) > 1 or jpeg.without_metadata(data, damaged=True) != data.rstrip(b"\r\n ")
    except jpeg.NotAJpegError:
        return True
