"""Column heads of laboratory tables: which word of the head row rules which column."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from desktop.importers.identify.dates import PrintedDate
from desktop.importers.identify.folded import folded
from desktop.importers.identify.rows import Cell, Piece, Row
from desktop.importers.labs.terms import RESULT_ROLES, Role, column_words

DateFinder = Callable[[str], tuple[PrintedDate, ...]]
_TIME = re.compile(r"\(?\d{1,2}[:.]\d{2}(:\d{2})?\)?( ?[ap]\.?m\.?)?")
_ONE_SPACE = 1.4
"""Words of one head stand at most this many word heights apart."""
_MOST_ROWS = 3
_STACKED = 1.1
"""Rows of one head stand closer together than this many row heights."""


@dataclass(frozen=True)
class Head:
    """One column head: its role, its edges in points, and the day for a column of one day's results."""

    role: Role
    left: float
    right: float
    text: str
    day: PrintedDate | None = None


@dataclass(frozen=True)
class HeadRow:
    """The heads of one table from left to right; `rows` printed rows belong to it; `last` is the lowest of them."""

    heads: tuple[Head, ...]
    rows: int
    last: Row

    def groups(self) -> tuple[tuple[Head, ...], ...]:
        """Return the heads of each table that stands side by side with others in these rows."""
        starts = [index for index, head in enumerate(self.heads) if head.role is Role.TEST]
        if len(starts) < 2 or starts[0] != 0:  # noqa: PLR2004 - side by side means two
            return (self.heads,)
        return tuple(self.heads[start:end] for start, end in zip(starts, [*starts[1:], len(self.heads)], strict=True))


@dataclass(frozen=True)
class _Text:
    text: str
    left: float
    right: float
    pieces: tuple[Piece, ...]


def _of_cell(cell: Cell) -> _Text:
    return _Text(cell.text, cell.left, cell.right, cell.pieces)


def _word_role(text: str) -> Role | None:
    low = folded(text).strip(" :")
    return column_words().get(low) or column_words().get(low.strip("().")) if low else None


def _day(text: str, find: DateFinder) -> PrintedDate | None:
    found = find(text)
    if len(found) != 1:
        return None
    rest = (text[: found[0].start] + " " + text[found[0].end :]).strip()
    return found[0] if not rest or _TIME.fullmatch(folded(rest)) else None


def _cover(pieces: Sequence[Piece]) -> list[Head] | None:
    """Read a cell that holds several heads close together; None unless every word belongs to one."""
    heads: list[Head] = []
    index = 0
    while index < len(pieces):
        for count in range(len(pieces) - index, 0, -1):
            part = pieces[index : index + count]
            role = _word_role(" ".join(piece.text for piece in part))
            if role is not None:
                text = " ".join(piece.text for piece in part)
                heads.append(Head(role, part[0].left, max(piece.right for piece in part), text))
                index += count
                break
        else:
            return None
    return heads


def _dated_role(text: str, find: DateFinder) -> tuple[Role, PrintedDate] | None:
    """Read "Previous 02/26/2026" as a previous column and "Result 11/12/2026" as a day of its own."""
    found = find(text)
    if len(found) != 1:
        return None
    role = _word_role(text[: found[0].start] + " " + text[found[0].end :])
    if role in {Role.PREVIOUS, Role.PREVIOUS_DATE}:
        return Role.PREVIOUS, found[0]
    return (Role.DAY, found[0]) if role in {Role.RESULT, Role.DATE} else None


def _heads_of(text: _Text, find: DateFinder) -> list[Head]:
    role = _word_role(text.text)
    if role is not None:
        return [Head(role, text.left, text.right, text.text)]
    day = _day(text.text, find)
    if day is not None:
        return [Head(Role.DAY, text.left, text.right, text.text, day)]
    dated = _dated_role(text.text, find)
    if dated is not None:
        return [Head(dated[0], text.left, text.right, text.text, dated[1])]
    several = _cover(text.pieces)
    return several or [Head(Role.UNKNOWN, text.left, text.right, text.text)]


