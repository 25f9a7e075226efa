"""Tables of results: head rows, the rows below them, and what each row says in each column."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median

from desktop.importers.identify.rows import Cell, Row
from desktop.importers.labs.bands import NotCertainError
from desktop.importers.labs.columns import Column, cut, read_columns
from desktop.importers.labs.heads import DateFinder, Head, HeadRow, read_heads, without_lone_date
from desktop.importers.labs.printed import is_grouped, is_no_result, read_range, read_value
from desktop.importers.labs.terms import RESULT_ROLES, Role, known_test

_GAPS = (1.0, 0.48)
"""Shares of a row's own gap at which cells are parted; the narrow one is tried when the wide one leaves doubt."""
_NAME_SPACE = 0.95
"""Words of one name stand at most this many word heights apart."""
_TABLE_END = 4.0
"""A white space of this many usual row distances ends a table."""
_FOOT = 0.955
_LOW = 0.88
"""What stands below this share of a page may be its foot."""
_RANGES = frozenset({Role.REFERENCE, Role.REFERENCE_AND_UNIT})
_TAILS = frozenset({Role.REFERENCE, Role.REFERENCE_AND_UNIT, Role.UNIT, Role.COMMENT})


class UnreadableRowError(ValueError):
    """A row cannot be read with certainty: its name, value, unit or range may be another row's, or more than one."""


def glue(texts: Iterable[str]) -> str:
    """Join the parts of a cell with spaces; a part that breaks after a slash or hyphen goes on without one."""
    joined = ""
    for text in texts:
        torn = joined[-1:] in {"/", "-"} and joined[-2:-1] not in {"", " "}
        joined = f"{joined}{text}" if torn or not joined else f"{joined} {text}"
    return joined


@dataclass(frozen=True)
class Entry:
    """One printed row in the columns of its table; `texts` joins what stands in each column."""

    row: Row
    cells: tuple[tuple[Column, Cell], ...]
    loose: tuple[Cell, ...] = ()
    """Words that lie in no column, or over several."""

    @property
    def irregular(self) -> bool:
        """Whether some of its words cannot be placed."""
        return bool(self.loose)

    def text(self, *roles: Role) -> str:
        """Return the words in the columns of these roles."""
        return glue(cell.text for column, cell in self.cells if column.role in roles)

    def in_column(self, wanted: Column) -> str:
        """Return the words in one column."""
        return " ".join(cell.text for column, cell in self.cells if column is wanted)

    @property
    def name_only(self) -> bool:
        """Whether nothing but the name of a test, or a heading, stands in it."""
        return bool(self.cells) and all(column.role is Role.TEST for column, _ in self.cells) and not self.irregular

    @property
    def tail(self) -> bool:
        """Whether it holds the rest of a unit or range and nothing else."""
        roles = {column.role for column, _ in self.cells}
        return bool(roles) and roles <= _TAILS and not self.irregular

    @property
    def torn(self) -> bool:
        """Whether words of a name stand beside the rest of a unit or range, without a value."""
        roles = {column.role for column, _ in self.cells}
        parts = Role.TEST in roles and bool(roles & (_TAILS - {Role.COMMENT})) and not roles & RESULT_ROLES
        return parts and not self.irregular and known_test(self.text(Role.TEST)) is None


@dataclass(frozen=True)
class Table:
    """One table of results on one page; `columns` is empty when they are not certain."""

    page: int
    heads: tuple[Head, ...]
    columns: tuple[Column, ...]
    entries: tuple[Entry, ...]
    pitch: float
    """Usual distance in points from one row to the next."""


@dataclass
class _Open:
    """A head row whose rows are being collected; it goes on over page breaks."""

    head: HeadRow
    rows: list[Row] = field(default_factory=list)


def is_foot(row: Row) -> bool:
    """Return whether a row lies at the foot of its page."""
    return row.middle / row.height_pt > _FOOT


def _collect(rows: Sequence[Row], find: DateFinder) -> Iterator[_Open]:
    """Yield each head row with the rows that follow it, up to the next one."""
    index = 0
    current: _Open | None = None
    while index < len(rows):
        head = read_heads(rows, index, find)
        if head is not None:
            if current is not None:
                yield current
            current = _Open(head)
            index += head.rows
            continue
        if current is not None and not is_foot(rows[index]):
            current.rows.append(rows[index])
        index += 1
    if current is not None:
        yield current


def _by_page(rows: Sequence[Row]) -> Iterator[list[Row]]:
    page: list[Row] = []
    for row in rows:
        if page and row.page != page[-1].page:
            yield page
            page = []
        page.append(row)
    if page:
        yield page


def _has_value(cells: Sequence[Cell]) -> bool:
    said = [cell.text for cell in cells[1:] or cells]
    return any(read_value(text) is not None or is_no_result(text) or is_grouped(text) for text in said)


def _of_test(row: Row) -> bool:
    """Return whether a row holds the name of a known test and a value, wherever they stand."""
    words = [piece.text for piece in row.pieces if not any(map(str.isdigit, piece.text))]
    named = known_test(" ".join(words)) is not None or any(known_test(cell.text) for cell in row.cells)
    said = [*(cell.text for cell in row.cells), *(piece.text for piece in row.pieces)]
    return named and any(read_value(text) is not None for text in said)


def _pitch(rows: Sequence[Row]) -> float:
    steps = [below.middle - above.middle for above, below in pairwise(rows)]
    return median(steps) if steps else 0.0


