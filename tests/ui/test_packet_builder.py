"""The builder's five steps in a real window, with a packet that is really built, and the sent log after it."""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import cast

import pypdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.foundation import clock
from desktop.records.dates import PartialDate
from desktop.records.fact import FactKind
from desktop.services.packets.outline import ON_ONE_PAGE
from desktop.services.workspace import Workspace
from desktop.ui.dates import day_words
from desktop.ui.packet.check import CheckStep
from desktop.ui.packet.choosing import DocumentsDialog
from desktop.ui.packet.deliver.age_key import AgeWay
from desktop.ui.packet.deliver.locked import LockedWay
from desktop.ui.packet.deliver.paper import PaperWay
from desktop.ui.packet.deliver.stick import StickWay
from desktop.ui.packet.deliver.view import AGE, PAPER, STICK, WEBSITE, DeliverStep
from desktop.ui.packet.deliver.website import ONE_FILE, WebsiteWay
from desktop.ui.packet.include import IncludeStep
from desktop.ui.packet.privacy import PrivacyStep
from desktop.ui.packet.view import CHECK, DELIVER, INCLUDE, NEW, PRIVACY, WHO, PacketsScreen
from desktop.ui.packet.who import WhoStep
from desktop.ui.people.person_dialog import PersonDialog
from desktop.ui.sentlog.reminder import ReminderDialog
from desktop.ui.widgets import CheckBox
from desktop.ui.window import SheafWindow
from desktop.vault.stores.said_again import Version, put_series
from tests.papers import ct_report, letter
from tests.services.merging.papers import file_paper
from tests.ui.looking import nameless, same_named_buttons
from tests.ui.record_window import button, dialog, press, settle, words
from tests.ui.record_window import settle as settle_now

Settle = Callable[[SheafWindow], None]


@pytest.fixture
def filled(workspace: Workspace, maria: str, tmp_path: Path) -> Workspace:
    """Maria's vault with two papers, a doctor and a few facts."""
    papers = tmp_path / "papers"
    papers.mkdir()
    (papers / "ct.pdf").write_bytes(ct_report())
    (papers / "note.pdf").write_bytes(letter("A note about the colonoscopy of March."))
    workspace.importing.import_paths([papers], maria)
    for document in workspace.documents.list(maria):
        if not document.belongs:
            workspace.documents.keep_here(document.id)
    workspace.records.put(FactKind.RECIPIENTS, maria, {"name": "Dr. Lena Okafor", "institution": "Northfield"})
    workspace.records.put(FactKind.MEDICATIONS, maria, {"generic": "apixaban", "strength": "5 mg"})
    workspace.records.put(FactKind.QUESTIONS, maria, {"text": "Is surgery still an option?", "rank": "1"})
    return workspace


def _screen(window: SheafWindow) -> PacketsScreen:
    shell = window.shell
    assert shell is not None
    shell.go("packets")
    settle()
    return cast("PacketsScreen", shell._made["packets"])


@pytest.fixture
def screen(window: SheafWindow, filled: Workspace, maria: str) -> PacketsScreen:
    """A packet for Dr. Okafor, at its first step."""
    made = _screen(window)
    made.open(NEW)
    assert made.packet is not None
    (doctor,) = filled.records.list(FactKind.RECIPIENTS, maria)
    made.packet.change(recipient_id=doctor.id)
    _show(made, WHO)
    return made


def _text(pdf: bytes) -> str:
    return "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)


def _show(screen: PacketsScreen, at: int) -> None:
    screen._show_step(at)
    settle()


def _check(screen: PacketsScreen, window: SheafWindow, wait: Settle) -> CheckStep:
    _show(screen, CHECK)
    wait(window)
    settle()
    assert isinstance(screen.step, CheckStep)
    return screen.step


def test_nobody_named_is_told_at_the_field(window: SheafWindow, filled: Workspace, maria: str) -> None:
    (doctor,) = filled.records.list(FactKind.RECIPIENTS, maria)
    filled.records.trash(doctor.id)
    screen = _screen(window)
    press(screen.page, "Start a packet")
    assert isinstance(screen.step, WhoStep)
    press(screen.page, "Next: What to include")
    assert isinstance(screen.step, WhoStep)
    assert "Choose a doctor first." in words(screen.page)
    assert filled.packets.drafts(screen.context.person_id)


