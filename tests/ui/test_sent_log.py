"""The sent log in the window: handovers, what is added to an entry, the words until they have it, only what changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.foundation import clock
from desktop.records.dates import PartialDate
from desktop.records.disclosure import HANDOVER
from desktop.records.fact import FactKind
from desktop.records.packet import Disclosure
from desktop.services.packets.news import News
from desktop.services.workspace import Workspace
from desktop.ui.dates import day_words
from desktop.ui.packet.include import IncludeStep
from desktop.ui.packet.view import INCLUDE, PacketsScreen
from desktop.ui.paper.phrase import PhrasePaper
from desktop.ui.paper.sent_log import SentLogPaper
from desktop.ui.sentlog.entry import EntryDialog
from desktop.ui.sentlog.handover import SOMETHING_ELSE, HandoverDialog
from desktop.ui.sentlog.reminder import ReminderDialog
from desktop.ui.sentlog.view import SentLogScreen
from desktop.ui.window import SheafWindow
from desktop.vault.stores import disclosures
from tests.ui.looking import nameless, same_named_buttons
from tests.ui.record_window import go, press, settle, words

PHRASE = "maple otter brick lemon stone"


@pytest.fixture
def sent(workspace: Workspace, maria: str) -> Disclosure:
    """A locked packet that went to Dr. Okafor, with its words."""
    workspace.records.put(FactKind.RECIPIENTS, maria, {"name": "Dr. Lena Okafor"})
    draft = workspace.packets.start(maria)
    entry = Disclosure(
        id="e1", packet_id=draft.request.id, code=draft.code, version=1, person_id=maria, to="Dr. Lena Okafor",
        address="Northfield", purpose="Second opinion", medium="locked-pdf", when=clock.now(), pages=12, size=900_000,
        sha256="ab" * 32, fingerprint="AAAA-BBBB-CCCC", file_name="records.pdf",
        items=workspace.packets.plan(draft.request).items,
    )  # fmt: skip
    workspace.vault.write(lambda tx: disclosures.append_disclosure(tx, entry))
    workspace.vault.write(lambda tx: disclosures.keep_words(tx, entry.id, PHRASE))
    return entry


def _opened(window: SheafWindow, kind: type[HandoverDialog | EntryDialog]) -> HandoverDialog | EntryDialog:
    (found,) = [one for one in window.findChildren(kind) if one.isVisible()]
    assert nameless(found) == []
    return found


def test_a_handover_is_written_down_and_what_is_missing_is_asked_for(
    window: SheafWindow, workspace: Workspace, maria: str
) -> None:
    screen = go(window, SentLogScreen)
    assert "Nothing has been sent yet." in words(screen.page)
    press(screen.page, "Write down a handover…")
    asked = _opened(window, HandoverDialog)
    assert isinstance(asked, HandoverDialog)
    asked.day.setText(day_words(PartialDate.of(clock.today() + timedelta(days=2)), long=True))
    for told, field, typed in (
        ("Say who got it.", asked.to.lineEdit(), "Dr. Ivo Brandt"),
        ("Say what it was.", asked.told, "All CT pictures"),
        ("This day is in the future.", asked.day, "3 November 2026"),
    ):
        press(asked, "Write it down")
        assert told in words(asked)
        assert field is not None
        field.clear()
        QTest.keyClicks(field, typed)
    asked.way.choose("stick")
    asked.arrived.click()
    press(asked, "Write it down")
    (entry,) = workspace.packets.disclosures(maria)
    assert (entry.medium, entry.to, entry.what) == (HANDOVER, "Dr. Ivo Brandt", "All CT pictures")
    told = words(screen.page)
    for line in ("Dr. Ivo Brandt", "All CT pictures", "Handed over, on a stick or disc", "3 Nov 2026", "Arrived"):
        assert line in told


def test_a_saved_packet_can_be_what_was_handed_over(
    window: SheafWindow, workspace: Workspace, maria: str, sent: Disclosure
) -> None:
    press(go(window, SentLogScreen).page, "Write down a handover…")
    asked = _opened(window, HandoverDialog)
    assert isinstance(asked, HandoverDialog)
    assert not asked.fields["what"].isVisible()
    assert [asked.what.itemData(row) for row in range(asked.what.count())] == [sent.id, SOMETHING_ELSE]
    asked.to.setEditText("Dr. Ivo Brandt")
    press(asked, "Write it down")
    entry = workspace.packets.disclosures(maria)[0]
    assert (entry.packet_id, entry.version, entry.fingerprint) == (sent.packet_id, 1, "AAAA-BBBB-CCCC")


def test_an_entry_shows_its_words_until_they_have_it_and_takes_notes(
    window: SheafWindow, workspace: Workspace, sent: Disclosure
) -> None:
    workspace.packets.save(replace(workspace.packets.get(sent.packet_id).request, language="es"))
    screen = go(window, SentLogScreen)
    assert "Not confirmed" in words(screen.page)
    assert same_named_buttons(screen.page) == set()
    _open(screen)
    shown = _opened(window, EntryDialog)
    assert isinstance(shown, EntryDialog)
    assert "AAAA-BBBB-CCCC" in words(shown)
    assert "otter" not in words(shown)
    press(shown, "Show the words")
    assert "otter" in words(shown)
    press(shown, "Print the words")
    (slip,) = window.findChildren(PhrasePaper)
    assert slip.form.chosen == "es", "the language of the packet"
    slip.reject()
    QTest.keyClicks(shown.note, "Words told to Nurse Kim")
    press(shown, "Add this note")
    assert "Words told to Nurse Kim" in words(shown)
    press(shown, "Add this note")
    assert len(workspace.packets.sent_log.get(sent.id).notes) == 1
    press(shown, "They have it")
    assert workspace.packets.sent_log.words() == {}
    assert "Arrived" in words(screen.page)
    _open(screen)
    again = _opened(window, EntryDialog)
    assert "The five words are not kept any more: they have it." in words(again)
    assert "They have it" not in words(again).splitlines()


def test_after_a_new_day_for_the_reminder_the_focus_is_where_it_was(
    window: SheafWindow, workspace: Workspace, sent: Disclosure
) -> None:
    _open(go(window, SentLogScreen))
    shown = _opened(window, EntryDialog)
    press(shown, "Change the day of the reminder")
    (asked,) = [one for one in window.findChildren(ReminderDialog) if one.isVisible()]
    asked.day.setText((clock.now() + timedelta(days=30)).date().isoformat())
    press(asked, "Change the day")
    settle()
    focused = shown.focusWidget()
    assert focused is not None
    assert focused.accessibleName() == "Change the day of the reminder"
    assert focused.isVisible()
    assert workspace.packets.sent_log.get(sent.id).asks_on == (clock.now() + timedelta(days=30)).date()


def test_who_else_lacks_the_newest_is_shown_on_request(
    window: SheafWindow, workspace: Workspace, sent: Disclosure, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    news = [
        News(packet_id=sent.packet_id, version=1, to=f"Dr. {name}", titles=("MRI",), questions=0)
        for name in ("Adams", "Brown", "Clark", "Davis", "Evans")
    ]
    monkeypatch.setattr(type(workspace.packets.next_versions), "news", lambda _self, _person: tuple(news))
    screen = go(window, SentLogScreen)
    qtbot.waitUntil(lambda: "Dr. Clark has" in words(screen.page), timeout=60_000)
    assert "Dr. Davis has" not in words(screen.page)
    press(screen.page, "Show all 5 who do not have the newest")
    qtbot.waitUntil(lambda: "Dr. Evans has" in words(screen.page), timeout=60_000)
    assert "Show all 5" not in words(screen.page)


def test_the_log_goes_to_paper(window: SheafWindow, sent: Disclosure, qtbot: QtBot) -> None:
    screen = go(window, SentLogScreen)
    assert screen.page.print_button is not None
    screen.page.print_button.click()
    (paper,) = window.findChildren(SentLogPaper)
    qtbot.waitUntil(lambda: paper.preview.picture.has_image, timeout=60_000)
    assert nameless(paper) == []
    assert paper.preview.pages == 1
    paper.reject()
    assert sent.to in words(screen.page)


def _open(screen: SentLogScreen) -> None:
    (entry,) = screen.context.workspace.packets.disclosures(screen.context.person_id)
    screen._open(entry)
    settle()


def test_only_what_changed_is_prepared_at_the_second_step(
    window: SheafWindow,
    workspace: Workspace,
    maria: str,
    sent: Disclosure,
    qtbot: QtBot,
) -> None:
    go(window, PacketsScreen, sent.packet_id)  # the packet is at work still
    screen = go(window, SentLogScreen)
    qtbot.waitUntil(lambda: not window.tasks.busy, timeout=60_000)
    assert "has version 1" not in words(screen.page), "nothing is new"
    workspace.records.put(FactKind.ALLERGIES, maria, {"substance": "Latex"})
    workspace.records.put(FactKind.QUESTIONS, maria, {"text": "What about a trial?"})
    draft = workspace.packets.get(sent.packet_id)
    workspace.packets.save(replace(draft.request, recipient_id="", recipient_name="Somebody else"))
    qtbot.waitUntil(lambda: "New or changed since then: Latex, 1 question." in words(screen.page), timeout=60_000)
    assert "Dr. Lena Okafor has version 1" in words(screen.page)
    press(screen.page, "Prepare only what changed: for Dr. Lena Okafor")
    assert window.shell is not None
    packets = window.shell._made["packets"]
    assert isinstance(packets, PacketsScreen)
    assert isinstance(packets.step, IncludeStep)
    assert packets.packet is not None
    assert packets.packet.recipient_name == "Dr. Lena Okafor"
    assert packets.packet.request.changed_since == 1
    assert packets.step.since.value == "1"
    packets.packet.change(recipient_id="", recipient_name="Dr. Never")
    packets._show_step(INCLUDE)
    assert packets.packet.request.changed_since == 0, "who never got version 1 gets everything"
    assert "How much of it" not in words(packets.page)
    packets.packet.record_changed()  # nobody waits for the pages
    qtbot.waitUntil(lambda: not window.tasks.busy, timeout=60_000)
