"""The emergency card and the letter in the window: seen, and saved where the person says."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.records.fact import FactKind
from desktop.services.workspace import Workspace
from desktop.ui.medications.view import MedicationsScreen
from desktop.ui.navigation import PageScreen
from desktop.ui.packet.view import PacketsScreen
from desktop.ui.paper.dialog import PaperDialog
from desktop.ui.paper.emergency import EmergencyPaper
from desktop.ui.paper.letter import LetterPaper
from desktop.ui.record.view import WholeRecordScreen
from desktop.ui.requests.view import RequestsScreen
from desktop.ui.window import SheafWindow
from tests.ui.looking import nameless
from tests.ui.record_window import choose, go, press


def _seen(window: SheafWindow, kind: type[PaperDialog], qtbot: QtBot) -> PaperDialog:
    paper = next(one for one in window.findChildren(kind) if one.isVisible())
    qtbot.waitUntil(lambda: paper.preview.picture.has_image, timeout=60_000)
    assert nameless(paper) == []
    return paper


def test_the_emergency_card_is_seen_and_saved_in_another_language(
    window: SheafWindow, workspace: Workspace, tmp_path: Path, qtbot: QtBot
) -> None:
    maria = workspace.people.list()[0].id
    workspace.records.put(FactKind.ALLERGIES, maria, {"substance": "Penicillin"})
    go(window, MedicationsScreen).card.click()
    paper = _seen(window, EmergencyPaper, qtbot)
    assert paper.preview.pages == 1
    choose(paper, "In Spanish")
    paper.save_to(tmp_path / "card.pdf")
    assert (tmp_path / "card.pdf").stat().st_size > 1000
    paper.reject()


@pytest.mark.parametrize("screen", [WholeRecordScreen, PacketsScreen])
def test_the_emergency_card_is_found_where_people_look_for_it(
    window: SheafWindow, qtbot: QtBot, screen: type[PageScreen]
) -> None:
    press(go(window, screen).page, "Emergency card…")
    _seen(window, EmergencyPaper, qtbot).reject()


def test_a_request_that_was_not_asked_yet_offers_its_letter(
    window: SheafWindow, workspace: Workspace, tmp_path: Path, qtbot: QtBot
) -> None:
    maria = workspace.people.list()[0].id
    values = {"what": "CT pictures", "provider": "Lakeshore", "status": "not-asked"}
    workspace.records.put(FactKind.REQUESTS, maria, values)
    press(go(window, RequestsScreen).page, "Write the letter for CT pictures")
    paper = _seen(window, LetterPaper, qtbot)
    assert paper.form.chosen == "images"
    choose(paper, "Papers")
    paper.save_to(tmp_path / "letter.pdf")
    assert (tmp_path / "letter.pdf").stat().st_size > 1000
    paper.reject()
