"""Everything that a finished file holds, expanded: of each page, and beside all pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

_NOT_BELOW = frozenset({"/FontFile", "/FontFile2", "/FontFile3", "/Parent", "/P", "/Dest"})
_DEEPEST = 60
_LARGEST = 4 << 20
"""Of a stream that could be expanded no further, only so many bytes are looked through at each end."""


def _expanded(held: Stream) -> bytes:
    """Return a stream's content, or what is written in the file where a picture's own compression is in the way."""
    try:
        return bytes(held.read_bytes())
    except (pikepdf.PdfError, pikepdf.DependencyError, RuntimeError, NotImplementedError):
        raw = bytes(held.read_raw_bytes())
        return raw if len(raw) <= 2 * _LARGEST else raw[:_LARGEST] + raw[-_LARGEST:]


def _inner(held: Object) -> Iterator[Object]:
    """Yield what a dictionary or array holds; other pages are not entered, and font programs hold no words."""
    pairs: Iterable[tuple[object, object]] = enumerate(held) if isinstance(held, Array) else held.items()
    for key, one in pairs:
        if not isinstance(one, Object) or (isinstance(key, str) and key in _NOT_BELOW):
            continue
        if not (isinstance(one, Dictionary) and one.get("/Type") == Name.Page):
            yield one


def _walk(held: Object, seen: set[tuple[int, int]], depth: int) -> Iterator[bytes]:
    """Yield streams and texts below an object, each indirect one once."""
    if isinstance(held, String):
        yield bytes(held)
    if not isinstance(held, Dictionary | Array | Stream) or depth > _DEEPEST:
        return
    if held.is_indirect:
        if held.objgen in seen:
            return
        seen.add(held.objgen)
    if isinstance(held, Stream) and held.get("/Subtype") != Name.Image:
        yield _expanded(held)
    for one in _inner(held):
        yield from _walk(one, seen, depth + 1)


def contents_of(page: Object, seen: set[tuple[int, int]]) -> Iterator[bytes]:
    """Yield every stream and text that a page is made of, but for those already in `seen`, which grows."""
    return _walk(page, seen, 0)


def contents_beside(pdf: Pdf, seen: set[tuple[int, int]]) -> Iterator[bytes]:
    """Yield what no page holds: bookmarks, structure, metadata, and whatever else lies in the file."""
    for held in pdf.objects:
        if isinstance(held, Stream):
            if held.objgen not in seen:
                yield _expanded(held) if held.get("/Subtype") != Name.Image else bytes(held.read_raw_bytes())[:_LARGEST]
        elif isinstance(held, Dictionary | Array) and held.objgen not in seen:
            yield held.unparse(resolved=False)
    yield from _walk(pdf.trailer.get("/Info", Dictionary()), set(), 0)
