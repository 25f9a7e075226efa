"""Which column a cell stands in: bands of white between columns, matched one to one with the heads."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from desktop.importers.identify.rows import Cell, Row, split_cells
from desktop.importers.labs.heads import Head
from desktop.importers.labs.printed import (
    holds_unit,
    is_bare_number,
    is_flag,
    is_grouped,
    is_no_result,
    looks_like_range,
    read_range,
    read_value,
)
from desktop.importers.labs.terms import RESULT_ROLES, Role, known_unit

_SEVERAL_BANDS = frozenset(Role) - RESULT_ROLES - {Role.UNIT, Role.FLAG}
_WITH_UNITS = frozenset({Role.UNIT, Role.RESULT_AND_UNIT, Role.REFERENCE_AND_UNIT})
_WITH_RANGES = frozenset({Role.REFERENCE, Role.REFERENCE_AND_UNIT})
_SIGN_FLAGS = frozenset({"+", "-", "++", "--", "−", "–"})
"""Flags of laboratories in German: too high, too low."""
_IRREGULAR_SHARE = 0.25
_MOSTLY = 0.75
_CODES = 3
_HARMLESS = re.compile(r"\d{1,6}|(\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4})?\s*(\d{1,2}:\d{2}(:\d{2})?)?")
"""What may stand under an unknown head without a doubt: a code, a date, a time."""


@dataclass
class _Band:
    left: float
    right: float
    texts: list[str]
    head: Head | None = None
    role: Role = Role.UNKNOWN
    beside_head: bool = False
    before: float = 0.0
    """The widest white in points between its words and what stands before them in their row."""
    after: float = 0.0


@dataclass(frozen=True)
class Column:
    """A band of a table, in points, with its head; `head` is None for a column of flags without a head.

    `beside_head`: it does not stand under its head, but beside it, and no other head was left for it.
    """

    left: float
    right: float
    role: Role
    head: Head | None
    beside_head: bool = False


class NotCertainError(ValueError):
    """The columns of a table cannot be told apart with certainty."""


def cut(row: Row, left: float, right: float, share: float) -> tuple[Cell, ...]:
    """Return the cells of a row between two edges, parted at gaps of `share` of the row's own."""
    inside = [piece for piece in row.pieces if left <= (piece.left + piece.right) / 2 < right]
    return split_cells(inside, row.gap * share) if inside else ()


def _gaps(row: Sequence[Cell]) -> Iterator[tuple[Cell, float, float]]:
    """Yield each cell of a row with the white before and after it, in points."""
    far = float("inf")
    for index, cell in enumerate(row):
        before = cell.left - row[index - 1].right if index else far
        after = row[index + 1].left - cell.right if index + 1 < len(row) else far
        yield cell, before, after


def _bands(rows: Iterable[Sequence[Cell]]) -> list[_Band]:
    """Join cells that share some width of the page into bands, from left to right."""
    bands: list[_Band] = []
    every = sorted((found for row in rows for found in _gaps(row)), key=lambda found: found[0].left)
    for cell, before, after in every:
        if bands and cell.left < bands[-1].right:
            band = bands[-1]
            band.right = max(band.right, cell.right)
            band.texts.append(cell.text)
            band.before, band.after = max(band.before, before), max(band.after, after)
        else:
            bands.append(_Band(cell.left, cell.right, [cell.text], before=before, after=after))
    return bands


def _over(band: _Band, heads: Sequence[Head]) -> list[Head]:
    return [head for head in heads if head.left < band.right and head.right > band.left]


def _regular(rows: Sequence[tuple[Cell, ...]], heads: Sequence[Head]) -> list[_Band]:
    """Return bands of which none lies under two heads, leaving out a few rows that cross columns."""
    kept = list(rows)
    allowed = int(len(rows) * _IRREGULAR_SHARE)
    while True:
        bands = _bands(kept)
        wide = [band for band in bands if len(_over(band, heads)) > 1]
        if not wide:
            return bands
        if len(rows) - len(kept) >= allowed:
            raise NotCertainError
        worst = max(
            kept, key=lambda row: max((cell.right - cell.left for cell in row if _within(cell, wide)), default=0)
        )
        kept.remove(worst)


