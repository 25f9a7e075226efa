"""Which kinds the page lists, in which order, and which answers to "any?" each takes; no widgets."""

from __future__ import annotations

from collections.abc import Mapping

from desktop.records.answers import Answer
from desktop.records.fact import FactKind

LISTED = (
    FactKind.CONDITIONS,
    FactKind.ALLERGIES,
    FactKind.TREATMENTS,
    FactKind.PROCEDURES,
    FactKind.PATHOLOGY,
    FactKind.IMAGING,
    FactKind.ENCOUNTERS,
    FactKind.APPOINTMENTS,
    FactKind.IMMUNIZATIONS,
    FactKind.DEVICES,
    FactKind.FAMILY,
    FactKind.SOCIAL,
    FactKind.AUTHORITIES,
    FactKind.DIRECTIVES,
    FactKind.COVERAGE,
    FactKind.OPINIONS,
    FactKind.REQUESTS,
    FactKind.RECIPIENTS,
)
"""What the illness is first, papers and plans last; medicines, results, contacts and questions have their own pages."""
_NO_QUESTION = frozenset(
    {
        FactKind.ENCOUNTERS,
        FactKind.APPOINTMENTS,
        FactKind.OPINIONS,
        FactKind.REQUESTS,
        FactKind.RECIPIENTS,
    }
)
"""For these, nobody asks whether there are any."""
ANSWERS = (Answer.NOT_ASKED, Answer.NONE_KNOWN, Answer.NOT_KNOWN)


def asks(kind: FactKind) -> bool:
    """Whether "none known" is an answer that a doctor wants to have."""
    return kind not in _NO_QUESTION


def first_with_entries(counts: Mapping[FactKind, int]) -> FactKind:
    """Return the kind that is shown first."""
    return next((kind for kind in LISTED if counts.get(kind)), LISTED[0])
