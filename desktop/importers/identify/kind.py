"""What kind of document it is: by the words of its headings, then by the words of its text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from desktop.importers.identify.folded import holds_phrase, plain_words
from desktop.importers.identify.rows import Cell, Row
from desktop.importers.identify.terms import KindTerms, document_kinds, modalities, terms_of, word_list
from desktop.records.document import DocumentKind
from desktop.records.provenance import Evidence

_HEAD = 0.42
"""Headings that name the kind stand in this upper share of the first page."""
_HEADING_WORDS = 11
_ENOUGH_WORDS = 4
_TITLE_WEIGHT = 10
_LEAST_FILLED = 33
"""A heading names a kind when the kind's words are at least this much of it, in percent."""


@dataclass(frozen=True, slots=True)
class KnownKind:
    """The kind, the heading that named it (None when only the text did), and the evidence."""

    terms: KindTerms
    heading: Cell | None
    row: Row | None
    evidence: Evidence


def headings_of(rows: Sequence[Row]) -> list[tuple[Row, Cell]]:
    """Return short cells of the upper part of the first page that may be headings, from top to bottom."""
    if not rows:
        return []
    first = rows[0].page
    return [
        (row, cell)
        for row in rows
        if row.page == first and row.middle / row.height_pt <= _HEAD
        for cell in row.cells
        if len(cell.pieces) <= _HEADING_WORDS and ":" not in cell.text.rstrip(":") and not cell.text.endswith(".")
    ]


_MODALITY_LINE = re.compile(r"\b(with|without|w/o|w/|con|sin|contrast|contraste)\b")


def modality_of(text: str) -> str:
    """Return the title of an imaging method when `text` is an exam line such as "CT ABDOMEN AND PELVIS"; else ""."""
    words = plain_words(text)
    for word, title in modalities().items():
        phrase = plain_words(word)
        if words.startswith(f"{phrase} ") or words == phrase or holds_phrase(words, phrase):
            parts = any(holds_phrase(words, plain_words(part)) for part in word_list("body_parts"))
            if parts and (words.startswith(phrase) or _MODALITY_LINE.search(words) or len(words.split()) <= 5):  # noqa: PLR2004 - short lines
                return title
    return ""


def _title_score(terms: KindTerms, words: str) -> int:
    """Return how much of a heading one of the kind's titles fills, in percent; 0 when none stands in it."""
    fits = [title for title in terms.titles if holds_phrase(words, title)]
    filled = max((round(100 * len(title) / len(words)) for title in fits), default=0)
    return filled if filled >= _LEAST_FILLED else 0


@dataclass(frozen=True, slots=True)
class _Named:
    score: int
    size: float
    terms: KindTerms
    row: Row
    cell: Cell


def _named(headings: Sequence[tuple[Row, Cell]]) -> list[_Named]:
    found = []
    for row, cell in headings:
        words = plain_words(cell.text)
        if not words:
            continue
        size = max(piece.height for piece in cell.pieces)
        found += [
            _Named(score, size, terms, row, cell) for terms in document_kinds() if (score := _title_score(terms, words))
        ]
        if modality_of(cell.text):
            found.append(_Named(70, size, terms_of(DocumentKind.IMAGING), row, cell))
    return found


def _word_count(terms: KindTerms, text: str) -> int:
    return sum(1 for word in terms.words if holds_phrase(text, word))


def _evidence(row: Row, cell: Cell | None, *, certain: bool, reason: str) -> Evidence:
    pieces = cell.pieces if cell else ()
    snippet = cell.text if cell else ""
    return Evidence(
        field="kind",
        page=row.page,
        box=row.box(pieces) if cell else None,
        snippet=snippet,
        certain=certain,
        reason=reason,
    )


def _by_heading(named: list[_Named], text: str) -> KnownKind:
    def weight(one: _Named) -> tuple[float, float]:
        return one.score / 100 * _TITLE_WEIGHT + _word_count(one.terms, text), one.size

    best = max(named, key=weight)
    rivals = {one.terms.kind for one in named if weight(one)[0] >= weight(best)[0] - 2} - {best.terms.kind}
    reason = "" if not rivals else "Its headings fit more than one kind of document."
    return KnownKind(best.terms, best.cell, best.row, _evidence(best.row, best.cell, certain=not rivals, reason=reason))


def _by_words(rows: Sequence[Row], text: str) -> KnownKind | None:
    counts = sorted(((_word_count(terms, text), terms) for terms in document_kinds()), key=lambda pair: -pair[0])
    (most, terms), (second, _) = counts[0], counts[1]
    if most < _ENOUGH_WORDS or most == second:
        return None
    reason = "No heading names the kind; the words of the text suggest it."
    return KnownKind(terms, None, None, _evidence(rows[0], None, certain=False, reason=reason))


def recognise_kind(rows: Sequence[Row]) -> KnownKind | None:
    """Return the kind of a document, or None when neither headings nor words tell it."""
    if not rows:
        return None
    text = " ".join(plain_words(row.text) for row in rows)
    named = _named(headings_of(rows))
    return _by_heading(named, text) if named else _by_words(rows, text)
