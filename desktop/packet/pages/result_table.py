"""Tables of results: dates as columns, each laboratory's own range, one origin a column."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from desktop.packet.language import say
from desktop.packet.pages.differing import result_differs
from desktop.packet.pages.origin import origin_of
from desktop.packet.pages.runs import Run, Runs, lines
from desktop.packet.pages.series import Series, number_of, shown_value, side_of
from desktop.packet.pages.setting import Setting
from desktop.records.result import Result
from desktop.typeset.drawable import JSON

COLUMNS = 9
"""Dates that fit beside each other."""
COLUMNS_OF_LONG_NUMBERS = 6
LONG_NUMBER = 6
"""Characters (with the point) from which numbers need wider columns."""
MOST_PADDING = 3
"""Decimals for which room is kept; longer ones stick out to the right of the point as they are."""
RANGE_COLUMNS = 2
"""Laboratories with a range column of their own; more share one."""
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
FULL_DATE = len("2026-03-02")


@dataclass(frozen=True, slots=True, order=True)
class ColumnKey:
    """What results of one column share: day (and time), laboratory, origin; `number` tells repeats apart."""

    day: str
    lab: str
    origin: str
    number: int


@dataclass(frozen=True, slots=True)
class Column:
    """A column's head and its origin mark."""

    date: str
    lab: str
    mark: Run


@dataclass(frozen=True, slots=True)
class Grid:
    """All results by row (test and unit) and column, before they are cut into tables that fit the page."""

    series: tuple[Series, ...]
    columns: dict[ColumnKey, Column]
    cells: dict[tuple[str, str], dict[ColumnKey, Result]]
    labs: dict[str, str]
    differing: dict[str, list[Runs]]
    """By id of a result what other sources say otherwise."""

    def value(self, one: Series, key: ColumnKey) -> Result | None:
        """Return the result of a row in a column."""
        return self.cells[one.test, one.unit].get(key)


def lab_letters(results: tuple[Result, ...]) -> dict[str, str]:
    """Give each laboratory a letter: the first of its name when that is free, else the next free one; oldest first."""
    letters: dict[str, str] = {}
    for one in sorted(results, key=lambda one: one.date.low.isoformat() if one.date else ""):
        if one.lab and one.lab not in letters:
            wished = one.lab.strip()[:1].upper() + LETTERS
            free = [letter for letter in wished if letter in LETTERS and letter not in letters.values()]
            letters[one.lab] = free[0] if free else str(len(letters) + 1)
    return letters


def result_tables(setting: Setting, series: tuple[Series, ...], labs: dict[str, str]) -> list[JSON]:
    """Return the tables' data, the newest dates first when there are more than fit beside each other."""
    grid = _grid(setting, series, labs)
    order = sorted(grid.columns)
    width = COLUMNS_OF_LONG_NUMBERS if _widest(series) > LONG_NUMBER else COLUMNS
    chunks = even(order, width)
    return [_table(grid, chunk, alone=len(chunks) == 1) for chunk in chunks]


