"""Changing the person, the settings that work, and the guide."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QScrollArea
from pytestqt.qtbot import QtBot

from desktop.foundation.settings import load_settings
from desktop.records.entry_fields import record_fields
from desktop.records.person import Person
from desktop.services.workspace import Workspace
from desktop.ui.frame.person_button import initials
from desktop.ui.help.presenter import guide_pages, page_for
from desktop.ui.help.view import HelpScreen
from desktop.ui.people import view as people_view
from desktop.ui.people.person_dialog import PersonDialog
from desktop.ui.people.view import PersonSwitcher
from desktop.ui.settings.view import SettingsScreen
from desktop.ui.theme import color
from desktop.ui.widgets import Chip, Dialog
from desktop.ui.window import SheafWindow
from tests.filing import HEMOGLOBIN, file_document
from tests.ui.looking import nameless
from tests.ui.record_window import settle


def open_dialog(window: SheafWindow) -> Dialog:
    QApplication.processEvents()
    return next(one for one in window.findChildren(Dialog) if one.isVisible())


def press(dialog: Dialog, words: str) -> None:
    next(one for one in dialog.findChildren(QPushButton) if one.text() == words and one.isVisible()).click()


def test_the_switcher_opens_another_person(window: SheafWindow, workspace: Workspace) -> None:
    assert window.shell is not None
    luis = workspace.people.add({"name": "Luis Lopez", "born": "1955-09-11", "relation": "husband"}).id
    window.change_person()
    switcher = open_dialog(window)
    assert isinstance(switcher, PersonSwitcher)
    shown = [one.text() for one in switcher.findChildren(QLabel)]
    assert "Born 11 Sep 1955  ·  0 documents  ·  husband" in shown
    assert nameless(switcher) == []
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.accessibleName() == "Open the records of Luis Lopez"
    QTest.keyClick(focus, Qt.Key.Key_Return)
    assert window.shell.person_id == luis
    assert window.shell.sidebar.person.accessibleName() == "Luis Lopez, change person"


@pytest.mark.parametrize("width", [430, 500, 560, 600])
def test_the_switcher_shows_all_it_says_without_scrolling(
    window: SheafWindow, workspace: Workspace, monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    monkeypatch.setattr(people_view, "_WIDTH", width)
    window.resize(1366, 820)
    file_document(workspace, workspace.people.list()[0].id, title="Blood count", proposals=[HEMOGLOBIN])
    workspace.people.add({"name": "Luis Lopez", "born": "1955-09-11", "relation": "husband"})
    window.change_person()
    settle()
    switcher = next(one for one in window.findChildren(PersonSwitcher) if one.isVisible())
    scrolled = switcher.findChild(QScrollArea)
    assert scrolled is not None
    assert not scrolled.verticalScrollBar().isVisible()


def test_a_person_is_added_and_opened(window: SheafWindow, workspace: Workspace) -> None:
    assert window.shell is not None
    window.change_person()
    press(open_dialog(window), "Add a person…")
    dialog = open_dialog(window)
    assert isinstance(dialog, PersonDialog)
    press(dialog, "Add person")
    assert dialog.name.message.words or dialog.born.message.words
    QTest.keyClicks(dialog.name.control, "Luis Lopez")
    QTest.keyClicks(dialog.born.control, "11 Sep 1955")
    press(dialog, "Add person")
    assert [person.name for person in workspace.people.list()] == ["Maria Lopez", "Luis Lopez"]
    assert window.shell.person_id == workspace.people.list()[1].id


def test_removing_a_person_names_them_and_goes_to_the_trash(
    window: SheafWindow, workspace: Workspace, qtbot: QtBot
) -> None:
    assert window.shell is not None
    luis = workspace.people.add({"name": "Luis Lopez", "born": "1955-09-11"}).id
    window.shell.open_person(luis)
    window.change_person()
    press(open_dialog(window), "Change or remove…")
    press(open_dialog(window), "Remove…")
    question = open_dialog(window)
    assert any("Remove Luis Lopez and their 0 documents?" in one.text() for one in question.findChildren(QLabel))
    press(question, "Remove Luis Lopez")
    shell = window.shell
    qtbot.waitUntil(lambda: shell.person_id != luis, timeout=60_000)
    assert [person.name for person in workspace.people.list()] == ["Maria Lopez"]


def test_initials_are_one_or_two_letters() -> None:
    assert [initials(name) for name in ("Maria Lopez", "Maria de la Cruz", "Cher", "")] == ["ML", "MC", "C", ""]


def settings_screen(window: SheafWindow) -> SettingsScreen:
    assert window.shell is not None
    window.shell.go("settings")
    screen = window.shell.shown
    assert isinstance(screen, SettingsScreen)
    return screen


def test_settings_are_used_and_kept_at_once(window: SheafWindow) -> None:
    screen = settings_screen(window)
    chips = {chip.text(): chip for chip in screen.widget.findChildren(Chip)}
    QTest.mouseClick(chips["Dark"], Qt.MouseButton.LeftButton)
    assert load_settings().theme == "dark"
    assert color("bg").name() == "#11191b"
    QTest.mouseClick(chips["150 %"], Qt.MouseButton.LeftButton)
    assert load_settings().text_percent == 150
    assert load_settings().theme == "dark"


def test_security_says_which_walls_this_computer_has(window: SheafWindow) -> None:
    screen = settings_screen(window)
    shown = " ".join(one.text() for one in screen.widget.findChildren(QLabel))
    assert "Each document is read in a process of its own that has no key." in shown


def test_help_shows_the_page_about_the_screen(window: SheafWindow) -> None:
    assert window.shell is not None
    QTest.keyClick(window, Qt.Key.Key_F1)
    screen = window.shell.shown
    assert isinstance(screen, HelpScreen)
    assert screen.guide.current == "first-steps"
    screen.guide.go("index")
    screen.guide.back()
    assert screen.guide.current == "first-steps"


def test_every_link_of_the_guide_has_its_page() -> None:
    names = {page.name for page in guide_pages()}
    assert names >= {"index", "first-steps", "documents", "record", "packets", "safety", "keys"}
    linked = {name for page in guide_pages() for name in _links(page.text)}
    assert linked <= names
    assert page_for("review") in names
    assert page_for("anything else") == "index"


def _links(text: str) -> list[str]:
    return [part.partition(".md)")[0] for part in text.split("](")[1:] if ".md)" in part]


def test_what_a_practice_asks_for_is_typed_under_more(window: SheafWindow, workspace: Workspace) -> None:
    window.change_person()
    press(open_dialog(window), "Change or remove…")
    dialog = open_dialog(window)
    assert isinstance(dialog, PersonDialog)
    QTest.keyClicks(dialog.fields["phone"].control, "+1 555 010 0142")
    assert not dialog.fields["insurance"].isVisible()
    press(dialog, "More")
    assert nameless(dialog) == []
    QTest.keyClicks(dialog.fields["insurance"].control, "Valley Health, VH 5550")
    QTest.keyClicks(dialog.fields["languages"].control, "Spanish")
    press(dialog, "Save")
    (maria,) = workspace.people.list()
    assert (maria.phone, maria.insurance, maria.languages) == ("+1 555 010 0142", "Valley Health, VH 5550", "Spanish")
    assert maria.name == "Maria Lopez"
    workspace.history.undo()
    assert workspace.people.list()[0].phone == ""


def test_every_field_of_a_person_can_be_typed(window: SheafWindow, workspace: Workspace) -> None:
    dialog = PersonDialog(window, workspace, person=workspace.people.list()[0])
    typed = {"name", "born", *dialog.fields}
    assert {field.attribute for field in record_fields(Person)} == typed
