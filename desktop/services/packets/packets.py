"""The packet builder's use cases: drafts, outline, build, deliver, and the sent log."""

from __future__ import annotations

import secrets
from dataclasses import replace
from pathlib import Path

from desktop.foundation import clock
from desktop.foundation.ids import new_id
from desktop.foundation.progress import CancelToken, Progress
from desktop.packet.front_values import FrontInput
from desktop.packet.hiding import hidden, hidden_sentences, hidden_words
from desktop.packet.phrase import propose_phrase
from desktop.packet.plan import Plan, make_plan
from desktop.packet.ready import Prepared
from desktop.packet.since import Since
from desktop.records.appointment import Appointment
from desktop.records.changes import ChangeSet
from desktop.records.contact import Contact
from desktop.records.document import Document
from desktop.records.fact import FactKind
from desktop.records.packet import Disclosure, PacketDraft, PacketRequest
from desktop.records.recipient import Recipient
from desktop.records.recipient_profile import obeying
from desktop.services.errors import NoSuchThingError
from desktop.services.history import Done, UndoHistory
from desktop.services.packets import building, delivering, preparing
from desktop.services.packets.asking import Asking
from desktop.services.packets.covered import covered_markers
from desktop.services.packets.delivery import LOCKED, PACKET, Delivery
from desktop.services.packets.differing import differing_in
from desktop.services.packets.errors import EmptyPacketError, LeakFoundError, NeverGotError, NobodyNamedError
from desktop.services.packets.findings import covered_findings, field_findings, findings_of
from desktop.services.packets.gathering import Gathered, Gathering
from desktop.services.packets.markers import hidden_markers, markers
from desktop.services.packets.missing import missing_rows
from desktop.services.packets.news import versions_of, who_has
from desktop.services.packets.next_versions import NextVersions
from desktop.services.packets.outline import outline_of
from desktop.services.packets.page_texts import texts_of
from desktop.services.packets.present import words_to_show
from desktop.services.packets.sent_log import SentLog
from desktop.services.packets.values import BuiltPacket, Delivered, PacketOutline
from desktop.services.packets.versions import Held, VersionChanges, compare_versions, since_version
from desktop.services.packets.warned import warnings_of
from desktop.services.readable import pages_pdf, text_pdf
from desktop.vault.stores import packets
from desktop.vault.vault import Transaction, Vault

_SIGNS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


def _new_code(used: frozenset[str]) -> str:
    while True:
        code = "SH-" + "".join(secrets.choice(_SIGNS) for _ in range(4))
        if code not in used:
            return code


