"""The rows of a table with heads, each cell in its column; where a cell may stand in two, the row is doubted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from desktop.importers.identify.rows import Cell, Row
from desktop.importers.medications.names import is_known
from desktop.importers.medications.sections import heads_of
from desktop.importers.medications.sig import starts_with_verb
from desktop.importers.medications.terms import Role

_NEARER = 1.15
_AT_EDGE = 2.5
_ROW_LINES = 3
"""Lines of which a row far below the others may consist, its name broken in two and the rest in their middle."""


@dataclass
class TableRow:
    """Texts by role, with the lines they came from; `sure` is False when a cell or line may belong elsewhere."""

    cells: dict[int, list[str]]
    rows: list[Row] = field(default_factory=list)
    sure: bool = True

    def join(self, index: int, text: str) -> None:
        """Add a line to a cell."""
        self.cells.setdefault(index, []).append(text)


@dataclass(frozen=True)
class Table:
    """A table that was read: roles of its columns, its rows, and whether any line was lost."""

    roles: tuple[Role, ...]
    rows: tuple[TableRow, ...]
    clean: bool

    def text(self, row: TableRow, role: Role) -> str:
        """Return what stands in the column of a role; "" when there is none, or when two columns share the role."""
        at = [index for index, one in enumerate(self.roles) if one is role]
        return " ".join(row.cells.get(at[0], [])) if len(at) == 1 else ""


def _column(cell: Cell, heads: Sequence[Cell], aligned: Sequence[bool]) -> int | None:
    """Return the column of a cell: of the one head above it, or of the head at whose left edge it begins."""
    below = [index for index, head in enumerate(heads) if cell.left < head.right + 1 and cell.right > head.left - 1]
    at_edge = [index for index, head in enumerate(heads) if abs(cell.left - head.left) <= _AT_EDGE]
    if len(at_edge) == 1 and (below == at_edge or not below):
        return at_edge[0]
    if len(below) == 1 and not aligned[below[0]]:
        return below[0]
    return None


def _all_left(rows: Sequence[Row], heads: Sequence[Cell]) -> list[bool]:
    """Return for each column whether its cells begin at the left edge of its head, in most rows."""
    made = []
    for head in heads:
        near = [cell for row in rows for cell in row.cells if cell.left < head.right and cell.right > head.left]
        left = [cell for cell in near if abs(cell.left - head.left) <= _AT_EDGE]
        made.append(len(left) * 2 > len(near))
    return made


def _placed(row: Row, heads: Sequence[Cell], aligned: Sequence[bool]) -> dict[int, str] | None:
    found: dict[int, str] = {}
    for cell in row.cells:
        column = _column(cell, heads, aligned)
        if column is None or column in found:
            return None
        found[column] = cell.text
    return found


def _pitch(above: Row, below: Row) -> float:
    return below.middle - above.middle if above.page == below.page else float("inf")


def _continues(rows: Sequence[Row], index: int, last: Row) -> bool:
    """Return whether a line stands nearer to the one above than to the one below, and not within one line of it."""
    row = rows[index]
    above = _pitch(last, row)
    below = _pitch(row, rows[index + 1]) if index + 1 < len(rows) else float("inf")
    return row.size * 0.95 <= above <= below * _NEARER and above < row.tall * 2.2


def _may_be_row(row: Row) -> bool:
    """Return whether a line below the end of a table may still be one of its rows."""
    return any(map(str.isdigit, row.text)) or is_known(row.text)


def _stands_aside(row: Row, heads: Sequence[Cell], aligned: Sequence[bool]) -> bool:
    """Return whether a line stands in a column, but not in the first one: words after a table begin at its left."""
    placed = _placed(row, heads, aligned)
    return placed is not None and bool(placed) and min(placed) > 0


def read_table(rows: Sequence[Row], *, allergies: bool) -> Table:
    """Read the rows below a head (the first of `rows`); a repeated head over a page break is passed over."""
    heads = heads_of(rows[0], allergies=allergies)
    roles, cells = tuple(role for role, _ in heads), tuple(cell for _, cell in heads)
    name = roles.index(Role.SUBSTANCE if allergies else Role.NAME)
    body = [row for row in rows[1:] if [role for role, _ in heads_of(row, allergies=allergies)] != list(roles)]
    aligned = _all_left(body, cells)
    made: list[TableRow] = []
    clean = True
    for index, row in enumerate(body):
        placed = _placed(row, cells, aligned)
        last = made[-1] if made else None
        if placed is not None and name in placed and len(placed) > 1:
            made.append(TableRow({at: [text] for at, text in placed.items()}, [row]))
            continue
        if last is None:
            clean = False
            if placed is None or name not in placed:
                return Table(roles, (), clean=False)
            made.append(TableRow({}, [row], sure=False))
            continue
        if placed is None or not _continues(body, index, last.rows[-1]):
            far = row.top - last.rows[-1].bottom > row.size * 2 and row.page == last.rows[-1].page
            if far and (placed is None or len(row.cells) == 1):
                aside = any(_stands_aside(one, cells, aligned) for one in body[index : index + _ROW_LINES])
                clean = clean and not aside and not any(_may_be_row(one) for one in body[index:])
                break
            last.sure = clean = False
            made.append(TableRow({}, [row], sure=False))
            continue
        _extend(last, placed, row, name)
    return Table(roles, tuple(made), clean and all(row.sure for row in made))


def _extend(last: TableRow, placed: dict[int, str], row: Row, name: int) -> None:
    for at, text in placed.items():
        begins = at in last.cells and starts_with_verb(text)
        new_name = at == name and not (text[:1].isdigit() or text[:1] == "(")
        if begins or new_name or at not in last.cells:
            last.sure = False
        last.join(at, text)
    last.rows.append(row)
