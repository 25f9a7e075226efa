"""Observation of a habit, and FamilyMemberHistory."""

from __future__ import annotations

from desktop.fhir.elements import coded, concept, date_time, notes, reference, said, unsaid_time
from desktop.fhir.facts import security
from desktop.foundation.json_text import JSONObject
from desktop.records.family_history import FamilyHistory
from desktop.records.social_history import SocialHistory, SocialTopic

CODES = {
    SocialTopic.TOBACCO: ("72166-2", "Tobacco smoking status"),
    SocialTopic.ALCOHOL: ("74013-4", "Alcoholic drinks per day"),
}
"""The topics that have a code of their own in a patient summary."""


def habit(social: SocialHistory, *, with_code: bool) -> JSONObject:
    """Return a habit in the person's words. `with_code` says its topic by LOINC's code, where there is one."""
    topic = social.topic.value if social.topic else ""
    made = concept(topic or social.title)
    if with_code and social.topic in CODES:
        code, display = CODES[social.topic]
        made = coded("loinc", code, display) | {"text": topic}
    return {
        "resourceType": "Observation",
        "id": social.id,
        "meta": security(social),
        "status": "unknown",
        "category": [coded("observation-category", "social-history", "Social History")],
        "code": made,
        "subject": reference(social.person_id),
        "effectiveDateTime": date_time(social.date),
        "valueString": f"{'Not: ' if social.negated else ''}{social.description or social.title}",
        "note": notes(
            social.note,
            said("How much", social.amount),
            said("Until", date_time(social.end_date)),
            unsaid_time("Since", social.date),
            unsaid_time("Until", social.end_date),
        ),
    }


_DEAD = frozenset({"no", "died", "dead", "deceased"})
_ALIVE = frozenset({"yes", "alive", "living"})


def _living(family: FamilyHistory) -> JSONObject:
    """Return deceased[x], only where the words leave no doubt."""
    if family.age_at_death:
        return {"deceasedString": family.age_at_death}
    said_living = family.living.strip().casefold()
    return {"deceasedBoolean": said_living in _DEAD} if said_living in _DEAD | _ALIVE else {}


def family_member(family: FamilyHistory) -> JSONObject:
    """Return one relative with one illness."""
    return {
        "resourceType": "FamilyMemberHistory",
        "id": family.id,
        "meta": security(family),
        "status": "partial",
        "patient": reference(family.person_id),
        "relationship": concept(family.relation or family.title),
        **_living(family),
        "condition": [
            {"code": concept(family.condition or family.title, family.codings), "onsetString": family.age_at_onset}
        ],
        "note": notes(
            family.note,
            said("Side", family.side),
            said("Living", family.living if not _living(family) else ""),
            said("Died of", family.cause_of_death),
            said("Genetic test", family.genetic_test),
        ),
    }
