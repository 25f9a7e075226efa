"""Bands of words that share some width of the page: what may be the columns of a table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from desktop.importers.identify.rows import Cell
from desktop.importers.labs.heads import Head
from desktop.importers.labs.terms import Role

_IRREGULAR_SHARE = 0.25


class NotCertainError(ValueError):
    """The columns of a table cannot be told apart with certainty."""


@dataclass
class Band:
    """Words below one another, with their edges in points and, once it is known, the head that rules them."""

    left: float
    right: float
    texts: list[str]
    head: Head | None = None
    role: Role = Role.UNKNOWN
    beside_head: bool = False
    before: float = 0.0
    """The widest white in points between its words and what stands before them in their row."""
    after: float = 0.0


def _gaps(row: Sequence[Cell]) -> Iterator[tuple[Cell, float, float]]:
    """Yield each cell of a row with the white before and after it, in points."""
    far = float("inf")
    for index, cell in enumerate(row):
        before = cell.left - row[index - 1].right if index else far
        after = row[index + 1].left - cell.right if index + 1 < len(row) else far
        yield cell, before, after


def bands_of(rows: Iterable[Sequence[Cell]]) -> list[Band]:
    """Join cells that share some width of the page into bands, from left to right."""
    bands: list[Band] = []
    every = sorted((found for row in rows for found in _gaps(row)), key=lambda found: found[0].left)
    for cell, before, after in every:
        if bands and cell.left < bands[-1].right:
            band = bands[-1]
            band.right = max(band.right, cell.right)
            band.texts.append(cell.text)
            band.before, band.after = max(band.before, before), max(band.after, after)
        else:
            bands.append(Band(cell.left, cell.right, [cell.text], before=before, after=after))
    return bands


def heads_over(band: Band, heads: Sequence[Head]) -> list[Head]:
    """Return the heads that stand over some part of a band."""
    return [head for head in heads if head.left < band.right and head.right > band.left]


def regular_bands(rows: Sequence[tuple[Cell, ...]], heads: Sequence[Head]) -> list[Band]:
    """Return bands of which none lies under two heads, leaving out a few rows that cross columns."""
    kept = list(rows)
    allowed = int(len(rows) * _IRREGULAR_SHARE)
    while True:
        bands = bands_of(kept)
        wide = [band for band in bands if len(heads_over(band, heads)) > 1]
        if not wide:
            return bands
        if len(rows) - len(kept) >= allowed:
            raise NotCertainError
        worst = max(
            kept, key=lambda row: max((cell.right - cell.left for cell in row if _within(cell, wide)), default=0)
        )
        kept.remove(worst)


def _within(cell: Cell, bands: Sequence[Band]) -> bool:
    return any(band.left <= cell.left and cell.right <= band.right for band in bands)


def every(texts: Sequence[str], test: Callable[[str], bool], share: float = 1.0) -> bool:
    """Return whether at least a share of the texts pass a test; no texts pass none."""
    return bool(texts) and sum(1 for text in texts if test(text)) >= share * len(texts)


def has_number(texts: Sequence[str]) -> bool:
    """Return whether any text holds a digit."""
    return any(any(map(str.isdigit, text)) for text in texts)