def test_a_doctor_is_added_on_the_way_and_the_title_names_her(window: SheafWindow, screen: PacketsScreen) -> None:
    assert isinstance(screen.step, WhoStep)
    screen.step.doctor.setCurrentIndex(screen.step.doctor.count() - 1)
    screen.step.doctor.activated.emit(screen.step.doctor.currentIndex())
    settle()
    asked = dialog(window)
    QTest.keyClicks(asked.focusWidget(), "Prof. Ada Byron")
    press(asked, "Add this doctor")
    assert "Packet for Prof. Ada Byron" in words(screen.page)


def test_what_is_typed_is_kept_by_itself_and_found_again(
    screen: PacketsScreen, filled: Workspace, qtbot: QtBot
) -> None:
    step = screen.step
    assert isinstance(step, WhoStep)
    step.why.setFocus()
    QTest.keyClicks(step.why, "Is surgery right for me?")
    assert screen.packet is not None
    packet_id = screen.packet.draft.request.id
    qtbot.waitUntil(lambda: filled.packets.get(packet_id).request.why_now == "Is surgery right for me?", timeout=60_000)
    press(screen.page, "Save and close")
    assert "Packet for Dr. Lena Okafor" in words(screen.page)
    press(screen.page, "Continue: Packet for Dr. Lena Okafor")
    assert isinstance(screen.step, WhoStep)
    assert screen.step.why.toPlainText() == "Is surgery right for me?"


def test_an_unclear_date_is_told_and_an_earlier_one_asked_about(screen: PacketsScreen) -> None:
    step = screen.step
    assert isinstance(step, WhoStep)
    assert screen.packet is not None
    step.date.setText("someday")
    step.date.editingFinished.emit()
    assert step.date_field.message.words
    assert screen.packet.request.appointment is None
    step.date.setText("3 March 2020")
    step.date.editingFinished.emit()
    assert "This date has passed." in step.date_field.message.words


def test_an_empty_packet_goes_no_further(window: SheafWindow, screen: PacketsScreen, settle: Settle) -> None:
    assert screen.packet is not None
    screen.packet.change(parts=frozenset())
    _show(screen, INCLUDE)
    settle(window)
    assert "The packet is empty. Tick at least the one-page summary." in words(screen.page)
    press(screen.page, "Next: Privacy")
    assert isinstance(screen.step, IncludeStep)


def test_what_is_missing_leads_to_its_place(window: SheafWindow, screen: PacketsScreen, settle: Settle) -> None:
    _show(screen, INCLUDE)
    settle(window)
    told = "Fill in your phone number."
    assert told in words(screen.page)
    press(screen.page, f"Go there: {told}")
    form = dialog(window)
    assert isinstance(form, PersonDialog)
    QTest.keyClicks(form.fields["phone"].control, "+1 555 010 0142")
    press(form, "Save")
    settle(window)
    assert told not in words(screen.page)


def test_a_document_left_out_stays_out_and_is_put_back(
    window: SheafWindow, screen: PacketsScreen, settle: Settle
) -> None:
    _show(screen, INCLUDE)
    settle(window)
    press(screen.page, "Change what goes in: Documents")
    asked = dialog(window)
    box = next(one for one in asked.findChildren(CheckBox) if "CT" in one.text())
    box.setChecked(False)
    press(asked, "Use these")
    settle(window)
    assert screen.packet is not None
    assert len(screen.packet.request.excluded) == 1
    step = _check(screen, window, settle)
    assert "What you left out is really not in the file." in words(step)
    _show(screen, PRIVACY)
    assert isinstance(screen.step, PrivacyStep)
    listed = screen.context.workspace.documents.list(screen.context.person_id)
    title = next(one.title for one in listed if "CT" in one.title)
    press(screen.page, f"Put back {title}")
    assert screen.packet.request.excluded == frozenset()
    step = _check(screen, window, settle)
    assert "What you left out is really not in the file." not in words(step)


