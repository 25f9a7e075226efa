"""One row of a table as results: value, unit, range and flag of one test, as printed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from desktop.importers.labs.columns import Column
from desktop.importers.labs.names import TestName, reads_like_a_note
from desktop.importers.labs.printed import (
    COUNT_RANGE,
    PrintedRange,
    PrintedValue,
    flag_side,
    holds_span,
    holds_unit,
    is_bare_number,
    is_flag,
    is_no_result,
    mixes_columns,
    number_of,
    read_range,
    read_value,
)
from desktop.importers.labs.tables import Entry, Table, UnreadableRowError
from desktop.importers.labs.terms import RESULT_ROLES, Role, known_test, known_unit

_NEIGHBOURS = frozenset({Role.PREVIOUS, Role.PREVIOUS_DATE, Role.FLAG, Role.LAB, Role.STATUS, Role.UNKNOWN})
_SIGNS = frozenset("+-−")
_PER_FIELD = frozenset({"/[HPF]", "/[LPF]", "/uL"})
_BODY_UNITS = frozenset({"kg", "cm"})


@dataclass(frozen=True)
class ReadResult:
    """One result of one row: all texts as printed; `column` is where the value stands; `doubts` are full sentences."""

    test: str
    value: PrintedValue
    unit: str
    range: PrintedRange
    flag: str
    column: Column
    doubts: tuple[str, ...]


def _value_columns(entry: Entry, table: Table) -> list[Column]:
    """Return the columns in which this row has a value; raises UnreadableRowError for anything but one value each."""
    filled = []
    for column in table.columns:
        text = entry.in_column(column) if column.role in RESULT_ROLES else ""
        if not text or is_no_result(text):
            continue
        if read_value(text, _range(entry).text) is None:
            raise UnreadableRowError
        filled.append(column)
    if len(filled) > 1 and any(column.role is not Role.DAY for column in filled):
        raise UnreadableRowError
    return filled


_MOST_CUT_WORDS = 3


def _flag_for(column: Column, entry: Entry, table: Table) -> str:
    """Return the flag of one value; in a grid of days the flag between its column and the next."""
    flags = [other for other in table.columns if other.role is Role.FLAG]
    if column.role is not Role.DAY:
        return " ".join(filter(None, (entry.in_column(other) for other in flags)))
    ends = [other.left for other in table.columns if other.role is Role.DAY and other.left > column.left]
    end = min(ends, default=float("inf"))
    return " ".join(entry.in_column(other) for other in flags if column.left < other.left < end).strip()


def _unit(value: PrintedValue, entry: Entry, name: TestName, printed: PrintedRange) -> str:
    column = entry.text(Role.UNIT).strip()
    units = [unit for unit in (column, value.unit, name.unit) if unit and not is_no_result(unit)]
    if not units:
        return printed.unit
    if len({known_unit(unit) or unit for unit in units}) > 1:
        raise UnreadableRowError
    return units[0]


def _mixed_range(text: str) -> bool:
    """Return whether a range cell holds words of a neighbouring column, or of a note below it."""
    return mixes_columns(text) or (holds_span(text) and reads_like_a_note(text))


def _mixed_unit(unit: str) -> bool:
    """Return whether a unit that we do not know is a flag, or a known one with words of the next column."""
    words = unit.split()
    parts = (" ".join(part) for cut in range(1, len(words)) for part in (words[:cut], words[cut:]))
    return is_flag(unit) or any(map(is_bare_number, words)) or any(map(known_unit, parts))


def _goes_on_beside(entry: Entry) -> bool:
    """Return whether words of a column beside complete the name of a test: the name was cut where columns overlap."""
    name = entry.text(Role.TEST)
    if known_test(name) is not None:
        return False
    before, found, after = entry.row.text.partition(name)
    beside = [cell.text.split() for column, cell in entry.cells if column.role is not Role.TEST]
    following = [*beside, after.split()] if found else beside
    preceding = [*beside, before.split()] if found else beside
    counts = range(1, _MOST_CUT_WORDS + 1)
    return any(known_test(f"{name} {' '.join(words[:count])}") for words in following for count in counts) or any(
        known_test(f"{' '.join(words[-count:])} {name}") for words in preceding for count in counts
    )


def _strayed(entry: Entry, table: Table, unit: str, flag: str) -> bool:
    """Return whether the unit or flag of this row may stand in a neighbouring column, and their own is empty."""
    roles = {head.role for head in table.heads}
    others = [cell.text.split() for column, cell in entry.cells if column.role in _NEIGHBOURS]
    words = [word for texts in others if len(texts) > 1 or not is_flag(texts[0]) for word in texts]
    in_range = entry.text(Role.REFERENCE).split()
    if Role.UNIT in roles and not entry.text(Role.UNIT) and read_range(entry.text(Role.REFERENCE)).unit:
        return True
    if _goes_on_beside(entry):
        return True
    no_range = not entry.text(Role.REFERENCE, Role.REFERENCE_AND_UNIT)
    if no_range and any(holds_span(cell.text) for column, cell in entry.cells if column.role in _NEIGHBOURS):
        return True
    if not known_unit(unit) and _mixed_unit(unit):
        return True
    no_unit = not unit and any(map(known_unit, (*words, *in_range)))
    return no_unit or (Role.FLAG in roles and not flag and any(map(is_flag, words)))


def _range(entry: Entry) -> PrintedRange:
    text = entry.text(Role.REFERENCE, Role.REFERENCE_AND_UNIT).strip()
    return PrintedRange("") if is_no_result(text) else read_range(text)


def _column_doubts(column: Column) -> Iterator[str]:
    if column.beside_head:
        yield "The value does not stand under the head of its column."


def _holds_a_neighbour(name: str) -> bool:
    """Return whether a name is a known test with a number or flag of the next column at its end or beginning."""
    words = name.split()
    ends = ((words[:-1], words[-1:]), (words[1:], words[:1]))
    return any(
        known_test(" ".join(rest)) is not None and (is_flag(one) or any(map(str.isdigit, one)))
        for rest, edge in ends
        for one in edge
    )


def _may_be_a_test(name: str, value: PrintedValue, unit: str, printed: PrintedRange) -> bool:
    """Return whether an unknown name may be a test's: it is no note, no measure of the body, no page number."""
    if reads_like_a_note(name) or _holds_a_neighbour(name) or known_unit(unit) in _BODY_UNITS:
        return False
    return not value.numeric or bool(unit and known_unit(unit)) or bool(printed.text)


