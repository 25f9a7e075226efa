"""The rows of a table as proposed results: every value, unit and range as written."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from desktop.importers.base import ProposedFact
from desktop.importers.csv.columns import Column, Layout
from desktop.importers.csv.days import day_of
from desktop.importers.csv.heads import is_final_state, is_no_result_state, test_and_unit
from desktop.importers.csv.table import Row, Table
from desktop.importers.labs.printed import is_no_result, looks_like_range, read_range, read_value
from desktop.importers.labs.terms import known_unit
from desktop.records.coding import Coding
from desktop.records.fact import FactKind
from desktop.records.provenance import Provenance

READER = "csv/1"
CELL_BETWEEN = " · "
_LONGEST_SNIPPET = 400
_LOINC = re.compile(r"\d{1,5}-\d")
_LITERAL = re.compile(r'="([^"]*)"')
_FORMULA = re.compile(r"[=@]|[+-](?![\d.,])(?=.)")
_COMPARATORS = {"<": "<", ">": ">", "<=": "<=", ">=": ">=", "≤": "<=", "≥": ">=", "lt": "<", "gt": ">"}
_LINE_BREAKS = re.compile(r"\s*[\r\n]+\s*")
_SEVERAL_SIGNS = re.compile(r"(?!\d{1,3}(?:,\d{3})+\.\d+$|\d{1,3}(?:\.\d{3})+,\d+$)[-+]?\d+[.,]\d+[.,][\d.,]+")
"""A number with several points or commas that are not those of thousands."""
_HAS_DIGIT = re.compile(r"\d")
NO_DAY = "The date in this row could not be read with certainty."
NO_DATE = "The row does not say when the sample was taken."
SHORT = "This row has fewer cells than the table has columns."
MIXED = "The result holds more than a number. Compare it with the row."
FUTURE = "The day of collection is in the future."
TWO_UNITS = "The row names two units."


class Left(StrEnum):
    """Why a row, or a cell of it, gave no result."""

    LONG = "long"
    """More cells than the table has columns: they may have slipped."""
    FORMULA = "formula"
    NO_TEST = "no-test"
    NOT_VALID = "not-valid"
    """Its state says cancelled or mistaken."""
    NO_RESULT = "no-result"
    """Pending, or empty."""


@dataclass(frozen=True, slots=True)
class PlacedFact:
    """A proposal and the number (from 0) of the row that it comes from."""

    row: int
    fact: ProposedFact


@dataclass(slots=True)
class RowsRead:
    """What the rows give; `left` counts what gave nothing, by why."""

    facts: list[PlacedFact] = field(default_factory=list)
    left: Counter[Left] = field(default_factory=Counter)
    cut: bool = False


def cell_text(cell: str) -> str:
    """Return a cell as written, without the signs that spreadsheets and exports put before a text ("'", '="…"')."""
    literal = _LITERAL.fullmatch(cell)
    if literal is not None:
        return literal[1].strip()
    bare = cell[1:] if cell[:1] == "'" and _FORMULA.match(cell[1:]) else cell
    return _LINE_BREAKS.sub(" ", bare)


def is_formula(cell: str) -> bool:
    """Whether a cell holds a formula instead of a value ("=A1*2"); a sign before a number is none."""
    return len(cell) > 1 and not _LITERAL.fullmatch(cell) and _FORMULA.match(cell) is not None


def shown(cell: str) -> str:
    """Return a cell as it stands on the page and in a quoted row: in one line, "–" for an empty one."""
    return " ".join(cell.replace("·", "∙").replace("|", "¦").split()) or "–"


class RowReader:
    """Reads the rows of a table by a layout; `most` is how many results are taken."""

    def __init__(self, table: Table, layout: Layout, today: date, *, most: int) -> None:
        """Read `table`."""
        self._table, self._layout, self._today, self._most = table, layout, today, most
        self._read = RowsRead()
        self._units = self._units_below()

    def read(self) -> RowsRead:
        """Return what the rows give."""
        for number, row in enumerate(self._table.rows):
            if row == self._table.header or (number == 0 and self._units):
                continue
            if len(row) > len(self._table.header):
                self._read.left[Left.LONG] += 1
                continue
            for fact in self._facts(row):
                if len(self._read.facts) >= self._most:
                    self._read.cut = True
                    return self._read
                self._read.facts.append(PlacedFact(number, fact))
        return self._read

    def _units_below(self) -> dict[int, str]:
        """Return the units of the tests by their columns, when the first row below the header holds nothing else."""
        places = self._layout.places(Column.ONE_TEST)
        row = self._table.rows[0] if places and self._table.rows else ()
        cells = {place: cell for place, cell in enumerate(row) if cell}
        fit = bool(cells) and cells.keys() <= set(places) and all(map(known_unit, cells.values()))
        return cells if fit else {}

    def _cell(self, row: Row, column: Column) -> str:
        place = self._layout.place(column)
        return "" if place is None or place >= len(row) else row[place]

    def _facts(self, row: Row) -> Iterator[ProposedFact]:
        tests = self._layout.places(Column.ONE_TEST)
        for place in tests:
            test, unit = test_and_unit(self._table.header[place])
            below = self._units.get(place, "")
            yield from self._one(row, test, row[place] if place < len(row) else "", unit=unit or below)
        if tests:
            return
        test = cell_text(self._cell(row, Column.TEST))
        days = self._layout.places(Column.DAY)
        if is_formula(self._cell(row, Column.TEST)):
            self._read.left[Left.FORMULA] += 1
        elif not test:
            self._read.left[Left.NO_TEST] += 1
        elif days:
            for place in days:
                cell = row[place] if place < len(row) else ""
                yield from self._one(row, test, cell, day=self._table.header[place], short=False)
        else:
            yield from self._one(row, test, self._cell(row, Column.VALUE))

    def _one(
        self, row: Row, test: str, cell: str, *, unit: str = "", day: str = "", short: bool = True
    ) -> Iterator[ProposedFact]:
        """Yield the result of one cell, unless it has none."""
        if is_formula(cell):
            self._read.left[Left.FORMULA] += 1
            return
        text = cell_text(cell)
        state = self._cell(row, Column.STATUS)
        if is_no_result_state(state) and not is_no_result(text):
            self._read.left[Left.NOT_VALID] += 1
            return
        if is_no_result(text):
            self._read.left[Left.NO_RESULT] += 1
            return
        doubts: list[str] = [SHORT] if short and self._is_short(row) else []
        values = {"test": test, **self._value(row, text, unit, doubts), **self._beside(row)}
        values |= self._collected(row, day, doubts)
        quoted = CELL_BETWEEN.join(map(shown, row))[:_LONGEST_SNIPPET]
        yield ProposedFact(
            kind=FactKind.RESULTS,
            values={name: words for name, words in values.items() if words},
            provenance=Provenance(document_id="", page=0, snippet=quoted, reader=READER),
            codings=self._codings(row),
            certain=not doubts,
            issues=tuple(dict.fromkeys(doubts)),
        )

    def _is_short(self, row: Row) -> bool:
        """Whether cells that should hold something are not there at all, as when a delimiter was lost."""
        needed = [self._layout.place(one) for one in (Column.VALUE, Column.UNIT, Column.DATE)]
        return any(place is not None and place >= len(row) for place in needed)

    def _value(self, row: Row, text: str, unit: str, doubts: list[str]) -> dict[str, str]:
        own_unit = cell_text(self._cell(row, Column.UNIT)) or unit
        flag = cell_text(self._cell(row, Column.FLAG))
        sign = _COMPARATORS.get(self._cell(row, Column.COMPARATOR).casefold(), "")
        read = read_value(text, self._cell(row, Column.RANGE))
        if read is None:
            if _HAS_DIGIT.search(text):
                doubts.append(MIXED)
            return {"value": text, "unit": own_unit, "flag": flag, "comparator": sign}
        if read.doubt or _SEVERAL_SIGNS.fullmatch(read.text):
            doubts.append(read.doubt or MIXED)
        if read.unit and own_unit and read.unit != own_unit:
            doubts.append(TWO_UNITS)
        return {
            "value": read.text,
            "comparator": read.comparator or sign,
            "unit": own_unit or read.unit,
            "flag": flag or read.flag,
        }

    def _beside(self, row: Row) -> dict[str, str]:
        low, high = (cell_text(self._cell(row, one)) for one in (Column.LOW, Column.HIGH))
        printed = cell_text(self._cell(row, Column.RANGE))
        ends = {"low": low, "high": high}
        if printed and not (low or high) and looks_like_range(printed):
            plain = read_range(printed)
            ends = {"low": plain.low, "high": plain.high}
        reported = self._cell(row, Column.REPORTED)
        state = self._cell(row, Column.STATUS)
        notes = (
            cell_text(self._cell(row, Column.COMMENT)),
            reported and f"Reported: {reported}",
            "" if is_final_state(state) else f"Status: {state}",
        )
        return {
            "range_text": printed or _range_of(low, high),
            **ends,
            "lab": cell_text(self._cell(row, Column.LAB)),
            "panel": cell_text(self._cell(row, Column.PANEL)),
            "specimen": cell_text(self._cell(row, Column.SPECIMEN)),
            "note": "\n".join(part for part in notes if part),
        }

    def _collected(self, row: Row, head: str, doubts: list[str]) -> dict[str, str]:
        written = head or self._cell(row, Column.DATE)
        if not written:
            doubts.append(NO_DATE)
            return {}
        day = day_of(written, self._layout.order, self._today, "" if head else self._cell(row, Column.TIME))
        if day is None:
            doubts.append(NO_DAY)
            return {}
        if day.low > self._today:
            doubts.append(FUTURE)
        return {"collected": day.iso_time}

    def _codings(self, row: Row) -> tuple[Coding, ...]:
        code = self._cell(row, Column.LOINC)
        return (Coding("http://loinc.org", code, ""),) if _LOINC.fullmatch(code) else ()


def _range_of(low: str, high: str) -> str:
    if low and high:
        return f"{low} - {high}"
    return f">= {low}" if low else f"<= {high}" if high else ""