def test_a_replaced_document_is_offered_unticked_and_can_be_put_back(
    window: SheafWindow, screen: PacketsScreen, filled: Workspace, maria: str, settle: Settle
) -> None:
    one = next(one for one in filled.documents.list(maria) if "CT" in one.title)
    newer = file_paper(filled, maria, [], series="ct", version="2", media_type="application/pdf").document
    filled.vault.write(lambda tx: put_series(tx, one.id, Version("ct", "1")))
    assert filled.merging.replaced(maria) == {one.id: newer.id}
    assert screen.packet is not None
    packet = screen.packet
    assert one.id not in filled.packets.plan(packet.request).items
    for wanted in (True, False):
        asked = DocumentsDialog(window, packet, lambda: None)
        settle(window)
        box = next(each for each in asked.findChildren(CheckBox) if "replaced by a newer version" in each.text())
        assert box.isChecked() is not wanted
        if wanted and (folder := os.environ.get("SHEAF_SHOTS")) is not None:
            window.grab().save(str(Path(folder) / "documents-dialog.png"))
        box.setChecked(wanted)
        press(asked, "Use these")
        assert (one.id in filled.packets.plan(packet.request).items) is wanted
        assert packet.request.excluded == frozenset()


def test_a_medicine_left_out_is_not_in_the_pages(window: SheafWindow, screen: PacketsScreen, settle: Settle) -> None:
    _show(screen, INCLUDE)
    settle(window)
    press(screen.page, "Change what goes in: Medicines")
    asked = dialog(window)
    next(one for one in asked.findChildren(CheckBox) if "apixaban" in one.text()).setChecked(False)
    press(asked, "Use these")
    settle(window)
    assert screen.packet is not None
    assert screen.packet.built is not None
    assert "apixaban" not in _text(screen.packet.built.pdf)


def test_page_counts_are_those_of_the_real_pages(window: SheafWindow, screen: PacketsScreen, settle: Settle) -> None:
    _show(screen, INCLUDE)
    settle(window)
    assert isinstance(screen.step, IncludeStep)
    assert screen.packet is not None
    built = screen.packet.built
    assert built is not None
    shown = {part: int(count.text().split()[0]) for part, count in screen.step._counts.items()}
    assert shown == {part: built.part_pages.get(part, 0) for part in shown}
    shared = sum(max(0, len(parts & built.part_pages.keys()) - 1) for parts in ON_ONE_PAGE)
    assert sum(built.part_pages.values()) - shared == built.pages - 1  # the cover belongs to no part


def test_a_change_of_the_record_is_in_the_pages_at_once(
    window: SheafWindow, screen: PacketsScreen, filled: Workspace, maria: str, settle: Settle, qtbot: QtBot
) -> None:
    _check(screen, window, settle)
    packet = screen.packet
    assert packet is not None
    before = packet.built
    filled.records.put(FactKind.MEDICATIONS, maria, {"generic": "metformin"})
    qtbot.waitUntil(lambda: packet.built is not None and packet.built is not before, timeout=60_000)
    assert packet.built is not None
    assert "metformin" in _text(packet.built.pdf)


def test_pages_that_changed_after_the_look_are_looked_at_again(
    window: SheafWindow, screen: PacketsScreen, filled: Workspace, maria: str, settle: Settle, qtbot: QtBot
) -> None:
    _show(screen, DELIVER)
    filled.records.put(FactKind.MEDICATIONS, maria, {"generic": "metformin"})
    qtbot.waitUntil(lambda: isinstance(screen.step, CheckStep), timeout=60_000)
    settle(window)


def test_two_versions_are_compared(
    window: SheafWindow, screen: PacketsScreen, filled: Workspace, maria: str, tmp_path: Path
) -> None:
    assert screen.packet is not None
    request = screen.packet.request
    filled.packets.deliver(filled.packets.build(request), tmp_path / "one.pdf")
    (medicine,) = filled.records.list(FactKind.MEDICATIONS, maria)
    filled.records.edit(medicine.id, {"strength": "2.5 mg"})
    filled.records.put(FactKind.MEDICATIONS, maria, {"generic": "metformin"})
    (question,) = filled.records.list(FactKind.QUESTIONS, maria)
    filled.records.trash(question.id)
    press(screen.page, "Save and close")
    press(screen.page, "Compare versions of Packet for Dr. Lena Okafor")
    told = words(dialog(window))
    assert "Came in (1)" in told
    assert "metformin" in told
    assert "Went out (1)" in told
    assert "Is surgery still an option?" in told
    assert "was “5 mg”, now “2.5 mg”" in told
    assert nameless(dialog(window)) == []


