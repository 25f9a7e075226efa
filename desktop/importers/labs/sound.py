"""Whether a table that was read is one of laboratory results, with each value in its own row."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.importers.identify.folded import folded
from desktop.importers.identify.rows import Cell, Piece
from desktop.importers.labs.names import reads_like_a_note
from desktop.importers.labs.printed import is_bare_number, read_value
from desktop.importers.labs.rows_read import ReadResult
from desktop.importers.labs.tables import Entry, Table
from desktop.importers.labs.terms import RESULT_ROLES, Role, known_test, known_unit, listed_words
from desktop.importers.words import UNSURE

_ONE = RESULT_ROLES - {Role.DAY}
_RANGES = (Role.REFERENCE, Role.REFERENCE_AND_UNIT)
_SMALLER = 0.82
"""A raised digit is at most this share as tall as the number beside it."""
_BESIDE = frozenset({Role.UNIT, Role.REFERENCE, Role.REFERENCE_AND_UNIT, Role.FLAG})


def _value_text(entry: Entry) -> str:
    return entry.text(*RESULT_ROLES)


def _without_name(entry: Entry) -> bool:
    value = read_value(_value_text(entry))
    name = entry.text(Role.TEST)
    worded = any(map(str.isalpha, name))
    nameless = not worded or (known_test(name) is None and reads_like_a_note(name))
    return value is not None and value.numeric and nameless


def _without_value(entry: Entry) -> bool:
    named = any(known_test(text) for text in (entry.text(Role.TEST), *(cell.text for cell in entry.loose)))
    return named and not _value_text(entry) and bool(entry.text(*_BESIDE))


def _out_of_step(table: Table) -> bool:
    """Return whether values may stand in the row above or below their own: one has no name, one name no value."""
    return any(map(_without_name, table.entries)) and any(map(_without_value, table.entries))


def _two_numbers(cell: Cell) -> bool:
    """Return whether a cell holds several numbers of one size; a footnote's raised mark is none."""
    tall = max(piece.height for piece in cell.pieces)
    words = [piece for piece in cell.pieces if piece.height > tall * _SMALLER]
    over = any(map(_overprinted, words, words[1:]))
    return len(words) > 1 and not over and all(is_bare_number(piece.text) for piece in words)


def _overprinted(left: Piece, right: Piece) -> bool:
    """Return whether one word is printed over most of the other: that spoils a row, it makes no second column."""
    narrow = min(left.right - left.left, right.right - right.left)
    return min(left.right, right.right) - right.left > narrow / 2


def _two_in_one(table: Table) -> bool:
    """Return whether two numbers stand side by side where one result should: a second column has lost its head."""
    return any(
        _two_numbers(cell) and read_value(cell.text, entry.text(*_RANGES)) is None
        for entry in table.entries
        for column, cell in entry.cells
        if column.role in _ONE and UNSURE not in entry.row.text
    )


def _weak_head(table: Table) -> bool:
    heads = [head for head in table.heads if head.role is Role.TEST]
    return any(folded(head.text).strip(" :") in listed_words("weak_test_heads") for head in heads)


def _of_tests(table: Table, read: Sequence[ReadResult]) -> bool:
    """Return whether enough names are tests we know; a table of measures has the same heads."""
    known = sum(known_test(one.test) is not None for one in read)
    if _weak_head(table):
        return known * 2 >= len(read)
    whole = all(one.range.text and known_unit(one.unit) for one in read if one.value.numeric)
    return known > 0 or whole


def _measured(table: Table, read: Sequence[ReadResult]) -> bool:
    """Return whether any number has a unit or range; the prices of a bill have none."""
    if any(column.role is Role.DAY for column in table.columns):
        return True
    bare = [one for one in read if one.value.numeric]
    return not bare or any(one.unit or one.range.text for one in bare)


def sound(table: Table, read: Sequence[ReadResult]) -> bool:
    """Return whether the results of a table can be trusted to be results of these tests; without any, they can."""
    if not read:
        return True
    return _of_tests(table, read) and _measured(table, read) and not _out_of_step(table) and not _two_in_one(table)
