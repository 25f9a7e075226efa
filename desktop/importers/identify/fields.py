"""Labels on a page and the words that belong to them ("Ordering: S. Patel, MD")."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from desktop.importers.identify.folded import folded
from desktop.importers.identify.rows import Cell, Piece, Row
from desktop.importers.identify.terms import every_label, longest_label

_MARKS = 4
"""Marks that stand beside the words of a label, each as a word of its own."""
_NEAR = 2.4
"""How many row heights a value may stand below its label."""


@dataclass(frozen=True)
class Field:
    """A label, folded and without its colon, with the words that follow it; `row` is the row of the words."""

    label: str
    value: tuple[Piece, ...]
    row: Row
    label_pieces: tuple[Piece, ...]
    label_row: Row

    @property
    def text(self) -> str:
        """The value as printed."""
        return " ".join(piece.text for piece in self.value)

    @property
    def snippet(self) -> str:
        """Label and value as printed."""
        return " ".join(piece.text for piece in (*self.label_pieces, *self.value))

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """The words to mark on the page: label and value when they share a row, otherwise the value."""
        return (*self.label_pieces, *self.value) if self.row is self.label_row else self.value


def as_label(text: str) -> str:
    """Return `text` in the form of the list of labels."""
    return folded(text).rstrip(":#= ").lstrip("(-• ")


def label_at(pieces: Sequence[Piece], start: int) -> int:
    """Return how many words from `start` make the longest known label that ends in a colon; 0 when none."""
    for count in range(min(longest_label(), len(pieces) - start), 0, -1):
        follows = pieces[start + count].text if start + count < len(pieces) else ""
        if follows != ":" and not pieces[start + count - 1].text.endswith((":", "#")):
            continue
        words = " ".join(piece.text for piece in pieces[start : start + count])
        if as_label(words) in every_label():
            return count + (1 if follows == ":" and not words.endswith(":") else 0)
    return 0


def is_label(cell: Cell) -> bool:
    """Return whether a whole cell is one known label."""
    return len(cell.pieces) <= longest_label() + _MARKS and as_label(cell.text) in every_label()


def _in_cell(cell: Cell) -> Iterator[tuple[tuple[Piece, ...], tuple[Piece, ...]]]:
    """Yield (label, words after it) for each label with a colon in a cell; a label that fills its cell has no words."""
    pieces = cell.pieces
    starts: list[tuple[int, int]] = []
    index = 0 if any(piece.text.endswith((":", "#")) for piece in pieces) else len(pieces)
    while index < len(pieces):
        count = label_at(pieces, index)
        if count:
            starts.append((index, count))
        index += count or 1
    if not starts and is_label(cell):
        yield pieces, ()
        return
    for (start, count), (after, _) in pairwise([*starts, (len(pieces), 0)]):
        yield pieces[start : start + count], pieces[start + count : after]


def _below(cell_left: float, cell_right: float, row: Row, following: Sequence[Row]) -> tuple[Row, Cell] | None:
    for other in following[:1]:
        if other.page != row.page or other.top - row.bottom > _NEAR * row.size:
            return None
        for cell in other.cells:
            if cell.left < cell_right and cell.right > cell_left - 2 and not any(_in_cell(cell)):
                return other, cell
    return None


def fields_of(rows: Sequence[Row]) -> Iterator[Field]:
    """Yield every label with its value: in the same cell, the next cell, or the cell below."""
    for number, row in enumerate(rows):
        for place, cell in enumerate(row.cells):
            for label, value in _in_cell(cell):
                found = _valued(label, value, rows[number:], place)
                if found is not None:
                    yield found


def _valued(label: tuple[Piece, ...], value: tuple[Piece, ...], rows: Sequence[Row], place: int) -> Field | None:
    row = rows[0]
    name = as_label(" ".join(piece.text for piece in label))
    if value:
        return Field(name, value, row, label, row)
    following = row.cells[place + 1] if place + 1 < len(row.cells) else None
    if following is not None and not any(_in_cell(following)):
        return Field(name, following.pieces, row, label, row)
    under = _below(label[0].left, label[-1].right, row, rows[1:])
    return Field(name, under[1].pieces, under[0], label, row) if under else None


def values_for(fields: Sequence[Field], classes: Mapping[str, str], wanted: str) -> tuple[Field, ...]:
    """Return the fields whose label is of the class `wanted`, in the order of the page."""
    return tuple(field for field in fields if classes.get(field.label) == wanted)
