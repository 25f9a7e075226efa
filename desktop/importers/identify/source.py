"""Where a document came from: the letterhead, or a label such as "Facility"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from desktop.importers.identify.fields import Field, values_for
from desktop.importers.identify.folded import folded, plain_words
from desktop.importers.identify.kind import modality_of
from desktop.importers.identify.rows import Cell, Row
from desktop.importers.identify.terms import document_kinds, label_classes, word_list
from desktop.importers.identify.title import quiet
from desktop.records.provenance import Evidence

_LETTERHEAD = 0.22
_MOST_WORDS = 9
_FAX = re.compile(r"\bfax(ed)?\b|\bp(age|g)?\.? ?\d+ ?(/|of|de) ?\d+|\d{1,2}:\d{2}|https?:|www\.")
_DEPARTMENT = re.compile(r"^(department|dept|division|section|servicio|departamento|unidad) ")
_ADDRESS = re.compile(r"\d{2,}.*\b(street|road|drive|avenue|way|lane|blvd|calle|avenida|tel|phone)\b|\btel\b|\bphone\b")


def _names_a_kind(words: str) -> bool:
    return any(title == words for terms in document_kinds() for title in terms.titles)


def _has_place_word(words: str) -> bool:
    return any(word in word_list("place_words") for word in words.split())


def _letterhead(rows: Sequence[Row]) -> list[tuple[Row, Cell]]:
    first = rows[0].page
    found = []
    for row in rows:
        if row.page != first or row.middle / row.height_pt > _LETTERHEAD:
            continue
        if _FAX.search(folded(row.text)) and row.middle / row.height_pt < 0.06:  # noqa: PLR2004 - a fax or browser header
            continue
        for cell in row.cells:
            words = plain_words(cell.text)
            plausible = words and len(cell.pieces) <= _MOST_WORDS and ":" not in cell.text
            if plausible and not _names_a_kind(words) and not modality_of(cell.text) and not _ADDRESS.search(words):
                found.append((row, cell))
    return found


def _size(cell: Cell) -> float:
    return max(piece.height for piece in cell.pieces)


def _evidence(row: Row, cell: Cell, *, reason: str = "") -> Evidence:
    box = row.box(cell.pieces)
    return Evidence(field="source", page=row.page, box=box, snippet=cell.text, certain=not reason, reason=reason)


def _by_label(fields: Sequence[Field]) -> tuple[str, Evidence] | None:
    for field in values_for(fields, label_classes("places"), "places"):
        if _has_place_word(plain_words(field.text)) and len(field.value) <= _MOST_WORDS:
            box = field.row.box(field.pieces)
            return field.text.strip(" ,"), Evidence(field="source", page=field.row.page, box=box, snippet=field.snippet)
    return None


def propose_source(rows: Sequence[Row], fields: Sequence[Field]) -> tuple[str, Evidence | None]:
    """Return the facility, as printed but not in capitals, and where it stands; "" when no name is found."""
    if not rows:
        return "", None
    head = _letterhead(rows)
    named = [
        (row, cell)
        for row, cell in head
        if _has_place_word(plain_words(cell.text)) and not _DEPARTMENT.match(plain_words(cell.text))
    ]
    labelled = _by_label(fields)
    if named:
        row, cell = max(named, key=lambda found: (round(_size(found[1]), 1), -found[0].middle))
        return title_case(cell.text), _evidence(row, cell)
    return labelled or ("", None)


def title_case(text: str) -> str:
    """Return a name printed in capitals with capital first letters ("LAKESHORE HOSPITAL" -> "Lakeshore Hospital")."""
    cleaned = text.strip(" ,;-–—|·")
    if cleaned.upper() != cleaned or len(cleaned) <= 4:  # noqa: PLR2004 - an abbreviation stays
        return cleaned
    small = {"of", "and", "the", "de", "del", "la", "y", "for"}
    words = quiet(cleaned).split()
    return " ".join(
        word if index and word in small else word[:1].upper() + word[1:] for index, word in enumerate(words)
    )