def _within(cell: Cell, bands: Sequence[_Band]) -> bool:
    return any(band.left <= cell.left and cell.right <= band.right for band in bands)


def _all(texts: Sequence[str], test: Callable[[str], bool], share: float = 1.0) -> bool:
    return bool(texts) and sum(1 for text in texts if test(text)) >= share * len(texts)


def _has_number(texts: Sequence[str]) -> bool:
    return any(any(map(str.isdigit, text)) for text in texts)


def _neighbours(band: _Band, heads: Sequence[Head]) -> list[Head]:
    before = [head for head in heads if head.right <= band.left]
    after = [head for head in heads if head.left >= band.right]
    return [*before[-1:], *after[:1]]


def _part_of_name(band: _Band, bands: Sequence[_Band], space: float) -> _Band | None:
    """Return the band of names that a band of words belongs to: in every row at most `space` points beside it."""
    if _has_number(band.texts):
        return None
    for other in bands:
        if other.head is None or other.head.role is not Role.TEST:
            continue
        white = band.before if other.right <= band.left else band.after
        if max(other.left - band.right, band.left - other.right) <= space and white <= space:
            return other
    return None


def _counts_rows(texts: Sequence[str]) -> bool:
    """Return whether texts are 1, 2, 3 and so on, in any order."""
    return len(texts) > 1 and set(texts) == {str(number) for number in range(1, len(texts) + 1)}


def _role_by_content(band: _Band, heads: Sequence[Head]) -> Role | None:
    """Return what a band without a head holds beyond doubt: units, ranges, signs or row numbers that no head names."""
    roles = {head.role for head in heads}
    if roles.isdisjoint(_WITH_UNITS) and _all(band.texts, lambda text: bool(known_unit(text))):
        return Role.UNIT
    whole = lambda text: bool((found := read_range(text)).low and found.high)  # noqa: E731 - read once, here
    if roles.isdisjoint(_WITH_RANGES) and len(band.texts) > 1 and _all(band.texts, whole):
        return Role.REFERENCE
    if _all(band.texts, lambda text: text in _SIGN_FLAGS) and Role.FLAG not in roles:
        return Role.FLAG
    if all(band.right < head.left for head in heads) and _counts_rows(band.texts):
        return Role.METHOD
    return None


def _head_for(band: _Band, bands: Sequence[_Band], heads: Sequence[Head], space: float) -> Head | None:
    """Return the head of a band that lies under none; None for flags without a head. Raises NotCertainError."""
    flags = _all(band.texts, is_flag)
    if flags and not any(head.role is Role.FLAG for head in heads):
        return None
    named = _part_of_name(band, bands, space)
    if named is not None:
        return named.head
    if _role_by_content(band, heads) is not None:
        return None
    taken = {id(other.head) for other in bands if other.head is not None}
    near = [head for head in _neighbours(band, heads) if id(head) not in taken]
    free = [head for head in near if head.role not in RESULT_ROLES]
    if len(free) < len(near):
        raise NotCertainError
    if len(free) == 1 and (free[0].role is not Role.FLAG or flags):
        return free[0]
    if not flags:
        raise NotCertainError
    return None


def _give_heads(bands: Sequence[_Band], heads: Sequence[Head], space: float) -> None:
    """Give each band the head above it; a band under no head is part of a name or takes the only free neighbour."""
    for band in bands:
        over = _over(band, heads)
        band.head = over[0] if over else None
    waiting = [band for band in bands if band.head is None]
    while waiting:
        near = [band for band in waiting if _part_of_name(band, bands, space)]
        band = near[0] if near else waiting[0]
        waiting.remove(band)
        band.head = _head_for(band, bands, heads, space)
        band.beside_head = band.head is not None
        if band.head is None:
            band.role = Role.FLAG if _all(band.texts, is_flag) else _role_by_content(band, heads) or Role.UNKNOWN
    for band in bands:
        if band.head is not None:
            band.role = band.head.role


def _share_head(together: Sequence[_Band]) -> None:
    """Settle the bands under one head: a flag or unit beside its value, the parts of a name or a range; else raise."""
    head = together[0].head
    if head is None or len(together) == 1:
        return
    if head.role in _SEVERAL_BANDS:
        if head.role is Role.TEST and any(_has_number(band.texts) for band in together[1:]):
            raise NotCertainError
        return
    if head.role in RESULT_ROLES:
        _share_result(together)
        return
    raise NotCertainError


