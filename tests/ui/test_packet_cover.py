"""Covering parts of a page in a real window, by mouse and by keys, and answering what was found on a page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.records.fact import FactKind
from desktop.records.packet import CoveredPage
from desktop.records.provenance import Box, Provenance
from desktop.services.packets.errors import UnansweredError
from desktop.services.workspace import Workspace
from desktop.ui.packet.check import CheckStep
from desktop.ui.packet.cover_page import CoverDialog
from desktop.ui.packet.covered_entries import ask_about_entries
from desktop.ui.packet.deliver.view import PAPER, DeliverStep
from desktop.ui.packet.view import CHECK, DELIVER, NEW, PRIVACY, PacketsScreen
from desktop.ui.widgets import CheckBox, Chip, ChoiceRow
from desktop.ui.window import SheafWindow
from tests.filing import BOX
from tests.papers import letter
from tests.ui.looking import nameless, same_named_buttons
from tests.ui.record_window import button, dialog, press, words
from tests.ui.record_window import settle as settle_events

Settle = Callable[[SheafWindow], None]


@pytest.fixture
def screen(window: SheafWindow, workspace: Workspace, maria: str, tmp_path: Path) -> PacketsScreen:
    """A packet for Dr. Okafor with one letter that names Maria's husband, at the privacy step."""
    workspace.people.add({"name": "Luis Lopez", "born": "1955-09-11"})
    (tmp_path / "note.pdf").write_bytes(letter("With her husband Luis Lopez, born 09/11/1955."))
    workspace.importing.import_paths([tmp_path / "note.pdf"], maria)
    for document in workspace.documents.list(maria):
        workspace.documents.keep_here(document.id)
    workspace.records.put(FactKind.RECIPIENTS, maria, {"name": "Dr. Lena Okafor"})
    shell = window.shell
    assert shell is not None
    shell.go("packets")
    settle_events()
    made = cast("PacketsScreen", shell._made["packets"])
    made.open(NEW)
    assert made.packet is not None
    (doctor,) = workspace.records.list(FactKind.RECIPIENTS, maria)
    made.packet.change(recipient_id=doctor.id)
    made._show_step(PRIVACY)
    settle_events()
    return made


def _open_cover(window: SheafWindow, screen: PacketsScreen, settle: Settle) -> CoverDialog:
    press(screen.page, "Leave out or cover pages")
    settle_events()
    title = screen.context.workspace.documents.list(screen.context.person_id)[0].title
    press(dialog(window), f"Cover parts of pages of {title}")
    settle_events()
    settle(window)
    return next(one for one in window.findChildren(CoverDialog) if one.isVisible())