def even(order: list[ColumnKey], width: int) -> list[list[ColumnKey]]:
    """Divide the dates into tables of nearly the same width, the newest dates first: no table of one lonely column."""
    tables = -(-len(order) // width)
    ends = [len(order) - place * len(order) // tables for place in range(tables + 1)] if tables else []
    return [order[begin:end] for end, begin in pairwise(ends)]


def _widest(series: tuple[Series, ...]) -> int:
    """Return how many characters the widest column of numbers has, lined up on the point."""
    numbers = [result for one in series for result in one.results if number_of(result.value) is not None]
    decimals = max((_decimals(one) for one in numbers), default=0)
    whole = max((len(shown_value(one)) - (_decimals(one) + 1 if _decimals(one) else 0) for one in numbers), default=0)
    return whole + (decimals + 1 if decimals else 0)


def _grid(setting: Setting, series: tuple[Series, ...], labs: dict[str, str]) -> Grid:
    told = {result.id: words for one in series for result in one.results if (words := result_differs(setting, result))}
    grid = Grid(series, {}, {(one.test, one.unit): {} for one in series}, labs, told)
    for one in series:
        row = grid.cells[one.test, one.unit]
        for result in one.results:
            mark = origin_of(result, setting.layout)
            key = _free_key(row, result, str(mark))
            row[key] = result
            lab = say("results.lab", letter=labs[result.lab]) if result.lab else ""
            grid.columns.setdefault(key, Column(result.date.iso if result.date else say("results.no-date"), lab, mark))
    return grid


def _free_key(row: dict[ColumnKey, Result], result: Result, origin: str) -> ColumnKey:
    day = result.date.iso_time if result.date else "no date"
    number = sum(1 for key in row if (key.day, key.lab, key.origin) == (day, result.lab, origin))
    return ColumnKey(day, result.lab, origin, number)


def _table(grid: Grid, keys: list[ColumnKey], *, alone: bool) -> JSON:
    shown = [grid.columns[key] for key in keys]
    years = {column.date[:4] for column in shown}
    one_year = len(years) == 1 and all(len(column.date) == FULL_DATE for column in shown)
    title = "" if alone else say("dates.span", begin=shown[0].date, end=shown[-1].date)
    here = [lab for lab in grid.labs if any(key.lab == lab for key in keys)]
    split = 0 < len(here) <= RANGE_COLUMNS and all(key.lab for key in keys)
    rows = [(one, [grid.value(one, key) for key in keys]) for one in grid.series]
    return {
        "title": say("results.year", year=min(years)) if one_year else title,
        "range_heads": [say("results.range-of", letter=grid.labs[lab]) for lab in here]
        if split
        else [say("results.range")],
        "columns": [
            {"date": column.date[5:] if one_year else column.date, "lab": column.lab, "origin": [column.mark]}
            for column in shown
        ],
        "decimals": min(MOST_PADDING, max((_decimals(one) for _, values in rows for one in values if one), default=0)),
        "rows": [_row(grid, one, values, here if split else []) for one, values in rows if any(values)],
        "differing": [words for _, values in rows for one in values if one for words in grid.differing.get(one.id, ())],
    }


def _row(grid: Grid, series: Series, values: list[Result | None], here: list[str]) -> JSON:
    labs = grid.labs
    ranges: list[Runs] = [[_range(values, lab)] for lab in here]
    if not here:
        named = {lab: _range(values, lab) for lab in ("", *labs)}
        told = [f"{labs[lab]} {text}" if lab else text for lab, text in named.items() if text.strip("–")]
        ranges = [lines([[text] for text in told])]
    return {
        "test": series.test,
        "unit": series.unit,
        "ranges": ranges,
        "values": [_value(one, differs=one is not None and one.id in grid.differing) for one in values],
    }


def _range(values: list[Result | None], lab: str) -> str:
    """Return the ranges that a laboratory printed for these values; a dash when it printed none."""
    texts = (one.range_text or "–" for one in values if one and one.lab == lab)
    return " / ".join(dict.fromkeys(texts))


def _decimals(result: Result) -> int:
    text = result.value.strip()
    point = max(text.rfind("."), text.rfind(","))
    return len(text) - point - 1 if number_of(text) is not None and point >= 0 else 0


def _value(result: Result | None, *, differs: bool) -> JSON:
    """Return a cell; words, and numbers with a printed flag but no range to compare with, stand as printed."""
    if result is None:
        return None
    text, number, side = shown_value(result), number_of(result.value), side_of(result)
    flag = result.flag.strip()
    if flag and not side and not result.low and not result.high:
        text, number = f"{text} {flag}", None
    return {
        "text": text,
        "number": "" if number is None else text,
        "decimals": _decimals(result),
        "side": side,
        "differs": say("results.differs") if differs else "",
    }
