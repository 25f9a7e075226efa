"""Rows and cells of a page, rebuilt from its words by geometry alone, whatever order the file drew them in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from statistics import median

from desktop.importers.words import PageWords, Word
from desktop.records.provenance import Box

_TINY = 0.55
"""Words lower than this share of the page's usual height (a dash, a raised digit) join a row and make none."""
_CELL_GAP = 0.75
"""A gap wider than this share of the row's height parts two cells."""
_SPACES = 1.7
"""A gap must also be this many times the page's usual space between words."""
_SHARED = 0.4
"""Words written one after the other share a row when they share this much of the lower one's height."""
_RECENT = 8
"""Rows of different type sizes stand side by side in a letterhead; so many are looked back at."""
_WIDEST_SPACE = 0.95
"""No space between words is wider than this share of the height of its words (fixed pitch, tight boxes)."""


@dataclass(frozen=True)
class Piece:
    """One word in points from the top left of its page."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> float:
        """The height in points at which it stands."""
        return (self.top + self.bottom) / 2

    @property
    def height(self) -> float:
        """Height in points."""
        return self.bottom - self.top


@dataclass(frozen=True)
class Cell:
    """Words of one row that stand close together; `pieces` from left to right."""

    pieces: tuple[Piece, ...]

    @cached_property
    def text(self) -> str:
        """The words with single spaces."""
        return " ".join(piece.text for piece in self.pieces)

    @property
    def left(self) -> float:
        """Left edge in points."""
        return self.pieces[0].left

    @property
    def right(self) -> float:
        """Right edge in points."""
        return max(piece.right for piece in self.pieces)


@dataclass(frozen=True)
class Row:
    """One printed line across the page: its cells from left to right."""

    page: int
    width: float
    height_pt: float
    cells: tuple[Cell, ...]
    gap: float
    """White space in points that parts two cells."""

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """All words from left to right."""
        return tuple(piece for cell in self.cells for piece in cell.pieces)

    @cached_property
    def text(self) -> str:
        """All words with single spaces."""
        return " ".join(cell.text for cell in self.cells)

    @cached_property
    def top(self) -> float:
        """Top edge in points."""
        return min(piece.top for piece in self.pieces)

    @cached_property
    def bottom(self) -> float:
        """Bottom edge in points."""
        return max(piece.bottom for piece in self.pieces)

    @cached_property
    def size(self) -> float:
        """Usual height of its words in points; a measure of the type size."""
        return median(piece.height for piece in self.pieces)

    @cached_property
    def tall(self) -> float:
        """Height of its highest word in points."""
        return max(piece.height for piece in self.pieces)

    @property
    def middle(self) -> float:
        """The height in points at which it stands."""
        return (self.top + self.bottom) / 2

    def box(self, pieces: Sequence[Piece] = ()) -> Box:
        """Return the rectangle around `pieces`, or around the whole row, as fractions of the page."""
        around = pieces or self.pieces
        return Box(
            max(0.0, min(piece.left for piece in around) / self.width),
            max(0.0, min(piece.top for piece in around) / self.height_pt),
            min(1.0, max(piece.right for piece in around) / self.width),
            min(1.0, max(piece.bottom for piece in around) / self.height_pt),
        )


@dataclass(frozen=True)
class _Run:
    """Words that the file wrote one after the other on one height."""

    pieces: tuple[Piece, ...]
    top: float
    bottom: float

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    def beside(self, other: _Run) -> bool:
        """Return whether both stand on one height: the middle of each lies within the other."""
        return self.top <= other.middle <= self.bottom and other.top <= self.middle <= other.bottom


def _piece(word: Word, page: PageWords) -> Piece:
    box = word.box
    width, height = page.width_pt, page.height_pt
    return Piece(word.text.strip(), box.left * width, box.top * height, box.right * width, box.bottom * height)


def _runs(pieces: Sequence[Piece]) -> Iterator[_Run]:
    """Cut a line of the file where the next word does not share its height."""
    current: list[Piece] = []
    top = bottom = 0.0
    for piece in pieces:
        if current:
            shared = min(bottom, piece.bottom) - max(top, piece.top)
            if shared < _SHARED * min(bottom - top, piece.height):
                yield _Run(tuple(current), top, bottom)
                current = []
        top, bottom = (min(top, piece.top), max(bottom, piece.bottom)) if current else (piece.top, piece.bottom)
        current.append(piece)
    if current:
        yield _Run(tuple(current), top, bottom)


def _runs_of(page: PageWords) -> list[_Run]:
    seen: set[Piece] = set()
    found: list[_Run] = []
    for line in page.lines:
        made = [_piece(word, page) for word in line.words if word.text.strip()]
        new = [piece for piece in made if piece not in seen and piece.right > piece.left and piece.bottom > piece.top]
        seen.update(new)
        found += _runs(new)
    return sorted(found, key=lambda run: (run.middle, run.pieces[0].left))


def _clusters(runs: Iterable[_Run], usual: float) -> list[list[Piece]]:
    """Group words that stand at the same height; tiny ones (a dash, a raised digit) join the nearest row."""
    clusters: list[list[_Run]] = []
    tiny: list[_Run] = []
    for run in runs:
        if run.bottom - run.top < usual * _TINY:
            tiny.append(run)
            continue
        same = [group for group in clusters[-_RECENT:] if any(run.beside(other) for other in group)]
        if same:
            min(same, key=lambda group: abs(group[0].middle - run.middle)).append(run)
        else:
            clusters.append([run])
    for run in tiny:
        near = [group for group in clusters if any(other.top <= run.middle <= other.bottom for other in group)]
        if near:
            min(near, key=lambda group: abs(group[0].middle - run.middle)).append(run)
        else:
            clusters.append([run])
    return [[piece for run in group for piece in run.pieces] for group in clusters]


def split_cells(pieces: Sequence[Piece], gap: float) -> tuple[Cell, ...]:
    """Cut words, sorted from left to right, into cells where more than `gap` points of white stand between."""
    cells: list[list[Piece]] = [[pieces[0]]]
    for before, piece in pairwise(pieces):
        if piece.left - max(before.right, cells[-1][-1].right) > gap:
            cells.append([])
        cells[-1].append(piece)
    return tuple(Cell(tuple(cell)) for cell in cells)


def _height(cluster: Sequence[Piece]) -> float:
    return median(sorted((piece.height for piece in cluster), reverse=True)[: max(1, len(cluster) // 2 + 1)])


def _space(clusters: Iterable[Sequence[Piece]]) -> float:
    """Return the usual space between words of a page as a share of the height of its words."""
    shares = sorted(
        (piece.left - before.right) / height
        for cluster in clusters
        for height in (_height(cluster),)
        for before, piece in pairwise(sorted(cluster, key=lambda piece: piece.left))
        if piece.left > before.right
    )
    return min(_WIDEST_SPACE, shares[len(shares) // 4]) if shares else 0.0


def _row(page: PageWords, cluster: list[Piece], space: float) -> Row:
    ordered = sorted(cluster, key=lambda piece: piece.left)
    gap = _height(cluster) * max(_CELL_GAP, space * _SPACES)
    return Row(page.page, page.width_pt, page.height_pt, split_cells(ordered, gap), gap)


def rows_of(page: PageWords) -> tuple[Row, ...]:
    """Return the printed rows of a page from top to bottom; empty when it has no words."""
    runs = _runs_of(page) if page.width_pt > 0 and page.height_pt > 0 else []
    if not runs:
        return ()
    usual = median(piece.height for run in runs for piece in run.pieces)
    clusters = _clusters(runs, usual)
    space = _space(clusters)
    rows = (_row(page, cluster, space) for cluster in clusters)
    return tuple(sorted(rows, key=lambda row: row.middle))
