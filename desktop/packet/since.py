"""A packet that holds only what is new or changed since a version that was sent (packet.md, Disclosure log)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from desktop.packet.front_values import LeftOut
from desktop.packet.language import counted, say
from desktop.packet.layout import Section
from desktop.records.document import Document
from desktop.records.fact import Fact, FactKind
from desktop.records.packet import PacketPart
from desktop.records.packet_parts import KINDS_OF_PART

Facts = Mapping[FactKind, tuple[Fact, ...]]

PARTIAL = frozenset(
    {
        *(FactKind.RESULTS, FactKind.QUESTIONS, FactKind.PATHOLOGY, FactKind.IMAGING),
        *(FactKind.ENCOUNTERS, FactKind.IMMUNIZATIONS, FactKind.SOCIAL),
    }
)
"""Kinds of which the new ones stand alone. Of all others the whole list goes in: half a list of medicines would lie."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Since:
    """What a version held that was sent on `day`; `held` are ids, `changed` those of them that differ now."""

    version: int
    day: date
    held: frozenset[str]
    changed: frozenset[str]

    def is_new(self, item: str) -> bool:
        """Whether a fact or document was not in that version, or is not as it was."""
        return item not in self.held or item in self.changed


def new_facts(facts: Facts, since: Since) -> dict[FactKind, tuple[Fact, ...]]:
    """Return the facts that go in: of `PARTIAL` kinds the new and changed ones, of the others all."""
    return {
        kind: tuple(fact for fact in listed if kind not in PARTIAL or since.is_new(fact.id))
        for kind, listed in facts.items()
    }


def parts_with_news(facts: Facts, sections: tuple[Section, ...], since: Since) -> frozenset[PacketPart]:
    """Return the summary, and every part in which something is new or changed."""
    parts = {PacketPart.SUMMARY}
    for part, kinds in KINDS_OF_PART.items():
        if any(since.is_new(fact.id) for kind in kinds for fact in facts.get(kind, ())):
            parts.add(part)
    treated = facts.get(FactKind.TREATMENTS, ())
    if any(since.is_new(fact.id) for fact in treated):
        parts.add(PacketPart.RADIATION)
    return frozenset(parts | ({PacketPart.SOURCES} if sections else set()))


def sent_before(documents: tuple[Document, ...], facts: Facts, since: Since) -> LeftOut | None:
    """Return the line of the cover that lists what that version held and this packet does not repeat."""
    titles = [one.title for one in documents if not since.is_new(one.id)]
    entries = sum(1 for kind in PARTIAL for fact in facts.get(kind, ()) if not since.is_new(fact.id))
    if entries:
        titles.append(counted("plan.sent-before-entries", entries))
    if not titles:
        return None
    named = say("plan.sent-before", version=since.version, day=since.day.isoformat())
    return LeftOut(title=named, why="; ".join(titles) + ".")
