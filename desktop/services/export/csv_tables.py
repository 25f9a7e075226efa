"""csv/KIND.csv: one table a kind, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping

from desktop.records.document import Document
from desktop.records.entry_fields import EntryType, entry_text
from desktop.records.fact import Fact, FactKind
from desktop.services.export.tables import document_title, own_columns, place_words, places

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
"""Without it spreadsheets take UTF-8 for an old alphabet."""

_NUMBER = re.compile(r"[+-]?[0-9]+([.,][0-9]+)*")
_STARTS_FORMULA = ("=", "+", "-", "@", "'", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # noqa: RUF001 - spreadsheets take wide signs too
_COMMON = ("status", "needs_check", "issues", "codings", "negated", "read_in", "snippet", "created", "changed", "id")


def defused(text: str) -> str:
    """Return a cell that no spreadsheet takes for a formula: a ' stands before what could be one.

    Plain numbers stay (-3.5 is a value). A text that begins with ' gets another one, so that taking one away
    always gives back what was written.
    """
    if _NUMBER.fullmatch(text):
        return text
    return f"'{text}" if text.lstrip(" ").startswith(_STARTS_FORMULA) else text


def _codings(fact: Fact) -> str:
    return "; ".join(f"{each.system}|{each.code} {each.display}".strip() for each in fact.codings)


def _common(fact: Fact, documents: Mapping[str, Document]) -> tuple[str, ...]:
    read_in = [place_words(document_title(documents, document_id), page) for document_id, page in places(fact)]
    return (
        fact.origin.value,
        "yes" if fact.needs_check else "no",
        "; ".join(fact.issues),
        _codings(fact),
        "yes" if fact.negated else "no",
        "; ".join(read_in),
        " | ".join(place.snippet for place in fact.provenance if place.snippet),
        fact.created.isoformat(timespec="seconds"),
        fact.changed.isoformat(timespec="seconds"),
        fact.id,
    )


def column_names(kind: FactKind) -> tuple[str, ...]:
    """Return the first line of a kind's table; dates have a column for the words that were printed."""
    own: list[str] = []
    for field in own_columns(kind):
        name = "clinical_status" if field.name == "status" else field.name
        own += [name, f"{name}_printed"] if field.type is EntryType.DATE else [name]
    return (*own, *_COMMON)


def _row(fact: Fact, documents: Mapping[str, Document]) -> list[str]:
    cells: list[str] = []
    for field in own_columns(fact.kind):
        cells.append(entry_text(fact, field))
        if field.type is EntryType.DATE:
            date = getattr(fact, field.attribute)
            cells.append(date.printed if date else "")
    return [defused(cell) for cell in (*cells, *_common(fact, documents))]


def csv_chunks(kind: FactKind, facts: tuple[Fact, ...], documents: Mapping[str, Document]) -> Iterator[bytes]:
    """Yield a table: byte order mark, names of the columns, one line a fact; every cell quoted, lines end in CRLF."""
    yield BYTE_ORDER_MARK
    held = io.StringIO(newline="")
    writer = csv.writer(held, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(column_names(kind))
    for fact in facts:
        writer.writerow(_row(fact, documents))
        yield held.getvalue().encode("utf-8")
        held.seek(0)
        held.truncate()
    yield held.getvalue().encode("utf-8")