def test_a_box_is_drawn_moved_by_keys_and_kept(window: SheafWindow, screen: PacketsScreen, settle: Settle) -> None:
    cover = _open_cover(window, screen, settle)
    canvas = cover.canvas
    assert not nameless(cover)
    assert not same_named_buttons(cover)
    start, end = QPoint(canvas.width() // 4, canvas.height() // 4), QPoint(canvas.width() // 2, canvas.height() // 3)
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=start)
    for part in range(1, 5):
        QTest.mouseMove(canvas, start + (end - start) * part / 4)
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=end)
    (box,) = canvas.boxes
    assert (round(box.left, 2), round(box.top, 2)) == (0.25, 0.25)
    canvas.setFocus()
    QTest.keyClick(canvas, Qt.Key.Key_Right)
    QTest.keyClick(canvas, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    (moved,) = canvas.boxes
    assert round(moved.left - box.left, 3) == 0.01
    assert round(moved.bottom - box.bottom, 3) == 0.01
    assert canvas.accessibleDescription().startswith("Box 1 of 1: 26 to")
    press(cover, "Cover these")
    assert screen.packet is not None
    (kept,) = screen.packet.request.covered
    assert kept.boxes == (moved,)
    assert screen.context.workspace.packets.get(screen.packet.request.id).request.covered == (kept,)


def test_by_keys_alone_a_box_is_added_and_removed(window: SheafWindow, screen: PacketsScreen, settle: Settle) -> None:
    cover = _open_cover(window, screen, settle)
    assert not button(cover, "Remove box").isEnabled()
    QTest.keyClick(button(cover, "Add a box"), Qt.Key.Key_Space)
    assert window.focusWidget() is cover.canvas
    assert cover.canvas.words().startswith("Box 1 of 1")
    QTest.keyClick(cover.canvas, Qt.Key.Key_Delete)
    assert not cover.canvas.boxes
    assert "Nothing is covered on this page." in words(cover)


def test_the_privacy_step_tells_what_is_covered_and_takes_it_back(
    window: SheafWindow, screen: PacketsScreen, settle: Settle
) -> None:
    cover = _open_cover(window, screen, settle)
    cover.canvas.add_box()
    press(cover, "Cover these")
    screen._show_step(PRIVACY)
    settle_events()
    assert "Parts of page 1 are covered" in words(screen.page)
    assert "Parts of 1 page are covered at the patient’s wish." in words(screen.page)
    title = screen.context.workspace.documents.list(screen.context.person_id)[0].title
    press(screen.page, f"Put back {title}")
    assert screen.packet is not None
    assert screen.packet.request.covered == ()


def test_what_is_found_on_a_page_is_answered_before_the_packet_goes_on(
    window: SheafWindow, screen: PacketsScreen, qtbot: QtBot
) -> None:
    def check() -> CheckStep:
        qtbot.waitUntil(lambda: not window.tasks.busy, timeout=180_000)
        settle_events()
        assert isinstance(screen.step, CheckStep)
        return screen.step

    screen._show_step(CHECK)
    step = check()
    assert screen.packet is not None
    assert screen.packet.built is not None
    (found,) = screen.packet.built.unanswered
    assert not screen.next.isEnabled()
    assert "Answer what was found on the pages first." in words(screen.page)
    press(step, f"Send it so: page {found.page}")
    step = check()
    assert screen.next.isEnabled()
    assert screen.packet.request.allowed == {found.key}
    assert "It goes, as you said." in words(step)


def test_nothing_is_printed_before_it_is_answered(window: SheafWindow, screen: PacketsScreen, settle: Settle) -> None:
    screen._show_step(DELIVER)
    assert isinstance(screen.step, DeliverStep)
    way = screen.step.ways[PAPER]
    refused: list[BaseException] = []
    way.begin(lambda _outcome: refused.clear(), refused.append)
    settle(window)
    settle_events()
    assert [type(one) for one in refused] == [UnansweredError]
    assert window.findChildren(QPrintDialog) == [], "no printer is asked for"


def test_entries_that_were_read_below_a_cover_are_left_out_or_kept(
    window: SheafWindow, screen: PacketsScreen, settle: Settle
) -> None:
    workspace, packet = screen.context.workspace, screen.packet
    assert packet is not None
    (report,) = workspace.documents.list(screen.context.person_id)
    place = Provenance(document_id=report.id, page=1, box=BOX)
    ids = {
        name: workspace.records.put(
            FactKind.MEDICATIONS, screen.context.person_id, {"generic": name}, provenance=(place,)
        ).ids[0]
        for name in ("apixaban", "sertraline")
    }
    cover = CoverDialog(window, packet, report, list)
    cover.canvas.add_box()
    cover.canvas.boxes = (BOX,)
    cover.canvas.changed.emit()
    press(cover, "Cover these")
    settle(window)
    asked = dialog(window)
    assert "2 entries were read from the part you covered" in words(asked)
    assert not same_named_buttons(asked)
    tick = next(one for one in asked.findChildren(CheckBox) if "sertraline" in one.text())
    assert tick.isChecked()
    tick.setChecked(False)
    press(asked, "Leave out what is ticked")
    assert packet.request.excluded == {ids["apixaban"]}
    plan = workspace.packets.plan(packet.request)
    assert [one.fact.id for one in workspace.packets.asking.under_cover(plan)] == [ids["sertraline"]]
    assert workspace.packets.asking.entries_below(packet.request) == ()


def test_what_a_document_is_called_by_is_asked_about_and_can_be_put_back(
    window: SheafWindow, screen: PacketsScreen, settle: Settle
) -> None:
    workspace, packet = screen.context.workspace, screen.packet
    assert packet is not None
    (report,) = workspace.documents.list(screen.context.person_id)
    packet.change(covered=(CoveredPage(report.id, 1, (Box(0, 0, 1, 1),)),))
    found = workspace.packets.asking.fields_below(packet.request)
    assert "title" in {one.field for one in found}
    ask_about_entries(window, packet, list)
    settle(window)
    asked = dialog(window)
    assert "read from the part you covered" in words(asked)
    assert f"The document’s title: {report.title}" in [one.text() for one in asked.findChildren(CheckBox)]
    press(asked, "Leave out what is ticked")
    assert f"{report.id}#title" in packet.request.withheld_fields
    (source,) = [one for section in workspace.packets.plan(packet.request).sections for one in section.sources]
    assert source.document.title == "Document 1"
    screen._show_step(PRIVACY)
    settle(window)
    press(screen.page, f"Put back Title of {report.title}")
    assert f"{report.id}#title" not in packet.request.withheld_fields


def test_each_topic_is_answered_before_the_packet_goes_on(
    window: SheafWindow, screen: PacketsScreen, settle: Settle
) -> None:
    records, person, packet = screen.context.workspace.records, screen.context.person_id, screen.packet
    assert packet is not None
    records.put(FactKind.MEDICATIONS, person, {"generic": "sertraline"})
    records.put(FactKind.SOCIAL, person, {"topic": "alcohol", "description": "a beer on Sundays"})
    records.put(FactKind.CONDITIONS, person, {"name": "Alcohol use disorder"})
    documents = screen.context.workspace.documents
    documents.edit(documents.list(person)[0].id, {"title": "Letter about alcoholism"})
    screen._show_step(PRIVACY)
    assert not screen.next.isEnabled()
    settle(window)
    assert not screen.next.isEnabled()
    assert "Say whether it goes: Alcohol and drugs, Mental health." in words(screen.page)
    assert "May be about it: sertraline" in words(screen.page)
    _choose(screen, "Mental health", "Leave out")
    assert "Say whether it goes: Alcohol and drugs." in words(screen.page)
    press(screen.page, "Look at what may be about: Alcohol and drugs")
    press(dialog(window), "Look at Letter about alcoholism, or cover a part")
    (cover,) = (one for one in window.findChildren(CoverDialog) if one.isVisible())
    cover.canvas.add_box()
    press(cover, "Cover these")
    settle(window)
    press(dialog(window), "Cancel")
    assert "Parts of page 1 are covered" in words(screen.page), "what was covered stays so when nothing else is said"
    press(screen.page, "Look at what may be about: Alcohol and drugs")
    asked = dialog(window)
    assert "“alcohol · a beer on Sundays”" in words(asked)
    assert not nameless(asked)
    next(one for one in asked.findChildren(CheckBox) if "disorder" in one.text()).setChecked(False)
    press(asked, "Use these")
    assert screen.next.isEnabled()
    assert "1 of 3 stay out." in words(screen.page)
    plan = screen.context.workspace.packets.plan(packet.request)
    kept = {fact.title for facts in plan.facts.values() for fact in facts}
    assert not kept & {"sertraline", "Alcohol use disorder"}
    assert len(plan.facts[FactKind.SOCIAL]) == 1
    told = words(screen.page)
    assert "1 medicine withheld at the patient’s wish. 1 condition withheld at the patient’s wish." in told
    assert "Parts of 1 page are covered at the patient’s wish." in told
    press(screen.page, "Put back sertraline")
    settle(window)
    assert screen.next.isEnabled()
    assert "sertraline" in {
        one.title for one in screen.context.workspace.packets.plan(packet.request).facts[FactKind.MEDICATIONS]
    }


def _choose(screen: PacketsScreen, topic: str, answer: str) -> None:
    rows = [one for one in screen.page.findChildren(ChoiceRow) if one.isVisible() and one.accessibleName() == topic]
    (chip,) = (one for one in rows[0].findChildren(Chip) if one.text() == answer)
    chip.click()
    settle_events()