def test_the_pages_are_looked_at_one_by_one(window: SheafWindow, screen: PacketsScreen, settle: Settle) -> None:
    step = _check(screen, window, settle)
    assert screen.packet is not None
    built = screen.packet.built
    assert built is not None
    assert step.rail.count() == built.pages
    assert step.rail.item(0).text() == "1  seen"
    assert step.preview.picture.has_image
    assert screen.next.isEnabled()
    step.rail.setCurrentRow(2)
    settle(window)
    assert step.preview.page == 3
    assert step.seen == {1, 3}
    assert step.rail.item(2).text() == "3  seen"
    QTest.mouseClick(step.preview.next, Qt.MouseButton.LeftButton)
    settle(window)
    assert step.rail.currentRow() == 3
    assert f"3 of {built.pages} pages looked at." in words(screen.page)
    assert not step.rail.item(0).icon().isNull()


def test_stopping_leaves_a_way_to_go_on(window: SheafWindow, screen: PacketsScreen, settle: Settle) -> None:
    _show(screen, CHECK)
    step = screen.step
    assert isinstance(step, CheckStep)
    press(step, "Cancel")
    settle(window)
    assert "Stopped. What you decided is kept." in words(step)
    assert not screen.next.isEnabled()
    press(step, "Make the packet")
    settle(window)
    assert screen.next.isEnabled()


def _deliver(screen: PacketsScreen, way: str = "") -> DeliverStep:
    _show(screen, DELIVER)
    step = screen.step
    assert isinstance(step, DeliverStep)
    if way:
        step.cards[way].radio.click()
        settle()
    return step


def test_the_locked_file_opens_with_the_words_on_the_screen(
    window: SheafWindow, screen: PacketsScreen, settle: Settle, tmp_path: Path, filled: Workspace
) -> None:
    way = _deliver(screen).way
    assert isinstance(way, LockedWay)
    way.place.go_to(tmp_path)
    first = way.words.phrase
    press(way, "Other words")
    assert way.words.phrase != first
    assert [one.text() for one in way.words.labels] == way.words.phrase.split()
    assert ", ".join(way.words.phrase.split()) in way.words.script.text.text()
    phrase, target = way.words.phrase, way.place.target
    assert "Maria" not in target.name
    press(screen.page, "Save locked PDF")
    settle(window)
    assert pypdf.PdfReader(target).is_encrypted
    assert pypdf.PdfReader(target, password=phrase).pages
    assert phrase.split()[0] not in words(screen.page).split()
    press(screen.page, "Show the words")
    assert set(phrase.split()) <= set(words(screen.page).split())
    assert list(filled.packets.sent_log.words().values()) == [phrase]
    press(screen.page, "They have it")
    (entry,) = filled.packets.disclosures(screen.context.person_id)
    assert entry.received is not None
    assert "Version 1 saved" in words(screen.page)
    press(screen.page, "Sent log")
    settle(window)
    told = words(window)
    assert "Dr. Lena Okafor" in told
    assert "Locked PDF" in told


def test_files_for_a_website_are_shown_before_they_are_saved(
    window: SheafWindow, screen: PacketsScreen, settle: Settle, tmp_path: Path
) -> None:
    way = _deliver(screen, WEBSITE).way
    assert isinstance(way, WebsiteWay)
    settle(window)
    assert len(way.files) > 1
    assert "1-Summary.pdf" in words(way)
    assert not screen.next.isEnabled()
    assert "Tick “I understand” first." in words(screen.page)
    way.understood.setChecked(True)
    way.place.go_to(tmp_path)
    target = way.place.target
    press(screen.page, f"Save {len(way.files)} files")
    settle(window)
    assert {path.name for path in target.iterdir()} == {one.name for one in way.files}
    assert "it is not locked" in words(screen.page)
    button(screen.page, "Change the day of the reminder").click()
    asked = dialog(window)
    assert isinstance(asked, ReminderDialog)
    asked.day.setText("3 March 2020")
    press(asked, "Change the day")
    assert "This day has passed." in words(asked)
    later = PartialDate.of(clock.today() + timedelta(days=30))
    asked.day.setText(day_words(later, long=True))
    press(asked, "Change the day")
    settle(window)
    assert f"{day_words(later, long=True)}." in words(screen.page)
    (entry,) = screen.context.workspace.packets.disclosures()
    assert entry.ask_on == later


