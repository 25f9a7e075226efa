"""summary.ips.json: the International Patient Summary of just what the packet's pages show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from desktop.fhir import ips
from desktop.foundation import clock
from desktop.foundation.json_text import json_chunks
from desktop.packet.front_values import FrontInput
from desktop.packet.plan import Plan
from desktop.records.fact import FactKind
from desktop.records.packet import PacketPart
from desktop.records.packet_parts import KINDS_OF_PART

_ON_THE_SUMMARY = frozenset(
    {FactKind.CONDITIONS, FactKind.ALLERGIES, FactKind.MEDICATIONS, FactKind.TREATMENTS, FactKind.DEVICES}
)


def _printed(front: FrontInput) -> frozenset[FactKind]:
    """Return the kinds that the packet prints; a part that is not ticked gives nothing."""
    parts = front.request.parts
    kinds = {kind for part, its in KINDS_OF_PART.items() if part in parts for kind in its}
    return frozenset(kinds | (_ON_THE_SUMMARY if PacketPart.SUMMARY in parts else frozenset()))


def patient_summary(front: FrontInput, plan: Plan) -> Iterator[bytes]:
    """Yield the document as JSON, in pieces; of kinds kept back it says that they are, never what."""
    printed = _printed(front)
    told = PacketPart.SUMMARY in front.request.parts
    person = replace(front.person, address="") if front.request.hide_address else front.person
    out = {fact.kind for fact in plan.excluded_facts} | (frozenset(front.facts) - printed)
    summary = ips.Summary(
        person=person,
        facts={kind: facts for kind, facts in front.facts.items() if kind in printed},
        answers={kind: answer for kind, answer in front.answers.items() if kind in printed},
        made=clock.now(),
        withheld=frozenset(out),
        story=front.request.why_now if told else "",
        how_i_am=front.request.how_i_am if told else "",
    )
    return json_chunks(ips.document(summary))
