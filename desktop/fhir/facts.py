"""What every fact becomes: where it was read, and whose word it is (Provenance)."""

from __future__ import annotations

from desktop.fhir.elements import coded, reference
from desktop.foundation.clock import moment_text
from desktop.foundation.json_text import JSONObject, JSONValue
from desktop.records.fact import Fact
from desktop.records.provenance import Origin

_HANDS = {
    Origin.TYPED: (("author", "person"),),
    Origin.CONFIRMED: (("assembler", "sheaf"), ("verifier", "person")),
    Origin.EDITED: (("assembler", "sheaf"), ("author", "person")),
}
"""Who did what, in FHIR's words for the parts people play in a fact."""


def stands(fact: Fact) -> bool:
    """Whether a fact is the person's word; proposals stay out of FHIR."""
    return fact.origin is not Origin.PROPOSED


def security(fact: Fact) -> JSONObject:
    """Return Resource.meta with the sensitive topics, or nothing."""
    return {"security": [{"display": tag.value.replace("-", " ")} for tag in fact.sensitive]} if fact.sensitive else {}


def sources(fact: Fact, exported: frozenset[str]) -> list[JSONValue]:
    """Return references to the documents of this bundle where a fact was read, each once."""
    read_in = dict.fromkeys(place.document_id for place in fact.provenance)
    return [reference(document_id) for document_id in read_in if document_id in exported]


def _entity(document_id: str, page: int) -> JSONObject:
    return {"role": "source", "what": reference(document_id, f"page {page}" if page else "")}


def provenance(fact: Fact, exported: frozenset[str]) -> JSONObject:
    """Return the Provenance of a fact; `exported` are the ids of the documents in this bundle."""
    who: dict[str, JSONObject] = {
        "person": reference(fact.person_id),
        "sheaf": {"display": "Sheaf, which reads documents"},
    }
    places = dict.fromkeys((place.document_id, place.page) for place in fact.provenance)
    agents: list[JSONValue] = [
        {"type": coded("participant", part), "who": who[hand]} for part, hand in _HANDS[fact.origin]
    ]
    return {
        "resourceType": "Provenance",
        "id": f"{fact.id}-provenance",
        "target": [reference(fact.id)],
        "recorded": moment_text(fact.changed),
        "agent": agents,
        "entity": [_entity(document_id, page) for document_id, page in places if document_id in exported],
    }
