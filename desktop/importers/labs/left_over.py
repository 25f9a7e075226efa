"""Lines that look like results but were not read, so that the person is told of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from desktop.importers.identify.rows import Cell, Row
from desktop.importers.labs.printed import looks_like_range, read_value
from desktop.importers.labs.terms import known_test, known_unit

_CARD = 3
"""A test's number stands at most this many lines below its name when each test has lines of its own."""
_DIGIT = re.compile(r"\d")
_WORTH_A_WORD = 3
"""So many lines of a test and a number are worth a word; one is enough when its unit or range stands beside it."""


def pages_with_values(rows: Sequence[Row], *, laboratory: bool) -> set[int]:
    """Return the pages whose lines, of which no value was read, look like results of laboratory tests.

    In the report of a `laboratory` one line with a test and a number is enough.
    """
    counts: Counter[int] = Counter()
    for row in rows:
        if (_test_in(row) and _number_in(row)) or any(map(_in_one_cell, row.cells)):
            counts[row.page] += _WORTH_A_WORD if _measured(row) else 1
    counts.update(_across(rows))
    counts.update(_one_below_the_other(rows))
    least = 1 if laboratory else _WORTH_A_WORD
    return {page for page, count in counts.items() if count >= least}


def _in_one_cell(cell: Cell) -> bool:
    """Return whether a cell is the name of a test and a number, with little white between them."""
    words = [piece.text for piece in cell.pieces]
    numbers = [word for word in words if _is_number(word)]
    rest = " ".join(word for word in words if word not in numbers)
    return bool(numbers) and known_test(rest) is not None


def _test_in(row: Row) -> bool:
    return len(row.cells) > 1 and any(known_test(cell.text) for cell in row.cells)


def _is_number(text: str) -> bool:
    value = read_value(text) if _DIGIT.search(text) else None
    return value is not None and value.numeric


def _number_in(row: Row) -> bool:
    return any(_is_number(cell.text) and not known_test(cell.text) for cell in row.cells)


def _measured(row: Row) -> bool:
    """Return whether a unit or a range stands in a cell of its own."""
    return any(known_unit(cell.text) or looks_like_range(cell.text) for cell in row.cells)


def _across(rows: Sequence[Row]) -> Iterator[int]:
    """Yield the page of each test that stands in a row of tests with numbers below it."""
    for row, below in pairwise(rows):
        names = sum(known_test(cell.text) is not None for cell in row.cells)
        if names >= _WORTH_A_WORD and row.page == below.page and len(below.cells) > 1 and _number_in(below):
            yield from [row.page] * names


def _one_below_the_other(rows: Sequence[Row]) -> Iterator[int]:
    """Yield the page of each test without a number in its line, but with one alone in one of the next lines."""
    for index, row in enumerate(rows):
        if not any(known_test(cell.text) for cell in row.cells) or _number_in(row):
            continue
        after = [below for below in rows[index + 1 : index + 1 + _CARD] if below.page == row.page]
        if any(_is_number(_said(below)) for below in after):
            yield row.page


def _said(row: Row) -> str:
    """Return what stands behind a colon ("Your result: 6.1 K/uL"), or the whole line."""
    return row.text.rpartition(":")[2].strip()
