"""What an International Patient Summary says of a section that is empty: none known (FHIR Composition)."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.importers.base import ProposedFact
from desktop.importers.fhir.elements import Resource, code_of, parts
from desktop.importers.fhir.making import Context, fact
from desktop.importers.fhir.terms import words_for
from desktop.records.fact import FactKind

_NONE = "nilknown"
"""The one reason of list-empty-reason that says that there is none; the others say that nobody knows, or asked."""
_FIELDS = {
    "48765-2": (FactKind.ALLERGIES, "substance"),
    "10160-0": (FactKind.MEDICATIONS, "generic"),
    "11450-4": (FactKind.CONDITIONS, "name"),
}
"""Which section says it of which kind, by LOINC."""


def composition(resource: Resource, _context: Context) -> Iterator[ProposedFact]:
    """Yield "none known" for each section that a document calls empty for that reason."""
    for section in parts(resource, "section"):
        known = _FIELDS.get(code_of(section, "code"))
        if known and code_of(section, "emptyReason") == _NONE and not parts(section, "entry"):
            kind, name = known
            yield fact(kind, {name: words_for("none_of", kind.value)}, negated=True)
