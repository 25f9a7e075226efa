"""Untrusted tables of text (CSV): the delimiter and the alphabet found by content, rows as written, within limits."""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from desktop.importers import limits
from desktop.records.document import ImportIssue

for _encoding in ("utf-8", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "latin-1"):
    codecs.lookup(_encoding)  # a reader behind locked doors can load no part of Python any more

DELIMITERS = (";", "\t", ",", "|")
MOST_ROWS = 1_000_000
MOST_COLUMNS = 500
LONGEST_CELL = 100_000
"""Characters of one cell; a longer one is no cell but a file with a lost quotation mark."""
_HEAD = 64 << 10
_LOOKED_AT = 200
_FEWEST = 2
_MOSTLY = 0.6
_LONGEST_ROW = 4 << 20
csv.field_size_limit(LONGEST_CELL)


class BadTableError(ValueError):
    """The bytes are no table that is read; `issue` says why."""

    def __init__(self, issue: ImportIssue) -> None:
        """Keep what is to be said."""
        super().__init__(issue.code)
        self.issue = issue


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a table is written; without `quoted`, quotation marks are signs like others."""

    delimiter: str
    quoted: bool = True


def _wide(data: bytes) -> str:
    """Return the alphabet of UTF-16 text, by its mark or by its zero bytes; empty for another."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    head = data[:_HEAD]
    even, odd = head[::2].count(0), head[1::2].count(0)
    most = len(head) // 4
    if odd > most and not even:
        return "utf-16-le"
    return "utf-16-be" if even > most and not odd else ""


def decoded(data: bytes) -> str:
    """Return the text of the bytes (UTF-8, UTF-16, else the Windows alphabet); raises BadTableError."""
    wide = _wide(data)
    try:
        text = data.decode(wide or "utf-8-sig")
    except UnicodeDecodeError:
        if wide:
            raise BadTableError(limits.DAMAGED) from None
        text = data.decode("latin-1") if _undefined(data) else data.decode("cp1252")
    if "\0" in text:
        raise BadTableError(limits.DAMAGED)
    return text.removeprefix("\ufeff")


def _undefined(data: bytes) -> bool:
    return any(sign in data for sign in (b"\x81", b"\x8d", b"\x8f", b"\x90", b"\x9d"))


def _said(text: str) -> tuple[str, str]:
    """Return the delimiter that the first line says ("sep=;", as Excel writes it), and the text after it."""
    first, _, rest = text.partition("\n")
    said = first.strip("\r").casefold()
    return (first.strip("\r")[4], rest) if said.startswith("sep=") and len(said) == len("sep=;") else ("", text)


def _rows(text: str, dialect: Dialect, *, strict: bool = True) -> Iterator[list[str]]:
    source = io.StringIO(text, newline="")
    if dialect.quoted:
        return csv.reader(source, delimiter=dialect.delimiter, strict=strict)
    return csv.reader(source, delimiter=dialect.delimiter, quoting=csv.QUOTE_NONE)


def _first_rows(text: str, dialect: Dialect) -> list[list[str]]:
    """Return the first rows with anything in them; fewer when the text cannot be read further."""
    found: list[list[str]] = []
    try:
        for row in _rows(text, dialect, strict=False):
            if any(cell.strip() for cell in row):
                found.append(row)
            if len(found) >= _LOOKED_AT:
                break
    except csv.Error:
        pass
    return found


def _whole_lines(text: str) -> str:
    return text if len(text) < _HEAD else text[: text.rfind("\n", 0, _HEAD) + 1] or text[:_HEAD]


def _fit(rows: Sequence[Sequence[str]]) -> float:
    """Return how well rows make a table: the part of them with the usual number of cells, times that number.

    Zero for no table: from the first row with several cells on, most have several. Rows above are a letterhead.
    """
    counts = [len(row) for row in rows]
    start = next((place for place, count in enumerate(counts) if count >= _FEWEST), len(counts))
    several = [count for count in counts[start:] if count >= _FEWEST]
    if len(several) < _FEWEST or len(several) < _MOSTLY * len(counts[start:]):
        return 0.0
    usual, times = max(Counter(several).items(), key=lambda pair: (pair[1], pair[0]))
    return times / len(counts) * usual


def _reads_like_prose(rows: Sequence[Sequence[str]], delimiter: str) -> bool:
    cells = [cell for row in rows for cell in row[1:] if cell.strip()]
    spaced = sum(cell.startswith(" ") for cell in cells)
    return delimiter == "," and spaced * 2 > len(cells)


def _dialect(text: str) -> Dialect | None:
    said, rest = _said(text)
    head = _whole_lines(rest)
    best, found = 0.0, None
    for delimiter in [said] if said else DELIMITERS:
        if delimiter not in head:
            continue
        rows = _first_rows(head, Dialect(delimiter))
        fit = _fit(rows)
        if fit > best and not _reads_like_prose(rows, delimiter):
            best, found = fit, Dialect(delimiter)
    return found


def is_table(data: bytes) -> bool:
    """Whether the bytes begin like a table: lines of text with the same number of cells, two at least of both."""
    head = data[: _HEAD + 2 if _wide(data) else _HEAD]
    try:
        text = decoded(head[: len(head) // 2 * 2] if _wide(data) else _without_broken_end(head))
    except BadTableError:
        return False
    start = text.lstrip()[:1]
    controls = sum(sign < " " and sign not in "\t\r\n" for sign in text[:4096])
    return start not in {"", "{", "[", "<", "%"} and not controls and _dialect(text) is not None


def _without_broken_end(head: bytes) -> bytes:
    """Return bytes that end with a whole line, so that no sign is cut in two."""
    return head if len(head) < _HEAD else head[: head.rfind(b"\n") + 1] or head


@dataclass(frozen=True, slots=True)
class Delimited:
    """A table: its rows in order with the cells as written, empty rows and empty cells at the ends left out."""

    rows: tuple[tuple[str, ...], ...]


def _trimmed(row: Sequence[str]) -> tuple[str, ...]:
    cells = [cell.strip() for cell in row]
    while cells and not cells[-1]:
        cells.pop()
    return tuple(cells)


def _all_rows(text: str, dialect: Dialect) -> tuple[tuple[str, ...], ...]:
    found: list[tuple[str, ...]] = []
    for row in _rows(text, dialect):
        if len(row) > MOST_COLUMNS:
            raise BadTableError(limits.TABLE_TOO_WIDE)
        cells = _trimmed(row)
        if cells:
            found.append(cells)
        if len(found) > MOST_ROWS:
            raise BadTableError(limits.TABLE_TOO_LONG)
    return tuple(found)


def read_table(data: bytes) -> Delimited:
    """Return the table of the bytes; raises BadTableError with its sentence."""
    text = decoded(data)
    dialect = _dialect(text)
    if dialect is None:
        raise BadTableError(limits.TABLE_BROKEN)
    body = _said(text)[1]
    try:
        return Delimited(_all_rows(body, dialect))
    except csv.Error:
        return _without_quotes(body, dialect)


def _without_quotes(body: str, dialect: Dialect) -> Delimited:
    """Read a table whose quotation marks are no quotes (5" needle): only when each line has its cells then."""
    if max(map(len, body.split("\n")), default=0) > _LONGEST_ROW:
        raise BadTableError(limits.TABLE_BROKEN)
    try:
        rows = _all_rows(body, Dialect(dialect.delimiter, quoted=False))
    except csv.Error:
        raise BadTableError(limits.TABLE_BROKEN) from None
    if len({len(row) for row in rows}) > 1:
        raise BadTableError(limits.TABLE_BROKEN)
    return Delimited(rows)