def _may_be_signed(test: str, printed: PrintedRange) -> bool:
    """Return whether a test can be below zero; for others a sign before the number is a flag, as some print it."""
    known = known_test(test)
    low = number_of(printed.low)
    return (low is not None and low < 0) or (known is not None and any(band[1] < 0 for band in known.bands))


def _name_doubts(test: str) -> Iterator[str]:
    if known_test(test) is None:
        yield "Sheaf does not know this test. Please compare its name with the page."


def _value_doubts(value: PrintedValue) -> Iterator[str]:
    if value.comparator:
        yield "The value has a comparison sign."
    if value.doubt:
        yield value.doubt
    if value.text[:1] in _SIGNS:
        yield "There is a plus or minus before the number."
    if value.numeric and number_of(value.text) is None:
        yield "Point and comma in this number can be read in two ways."


def _unit_doubts(test: str, value: PrintedValue, unit: str) -> Iterator[str]:
    known = known_test(test)
    code = known_unit(unit)
    if not value.numeric:
        return
    if unit and not code:
        yield "The unit is unusual."
    if known is None or not known.bands:
        return
    bands = {band_unit: (low, high) for band_unit, low, high in known.bands}
    if not unit and "{ratio}" not in bands:
        yield "No unit is printed beside it."
    if code and code not in bands:
        yield "The unit is unusual for this test."
    number = number_of(value.text)
    band = bands.get(code)
    if number is not None and band is not None and not band[0] <= number <= band[1]:
        yield "The value is far outside what this test can show."


def disagrees(value: PrintedValue, printed: PrintedRange, flag: str) -> bool:
    """Return whether a printed flag contradicts value and range ("H" inside the range)."""
    number, low, high = number_of(value.text), number_of(printed.low), number_of(printed.high)
    if not value.numeric or number is None or value.comparator:
        return False
    side = flag_side(flag)
    if side == "high":
        return high is not None and number < high
    if side == "low":
        return low is not None and number > low
    return False


def _range_doubts(value: PrintedValue, printed: PrintedRange, flag: str) -> Iterator[str]:
    if disagrees(value, printed, flag):
        yield "The flag and the range do not agree."
    low, high = number_of(printed.low), number_of(printed.high)
    if low is not None and high is not None and low > high:
        yield "The range is printed the wrong way round."


def read_row(entry: Entry, table: Table, name: TestName) -> list[ReadResult]:
    """Return the results of one row, none when it has no value; raises UnreadableRowError.

    A row whose test is not in our list needs a unit, a range or a result in usual words: a page number is no result.
    """
    found = []
    for column in _value_columns(entry, table):
        printed = _range(entry)
        value = read_value(entry.in_column(column), printed.text)
        if value is None:
            raise UnreadableRowError
        unit = _unit(value, entry, name, printed)
        flag = value.flag or _flag_for(column, entry, table)
        if holds_unit(flag) or _strayed(entry, table, unit, flag):
            raise UnreadableRowError
        if known_test(name.text) is None and not _may_be_a_test(name.text, value, unit, printed):
            raise UnreadableRowError
        counted = value.doubt == COUNT_RANGE and known_unit(unit) not in _PER_FIELD
        if counted or _mixed_range(entry.text(Role.REFERENCE)):
            raise UnreadableRowError
        if value.text[:1] in _SIGNS and not _may_be_signed(name.text, printed):
            raise UnreadableRowError
        doubts = (
            *_column_doubts(column),
            *_name_doubts(name.text),
            *_value_doubts(value),
            *_unit_doubts(name.text, value, unit),
            *_range_doubts(value, printed, flag),
        )
        found.append(ReadResult(name.text, value, unit, printed, flag, column, doubts))
    return found
