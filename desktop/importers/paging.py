"""Texts without pages of their own, laid on pages that can be shown, printed and pointed at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from desktop.importers.base import PageText

SIGNS_A_LINE = 88
LINES_A_PAGE = 54
"""What a printed page holds at 9 pt; the template makes a page smaller when its words need more."""
MOST_PAGES = 1900
CELL = "  |  "
"""Stands between the cells of a table's row. An empty line stands before each title but the first of a page."""
_TITLE = 3
"""Lines that a title takes, with the space around it."""


def _height(line: str) -> int:
    return 1 + max(0, len(line) - 1) // SIGNS_A_LINE


def _pieces(lines: Sequence[str]) -> Iterator[str]:
    """Yield the lines, those that are longer than a page in parts."""
    most = SIGNS_A_LINE * (LINES_A_PAGE - _TITLE)
    for line in lines:
        for start in range(0, max(1, len(line)), most):
            yield line[start : start + most]


_DATA = "In the coded part of the file:"
_SEARCHED = 100_000
"""Characters of a text in which a quoted place is looked for within lines; in longer ones it must be a line or cell."""


def _row(snippet: str) -> str:
    return CELL.join(part for part in snippet.split(" · ") if part)


def _lines_and_cells(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        yield line
        if CELL in line:
            yield from line.split(CELL)


def _missing(lines: Sequence[str], quoted: Iterable[str]) -> Iterator[str]:
    """Yield the quoted places that do not stand in a line, as lines."""
    known = {"", *_lines_and_cells(lines)}
    searched = lines if sum(map(len, lines)) <= _SEARCHED else ()
    for snippet in quoted:
        row = _row(snippet)
        parts = row.split(CELL)
        if row not in known and not any(all(part in line for part in parts) for line in searched):
            known.add(row)
            yield row


@dataclass(slots=True)
class Pages:
    """Collects titled texts on pages from 1; `where` finds the page of a quoted place again."""

    cut: bool = False
    _pages: list[list[str]] = field(default_factory=list)
    _room: int = 0
    _spans: dict[int, range] = field(default_factory=dict)
    _places: dict[int, dict[str, int]] = field(default_factory=dict)

    @property
    def made(self) -> tuple[PageText, ...]:
        """The pages so far."""
        return tuple(PageText(number, "\n".join(lines)) for number, lines in enumerate(self._pages, start=1))

    def __len__(self) -> int:
        """Return how many pages there are so far."""
        return len(self._pages)

    def add(self, title: str, lines: Sequence[str], quoted: Iterable[str] = ()) -> int:
        """Add a text below its title and return a number for `where`; one that fits on a page is kept together.

        Each of `quoted` that does not stand in `lines` is added below them.
        """
        missing = list(_missing(lines, quoted))
        pieces = [line for line in _pieces([*lines, *((_DATA,) if missing and lines else ()), *missing]) if line]
        whole = _TITLE + sum(map(_height, pieces))
        if whole > self._room and (whole <= LINES_A_PAGE or self._room < LINES_A_PAGE // 4):
            self._turn()
        self._title(title)
        first = len(self._pages)
        for line in pieces:
            if _height(line) > self._room:
                self._turn()
                self._title(title)
            self._write(line, _height(line))
        self._spans[len(self._spans)] = range(first, len(self._pages) + 1)
        return len(self._spans) - 1

    def _turn(self) -> None:
        if len(self._pages) >= MOST_PAGES:
            self.cut = True
        else:
            self._pages.append([])
        self._room = LINES_A_PAGE

    def _title(self, title: str) -> None:
        if not self._pages:
            self._turn()
        if self._pages[-1]:
            self._write("", 0)
        self._write(title.replace("\n", " ").strip() or "–", _TITLE)

    def _write(self, line: str, height: int) -> None:
        if not self.cut:
            self._pages[-1].append(line)
        self._room -= height

    def where(self, added: int, snippet: str) -> int:
        """Return the page on which `snippet` stands, in the text that `add` gave the number `added`."""
        span = self._spans[added]
        if added not in self._places:
            self._places[added] = self._index(span)
        known = self._places[added].get(_row(snippet))
        if known is not None:
            return known
        words = [part for part in snippet.split(" · ") if part]
        texts = ((number, "\n".join(self._pages[number - 1])) for number in span)
        return next((number for number, text in texts if all(part in text for part in words)), span.start)

    def _index(self, span: range) -> dict[str, int]:
        """Return the first page of each line and cell."""
        found: dict[str, int] = {}
        for number in span:
            for text in _lines_and_cells(self._pages[number - 1]):
                found.setdefault(text, number)
        return found
