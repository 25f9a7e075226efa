"""What each doctor does not have yet: what is new or changed since the last version that went to them."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace

from desktop.packet.plan import NOT_PRINTED, Plan
from desktop.packet.since import Since
from desktop.records.fact import Fact, FactKind
from desktop.records.packet import Disclosure, PacketRequest
from desktop.records.recipient import Recipient
from desktop.services.packets.versions import Held


@dataclass(frozen=True, slots=True)
class News:
    """What `to` does not have: titles of documents, then of facts that stand in none of them.

    Questions are only counted.
    """

    packet_id: str
    version: int
    to: str
    titles: tuple[str, ...]
    questions: int


def last_sent(entries: Iterable[Disclosure]) -> tuple[Disclosure, ...]:
    """Return of each packet and recipient the entry of the newest version, in the order of `entries`."""
    found: dict[tuple[str, str], Disclosure] = {}
    for entry in entries:
        if entry.packet_id and entry.to:
            before = found.setdefault((entry.packet_id, entry.to), entry)
            if entry.version > before.version:
                found[entry.packet_id, entry.to] = entry
    return tuple(found.values())


def versions_of(entries: Iterable[Disclosure], packet_id: str, to: str = "") -> tuple[Held, ...]:
    """Return the versions of a packet that were saved, oldest first; with `to` only those that went there.

    `entries` are the log, newest first; a version that was handed on later keeps the day on which it was saved.
    """
    sent = [one for one in entries if one.packet_id == packet_id and (not to or one.to == to)]
    held = {one.version: Held(one.version, one.when, one.items) for one in sent}
    return tuple(held[number] for number in sorted(held))


def who_has(entries: Iterable[Disclosure], packet_id: str, version: int, wanted: str) -> str:
    """Return who got a version: `wanted` when it went there, else whom it went to first; empty for nobody."""
    names = [one.to for one in entries if (one.packet_id, one.version) == (packet_id, version)]
    return wanted if wanted in names else next(reversed(names), "")


def asks_for_news(request: PacketRequest, recipients: Sequence[Recipient], version: int, to: str) -> PacketRequest:
    """Return the request of a packet that holds for `to` only what changed since `version`."""
    known = next((one for one in recipients if one.name == to), None)
    return replace(
        request,
        changed_since=version,
        recipient_id=known.id if known else "",
        recipient_name="" if known else to,
    )


def _stands_in(fact: Fact, papers: Container[str]) -> bool:
    """Whether a fact was read in one of these documents, whose title tells of it."""
    return any(place.document_id in papers for place in fact.provenance)


def news_of(sent: Disclosure, whole: Plan, since: Since) -> News:
    """Return what of the packet as it is now, `whole`, was not in the versions of `since` or is not as it was."""
    documents = [source.document for section in whole.sections for source in section.sources]
    facts = [fact for kind, listed in whole.facts.items() if kind not in NOT_PRINTED for fact in listed]
    papers = {one.id: one.title for one in documents if since.is_new(one.id)}
    told = [one for one in facts if since.is_new(one.id) and one.kind is not FactKind.QUESTIONS]
    titles = [*papers.values(), *(one.title for one in told if not _stands_in(one, papers))]
    asked = [one for one in whole.facts.get(FactKind.QUESTIONS, ()) if since.is_new(one.id)]
    return News(sent.packet_id, sent.version, sent.to, tuple(titles), len(asked))
