"""Step 5 in a narrow window and its words on paper; and step 4 when the summary is too long for its page."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import cast

import pypdf
import pytest
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktop.records.fact import FactKind
from desktop.records.packet import PacketPart, PacketRequest
from desktop.services.workspace import Workspace
from desktop.ui.packet.check import CheckStep
from desktop.ui.packet.deliver.locked import LockedWay
from desktop.ui.packet.deliver.view import AGE, DeliverStep
from desktop.ui.packet.overflow import OverflowRows
from desktop.ui.packet.view import CHECK, DELIVER, PacketsScreen
from desktop.ui.paper.phrase import PhrasePaper
from desktop.ui.window import MINIMUM_SIZE, SheafWindow
from tests.ui.looking import nameless, same_named_buttons
from tests.ui.record_window import go, press, settle, words


@pytest.fixture
def request_of(workspace: Workspace, maria: str) -> PacketRequest:
    """A packet of the summary alone."""
    started = workspace.packets.start(maria).request
    asked = replace(started, recipient_name="Dr. Lena Okafor", parts=frozenset({PacketPart.SUMMARY}))
    return workspace.packets.save(asked).request


def _at(window: SheafWindow, request: PacketRequest, step: int) -> PacketsScreen:
    screen = go(window, PacketsScreen, request.id)
    screen._show_step(step)
    settle()
    return screen


def test_in_a_narrow_window_the_words_are_seen_without_scrolling(
    window: SheafWindow, request_of: PacketRequest
) -> None:
    window.resize(MINIMUM_SIZE)
    screen = _at(window, request_of, DELIVER)
    step = cast("DeliverStep", screen.step)
    way = cast("LockedWay", step.way)
    assert all(not word.visibleRegion().isEmpty() for word in way.words.labels)
    assert not step.cards[AGE].isVisible()
    press(step, "Choose another way")
    assert all(card.isVisible() for card in step.cards.values())
    step.cards[AGE].radio.click()
    settle()
    assert [name for name, card in step.cards.items() if card.isVisible()] == [AGE]
    assert step.cards[AGE].property("card") == "chosen"
    window.resize(1366, 820)
    settle()
    assert all(card.isVisible() for card in step.cards.values())
    assert not step.another.isVisible()


def test_the_words_are_printed_alone(
    window: SheafWindow, request_of: PacketRequest, tmp_path: Path, qtbot: QtBot
) -> None:
    screen = _at(window, request_of, DELIVER)
    way = cast("LockedWay", cast("DeliverStep", screen.step).way)
    press(way, "Print the words")
    (paper,) = window.findChildren(PhrasePaper)
    qtbot.waitUntil(lambda: paper.preview.picture.has_image, timeout=60_000)
    assert nameless(paper) == []
    paper.save_to(tmp_path / "slip.pdf")
    (page,) = pypdf.PdfReader(tmp_path / "slip.pdf").pages
    text = page.extract_text()
    assert way.words.phrase in text
    assert "Maria" not in text
    assert way.place.target.name not in text
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    assert paper.print_on(printer)
    assert len(pypdf.PdfReader(tmp_path / "printed.pdf").pages) == 1
    paper.reject()


def test_a_row_is_left_off_a_summary_that_is_too_long_and_put_back(
    window: SheafWindow, workspace: Workspace, maria: str, request_of: PacketRequest, qtbot: QtBot
) -> None:
    for number in range(24):
        long = f"Regimen {number:02} with a name that is long enough for two lines of the page, as some of them are"
        workspace.records.put(FactKind.TREATMENTS, maria, {"regimen": long, "start": f"20{number:02}"})
    screen = _at(window, request_of, CHECK)
    step = cast("CheckStep", screen.step)

    def built() -> bool:
        return screen.packet is not None and screen.packet.built is not None and not window.tasks.busy

    qtbot.waitUntil(built, timeout=60_000)
    assert "longer than one page" in words(step)
    (rows,) = [one for one in step.findChildren(OverflowRows) if one.isVisible()]
    assert nameless(rows) == []
    assert same_named_buttons(rows) == set()
    assert screen.packet is not None
    first = next(one for one in screen.packet.built.overflow[0].rows if one.id)  # type: ignore[union-attr] # built
    press(rows, next(one for one in _names(rows) if one.startswith(f"Leave off this page: {first.text[:20]}")))
    assert screen.packet.request.left_off_summary == {first.id}
    qtbot.waitUntil(built, timeout=60_000)
    put_back = "Put back the row that you left off"
    assert put_back in words(step)
    press(step, put_back)
    assert screen.packet.request.left_off_summary == frozenset()
    screen.packet.record_changed()  # nobody waits for the pages
    qtbot.waitUntil(lambda: not window.tasks.busy, timeout=60_000)


def _names(rows: OverflowRows) -> list[str]:
    return [one.accessibleName() for one in rows.findChildren(QPushButton)]
