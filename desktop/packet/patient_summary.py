"""summary.ips.json beside a packet: what the packet prints of the record, for hospital programs. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from desktop.fhir import ips
from desktop.foundation.json_text import JSONObject
from desktop.packet.front_values import FrontInput
from desktop.packet.hiding import WITHHELD
from desktop.packet.language import say, speaking
from desktop.packet.pages.words import filled_lines
from desktop.packet.single_things import not_known
from desktop.records.fact import Fact, FactKind
from desktop.records.packet import PacketPart
from desktop.records.packet_parts import KINDS_OF_PART
from desktop.records.person import Person

_IN_THE_SUMMARY = frozenset(
    {FactKind.CONDITIONS, FactKind.TREATMENTS, FactKind.DEVICES, FactKind.ALLERGIES, FactKind.MEDICATIONS}
)
"""What the one-page summary tells."""


def printed_kinds(front: FrontInput) -> frozenset[FactKind]:
    """Return the kinds of fact that the packet tells; what is no part of this edition goes into no file of it."""
    parts = front.request.parts
    kinds = {kind for part in parts for kind in KINDS_OF_PART.get(part, ())}
    return frozenset(kinds | (_IN_THE_SUMMARY if PacketPart.SUMMARY in parts else set()))


def holds_facts(front: FrontInput) -> bool:
    """Whether there is anything for a summary to tell: an edition of pathology or scans alone has none."""
    return bool(printed_kinds(front))


def _for_programs(front: FrontInput) -> Person:
    """Return the person without the words that stand for what is hidden: a program would take them for a value."""
    with speaking(front.request.language):
        called = [line for line in filled_lines(front.person.emergency_contacts) if line != say(WITHHELD)]
    return replace(front.person, emergency_contacts="\n".join(called))


def patient_summary(front: FrontInput, excluded: Iterable[Fact], made: datetime) -> JSONObject | None:
    """Return the summary's document, or None when the edition prints no facts.

    It holds what the packet prints and is the person's word; what the packet marks as not confirmed is left out.
    `excluded` are the facts that stay out: of topics that are kept back it is said that there are some, never which.
    """
    if not holds_facts(front):
        return None
    printed, request = printed_kinds(front), front.request
    kept_out = tuple(excluded)
    chosen = {fact.kind for fact in kept_out if fact.id in request.excluded}
    summary = ips.Summary(
        person=_for_programs(front),
        facts={kind: facts for kind, facts in front.facts.items() if kind in printed},
        answers=front.answers,
        made=made,
        withheld=frozenset({fact.kind for fact in kept_out if fact.id not in request.excluded}) & printed,
        not_here=frozenset(FactKind) - printed | chosen,
        prepared_by=request.prepared_by,
        story=request.why_now if PacketPart.SUMMARY in request.parts else "",
        how_i_am=request.how_i_am if PacketPart.SUMMARY in request.parts else "",
        not_known={kind: names for kind, names in not_known(front.single_things).items() if kind in printed},
    )
    return ips.document(summary)
