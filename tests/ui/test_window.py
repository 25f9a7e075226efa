"""The window: pages in its sidebar, keys, dropped files, undo, locking, narrow forms."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAccessible, QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.foundation.settings import Settings, load_settings
from desktop.records.fact import FactKind
from desktop.services.workspace import Workspace
from desktop.ui.screens import SCREENS
from desktop.ui.theme import apply_theme, theme_of
from desktop.ui.window import SheafWindow
from tests.ui.looking import nameless, same_named_buttons

OWN_SCREENS = ("home", "settings", "help")


def mime_of(*paths: Path) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


def drag(target: QWidget, mime: QMimeData) -> QDragEnterEvent:
    event = QDragEnterEvent(
        QPoint(5, 5), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    handle = target.window().windowHandle()
    assert handle is not None
    QApplication.sendEvent(handle, event)
    return event


def drop(target: QWidget, mime: QMimeData) -> QDropEvent:
    event = QDropEvent(
        QPointF(5, 5), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    handle = target.window().windowHandle()
    assert handle is not None
    QApplication.sendEvent(handle, event)
    return event


def key(
    window: SheafWindow, sequence: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.ControlModifier
) -> None:
    QTest.keyClick(window, sequence, modifiers)
    QApplication.processEvents()


@pytest.mark.parametrize("name", OWN_SCREENS)
def test_everything_on_a_screen_has_a_name_and_a_role(window: SheafWindow, name: str) -> None:
    assert window.shell is not None
    window.shell.go(name)
    QApplication.processEvents()
    assert nameless(window) == []
    assert same_named_buttons(window.shell.stack) <= {"Add documents…"}


@pytest.mark.parametrize(("percent", "size"), [(100, (1024, 640)), (150, (1366, 728))])
@pytest.mark.parametrize("name", OWN_SCREENS)
def test_a_screen_fits_into_the_smallest_window(
    window: SheafWindow, name: str, percent: int, size: tuple[int, int]
) -> None:
    assert window.shell is not None
    apply_theme(theme_of(Settings(text_percent=percent)))
    window.resize(*size)
    window.shell.go(name)
    QApplication.processEvents()
    hint = window.shell.minimumSizeHint()
    assert (hint.width() <= size[0], hint.height() <= size[1]) == (True, True), hint


def test_the_sidebar_is_a_list_with_one_selected_page(window: SheafWindow) -> None:
    assert window.shell is not None
    pages = window.shell.sidebar.pages
    interface = QAccessible.queryAccessibleInterface(pages)
    assert interface.role() == QAccessible.Role.List
    window.shell.badge("home", 3)
    model = pages.model()
    assert model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "Home, 3 to do"
    assert pages.currentIndex().row() == 0
    window.shell.go("settings")
    assert pages.selectedIndexes() == []
    assert window.shell.sidebar.foot.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole) == "Settings"


def test_every_line_of_the_registry_has_its_module(window: SheafWindow) -> None:
    assert window.shell is not None
    names = [entry.name for entry in SCREENS]
    assert len(names) == len(set(names))
    for entry in SCREENS:
        window.shell.go(entry.name)
        assert window.shell.current == entry.name


def test_no_page_opens_a_window_of_its_own(window: SheafWindow) -> None:
    assert window.shell is not None
    for entry in SCREENS:
        window.shell.go(entry.name)
        QApplication.processEvents()
        shown = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
        assert shown == [window], entry.name


def test_a_narrow_window_has_a_top_bar(window: SheafWindow) -> None:
    assert window.shell is not None
    assert window.shell.sidebar.isVisible()
    apply_theme(theme_of(Settings(text_percent=150)))
    window.resize(1366, 820)
    window.shell._fold()
    QApplication.processEvents()
    assert not window.shell.sidebar.isVisible()
    bar = window.shell.top_bar
    assert [button.text() for button in bar.findChildren(QPushButton)] == ["Menu", "Maria Lopez", "Help", "Lock now"]
    bar.menu_button.click()
    menu = QApplication.activePopupWidget()
    assert menu is not None
    assert [action.text() for action in menu.actions()][:1] == ["Home"]
    menu.close()


def test_keys_lead_to_pages_and_help(window: SheafWindow) -> None:
    assert window.shell is not None
    QTest.keyClick(window, Qt.Key.Key_F1)
    assert window.shell.current == "help"
    key(window, Qt.Key.Key_1)
    assert window.shell.current == "home"


def test_f6_goes_from_sidebar_to_page_and_back(window: SheafWindow) -> None:
    assert window.shell is not None
    window.shell.sidebar.pages.setFocus()
    QTest.keyClick(window, Qt.Key.Key_F6)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert window.shell.stack.isAncestorOf(focus)
    QTest.keyClick(window, Qt.Key.Key_F6)
    assert QApplication.focusWidget() is window.shell.sidebar.pages


def test_text_size_keys_are_kept_and_stop_at_the_ends(window: SheafWindow) -> None:
    key(window, Qt.Key.Key_Minus)
    assert window.settings.text_percent == 100
    key(window, Qt.Key.Key_Plus)
    assert load_settings().text_percent == 125


def test_files_may_be_dropped_anywhere(window: SheafWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert window.shell is not None
    got: list[list[Path]] = []
    monkeypatch.setattr(window, "add_files", lambda paths: got.append(list(paths)))
    files = [tmp_path / "scan ä.pdf", tmp_path / "folder"]
    event = drag(window.shell.stack, mime_of(*files))
    assert event.isAccepted()
    assert window.drops.overlay.isVisible()
    words = [one.text() for one in window.drops.overlay.findChildren(QLabel)]
    assert "Let go to add 2 files" in words
    assert "They go to Maria Lopez’s records." in words
    dropped = drop(window.drops.overlay, mime_of(*files))
    assert dropped.isAccepted()
    assert got == [files]
    assert not window.drops.overlay.isVisible()


def test_what_is_no_file_is_refused_in_words(window: SheafWindow) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl("https://example.org/page")])
    drag(window, mime)
    assert not window.drops.overlay.isVisible()
    drop(window, mime)
    assert window.toast.words.startswith("Only files can be dropped here.")


def test_before_the_vault_is_open_there_is_no_overlay(bare_window: SheafWindow, tmp_path: Path) -> None:
    drag(bare_window, mime_of(tmp_path / "a.pdf"))
    assert not bare_window.drops.overlay.isVisible()
    drop(bare_window, mime_of(tmp_path / "a.pdf"))
    assert bare_window.toast.words == "Open your vault first, then drop the files."


def test_with_two_people_the_overlay_says_how_to_add_to_the_other(
    window: SheafWindow, workspace: Workspace, tmp_path: Path
) -> None:
    workspace.people.add({"name": "Luis Lopez", "born": "1955-09-11"})
    drag(window, mime_of(tmp_path / "a.pdf"))
    words = [one.text() for one in window.drops.overlay.findChildren(QLabel)]
    assert "To add them to Luis Lopez, change the person first." in words
    assert "Let go to add 1 file" in words


def test_ctrl_z_takes_the_last_change_back(window: SheafWindow, workspace: Workspace, maria: str, qtbot: QtBot) -> None:
    workspace.records.put(FactKind.MEDICATIONS, maria, {"generic": "metformin"})
    key(window, Qt.Key.Key_Z)
    assert workspace.records.list(FactKind.MEDICATIONS, maria) == ()
    assert window.toast.words.startswith("Undone: ")
    qtbot.wait(10)


def test_lock_now_keeps_drafts_closes_the_vault_and_starts_afresh(
    window: SheafWindow, workspace: Workspace, locked: list[bool]
) -> None:
    key(window, Qt.Key.Key_L)
    assert locked == [True]
    assert window.shell is None
    with pytest.raises(Exception, match=r".*"):
        workspace.people.list()


def test_a_change_of_text_size_keeps_the_open_page(window: SheafWindow) -> None:
    assert window.shell is not None
    window.shell.go("settings")
    shown = window.shell.shown
    window.remember(text_percent=150, theme="dark")
    assert window.shell.shown is shown
    assert window.shell.current == "settings"


def test_keys_wait_while_a_dialog_is_open(window: SheafWindow) -> None:
    assert window.shell is not None
    window.change_person()
    key(window, Qt.Key.Key_1)
    window.shell.go("help")
    key(window, Qt.Key.Key_1)
    assert window.shell.current == "help"