class Packets:
    """Everything about packets of one vault."""

    def __init__(self, vault: Vault, history: UndoHistory, gathering: Gathering) -> None:
        """Read through `gathering`, keep drafts and the log in `vault`."""
        self._vault = vault
        self._history = history
        self._gathering = gathering
        self._sources = preparing.SourceCache()
        self._lengths: dict[str, dict[str, int]] = {}
        """Of each packet that was built: how long its written parts were, the first guess of the next time."""
        self.asking = Asking(vault, gathering, self.plan)
        self.delivery = Delivery(vault, history, gathering)
        self.sent_log = SentLog(vault, history)
        self.next_versions = NextVersions(vault, gathering, save=self.save, plan=self.plan, since=self._since)

    def drafts(self, person_id: str) -> tuple[PacketDraft, ...]:
        """Return a person's packets, the last changed first."""
        return self._vault.read(lambda tx: packets.list_drafts(tx, person_id))

    def get(self, packet_id: str) -> PacketDraft:
        """Return one packet; raises NoSuchThingError."""
        draft = self._vault.read(lambda tx: packets.get_draft(tx, packet_id))
        if draft is None:
            raise NoSuchThingError("packet")
        return draft

    def start(self, person_id: str) -> PacketDraft:
        """Begin a packet, filled from the next appointment, the newest recipient and the contacts."""
        request = self._first_request(self._gathering.of(person_id))

        def work(tx: Transaction) -> Done:
            draft = PacketDraft(
                request=request, code=_new_code(packets.packet_codes(tx)), version=0, changed=clock.now()
            )
            packets.put_draft(tx, draft)

            def undo(back: Transaction) -> ChangeSet:
                packets.set_discarded(back, request.id, clock.now())
                return ChangeSet((request.id,), frozenset({PACKET}))

            return Done(ChangeSet((request.id,), frozenset({PACKET}), "Packet begun"), undo)

        self._history.perform(work)
        return self.get(request.id)

    @staticmethod
    def _first_request(gathered: Gathered) -> PacketRequest:
        today = clock.today()
        visits = [
            fact
            for fact in gathered.facts.get(FactKind.APPOINTMENTS, ())
            if isinstance(fact, Appointment) and fact.date is not None and fact.date.high >= today
        ]
        visit = min(visits, key=lambda one: one.date.low if one.date else today, default=None)
        recipients = [one for one in gathered.facts.get(FactKind.RECIPIENTS, ()) if isinstance(one, Recipient)]
        meant = [one for one in recipients if visit is not None and one.name == visit.with_whom] or recipients
        copies = [
            one.id for one in gathered.facts.get(FactKind.CONTACTS, ()) if isinstance(one, Contact) and one.gets_copy
        ]
        return PacketRequest(
            id=new_id(),
            person_id=gathered.person.id,
            recipient_id=meant[0].id if meant else "",
            recipient_name="" if meant or visit is None else visit.with_whom,
            appointment=visit.date if visit else None,
            companion=visit.companion if visit else "",
            send_opinion_to=tuple(copies),
        )

    def save(self, request: PacketRequest) -> PacketDraft:
        """Keep a packet's request as it is now; called after every change."""
        before = self.get(request.id)
        draft = replace(before, request=request, changed=clock.now())
        if request != before.request:
            self._vault.write(lambda tx: packets.put_draft(tx, draft))
            self._history.tell(ChangeSet((request.id,), frozenset({PACKET}), "Packet saved"))
        return draft

    def discard(self, packet_id: str) -> ChangeSet:
        """Take a packet off the list; the sent log keeps what was sent."""
        self.get(packet_id)

        def work(tx: Transaction) -> Done:
            packets.set_discarded(tx, packet_id, clock.now())

            def undo(back: Transaction) -> ChangeSet:
                packets.set_discarded(back, packet_id, None)
                return ChangeSet((packet_id,), frozenset({PACKET}))

            return Done(ChangeSet((packet_id,), frozenset({PACKET}), "Packet removed"), undo)

        return self._history.perform(work)

    def plan(self, request: PacketRequest) -> Plan:
        """Return what the packet will hold."""
        return self._planned(request, self._gathering.of(request.person_id))[0]

    def _planned(self, request: PacketRequest, gathered: Gathered) -> tuple[Plan, Since | None]:
        recipient = gathered.recipient(request)
        since = self._since(request) if request.changed_since else None
        settled = obeying(request, recipient)
        plan = make_plan(
            settled,
            gathered.facts,
            gathered.documents,
            recipient=recipient,
            since=since,
            newest=gathered.replaced,
        )
        said = hidden_sentences(gathered.person, settled, plan.facts)
        return replace(plan, withheld=(*plan.withheld, *said)), since

    def _since(self, request: PacketRequest) -> Since:
        entries = self.disclosures(request.person_id)
        to = who_has(entries, request.id, request.changed_since, self._wanted(request))
        return since_version(self._gathering.records, versions_of(entries, request.id, to), request.changed_since)

    def _wanted(self, request: PacketRequest) -> str:
        """Return who the packet is for, as the sent log writes it."""
        chosen = self._gathering.records.get(request.recipient_id) if request.recipient_id else None
        return chosen.name if isinstance(chosen, Recipient) else request.recipient_name

    def outline(self, request: PacketRequest) -> PacketOutline:
        """Return what the packet would hold, in lines, without building it."""
        return outline_of(self.plan(request))

    def build(
        self, request: PacketRequest, *, progress: Progress | None = None, cancel: CancelToken | None = None
    ) -> BuiltPacket:
        """Make the packet in memory and read it back.

        Raises NobodyNamedError, NeverGotError, EmptyPacketError, NotBuiltError, LeakFoundError, CancelledError.
        """
        told, stop = progress or Progress(), cancel or CancelToken()
        draft = self.get(request.id)
        gathered = self._gathering.of(request.person_id)
        if gathered.recipient(request) is None:
            raise NobodyNamedError
        self.require_received(request)
        plan, since = self._planned(request, gathered)
        if not plan.parts:
            raise EmptyPacketError
        front = self._front(draft, gathered, plan, since)
        ready = self._ready(front, told, stop)
        forbidden = self._markers(plan, gathered)
        joined = building.join(
            front, ready, present=words_to_show(front), forbidden=forbidden, progress=told, cancel=stop
        )
        self._lengths[request.id] = joined.front.lengths
        told.tell(3, 4, "Reading the packet back")
        verified = building.read_back(joined.pdf, joined.expectations, phrase="", cancel=stop)
        ours = [hit for hit in verified.hits if hit.in_written]
        if ours:
            raise LeakFoundError(tuple(sorted({hit.page for hit in ours})), ours[0].what)
        told.tell(4, 4, "Done")
        return BuiltPacket(
            draft=replace(draft, request=request),
            plan=plan,
            front=front,
            layout=joined.front.layout,
            pdf=joined.pdf,
            expectations=joined.expectations,
            checks=verified.checks,
            hits=verified.hits,
            findings=(
                *findings_of(verified.hits, joined.front.layout, request.allowed),
                *covered_findings(self.asking.under_cover(plan), joined.front.layout, request.allowed),
                *field_findings(self.asking.fields_under(plan), joined.front.layout, request.allowed),
            ),
            warnings=warnings_of(front, joined.front, ready, verified.hits),
            pictures=joined.pictures,
            titles=joined.titles,
            written=joined.front.pages,
            part_pages=building.part_pages(joined),
            overflow=joined.front.overflow,
        )

    def require_received(self, request: PacketRequest) -> None:
        """Refuse what changed since a version that this doctor does not have; raises NeverGotError."""
        has = [one.number for one in self.versions(request.id, self._wanted(request))]
        if request.changed_since and request.changed_since not in has:
            raise NeverGotError(request.changed_since, has)

    def _front(self, draft: PacketDraft, gathered: Gathered, plan: Plan, since: Since | None) -> FrontInput:
        request = plan.request
        sent = [one for one in self.disclosures(request.person_id) if one.packet_id == request.id]
        front = FrontInput(
            person=gathered.person,
            request=replace(request, parts=plan.parts),
            recipient=gathered.recipient(request),
            code=draft.code,
            version=draft.version + 1,
            made_on=clock.today(),
            facts=plan.facts,
            answers=gathered.answers,
            single_things=gathered.single_things,
            sections=plan.sections,
            left_out=plan.left_out,
            missing=missing_rows(gathered, plan),
            withheld=plan.withheld,
            fingerprint=plan.fingerprint,
            replaces=sent[0].when.date() if sent and since is None else None,
            changed_since=(since.version, since.day) if since else None,
            differing=differing_in(plan, self._gathering.merging),
            test_joins=gathered.test_joins,
            lengths=self._lengths.get(request.id, {}),
        )
        return hidden(front)

    def _ready(self, front: FrontInput, told: Progress, stop: CancelToken) -> list[Prepared]:
        ready = []
        sources = [source for section in front.sections for source in section.sources]
        for number, source in enumerate(sources):
            stop.check()
            told.tell(number, len(sources), f"Preparing “{source.document.title}”")

            def make(source: building.Source = source) -> Prepared:
                document = source.document
                return preparing.prepare(
                    source, self._original(document), stop, as_text=lambda: text_pdf(self._vault, document)
                )

            ready.append(self._sources.get(preparing.source_key(source), make))
        return ready

    def _original(self, document: Document) -> bytes:
        pdf = pages_pdf(self._vault, document)
        if pdf is None:
            raise NoSuchThingError("document")
        return pdf

    def _markers(self, plan: Plan, gathered: Gathered) -> tuple[building.Marker, ...]:
        people = self._gathering.people.list()
        strangers = (person.id for person in people if person.id != gathered.person.id)
        others = [one.id for stranger in strangers for one in self._gathering.documents.list(stranger)]
        looked_for = markers(
            plan,
            person=gathered.person,
            people=people,
            texts=self._vault.read(lambda tx: texts_of(tx, plan, others)),
            typed="\n".join((*_typed(plan), repr(plan.request), repr(gathered.person))),
            vault_folder=self._vault.path,
        )
        hiding = hidden_markers(hidden_words(gathered.person, plan.request, plan.facts))
        return (*looked_for, *hiding, *covered_markers(plan, gathered.documents))

    def deliver(
        self, built: BuiltPacket, target: Path, *, medium: str = LOCKED, phrase: str | None = None
    ) -> Delivered:
        """Write a packet to `target` (a new file, or a folder), as `Delivery.file` does."""
        return self.delivery.file(built, target, medium=medium, phrase=phrase)

    def page_png(self, built: BuiltPacket, page: int, *, width: int) -> bytes:
        """Return the picture of a page (from 1) of a built packet at `width` pixels; raises NotBuiltError."""
        return building.page_png(built.pdf, page, width=width)

    def propose_phrase(self) -> str:
        """Return five short words with single spaces between them."""
        return propose_phrase()

    def default_name(self) -> str:
        """Return a file name that says neither person nor condition."""
        return delivering.neutral_name()

    def disclosures(self, person_id: str | None = None) -> tuple[Disclosure, ...]:
        """Return the sent log, newest first."""
        return self.sent_log.entries(person_id)

    def versions(self, packet_id: str, to: str = "") -> tuple[Held, ...]:
        """Return the versions of a packet that were saved, oldest first; with `to` only those that went there."""
        return versions_of(self.disclosures(), packet_id, to)

    def as_it_is_now(self, packet_id: str) -> Held:
        """Return what the packet would hold if it were saved now; raises NoSuchThingError."""
        return Held(0, clock.now(), self.plan(self.get(packet_id).request).items)

    def compare(self, older: Held, newer: Held) -> VersionChanges:
        """Return what differs between two versions of a packet."""
        return compare_versions(self._gathering.records, self._gathering.documents, older, newer)

    def mark_received(self, disclosure_id: str) -> ChangeSet:
        """Write down that a packet arrived; raises NoSuchThingError."""
        return self.sent_log.mark_received(disclosure_id)


def _typed(plan: Plan) -> list[str]:
    """Return everything that the packet's own pages may say of entries and documents that go in."""
    sources = [source.document for section in plan.sections for source in section.sources]
    return [repr(fact) for facts in plan.facts.values() for fact in facts] + [repr(source) for source in sources]
