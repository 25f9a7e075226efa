"""The words that the written pages of a packet must show; the check of the finished file looks for them."""

from __future__ import annotations

from desktop.packet.front_values import FrontInput
from desktop.packet.single_things import own_thing
from desktop.records.condition import Condition
from desktop.records.fact import Fact, FactKind
from desktop.records.medication import Medication
from desktop.records.packet import PacketPart

_PRESENT = (FactKind.MEDICATIONS, FactKind.ALLERGIES, FactKind.CONDITIONS)
_PARTS_OF = {
    FactKind.MEDICATIONS: frozenset({PacketPart.MEDICINES}),
    FactKind.ALLERGIES: frozenset({PacketPart.ALLERGIES}),
    FactKind.CONDITIONS: frozenset({PacketPart.HISTORY}),
}


def _parts_of(fact: Fact) -> frozenset[PacketPart]:
    """Return the parts that print a fact's title: what the opinion is about stands with the consultations."""
    main = isinstance(fact, Condition) and fact.main and not fact.negated
    return frozenset({PacketPart.CONSULTS}) if main else _PARTS_OF[fact.kind]


def _words_of(fact: Fact) -> list[str]:
    """Return the names by which the pages tell an entry; a medicine's name and strength stand apart there.

    What has words of its own in the packet's language has none here (`own_thing`).
    """
    named = [str(value) for name in type(fact).title_from if (value := getattr(fact, name))]
    if isinstance(fact, Medication) and not fact.generic:
        named.append(fact.brand)
    return [words for words in named if words]


def words_to_show(front: FrontInput) -> tuple[str, ...]:
    """Return names, and the names of medicines, allergies and conditions, which must not be missed."""
    parts = front.request.parts
    facts = [fact for kind in _PRESENT for fact in front.facts.get(kind, ()) if parts & _parts_of(fact)]
    told = [words for fact in facts if own_thing(fact) is None for words in _words_of(fact)]
    recipient = [front.recipient.name] if front.recipient else []
    return (front.person.name, *recipient, *told)