def _ended(rows: list[Row], above: Row | None) -> list[Row]:
    """Cut the rows where a wide white space ends the table."""
    valued = [row for row in rows if len(row.cells) > 1]
    pitch = max(_pitch(valued), rows[0].size * 1.2) if rows else 0.0
    kept: list[Row] = []
    before = above if above is not None and rows and above.page == rows[0].page else None
    for row in rows:
        if before is not None and row.middle - before.middle > _TABLE_END * pitch:
            break
        kept.append(row)
        before = row
    return kept


def _by_word(cell: Cell, columns: Sequence[Column]) -> list[tuple[Column, Cell]] | None:
    """Place each word of a cell that crosses columns; None when a word lies over no column or over two."""
    placed: list[tuple[Column, Cell]] = []
    for piece in cell.pieces:
        over = [column for column in columns if column.left < piece.right and column.right > piece.left]
        if len(over) != 1:
            return None
        if placed and placed[-1][0] is over[0]:
            placed[-1] = (over[0], Cell((*placed[-1][1].pieces, piece)))
        else:
            placed.append((over[0], Cell((piece,))))
    return placed


def _entry(row: Row, cells: Sequence[Cell], columns: Sequence[Column]) -> Entry:
    placed: list[tuple[Column, Cell]] = []
    loose: list[Cell] = []
    for cell in cells:
        inside = [column for column in columns if column.left <= cell.left + 0.1 and cell.right <= column.right + 0.1]
        words = [(inside[0], cell)] if inside else _by_word(cell, columns)
        if words is None:
            loose.append(cell)
        else:
            placed += words
    return Entry(row, tuple(placed), tuple(loose))


def _range_below(entry: Entry, columns: Sequence[Column]) -> Entry:
    """Take a range that stands alone below a value, in a table without a column of ranges, for that value's range."""
    if len(entry.cells) != 1 or entry.irregular or any(column.role in _RANGES for column in columns):
        return entry
    (column, cell), found = entry.cells[0], read_range(entry.cells[0][1].text)
    if column.role not in RESULT_ROLES or read_value(cell.text) is not None or not (found.low or found.high):
        return entry
    return replace(entry, cells=((replace(column, role=Role.REFERENCE), cell),))


def _with_ranges_below(entries: Sequence[Entry], columns: Sequence[Column]) -> tuple[Entry, ...]:
    """Take lone ranges for those of the values above them when most values have one."""
    told = tuple(_range_below(entry, columns) for entry in entries)
    count = sum(new is not old for new, old in zip(told, entries, strict=True))
    named = sum(len(entry.cells) > 1 for entry in entries)
    return told if count > 1 and count * 2 > named else tuple(entries)


def _edges(heads: Sequence[Head], groups: Sequence[tuple[Head, ...]], number: int) -> tuple[float, float]:
    left = heads[0].left - 6 if number else 0.0
    right = groups[number + 1][0].left - 6 if number + 1 < len(groups) else float("inf")
    return left, right


def _settle(rows: Sequence[Row], heads: Sequence[Head], edges: tuple[float, float]) -> tuple[tuple[Column, ...], float]:
    """Return the columns and the gap share that made them certain; raises NotCertainError."""
    space = max(median(row.gap for row in rows), median(row.tall for row in rows) * _NAME_SPACE)
    for share in _GAPS:
        cut_rows = [cells for row in rows if len(cells := cut(row, *edges, share)) > 1 and _has_value(cells)]
        if not cut_rows:
            continue
        try:
            return read_columns(cut_rows, heads, space), share
        except NotCertainError:
            continue
    raise NotCertainError


def _check_group(heads: Sequence[Head]) -> None:
    """Raise NotCertainError when the heads name results in a way that cannot be told apart."""
    roles = [head.role for head in heads if head.role in RESULT_ROLES]
    ways = [
        len(roles) == 1,
        sorted(roles) == sorted((Role.IN_RANGE, Role.OUT_OF_RANGE)),
        len(roles) > 1 and all(role is Role.DAY for role in roles),
    ]
    if not any(ways) or sum(head.role is Role.TEST for head in heads) != 1:
        raise NotCertainError


def _table(rows: list[Row], heads: tuple[Head, ...], edges: tuple[float, float]) -> Table | None:
    """Read one table of one page; None when no row below the head has a value."""
    page = rows[0].page
    try:
        _check_group(heads)
        columns, share = _settle(rows, heads, edges)
    except NotCertainError:
        return Table(page, heads, (), (), 0.0) if any(map(_of_test, rows)) else None
    cut_rows = [(row, cut(row, *edges, share)) for row in rows]
    entries = _with_ranges_below([_entry(row, cells, columns) for row, cells in cut_rows if cells], columns)
    valued = [entry.row for entry in entries if len(entry.cells) > 1]
    return Table(page, heads, columns, entries, _pitch(valued))


def tables_of(rows: Sequence[Row], find: DateFinder) -> Iterator[Table]:
    """Yield the tables of results in a document; rows after a page break stay under the last head row."""
    for opened in _collect(rows, find):
        groups = opened.head.groups()
        for page_rows in _by_page(opened.rows):
            kept = _ended(page_rows, opened.head.last)
            for number, group in enumerate(groups if kept else ()):
                table = _table(kept, without_lone_date(group), _edges(group, groups, number))
                if table is not None:
                    yield table
            if any(row.middle / row.height_pt < _LOW for row in page_rows[len(kept) :]):
                break  # something else follows on this page: the next page does not continue the table
