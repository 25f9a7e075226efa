"""The sections of the source documents, in the order in which a reviewing doctor reads."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.records.document import DocumentKind


@dataclass(frozen=True, slots=True)
class SectionRule:
    """The key of a section's title and the kinds of document that stand in it."""

    title: str
    kinds: frozenset[DocumentKind]


def _rule(title: str, *kinds: DocumentKind) -> SectionRule:
    return SectionRule(title, frozenset(kinds))


SECTION_RULES: tuple[SectionRule, ...] = (
    _rule("sections.pathology", DocumentKind.PATHOLOGY, DocumentKind.GENOMIC_REPORT),
    _rule("sections.imaging", DocumentKind.IMAGING, DocumentKind.IMAGES),
    _rule(
        "sections.consults",
        DocumentKind.CONSULT_NOTE,
        DocumentKind.TUMOR_BOARD,
        DocumentKind.TREATMENT_PLAN,
        DocumentKind.REFERRAL,
        DocumentKind.VISIT_SUMMARY,
    ),
    _rule("sections.surgery", DocumentKind.OPERATIVE_NOTE, DocumentKind.DISCHARGE_SUMMARY),
    _rule("sections.treatment", DocumentKind.TREATMENT_SUMMARY),
    _rule("sections.labs", DocumentKind.LAB_REPORT),
    _rule("sections.medicines", DocumentKind.MEDICATION_LIST),
    _rule("sections.other", DocumentKind.IMMUNIZATION, DocumentKind.OTHER),
)
"""packet.md, sections 4 to 14."""

SEPARATE = frozenset({DocumentKind.ID, DocumentKind.INSURANCE, DocumentKind.DIRECTIVE, DocumentKind.AUTHORIZATION})
"""Papers for a separate file, on request only (packet.md, section 17)."""

PAPERS = SectionRule("sections.papers", SEPARATE)
"""The one section of that separate file."""

ONLY: dict[str, frozenset[DocumentKind]] = {
    "pathology": frozenset({DocumentKind.PATHOLOGY, DocumentKind.GENOMIC_REPORT}),
    "imaging": frozenset({DocumentKind.IMAGING, DocumentKind.IMAGES}),
    "papers": SEPARATE,
}
"""The kinds of document in the editions that hold one subject."""
