"""The entries of a list: bulleted or not, each with the lines that belong to it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from desktop.importers.identify.folded import folded
from desktop.importers.identify.rows import Row
from desktop.importers.medications.names import is_known, read_medicine
from desktop.importers.medications.sig import starts_with_verb
from desktop.importers.medications.terms import labels

_BULLET = re.compile(r"^(?:[•●○▪■□☐◦‣·*\-–—]|\d{1,2}[.)])(?:\s+|$)")
_LABEL = re.compile(r"^([^:]{2,30}):")
_FAR = 2.2
"""A line farther below than this many line heights belongs to no entry above."""


@dataclass(frozen=True)
class Entry:
    """The lines of one entry; `sure` is False when a line beside it may belong to it or may not."""

    rows: tuple[Row, ...]
    sure: bool = True

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines without their bullet."""
        return tuple(
            _BULLET.sub("", row.text, count=1) if not index else row.text for index, row in enumerate(self.rows)
        )


def bulleted(text: str) -> bool:
    """Return whether a line begins with a bullet or a number of a list."""
    return _BULLET.match(text) is not None


def label_of(line: str) -> str:
    """Return the known label that a line begins with, folded, or ""."""
    found = _LABEL.match(line)
    key = folded(found[1]) if found else ""
    return key if key in labels() else ""


def _goes_on(line: str) -> bool:
    """Return whether a line can only be the continuation of the one above."""
    return bool(label_of(line)) or starts_with_verb(line)


def _begins(row: Row) -> bool:
    """Return whether a line without a bullet begins a medicine: its name with a strength or form, or a known name."""
    if _goes_on(row.text) or len(row.cells) > 1:
        return False
    found = read_medicine(row.text)
    return found is not None and (bool(found.strength or found.form) or found.known)


def _gap(before: Row, row: Row) -> float:
    return (row.top - before.bottom) / max(row.tall, 1.0) if before.page == row.page else 0.0


@dataclass
class _List:
    """Entries being collected; `stray` counts lines that belong to none."""

    entries: list[Entry]
    stray: list[Row]

    def add(self, row: Row, *, sure: bool = True) -> None:
        self.entries.append(Entry((row,), sure))

    def extend(self, row: Row) -> None:
        last = self.entries[-1]
        self.entries[-1] = Entry((*last.rows, row), last.sure)

    def doubt_last(self, row: Row) -> None:
        last = self.entries[-1]
        self.entries[-1] = Entry((*last.rows, row), sure=False)


def _bullets(rows: Sequence[Row]) -> _List:
    made = _List([], [])
    for row in rows:
        if bulleted(row.text):
            made.add(row)
        elif made.entries:
            first, last = made.entries[-1].rows[0], made.entries[-1].rows[-1]
            indented = row.pieces[0].left > first.pieces[0].left + 2
            if indented and _gap(last, row) < _FAR and len(row.cells) == 1:
                made.extend(row)
            elif _gap(last, row) < _FAR or _goes_on(row.text) or not row.text[:1].isupper():
                made.doubt_last(row)
            else:
                made.stray.append(row)
        else:
            made.stray.append(row)
    return made


def _blocks(rows: Sequence[Row]) -> _List:
    made = _List([], [])
    over = False
    lost: Row | None = None
    for row in rows:
        before, lost = lost, None
        if _begins(row):
            over = False
            known = is_known(getattr(read_medicine(row.text), "name", ""))
            made.add(row, sure=known or before is None or _gap(before, row) >= _FAR)
        elif not made.entries or over:
            made.stray.append(row)
            lost = row
        elif _gap(made.entries[-1].rows[-1], row) >= _FAR and not _goes_on(row.text) and row.text[:1].isupper():
            over = True
            made.stray.append(row)
        elif len(row.cells) == 1 and (_goes_on(row.text) or _is_tail(made.entries[-1], row)):
            made.extend(row)
        else:
            made.doubt_last(row)
            lost = row
    return made


def _is_tail(entry: Entry, row: Row) -> bool:
    """Return whether a line goes on with an instruction: the one above begins one and is not finished."""
    said = any(_goes_on(line) for line in entry.lines) or len(entry.lines[0].split()) > 4  # noqa: PLR2004 - more than a name
    open_end = not entry.rows[-1].text.rstrip().endswith((".", ";"))
    first = row.text[:1]
    front = any(is_known(" ".join(row.text.split()[:count])) for count in (1, 2, 3))
    return said and open_end and not front and (first.islower() or first.isdigit() or first == "(")


def entries_of(rows: Sequence[Row]) -> tuple[list[Entry], list[Row]]:
    """Return the entries of a list, and the lines that belong to none."""
    made = _bullets(rows) if sum(bulleted(row.text) for row in rows) > 0 else _blocks(rows)
    return made.entries, made.stray