def test_how_many_files_a_website_takes_at_once_is_obeyed_and_kept(
    window: SheafWindow, screen: PacketsScreen, filled: Workspace, maria: str, settle: Settle
) -> None:
    (doctor,) = filled.records.list(FactKind.RECIPIENTS, maria)
    filled.records.edit(doctor.id, {"max_files": "2"})
    settle(window)
    way = _deliver(screen, WEBSITE).way
    assert isinstance(way, WebsiteWay)
    settle(window)
    assert (way.at_once.value, len(way.files)) == ("2", 2)
    assert screen.packet is not None
    built = screen.packet.built
    way.at_once.setCurrentIndex(way.at_once.findData("1"))
    way.at_once.activated.emit(way.at_once.currentIndex())
    settle(window)
    assert len(way.files) == 1
    kept = filled.packets.get(screen.packet.request.id).request
    assert kept.max_files == 1
    assert built is not None
    assert screen.packet.built is not None
    assert screen.packet.built.pdf is built.pdf, "the pages are not made anew for it"
    assert screen.packet.built.draft.request == kept


def test_one_plain_file_for_a_website_without_limit(
    window: SheafWindow, screen: PacketsScreen, settle: Settle, tmp_path: Path
) -> None:
    way = _deliver(screen, WEBSITE).way
    assert isinstance(way, WebsiteWay)
    way.most.offer([(str(ONE_FILE), "No limit")], str(ONE_FILE))
    way._cut()
    settle(window)
    assert "One file" in words(way)
    way.understood.setChecked(True)
    way.place.go_to(tmp_path)
    press(screen.page, "Save plain PDF")
    settle(window)
    (made,) = tmp_path.glob("records-*.pdf")
    assert not pypdf.PdfReader(made).is_encrypted


def test_a_stick_holds_a_locked_packet_and_what_lies_beside_it(
    window: SheafWindow, screen: PacketsScreen, settle: Settle, tmp_path: Path
) -> None:
    way = _deliver(screen, STICK).way
    assert isinstance(way, StickWay)
    assert not screen.next.isEnabled()
    way.understood.setChecked(True)
    way.place.go_to(tmp_path)
    target, phrase = way.place.target, way.words.phrase
    press(screen.page, "Save the folder")
    settle(window)
    names = {path.name for path in target.iterdir()}
    assert {"README.txt", "summary.html", "summary.ips.json", "manifest.csv"} <= names
    (packet,) = target.glob("*.pdf")
    assert pypdf.PdfReader(packet, password=phrase).pages


def test_the_printer_gets_every_page_and_the_log_says_so(
    window: SheafWindow, screen: PacketsScreen, settle: Settle, tmp_path: Path, filled: Workspace
) -> None:
    way = _deliver(screen, PAPER).way
    assert isinstance(way, PaperWay)
    settle(window)
    assert screen.packet is not None
    built = screen.packet.built
    assert built is not None
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "paper.pdf"))
    way.print_on(printer, built, screen._show_delivered, screen._not_saved)
    assert not screen.next.isEnabled(), "a second press would print it twice"
    assert "Making the pages for the printer" in words(screen.page)
    settle(window)
    assert len(pypdf.PdfReader(tmp_path / "paper.pdf").pages) == built.pages
    (entry,) = filled.packets.disclosures(screen.context.person_id)
    assert (entry.medium, entry.file_name) == ("print", "")
    settle_now()
    assert f"Printed: {built.pages} pages." in words(screen.page)


