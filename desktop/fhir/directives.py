"""Consent: an advance directive, what it says and where the paper is."""

from __future__ import annotations

from desktop.fhir.elements import coded, concept, date_time, reference
from desktop.fhir.facts import security
from desktop.foundation.json_text import JSONObject
from desktop.records.directive import Directive, DirectiveType

_CATEGORIES = {
    DirectiveType.LIVING_WILL: "hcd",
    DirectiveType.DO_NOT_RESUSCITATE: "dnr",
    DirectiveType.TREATMENT_ORDERS: "polst",
}
"""The kinds of paper that FHIR's own list of consent categories has; the others are advance directives."""


def consent(directive: Directive) -> JSONObject:
    """Return a directive; what it says stands in the category's text, and the policy is the paper itself (ppc-1)."""
    kind = directive.type.value.replace("-", " ") if directive.type else "advance directive"
    category = _CATEGORIES.get(directive.type, "acd") if directive.type else "acd"
    return {
        "resourceType": "Consent",
        "id": directive.id,
        "meta": security(directive),
        "status": "active",
        "scope": coded("consent-scope", "adr", "Advanced Care Directive"),
        "category": [coded("consent-category", category) | {"text": directive.summary or kind}],
        "patient": reference(directive.person_id),
        "dateTime": date_time(directive.date),
        "policyRule": concept(f"The paper itself: {kind}"),
        "provision": {"period": {"end": date_time(directive.end_date)}},
    }
