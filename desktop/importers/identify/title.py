"""A title for the list: the document's own heading in quiet letters."""

from __future__ import annotations

import re
from collections.abc import Sequence

from desktop.importers.identify.folded import folded, plain_words
from desktop.importers.identify.kind import KnownKind, headings_of, modality_of
from desktop.importers.identify.rows import Cell, Row
from desktop.importers.identify.terms import modalities, word_list
from desktop.records.document import DocumentKind
from desktop.records.provenance import Evidence

_LONGEST = 80
_CONTRAST = re.compile(
    r"\b(with and without|without and with|with|without|w/wo|w/o|w/|con y sin|con|sin)\b.*$", re.IGNORECASE
)


def _quiet_word(word: str) -> str:
    bare = word.strip(".,;:()")
    if folded(bare) in word_list("acronyms") or any(sign.isdigit() for sign in bare):
        return word
    return word.lower()


def quiet(text: str) -> str:
    """Return a heading in sentence case when it is printed in capitals; acronyms stay as they are."""
    cleaned = text.strip(" :-–—*")
    if cleaned.upper() != cleaned:
        return cleaned
    lowered = " ".join(_quiet_word(word) for word in cleaned.split())
    return lowered[:1].upper() + lowered[1:]


def _imaging_title(text: str) -> str:
    """Return "CT scan report, abdomen and pelvis" for "CT ABDOMEN AND PELVIS WITH CONTRAST"."""
    method = modality_of(text)
    if not method:
        return ""
    rest = _CONTRAST.sub("", text)
    names = sorted((name for name, title in modalities().items() if title == method), key=len, reverse=True)
    for name in names:
        if plain_words(rest).startswith(plain_words(name)):
            rest = " ".join(rest.split()[len(name.split()) :])
            break
    parts = " ".join(_quiet_word(word) for word in rest.strip(" ,:-–").split())
    return f"{method}, {parts}" if parts else method


def _exam_line(rows: Sequence[Row]) -> tuple[Row, Cell] | None:
    lines = [(row, cell) for row, cell in headings_of(rows) if modality_of(cell.text)]
    return max(lines, key=lambda found: found[0].size, default=None)


def _exam_field(rows: Sequence[Row]) -> tuple[Row, Cell, str] | None:
    for row in rows:
        for cell in row.cells:
            label, colon, value = cell.text.partition(":")
            if (
                colon
                and folded(label) in {"exam", "procedure", "study", "examination", "estudio", "exploracion"}
                and modality_of(value)
            ):
                return row, cell, value.strip()
    return None


def propose_title(rows: Sequence[Row], known: KnownKind | None) -> tuple[str, Evidence | None]:
    """Return a title and where its words stand; "" when the document names no kind."""
    if known is None:
        return "", None
    if known.terms.kind is DocumentKind.IMAGING:
        line = _exam_line(rows)
        if line is not None:
            return _imaging_title(line[1].text)[:_LONGEST], _evidence(*line)
        field = _exam_field(rows)
        if field is not None:
            return _imaging_title(field[2])[:_LONGEST], _evidence(field[0], field[1])
    if known.heading is not None and known.row is not None:
        return quiet(known.heading.text)[:_LONGEST], _evidence(known.row, known.heading)
    return known.terms.title, None


def _evidence(row: Row, cell: Cell) -> Evidence:
    return Evidence(field="title", page=row.page, box=row.box(cell.pieces), snippet=cell.text)
