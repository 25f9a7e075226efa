"""Which kinds of entry a part of the packet prints."""

from __future__ import annotations

from collections.abc import Mapping

from desktop.records.fact import FactKind
from desktop.records.packet import PacketPart

KINDS_OF_PART: Mapping[PacketPart, tuple[FactKind, ...]] = {
    PacketPart.QUESTIONS: (FactKind.QUESTIONS,),
    PacketPart.PATHOLOGY: (FactKind.PATHOLOGY,),
    PacketPart.IMAGING: (FactKind.IMAGING,),
    PacketPart.CONSULTS: (FactKind.CONDITIONS, FactKind.ENCOUNTERS, FactKind.OPINIONS),
    PacketPart.TREATMENT: (FactKind.TREATMENTS,),
    PacketPart.SURGERY: (FactKind.PROCEDURES,),
    PacketPart.RADIATION: (),
    PacketPart.RESULTS: (FactKind.RESULTS,),
    PacketPart.MEDICINES: (FactKind.MEDICATIONS,),
    PacketPart.ALLERGIES: (FactKind.ALLERGIES,),
    PacketPart.HISTORY: (FactKind.SOCIAL, FactKind.IMMUNIZATIONS, FactKind.DEVICES),
    PacketPart.FAMILY: (FactKind.FAMILY,),
    PacketPart.CARE_TEAM: (FactKind.CONTACTS, FactKind.COVERAGE, FactKind.AUTHORITIES, FactKind.DIRECTIVES),
}
"""Parts of which single entries can be kept back; what the others print is made from these."""
