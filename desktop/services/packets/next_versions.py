"""A next version of a packet that was sent: for whom there is news, and a version of the news alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from desktop.packet.plan import Plan
from desktop.packet.since import Since
from desktop.records.fact import FactKind
from desktop.records.packet import PacketDraft, PacketRequest
from desktop.records.recipient import Recipient
from desktop.services.errors import NoSuchThingError
from desktop.services.packets.gathering import Gathering
from desktop.services.packets.news import News, asks_for_news, last_sent, news_of
from desktop.vault.stores import disclosures, packets
from desktop.vault.vault import Vault


@dataclass(frozen=True, slots=True)
class NextVersions:
    """Looks at what was sent and at the record as it is now; `save`, `plan` and `since` are those of `Packets`."""

    vault: Vault
    gathering: Gathering
    save: Callable[[PacketRequest], PacketDraft]
    plan: Callable[[PacketRequest], Plan]
    since: Callable[[PacketRequest], Since]

    def news(self, person_id: str) -> tuple[News, ...]:
        """Return, for each doctor and each packet on the list, what they do not have yet; nothing new, no line."""
        entries = self.vault.read(lambda tx: disclosures.list_disclosures(tx, person_id))
        drafts = self.vault.read(lambda tx: packets.list_drafts(tx, person_id))
        requests = {draft.request.id: draft.request for draft in drafts}
        found = []
        for sent in last_sent(entries):
            if sent.packet_id in requests:
                asked = self._asking(requests[sent.packet_id], sent.version, sent.to)
                found.append(news_of(sent, self.plan(replace(asked, changed_since=0)), self.since(asked)))
        return tuple(one for one in found if one.titles or one.questions)

    def prepare(self, packet_id: str, version: int, to: str) -> PacketDraft:
        """Begin the packet's next version for `to`, of only what changed since `version`.

        A packet that was taken off the list is on it again. Raises NoSuchThingError when `to` never got that version.
        """
        draft = self.vault.read(lambda tx: packets.get_draft(tx, packet_id))
        if draft is None:
            raise NoSuchThingError("packet")
        entries = self.vault.read(lambda tx: disclosures.list_disclosures(tx, draft.request.person_id))
        if all((one.packet_id, one.version, one.to) != (packet_id, version, to) for one in entries):
            raise NoSuchThingError("version of this packet")
        self.vault.write(lambda tx: packets.set_discarded(tx, packet_id, None))
        return self.save(self._asking(draft.request, version, to))

    def _asking(self, request: PacketRequest, version: int, to: str) -> PacketRequest:
        listed = self.gathering.records.list(FactKind.RECIPIENTS, request.person_id)
        return asks_for_news(request, [one for one in listed if isinstance(one, Recipient)], version, to)
