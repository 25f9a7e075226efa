"""The sections of the source documents, in the order in which a reviewing doctor reads."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.records.document import DocumentKind


@dataclass(frozen=True, slots=True)
class SectionRule:
    """A section's title and the kinds of document that stand in it."""

    title: str
    kinds: frozenset[DocumentKind]


def _rule(title: str, *kinds: DocumentKind) -> SectionRule:
    return SectionRule(title, frozenset(kinds))


SECTION_RULES: tuple[SectionRule, ...] = (
    _rule("Pathology and biomarkers", DocumentKind.PATHOLOGY, DocumentKind.GENOMIC_REPORT),
    _rule("Imaging", DocumentKind.IMAGING, DocumentKind.IMAGES),
    _rule(
        "Consults, staging, tumor board",
        DocumentKind.CONSULT_NOTE,
        DocumentKind.TUMOR_BOARD,
        DocumentKind.TREATMENT_PLAN,
        DocumentKind.REFERRAL,
        DocumentKind.VISIT_SUMMARY,
    ),
    _rule("Surgery and hospital stays", DocumentKind.OPERATIVE_NOTE, DocumentKind.DISCHARGE_SUMMARY),
    _rule("Treatment", DocumentKind.TREATMENT_SUMMARY),
    _rule("Laboratory reports", DocumentKind.LAB_REPORT),
    _rule("Medicine lists", DocumentKind.MEDICATION_LIST),
    _rule("Other documents", DocumentKind.IMMUNIZATION, DocumentKind.OTHER),
)
"""packet.md, sections 4 to 14."""

SEPARATE = frozenset({DocumentKind.ID, DocumentKind.INSURANCE, DocumentKind.DIRECTIVE, DocumentKind.AUTHORIZATION})
"""Papers for a separate file, on request only (packet.md, section 17)."""

ONLY: dict[str, frozenset[DocumentKind]] = {
    "pathology": frozenset({DocumentKind.PATHOLOGY, DocumentKind.GENOMIC_REPORT}),
    "imaging": frozenset({DocumentKind.IMAGING, DocumentKind.IMAGES}),
}
"""The kinds of document in the editions that hold one subject."""
