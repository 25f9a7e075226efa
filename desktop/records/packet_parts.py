"""Which kinds of entry a part of the packet prints."""

from __future__ import annotations

from collections.abc import Mapping

from desktop.records.fact import FactKind
from desktop.records.packet import PacketPart

KINDS_OF_PART: Mapping[PacketPart, tuple[FactKind, ...]] = {
    PacketPart.QUESTIONS: (FactKind.QUESTIONS,),
    PacketPart.HISTORY: (
        FactKind.CONDITIONS,
        FactKind.PATHOLOGY,
        FactKind.IMAGING,
        FactKind.TREATMENTS,
        FactKind.PROCEDURES,
        FactKind.ENCOUNTERS,
        FactKind.DEVICES,
        FactKind.IMMUNIZATIONS,
        FactKind.SOCIAL,
        FactKind.FAMILY,
    ),
    PacketPart.RESULTS: (FactKind.RESULTS,),
    PacketPart.MEDICINES: (FactKind.MEDICATIONS, FactKind.ALLERGIES),
    PacketPart.CARE_TEAM: (FactKind.CONTACTS, FactKind.COVERAGE, FactKind.AUTHORITIES, FactKind.DIRECTIVES),
}
"""Parts of which single entries can be kept back; what the others print is made from these."""
