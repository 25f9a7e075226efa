"""The sent log: what was handed over without the program, notes, words that are kept until they have it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pypdf
import pytest

from desktop.foundation import clock
from desktop.foundation.errors import SheafError
from desktop.records.dates import PartialDate
from desktop.records.disclosure import HANDOVER, Handover, HandoverWay
from desktop.records.packet import Disclosure
from desktop.services.packets.log_paper import save_sent_log
from desktop.services.workspace import Workspace
from desktop.vault.stores import disclosures

WORDS = "maple otter brick lemon stone"
LOCKED = Disclosure(
    id="e1", packet_id="p1", code="SH-7K2M", version=1, person_id="", to="Dr. Lena Okafor", address="", purpose="",
    medium="locked-pdf", when=clock.now(), pages=12, size=9, sha256="ab" * 32, fingerprint="AAAA-BBBB-CCCC",
    file_name="records.pdf", items=("f1",),
)  # fmt: skip


def _given(person_id: str, **values: object) -> Handover:
    told = {"person_id": person_id, "to": "Dr. Ivo Brandt", "what": "All CT pictures", "way": HandoverWay.STICK}
    return Handover(**{**told, **values})  # type: ignore[arg-type] # a test's own values


@pytest.fixture
def maria(workspace: Workspace) -> str:
    """Maria's id; a locked packet was sent, and its words are kept."""
    person_id = workspace.people.add({"name": "Maria Lopez", "born": "1957-05-04"}).id
    workspace.vault.write(lambda tx: disclosures.append_disclosure(tx, replace(LOCKED, person_id=person_id)))
    workspace.vault.write(lambda tx: disclosures.keep_words(tx, LOCKED.id, WORDS))
    return person_id


def test_a_handover_stands_in_the_log_with_who_when_what_and_how(workspace: Workspace, maria: str) -> None:
    log = workspace.packets.sent_log
    day = PartialDate(2026, 11, 3)
    log.hand_over(_given(maria, day=day, detail="parcel 4471", address="University Clinic", arrived=True))
    entry = log.entries(maria)[0]
    assert (entry.medium, entry.to, entry.what, entry.way) == (
        HANDOVER,
        "Dr. Ivo Brandt",
        "All CT pictures",
        HandoverWay.STICK,
    )
    assert (entry.day, entry.detail, entry.address) == (day, "parcel 4471", "University Clinic")
    assert entry.received is not None
    assert log.entries("somebody else") == ()


def test_a_saved_packet_that_was_handed_on_is_of_the_file_that_was_saved(workspace: Workspace, maria: str) -> None:
    log = workspace.packets.sent_log
    log.hand_over(_given(maria, what="", packet_id="p1", version=1))
    entry = log.entries(maria)[0]
    assert (entry.code, entry.version, entry.pages, entry.fingerprint, entry.items) == (
        "SH-7K2M", 1, 12, "AAAA-BBBB-CCCC", ("f1",),
    )  # fmt: skip
    assert entry.received is None
    assert [one.number for one in workspace.packets.versions("p1")] == [1]


def test_the_day_of_the_reminder_can_be_changed_and_the_chain_holds(workspace: Workspace, maria: str) -> None:
    log, today = workspace.packets.sent_log, clock.today()
    assert log.get("e1").asks_on == log.get("e1").left_on + timedelta(days=2)
    log.ask_on("e1", today + timedelta(days=9))
    log.ask_on("e1", today + timedelta(days=5))
    (entry,) = log.entries(maria)
    assert (entry.asks_on, entry.notes) == (today + timedelta(days=5), ())
    assert log.get("e1") == entry
    workspace.history.undo()
    assert log.get("e1").asks_on == today + timedelta(days=9)
    with pytest.raises(SheafError):
        log.ask_on("e1", today - timedelta(days=1))
    assert workspace.vault.read(disclosures.first_broken) is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"to": " "},
        {"what": ""},
        {"day": PartialDate.of(clock.today() + timedelta(days=2))},
        {"packet_id": "p1", "version": 7},
        {"detail": "x" * 501},
    ],
    ids=lambda wrong: next(iter(wrong)),
)
def test_a_handover_that_says_too_little_or_what_cannot_be_is_not_written(
    workspace: Workspace, maria: str, wrong: dict[str, object]
) -> None:
    with pytest.raises(SheafError):
        workspace.packets.sent_log.hand_over(_given(maria, **wrong))
    assert len(workspace.packets.disclosures(maria)) == 1


def test_notes_are_added_and_the_chain_holds(workspace: Workspace, maria: str) -> None:
    log = workspace.packets.sent_log
    log.add_note("e1", "Words told to\nNurse Kim")
    log.hand_over(_given(maria))
    log.add_note("e1", "She opened it")
    assert [note.text for note in log.get("e1").notes] == ["Words told to Nurse Kim", "She opened it"]
    assert [note.text for note in log.entries(maria)[1].notes] == ["Words told to Nurse Kim", "She opened it"]
    assert len(log.entries(maria)) == 2, "a note is no entry of its own"
    assert workspace.vault.read(disclosures.first_broken) is None
    for words in ("", "x" * 501):
        with pytest.raises(SheafError):
            log.add_note("e1", words)
    with pytest.raises(SheafError):
        log.add_note("nothing", "words")


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_log_on_paper_holds_every_entry_and_its_notes(
    workspace: Workspace, maria: str, tmp_path: Path, language: str
) -> None:
    log = workspace.packets.sent_log
    log.hand_over(_given(maria, day=PartialDate(2026, 11, 3), detail="parcel 4471"))
    log.add_note("e1", "Words told to Nurse Kim")
    log.mark_received("e1")
    save_sent_log(workspace.people.get(maria), log.entries(maria), tmp_path / "log.pdf", language=language)
    text = " ".join(page.extract_text() for page in pypdf.PdfReader(tmp_path / "log.pdf").pages)
    for words in ("Maria Lopez", "2026-11-03", "Dr. Ivo Brandt", "All CT pictures", "parcel 4471", "SH-7K2M"):
        assert words in text
    assert "AAAA-BBBB-CCCC" in text
    assert "Words told to Nurse Kim" in " ".join(text.split())
    assert WORDS.split(maxsplit=1)[0] not in text
    assert ("not confirmed" if language == "en" else "sin confirmar") in " ".join(text.split())


def test_the_words_are_kept_until_they_have_it_and_come_back_with_undo(workspace: Workspace, maria: str) -> None:
    log = workspace.packets.sent_log
    assert log.words() == {"e1": WORDS}
    log.mark_received("e1")
    assert log.words() == {}
    assert log.get("e1").received is not None
    workspace.history.undo()
    assert log.words() == {"e1": WORDS}
    assert log.get("e1").received is None
    assert maria


def test_what_arrived_keeps_its_day_when_it_is_said_again(workspace: Workspace, maria: str) -> None:
    log = workspace.packets.sent_log
    log.mark_received("e1")
    first = log.entries(maria)[0].received
    log.mark_received("e1")
    assert log.get("e1").received == first
    workspace.history.undo()
    assert log.words() == {"e1": WORDS}, "the one thing that was done is undone"
