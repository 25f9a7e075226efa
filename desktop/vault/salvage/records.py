"""Rows out of table pages, in SQLite's record format (sqlite.org, fileformat2)."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from desktop.vault.salvage.pages import USABLE, Pages

Value = None | int | float | str | bytes
LEAF, INTERIOR = 0x0D, 0x05
_HEADER = {LEAF: 8, INTERIOR: 12}
_FILE_HEADER = 100
_LARGEST_LOCAL = USABLE - 35
_SMALLEST_LOCAL = (USABLE - 12) * 32 // 255 - 23
_INTEGER_BYTES = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
_FLOAT, _ZERO, _ONE, _FIRST_BLOB = 7, 8, 9, 12


class BrokenRecordError(Exception):
    """A record runs over a page that cannot be read, or is none."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row as it lies in a page: its number, and its values in the order of the table's columns."""

    rowid: int
    values: tuple[Value, ...]


def _start(number: int) -> int:
    return _FILE_HEADER if number == 1 else 0


def kind_of(page: bytes, number: int) -> int:
    """Return the b-tree kind of a page: LEAF or INTERIOR of a table, or another number."""
    return page[_start(number)]


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = 0
    for place in range(9):
        byte = data[at + place]
        if place == 8:  # noqa: PLR2004 - the ninth byte counts whole
            return (value << 8) | byte, at + 9
        value = (value << 7) | (byte & 0x7F)
        if byte < 0x80:  # noqa: PLR2004 - the last byte
            return value, at + place + 1
    raise BrokenRecordError


def _signed(value: int) -> int:
    return value - (1 << 64) if value >= 1 << 63 else value


def _cells(page: bytes, number: int) -> list[int]:
    start = _start(number)
    count = int.from_bytes(page[start + 3 : start + 5], "big")
    first = start + _HEADER[page[start]]
    places = [int.from_bytes(page[first + 2 * n : first + 2 * n + 2], "big") for n in range(count)]
    return [place for place in places if first <= place < USABLE]


def children(page: bytes, number: int) -> list[int]:
    """Return the pages below an interior page of a table."""
    start = _start(number)
    below = [int.from_bytes(page[place : place + 4], "big") for place in _cells(page, number)]
    return [*below, int.from_bytes(page[start + 8 : start + 12], "big")]


def _payload(pages: Pages, page: bytes, at: int, size: int) -> bytes:
    """Return a record's bytes, with those on overflow pages; raises BrokenRecordError."""
    local = size
    if size > _LARGEST_LOCAL:
        local = _SMALLEST_LOCAL + (size - _SMALLEST_LOCAL) % (USABLE - 4)
        local = _SMALLEST_LOCAL if local > _LARGEST_LOCAL else local
    parts = [page[at : at + local]]
    following = int.from_bytes(page[at + local : at + local + 4], "big") if local < size else 0
    missing = size - local
    while missing > 0:
        overflow = pages[following]
        if overflow is None:
            raise BrokenRecordError
        parts.append(overflow[4 : 4 + min(missing, USABLE - 4)])
        missing -= len(parts[-1])
        following = int.from_bytes(overflow[:4], "big")
    return b"".join(parts)


def _value(kind: int, data: bytes, at: int) -> tuple[Value, int]:
    if kind in _INTEGER_BYTES:
        end = at + _INTEGER_BYTES[kind]
        return int.from_bytes(data[at:end], "big", signed=True), end
    if kind == _FLOAT:
        return float(struct.unpack(">d", data[at : at + 8])[0]), at + 8
    if kind in {_ZERO, _ONE}:
        return kind - _ZERO, at
    if kind >= _FIRST_BLOB:
        end = at + (kind - _FIRST_BLOB) // 2
        if end > len(data):
            raise BrokenRecordError
        return (data[at:end].decode("utf-8") if kind % 2 else data[at:end]), end
    if kind:
        raise BrokenRecordError
    return None, at


def _decoded(data: bytes) -> tuple[Value, ...]:
    end, at = _varint(data, 0)
    kinds = []
    while at < end:
        kind, at = _varint(data, at)
        kinds.append(kind)
    values = []
    at = end
    for kind in kinds:
        value, at = _value(kind, data, at)
        values.append(value)
    return tuple(values)


def rows(pages: Pages, number: int) -> Iterator[Row]:
    """Yield the rows of a leaf page that are whole; those that run over a broken page are left out."""
    page = pages[number]
    if page is None or kind_of(page, number) != LEAF:
        return
    for place in _cells(page, number):
        try:
            size, at = _varint(page, place)
            rowid, at = _varint(page, at)
            yield Row(_signed(rowid), _decoded(_payload(pages, page, at, size)))
        except (BrokenRecordError, IndexError, UnicodeDecodeError, struct.error):
            continue