def test_an_age_key_that_is_none_is_told_and_nothing_written(
    window: SheafWindow, screen: PacketsScreen, settle: Settle, tmp_path: Path, filled: Workspace
) -> None:
    way = _deliver(screen, AGE).way
    assert isinstance(way, AgeWay)
    assert not screen.next.isEnabled()
    way.key.setText("age1nothing")
    way.place.go_to(tmp_path)
    before = set(tmp_path.iterdir())
    press(screen.page, "Save encrypted file")
    settle(window)
    assert set(tmp_path.iterdir()) == before
    assert not filled.packets.disclosures(screen.context.person_id)


def test_a_file_that_is_there_is_not_written_over(
    window: SheafWindow, screen: PacketsScreen, settle: Settle, tmp_path: Path
) -> None:
    way = _deliver(screen).way
    assert isinstance(way, LockedWay)
    way.place.go_to(tmp_path)
    target = way.place.target
    target.write_bytes(b"something of mine")
    press(screen.page, "Save locked PDF")
    back, close = screen._leaving
    assert not any(one.isEnabled() for one in (back, close)), "who leaves would not be told what became of the file"
    assert "You can go back when it is there." in words(screen.page)
    settle(window)
    assert back.isEnabled()
    assert close.isEnabled()
    assert target.read_bytes() == b"something of mine"
    assert screen.next.isEnabled()
    assert not screen.context.workspace.packets.disclosures(screen.context.person_id)


def test_the_way_that_the_place_asked_for_is_chosen(
    window: SheafWindow, screen: PacketsScreen, filled: Workspace, maria: str, settle: Settle
) -> None:
    (doctor,) = filled.records.list(FactKind.RECIPIENTS, maria)
    filled.records.edit(doctor.id, {"route": "portal", "max_mb": "7"})
    settle(window)
    way = _deliver(screen).way
    assert isinstance(way, WebsiteWay)
    assert way.most.value == "7"


@pytest.mark.parametrize("name", [WEBSITE, PAPER, STICK, AGE])
def test_every_way_has_names_for_those_who_do_not_see_it(
    window: SheafWindow, screen: PacketsScreen, settle: Settle, name: str
) -> None:
    _deliver(screen, name)
    settle(window)
    assert nameless(screen.page) == []
    assert same_named_buttons(screen.page) == set()


def test_a_packet_is_removed_and_brought_back(screen: PacketsScreen, filled: Workspace) -> None:
    press(screen.page, "Save and close")
    press(screen.page, "Remove Packet for Dr. Lena Okafor")
    assert "No packets yet." in words(screen.page)
    filled.history.undo()
    assert len(filled.packets.drafts(screen.context.person_id)) == 1


@pytest.mark.parametrize("at", [WHO, INCLUDE, PRIVACY, CHECK, DELIVER])
def test_every_step_has_names_for_those_who_do_not_see_it(
    window: SheafWindow, screen: PacketsScreen, settle: Settle, at: int
) -> None:
    _show(screen, at)
    settle(window)
    assert nameless(screen.page) == []
    assert same_named_buttons(screen.page) == set()
    assert button(screen.page, "Save and close").isEnabled()


def test_address_numbers_and_family_names_are_three_ticks_that_are_kept(screen: PacketsScreen) -> None:
    _show(screen, PRIVACY)
    assert isinstance(screen.step, PrivacyStep)
    assert screen.packet is not None
    screen.step.hidden["hide_family"].click()
    screen.step.hidden["hide_numbers"].click()
    screen.step.hidden["hide_numbers"].click()
    kept = screen.context.workspace.packets.get(screen.packet.request.id).request
    assert (kept.hide_address, kept.hide_numbers, kept.hide_family) == (False, False, True)
    _show(screen, PRIVACY)
    assert isinstance(screen.step, PrivacyStep)
    assert [one.isChecked() for one in screen.step.hidden.values()] == [False, False, True]


def test_a_topic_not_answered_stays_out(
    window: SheafWindow, screen: PacketsScreen, filled: Workspace, maria: str, settle: Settle
) -> None:
    filled.records.put(FactKind.CONDITIONS, maria, {"name": "Depression", "sensitive": "mental-health"})
    _show(screen, PRIVACY)
    assert "Not answered yet, so it stays out." in words(screen.page)
    assert screen.packet is not None
    _check(screen, window, settle)
    built = screen.packet.built
    assert built is not None
    text = _text(built.pdf)
    assert "Depression" not in text
    assert "apixaban" in text
