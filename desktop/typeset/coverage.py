"""Which characters a font file can draw, read from its `cmap` table (OpenType 1.9, formats 4 and 12)."""

from __future__ import annotations

import struct
from functools import lru_cache
from pathlib import Path


@lru_cache(maxsize=512)
def covered(path: Path, index: int) -> frozenset[int]:
    """Return the code points of face `index` in the font file; empty when the file cannot be read as a font."""
    try:
        with path.open("rb") as file:
            return _code_points(_cmap(file.read(), index))
    except (OSError, struct.error, IndexError):
        return frozenset()


def _cmap(data: bytes, index: int) -> bytes:
    start = struct.unpack_from(">I", data, 12 + 4 * index)[0] if data[:4] == b"ttcf" else 0
    tables = struct.unpack_from(">H", data, start + 4)[0]
    for number in range(tables):
        tag, _, offset, length = struct.unpack_from(">4sIII", data, start + 12 + 16 * number)
        if tag == b"cmap":
            return data[offset : offset + length]
    return b""


def _code_points(cmap: bytes) -> frozenset[int]:
    if not cmap:
        return frozenset()
    found: set[int] = set()
    for number in range(struct.unpack_from(">H", cmap, 2)[0]):
        offset = struct.unpack_from(">I", cmap, 8 + 8 * number)[0]
        kind = struct.unpack_from(">H", cmap, offset)[0]
        if kind == 4:  # noqa: PLR2004 - the format's number
            found |= _segments(cmap, offset)
        elif kind == 12:  # noqa: PLR2004 - the format's number
            found |= _groups(cmap, offset)
    return frozenset(found)


def _segments(cmap: bytes, offset: int) -> set[int]:
    """Format 4: segments of the basic plane; a glyph id of 0 means not drawn."""
    count = struct.unpack_from(">H", cmap, offset + 6)[0] // 2
    ends = struct.unpack_from(f">{count}H", cmap, offset + 14)
    at = offset + 16 + 2 * count
    starts = struct.unpack_from(f">{count}H", cmap, at)
    deltas = struct.unpack_from(f">{count}H", cmap, at + 2 * count)
    ranges_at = at + 4 * count
    ranges = struct.unpack_from(f">{count}H", cmap, ranges_at)
    found = set()
    for number in range(count):
        for code in range(starts[number], min(ends[number], 0xFFFE) + 1):
            if ranges[number] == 0:
                glyph = (code + deltas[number]) & 0xFFFF
            else:
                where = ranges_at + 2 * number + ranges[number] + 2 * (code - starts[number])
                glyph = struct.unpack_from(">H", cmap, where)[0]
            if glyph:
                found.add(code)
    return found


def _groups(cmap: bytes, offset: int) -> set[int]:
    """Format 12: groups over all planes."""
    count = struct.unpack_from(">I", cmap, offset + 12)[0]
    found: set[int] = set()
    for number in range(count):
        first, last, _ = struct.unpack_from(">III", cmap, offset + 16 + 12 * number)
        found.update(range(first, min(last, 0x10FFFF) + 1))
    return found
