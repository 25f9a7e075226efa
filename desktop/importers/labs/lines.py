"""Units and ranges that go on in the lines below their row."""

from __future__ import annotations

from dataclasses import replace

from desktop.importers.labs.names import open_ended
from desktop.importers.labs.tables import Entry, Table, UnreadableRowError, glue
from desktop.importers.labs.terms import Role, known_test, known_unit

_CLOSE = 1.35
_LINE = 1.8
"""The next line of a cell stands at most this many word heights below, whatever the distance of rows."""
_INDENT = 25.0
"""A comment below a row begins at most this many points right of the table's edge."""
_RULE = 3
"""So many signs without a letter or digit make a rule."""
_NEARER = 1.08
"""A line belongs to the row above when the row below is this much farther away."""


def _may_belong_below(table: Table, index: int) -> bool:
    """Return whether a line stands about as near to the row below as to the one above."""
    if index + 1 >= len(table.entries):
        return False
    here = table.entries[index].row.middle
    above = here - table.entries[index - 1].row.middle if index else float("inf")
    return table.entries[index + 1].row.middle - here < above * _NEARER


def _tails(table: Table, index: int) -> list[Entry]:
    """Return the lines below a row that hold the rest of a unit or range; a ruled line of dashes ends them."""
    found = []
    for entry in table.entries[index + 1 :]:
        if not entry.tail or _ruled(entry):
            break
        found.append(entry)
    return found


def _ruled(entry: Entry) -> bool:
    """Return whether a line holds a rule drawn with signs, and no word or number."""
    text = entry.row.text.replace(" ", "")
    return len(text) >= _RULE and not any(map(str.isalnum, text))


def _unit_only(tails: list[Entry]) -> bool:
    return all(column.role is Role.UNIT for tail in tails for column, _ in tail.cells)


def _begins_above(table: Table, index: int) -> bool:
    """Return whether the line above may be this row's first; a line that completes the unit before it is not."""
    before = table.entries[index - 1] if index else None
    if before is None or not before.tail or not _may_belong_below(table, index - 1):
        return False
    upper = table.entries[index - 2] if index > 1 else None
    joined = f"{upper.text(Role.UNIT)} {before.text(Role.UNIT)}" if upper is not None else ""
    alone = known_unit(f"{before.text(Role.UNIT)} {table.entries[index].text(Role.UNIT)}")
    return not (_unit_only([before]) and known_unit(joined) and not alone)


def _with_torn_line(entry: Entry, line: Entry) -> Entry:
    """Join a line that goes on with name and unit at once; its name must complete the row's own."""
    name, more = entry.text(Role.TEST), line.text(Role.TEST)
    completes = known_test(glue((name, more))) is not None or open_ended(name) or more.startswith("(")
    cells = tuple((column, cell) for column, cell in line.cells if column.role is not Role.TEST)
    whole = replace(entry, cells=(*entry.cells, *cells))
    if not completes or (line.text(Role.UNIT) and not known_unit(whole.text(Role.UNIT))):
        raise UnreadableRowError
    return whole


def _comment(line: Entry, table: Table) -> bool:
    """Return whether a line that crosses columns begins where the rows of the table begin."""
    left = min(column.left for column in table.columns)
    return min(cell.left for cell in line.loose) < left + _INDENT or bool(line.text(Role.TEST))


def with_lines_below(table: Table, index: int) -> Entry:
    """Return the row with the lines below that complete its unit and range.

    Raises UnreadableRowError when such a line may belong to another row, or makes no known unit.
    """
    entry = table.entries[index]
    if _begins_above(table, index):
        raise UnreadableRowError
    after = table.entries[index + 1] if index + 1 < len(table.entries) else None
    near = (
        after is not None and after.row.middle - entry.row.middle <= max(table.pitch, entry.row.tall * _LINE) * _CLOSE
    )
    if after is not None and near and after.torn:
        return _with_torn_line(entry, after)
    if after is not None and near and after.irregular and not _comment(after, table):
        raise UnreadableRowError
    tails = _tails(table, index)
    if not tails:
        if open_ended(entry.text(Role.UNIT)) or open_ended(entry.text(Role.REFERENCE)):
            raise UnreadableRowError
        return entry
    whole = replace(entry, cells=(*entry.cells, *(cell for tail in tails for cell in tail.cells)))
    longer = whole.text(Role.UNIT) != entry.text(Role.UNIT)
    if longer and not known_unit(whole.text(Role.UNIT)):
        raise UnreadableRowError
    if _may_belong_below(table, index + len(tails)) and not (longer and _unit_only(tails)):
        raise UnreadableRowError
    return whole
