"""Finding in everything: while typing, with the page and the words marked on it, of one person only."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.records.fact import FactKind
from desktop.records.hit import MARK_END, MARK_START
from desktop.records.provenance import Box
from desktop.services.word_places import boxes_of
from desktop.services.workspace import Workspace
from desktop.ui.facts.detail import FactDetail
from desktop.ui.search.presenter import shortened, worth_searching
from desktop.ui.search.view import SearchScreen
from desktop.ui.window import SheafWindow
from desktop.vault.stores.search_words import parse_words, term_pattern
from tests.papers import paper
from tests.ui.looking import nameless, same_named_buttons
from tests.ui.record_window import go, press, settle, words


def _patterns(typed: str) -> list[re.Pattern[str]]:
    return [term_pattern(term) for term in parse_words(typed)]


WORDS = ("Frau", "Müller,", "liver", "lesion")
LINE = tuple((word, Box(n / 10, 0.5, (n + 1) / 10, 0.6)) for n, word in enumerate(WORDS))


def test_words_are_placed_without_accents_and_phrases_as_one() -> None:
    assert boxes_of([LINE], _patterns("mueller")) == (Box(0.1, 0.5, 0.2, 0.6),)
    assert boxes_of([LINE], _patterns('"liver lesion"')) == (Box(0.2, 0.5, 0.4, 0.6),)
    assert boxes_of([LINE], _patterns("les")) == (Box(0.3, 0.5, 0.4, 0.6),)
    assert boxes_of([LINE], _patterns("spleen")) == ()


def test_a_line_of_the_list_begins_near_the_word() -> None:
    snippet = "a long beginning of a sentence before the " + MARK_START + "lesion" + MARK_END + " of the liver"
    cut = shortened(snippet)
    assert cut.startswith("…")
    assert cut.index(MARK_START) <= 26
    assert worth_searching("王")
    assert not worth_searching("a ")


def test_the_page_is_shown_with_the_words_marked(
    window: SheafWindow, workspace: Workspace, tmp_path: Path, qtbot: QtBot
) -> None:
    maria = workspace.people.list()[0].id
    path = tmp_path / "letter.pdf"
    path.write_bytes(paper(["The gallbladder is normal.", "A hypodense lesion of 9 mm in segment VII."]))
    workspace.importing.import_paths([path], maria)
    screen = go(window, SearchScreen)
    QTest.keyClicks(screen.find, "hypodens")
    qtbot.waitUntil(lambda: len(screen.places) == 1, timeout=60_000)
    qtbot.waitUntil(lambda: bool(screen.preview._marks), timeout=60_000)
    (mark,) = screen.preview._marks
    assert mark.page == 1
    assert 0 < mark.box.right - mark.box.left < 0.3
    press(screen.page, screen.go.accessibleName())
    assert window.shell is not None
    assert window.shell.current == "documents"


def test_arrows_move_in_the_list_and_enter_opens_the_entry(window: SheafWindow, workspace: Workspace) -> None:
    maria = workspace.people.list()[0].id
    for name in ("Port one", "Port two"):
        workspace.records.put(FactKind.DEVICES, maria, {"name": name, "model": "quickport"})
    screen = go(window, SearchScreen, "quickport")
    assert [place.kind for place in screen.places] == [FactKind.DEVICES] * 2
    assert "quickport" in words(screen.page)
    screen.find.setFocus()
    QTest.keyClick(screen.find, Qt.Key.Key_Down)
    assert screen.list.current_id == "1"
    QTest.keyClick(screen.find, Qt.Key.Key_Return)
    settle()
    assert any(one.isVisible() for one in window.findChildren(FactDetail))


def test_control_f_finds_from_any_page_and_nothing_of_another_person(window: SheafWindow, workspace: Workspace) -> None:
    luis = workspace.people.add({"name": "Luis Lopez", "born": "1955"}).id
    workspace.records.put(FactKind.DEVICES, luis, {"name": "Luisport"})
    assert window.shell is not None
    window.shell.go("timeline")
    window.shell.find_words()
    settle()
    assert window.shell.current == "search"
    screen = window.shell._made["search"]
    assert isinstance(screen, SearchScreen)
    screen.open("luisport")
    assert screen.places == ()
    assert "Nothing found for “luisport”." in words(screen.page)
    assert nameless(screen.page) == []
    assert same_named_buttons(screen.page) == set()
