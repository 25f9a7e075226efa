"""Words that were recognized on picture pages, with their places, and how far each page was turned to stand upright.

put_page_words(tx, document_id, [RecognizedPage, …])     get_page_words(tx, document_id) -> by page
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select

from desktop.records.provenance import Box
from desktop.vault.tables import page_words

PlacedLine = tuple[tuple[str, Box], ...]


@dataclass(frozen=True, slots=True)
class RecognizedPage:
    """A page (from 1), its quarter turns clockwise in degrees (0, 90, 180, 270), and its lines of words.

    Boxes are fractions of the page as it stands upright.
    """

    page: int
    turn: int
    lines: tuple[PlacedLine, ...]


def _out(lines: tuple[PlacedLine, ...]) -> str:
    told = [[[word, box.left, box.top, box.right, box.bottom] for word, box in line] for line in lines]
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def _in(text: str) -> tuple[PlacedLine, ...]:
    return tuple(tuple((word, Box(*sides)) for word, *sides in line) for line in json.loads(text))


def put_page_words(tx: Connection, document_id: str, pages: Iterable[RecognizedPage]) -> None:
    """Keep what was recognized in a document instead of what was before."""
    tx.execute(delete(page_words).where(page_words.c.document_id == document_id))
    rows = [{"document_id": document_id, "page": one.page, "turn": one.turn, "lines": _out(one.lines)} for one in pages]
    if rows:
        tx.execute(insert(page_words), rows)


def get_page_words(tx: Connection, document_id: str) -> Mapping[int, RecognizedPage]:
    """Return what was recognized in a document, by page (from 1)."""
    query = select(page_words.c.page, page_words.c.turn, page_words.c.lines)
    rows = tx.execute(query.where(page_words.c.document_id == document_id).order_by(page_words.c.page))
    return {page: RecognizedPage(page, turn, _in(lines)) for page, turn, lines in rows}
