"""Which column a cell stands in: bands of white between columns, matched one to one with the heads."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from desktop.importers.identify.rows import Cell, Row, split_cells
from desktop.importers.labs.bands import Band, NotCertainError, every, has_number, heads_over, regular_bands
from desktop.importers.labs.column_checks import check_columns
from desktop.importers.labs.heads import Head
from desktop.importers.labs.printed import is_flag, read_range
from desktop.importers.labs.terms import RESULT_ROLES, Role, known_unit

_SEVERAL_BANDS = frozenset(Role) - RESULT_ROLES - {Role.UNIT, Role.FLAG}
_WITH_UNITS = frozenset({Role.UNIT, Role.RESULT_AND_UNIT, Role.REFERENCE_AND_UNIT})
_WITH_RANGES = frozenset({Role.REFERENCE, Role.REFERENCE_AND_UNIT})
_SIGN_FLAGS = frozenset({"+", "-", "++", "--", "−", "–"})
"""Flags of laboratories in German: too high, too low."""


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


def cut(row: Row, left: float, right: float, share: float) -> tuple[Cell, ...]:
    """Return the cells of a row between two edges, parted at gaps of `share` of the row's own."""
    inside = [piece for piece in row.pieces if left <= (piece.left + piece.right) / 2 < right]
    return split_cells(inside, row.gap * share) if inside else ()


def _neighbours(band: Band, heads: Sequence[Head]) -> list[Head]:
    before = [head for head in heads if head.right <= band.left]
    after = [head for head in heads if head.left >= band.right]
    return [*before[-1:], *after[:1]]


def _part_of_name(band: Band, bands: Sequence[Band], space: float) -> Band | None:
    """Return the band of names that a band of words belongs to: in every row at most `space` points beside it."""
    if has_number(band.texts):
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


def _role_by_content(band: Band, heads: Sequence[Head]) -> Role | None:
    """Return what a band without a head holds beyond doubt: units, ranges, signs or row numbers that no head names."""
    roles = {head.role for head in heads}
    if roles.isdisjoint(_WITH_UNITS) and every(band.texts, lambda text: bool(known_unit(text))):
        return Role.UNIT
    whole = lambda text: bool((found := read_range(text)).low and found.high)  # noqa: E731 - read once, here
    if roles.isdisjoint(_WITH_RANGES) and len(band.texts) > 1 and every(band.texts, whole):
        return Role.REFERENCE
    if every(band.texts, lambda text: text in _SIGN_FLAGS) and Role.FLAG not in roles:
        return Role.FLAG
    if all(band.right < head.left for head in heads) and _counts_rows(band.texts):
        return Role.METHOD
    return None


def _head_for(band: Band, bands: Sequence[Band], heads: Sequence[Head], space: float) -> Head | None:
    """Return the head of a band that lies under none; None for flags without a head. Raises NotCertainError."""
    flags = every(band.texts, is_flag)
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


def _give_heads(bands: Sequence[Band], heads: Sequence[Head], space: float) -> None:
    """Give each band the head above it; a band under no head is part of a name or takes the only free neighbour."""
    for band in bands:
        over = heads_over(band, heads)
        band.head = over[0] if over else None
    waiting = [band for band in bands if band.head is None]
    while waiting:
        near = [band for band in waiting if _part_of_name(band, bands, space)]
        band = near[0] if near else waiting[0]
        waiting.remove(band)
        band.head = _head_for(band, bands, heads, space)
        band.beside_head = band.head is not None
        if band.head is None:
            band.role = Role.FLAG if every(band.texts, is_flag) else _role_by_content(band, heads) or Role.UNKNOWN
    for band in bands:
        if band.head is not None:
            band.role = band.head.role


def _share_head(together: Sequence[Band], named: AbstractSet[Role]) -> None:
    """Settle the bands under one head: a flag or unit beside its value, the parts of a name or a range; else raise.

    `named` are the roles of all heads: what lies beside a range is a unit when no head names units.
    """
    head = together[0].head
    if head is None or len(together) == 1:
        return
    if head.role in RESULT_ROLES:
        _share_result(together)
        return
    if head.role not in _SEVERAL_BANDS:
        raise NotCertainError
    if head.role is Role.TEST and any(has_number(band.texts) for band in together[1:]):
        raise NotCertainError
    units = [band for band in together if every(band.texts, lambda text: bool(known_unit(text)))]
    if head.role is Role.REFERENCE and units and named.isdisjoint(_WITH_UNITS):
        _take_for_unit(units, together)


def _take_for_unit(units: Sequence[Band], together: Sequence[Band]) -> None:
    if len(units) > 1 or len(together) > 2:  # noqa: PLR2004 - a range and its unit
        raise NotCertainError
    units[0].role = Role.UNIT


def _share_result(together: Sequence[Band]) -> None:
    values = 0
    for band in together:
        if every(band.texts, is_flag):
            band.role = Role.FLAG
        elif every(band.texts, lambda text: bool(known_unit(text))):
            band.role = Role.UNIT
        else:
            values += 1
    if values != 1 or sum(band.role is Role.FLAG for band in together) > 1:
        raise NotCertainError


def read_columns(rows: Sequence[tuple[Cell, ...]], heads: Sequence[Head], space: float) -> tuple[Column, ...]:
    """Return the columns of a table from its rows, already cut into cells; raises NotCertainError.

    Each band of words must lie under exactly one head, or beside exactly one head that has no band.
    `space` in points is the widest white that words of one name have between them.
    """
    bands = regular_bands(rows, heads)
    _give_heads(bands, heads, space)
    for head in heads:
        together = [band for band in bands if band.head is head]
        if len(together) > 1:
            _share_head(together, {other.role for other in heads})
    check_columns(bands, heads)
    return tuple(Column(band.left, band.right, band.role, band.head, band.beside_head) for band in bands)
