from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from desktop.foundation.ids import new_id
from desktop.records.dates import PartialDate
from desktop.records.packet import (
    Case,
    Disclosure,
    PacketDraft,
    PacketPart,
    PacketRequest,
    PacketShape,
    SensitiveChoice,
    Want,
)
from desktop.records.sensitive import SensitiveTag
from desktop.services.workspace import Workspace
from desktop.vault.stores import disclosures, packets
from desktop.vault.stores.request_text import request_from_text, request_to_text
from desktop.vault.vault import Transaction

MOMENT = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


def _request(person_id: str) -> PacketRequest:
    return PacketRequest(
        id=new_id(),
        person_id=person_id,
        recipient_name="Dr. Lena Okafor",
        appointment=PartialDate.parse("2026-11-26T10:30"),
        shape=PacketShape.SHORT,
        case=Case.RARE,
        why_now="Für eine zweite Meinung",
        answer_by=PartialDate(2026, 12),
        wants=(Want.CONFIRM_PLAN, Want.TRIAL),
        send_opinion_to=("a", "b"),
        parts=frozenset({PacketPart.SUMMARY, PacketPart.SOURCES}),
        excluded=frozenset({"x", "y"}),
        excluded_pages=(("d", (1, 3)),),
        sensitive=((SensitiveTag.GENETIC, SensitiveChoice.INCLUDE),),
        hide_address=True,
        paper="a4",
    )


def test_a_draft_comes_back_as_it_was_saved(workspace: Workspace) -> None:
    maria = workspace.people.list()[0].id
    draft = PacketDraft(request=_request(maria), code="SH-7K2M", version=0, changed=MOMENT)
    workspace.vault.write(lambda tx: packets.put_draft(tx, draft))
    assert workspace.vault.read(lambda tx: packets.get_draft(tx, draft.request.id)) == draft
    later = replace(draft, version=1, changed=MOMENT + timedelta(minutes=1))
    workspace.vault.write(lambda tx: packets.put_draft(tx, later))
    assert workspace.vault.read(lambda tx: packets.list_drafts(tx, maria)) == (later,)
    assert workspace.vault.read(packets.packet_codes) == {"SH-7K2M"}


def test_a_discarded_draft_leaves_the_list_and_can_come_back(workspace: Workspace) -> None:
    maria = workspace.people.list()[0].id
    old, new = (
        PacketDraft(request=_request(maria), code=code, version=0, changed=MOMENT + timedelta(days=days))
        for code, days in (("SH-AAAA", 0), ("SH-BBBB", 1))
    )
    for draft in (old, new):
        workspace.vault.write(lambda tx, kept=draft: packets.put_draft(tx, kept))  # type: ignore[misc] # bound at once
    assert workspace.vault.read(lambda tx: packets.list_drafts(tx, maria)) == (new, old)
    workspace.vault.write(lambda tx: packets.set_discarded(tx, new.request.id, MOMENT))
    assert workspace.vault.read(lambda tx: packets.list_drafts(tx, maria)) == (old,)
    workspace.vault.write(lambda tx: packets.set_discarded(tx, new.request.id, None))
    assert workspace.vault.read(lambda tx: packets.list_drafts(tx, maria)) == (new, old)


def test_a_request_of_an_older_version_takes_the_defaults_of_what_it_lacks() -> None:
    assert request_from_text('{"id": "p", "unheard_of": 1}') == PacketRequest(id="p")


def test_what_hid_address_and_numbers_by_one_tick_hides_both() -> None:
    before = request_from_text('{"id": "p", "hide_address": true}')
    assert before == PacketRequest(id="p", hide_address=True, hide_numbers=True)
    since = PacketRequest(id="p", hide_address=True, hide_family=True)
    assert request_from_text(request_to_text(since)) == since
    assert request_from_text(request_to_text(PacketRequest())) == PacketRequest()


def _entry(person_id: str, to: str) -> Disclosure:
    return Disclosure(
        id=new_id(),
        packet_id="k",
        code="SH-7K2M",
        version=1,
        person_id=person_id,
        to=to,
        address="",
        purpose="Second opinion",
        medium="locked-pdf",
        when=MOMENT,
        pages=12,
        size=3456,
        sha256="ab" * 32,
        fingerprint="ABCD-EFGH-1234",
        file_name="records-2026-11-22.pdf",
        items=("d1", "f1"),
    )


def test_the_sent_log_keeps_every_entry_and_when_it_arrived(workspace: Workspace) -> None:
    maria = workspace.people.list()[0].id
    leo = workspace.people.add({"name": "Leo Lopez", "born": "2015"}).id
    first, second = _entry(maria, "Dr. Okafor"), _entry(leo, "Dr. Müller")

    def work(tx: Transaction) -> None:
        disclosures.append_disclosure(tx, first)
        disclosures.append_disclosure(tx, second)
        disclosures.mark_received(tx, first.id, MOMENT + timedelta(hours=2))

    workspace.vault.write(work)
    received = replace(first, received=MOMENT + timedelta(hours=2))
    assert workspace.vault.read(disclosures.list_disclosures) == (second, received)
    assert workspace.vault.read(lambda tx: disclosures.list_disclosures(tx, maria)) == (received,)
    assert workspace.vault.read(lambda tx: disclosures.get_disclosure(tx, second.id)) == second
    assert workspace.vault.read(disclosures.first_broken) is None
    workspace.vault.write(lambda tx: disclosures.mark_received(tx, first.id, None))
    assert workspace.vault.read(lambda tx: disclosures.get_disclosure(tx, first.id)) == first


def test_an_entry_that_was_tampered_with_is_noticed(workspace: Workspace) -> None:
    maria = workspace.people.list()[0].id

    def tamper(tx: Transaction) -> None:
        for to in ("one", "two", "three"):
            disclosures.append_disclosure(tx, _entry(maria, to))
        tx.exec_driver_sql("DROP TRIGGER disclosure_stays")
        tx.exec_driver_sql("UPDATE disclosure SET entry = replace(entry, 'two', 'six') WHERE seq = 2")

    workspace.vault.write(tamper)
    assert workspace.vault.read(disclosures.first_broken) == 2
