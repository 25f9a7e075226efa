"""Sections that have only a text: their table's rows are offered, to be picked by the person."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.importers.base import ProposedFact
from desktop.importers.ccda.section import READER, Section
from desktop.importers.ccda.text import Row, says_none, table_rows
from desktop.importers.identify.folded import plain_words
from desktop.records.fact import FactKind
from desktop.records.provenance import Provenance

_NAMED_BY: dict[str, tuple[FactKind, str, frozenset[str]]] = {
    "allergies": (
        FactKind.ALLERGIES,
        "substance",
        frozenset({"substance", "allergen", "allergy", "agent", "sustancia"}),
    ),
    "problems": (FactKind.CONDITIONS, "name", frozenset({"problem", "condition", "diagnosis", "name", "problema"})),
    "medications": (
        FactKind.MEDICATIONS,
        "generic",
        frozenset({"medication", "drug", "medicine", "name", "medicamento"}),
    ),
    "immunizations": (FactKind.IMMUNIZATIONS, "vaccine", frozenset({"vaccine", "immunization", "name", "vacuna"})),
    "procedures": (FactKind.PROCEDURES, "name", frozenset({"procedure", "name", "surgery", "procedimiento"})),
}
_PICK = "Read from a table without codes. Pick it only if it is right."


def _name_of(row: Row, heads: frozenset[str]) -> str:
    found = (cell for head, cell in zip(row.heads, row.cells, strict=False) if plain_words(head) in heads)
    return next((cell for cell in found if cell), "")


def picked_rows(section: Section) -> Iterator[ProposedFact]:
    """Yield a doubtful proposal for each row whose head names the thing; the other cells stay in its note."""
    known = _NAMED_BY.get(section.kind)
    if known is None:
        return
    kind, field, heads = known
    for row in table_rows(section.node):
        name = _name_of(row, heads)
        if not name or says_none(name):
            continue
        pairs = zip(row.heads, row.cells, strict=False)
        note = "\n".join(f"{head}: {cell}" for head, cell in pairs if cell and cell != name)
        place = Provenance(document_id="", page=section.page, snippet=" · ".join(row.cells)[:400], reader=READER)
        values = {field: name, **({"note": note} if note else {})}
        yield ProposedFact(kind=kind, values=values, provenance=place, certain=False, issues=(_PICK,))