def _share_result(together: Sequence[_Band]) -> None:
    values = 0
    for band in together:
        if _all(band.texts, is_flag):
            band.role = Role.FLAG
        elif _all(band.texts, lambda text: bool(known_unit(text))):
            band.role = Role.UNIT
        else:
            values += 1
    if values != 1 or sum(band.role is Role.FLAG for band in together) > 1:
        raise NotCertainError


def _is_value(text: str) -> bool:
    return read_value(text) is not None or is_no_result(text) or is_grouped(text)


def _always_the_same(texts: Sequence[str]) -> bool:
    """Return whether one number stands in every row: a code of a laboratory, not its results."""
    return len(texts) >= _CODES and len(set(texts)) == 1 and is_bare_number(texts[0])


def _check(band: _Band) -> None:
    """Raise NotCertainError when a band does not hold what its head says."""
    texts = band.texts
    if band.role in RESULT_ROLES and (not _all(texts, _is_value, _MOSTLY) or _always_the_same(texts)):
        raise NotCertainError
    if band.role is Role.UNIT and any(is_bare_number(text) or looks_like_range(text) for text in texts):
        raise NotCertainError
    if band.role is Role.FLAG and any(any(map(str.isdigit, text)) and not is_flag(text) for text in texts):
        raise NotCertainError
    if band.role is Role.UNIT and any(is_flag(text) and not known_unit(text) for text in texts):
        raise NotCertainError
    if band.role is Role.FLAG and any(map(holds_unit, texts)):
        raise NotCertainError
    if band.role is Role.REFERENCE and sum(is_bare_number(text) for text in texts) * 5 > len(texts):
        raise NotCertainError
    if band.role is Role.TEST and not _all(texts, lambda text: any(map(str.isalpha, text)), _MOSTLY):
        raise NotCertainError


def _check_unknown(bands: Sequence[_Band]) -> None:
    """Raise when a column under an unknown head may hold units, ranges or flags that no known column holds."""
    looks: tuple[tuple[Role, Callable[[str], bool]], ...] = (
        (Role.UNIT, lambda text: bool(known_unit(text))),
        (Role.REFERENCE, looks_like_range),
        (Role.FLAG, is_flag),
    )
    known = {band.role for band in bands}
    for band in bands:
        if band.role is not Role.UNKNOWN:
            continue
        odd = any(any(map(str.isdigit, text)) and not _HARMLESS.fullmatch(text) for text in band.texts)
        if odd or any(role not in known and _all(band.texts, look, 0.5) for role, look in looks):
            raise NotCertainError


def _check_results_are_no_ranges(bands: Sequence[_Band]) -> None:
    """Raise when a column of results holds ranges, and the column of ranges none: then the heads stand elsewhere."""
    for band in bands:
        if band.role in RESULT_ROLES and _all(
            band.texts, lambda text: bool(read_range(text).low and read_range(text).high), 0.5
        ):
            raise NotCertainError


def read_columns(rows: Sequence[tuple[Cell, ...]], heads: Sequence[Head], space: float) -> tuple[Column, ...]:
    """Return the columns of a table from its rows, already cut into cells; raises NotCertainError.

    Each band of words must lie under exactly one head, or beside exactly one head that has no band.
    `space` in points is the widest white that words of one name have between them.
    """
    bands = _regular(rows, heads)
    _give_heads(bands, heads, space)
    for head in heads:
        together = [band for band in bands if band.head is head]
        if len(together) > 1:
            _share_head(together)
    if not any(band.role is Role.TEST for band in bands) or not any(band.role in RESULT_ROLES for band in bands):
        raise NotCertainError
    if sum(band.role is Role.FLAG for band in bands) > max(1, sum(band.role is Role.DAY for band in bands)):
        raise NotCertainError
    for band in bands:
        _check(band)
    _check_results_are_no_ranges(bands)
    _check_unknown(bands)
    return tuple(Column(band.left, band.right, band.role, band.head, band.beside_head) for band in bands)