def _sound(heads: Sequence[Head]) -> bool:
    """Return whether these heads are those of a table of results: tests, results, and nothing that is a number."""
    roles = [head.role for head in heads]
    if not roles.count(Role.TEST) or not RESULT_ROLES & set(roles):
        return False
    if any(head.role is Role.UNKNOWN and any(map(str.isdigit, head.text)) for head in heads):
        return False
    return sum(role is not Role.UNKNOWN for role in roles) * 2 >= len(roles)


def _merge(upper: Sequence[_Text], lower: Sequence[_Text]) -> list[_Text] | None:
    """Put the cells of two head rows together by their place; None when a lower cell spans two upper ones."""
    merged = list(upper)
    for cell in lower:
        over = [index for index, head in enumerate(merged) if head.left < cell.right and head.right > cell.left]
        if len(over) > 1:
            return None
        if not over:
            merged.append(cell)
            continue
        head = merged[over[0]]
        edges = (min(head.left, cell.left), max(head.right, cell.right))
        merged[over[0]] = _Text(f"{head.text} {cell.text}", *edges, (*head.pieces, *cell.pieces))
    return sorted(merged, key=lambda text: text.left)


def _all_known(heads: Sequence[Head]) -> bool:
    return all(head.role is not Role.UNKNOWN for head in heads)


def _joined(texts: Sequence[_Text]) -> list[_Text]:
    """Join neighbours that make one head ("Reference", "Range") when a wide space has torn them."""
    joined: list[_Text] = []
    for text in texts:
        if joined and _one_head(joined[-1], text):
            before = joined.pop()
            pieces = (*before.pieces, *text.pieces)
            joined.append(_Text(f"{before.text} {text.text}", before.left, text.right, pieces))
        else:
            joined.append(text)
    return joined


def _one_head(left: _Text, right: _Text) -> bool:
    tall = max(piece.height for piece in left.pieces)
    whole = _word_role(f"{left.text} {right.text}")
    parts = {_word_role(left.text), _word_role(right.text)}
    if whole is None or right.left - left.right > tall * _ONE_SPACE:
        return False
    return whole is Role.PREVIOUS or len(parts) == 1 or None in parts


def _flat(texts: Sequence[_Text], find: DateFinder) -> tuple[Head, ...]:
    return tuple(head for text in _joined(texts) for head in _heads_of(text, find))


def _only_words(row: Row, find: DateFinder) -> bool:
    """Return whether a row holds head words, dates and times only."""
    return all(
        not any(map(str.isdigit, cell.text)) or _day(cell.text, find) or _TIME.fullmatch(folded(cell.text))
        for cell in row.cells
    )


@cache
def _test_words() -> frozenset[str]:
    """Return the single words that heads of a column of tests are made of."""
    return frozenset(word for words, role in column_words().items() if role is Role.TEST for word in words.split())


def _may_name_tests(row: Row) -> bool:
    return any(folded(piece.text).strip(":()./") in _test_words() for piece in row.pieces)


def read_heads(rows: Sequence[Row], index: int, find: DateFinder) -> HeadRow | None:
    """Return the head row that begins at `rows[index]`, of one to three printed rows; None when there is none.

    `find` finds the dates in a text.
    """
    row = rows[index]
    if not any(map(_may_name_tests, rows[index : index + _MOST_ROWS])) or not _only_words(row, find):
        return None
    texts = [_of_cell(cell) for cell in row.cells]
    best: HeadRow | None = None
    single = _flat(texts, find)
    if _sound(single):
        best = HeadRow(single, 1, row)
    for count in range(2, _MOST_ROWS + 1):
        following = rows[index + count - 1] if index + count - 1 < len(rows) else None
        if following is None or following.page != row.page or not _only_words(following, find):
            break
        if following.top - rows[index + count - 2].bottom > _STACKED * row.size:
            break
        merged = _merge(texts, [_of_cell(cell) for cell in following.cells])
        if merged is None:
            break
        texts = merged
        heads = _flat(texts, find)
        if _sound(heads) and _all_known(heads) and len(heads) >= len(single):
            best = HeadRow(heads, count, following)
    return best


def without_lone_date(heads: Sequence[Head]) -> tuple[Head, ...]:
    """Return the heads; a "Date" column means nothing when the results have their own days."""
    if not any(head.role is Role.DAY for head in heads):
        return tuple(heads)
    return tuple(replace(head, role=Role.UNKNOWN) if head.role is Role.DATE else head for head in heads)
