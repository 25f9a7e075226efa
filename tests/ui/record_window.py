"""How tests of the record's pages go about a window: go somewhere, press what has a name, read what is shown."""

from __future__ import annotations

from typing import TypeVar, cast

from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QRadioButton, QWidget

from desktop.ui.forms.form import EntryForm
from desktop.ui.navigation import PageScreen
from desktop.ui.widgets import Dialog
from desktop.ui.window import SheafWindow

S = TypeVar("S", bound=PageScreen)


def settle() -> None:
    """Let queued changes arrive and layouts be done."""
    for _ in range(4):
        QApplication.processEvents()


def go(window: SheafWindow, kind: type[S], target: str = "") -> S:
    """Show a page and return its screen."""
    shell = window.shell
    assert shell is not None
    shell.go(kind.name, target)
    settle()
    return cast("S", shell._made[kind.name])


def words(root: QWidget) -> str:
    """Return all words that can be seen, one a line."""
    labels = [one.text() for one in root.findChildren(QLabel) if one.isVisible()]
    return "\n".join(labels + [one.text() for one in root.findChildren(QPushButton) if one.isVisible()])


def button(root: QWidget, name: str) -> QPushButton:
    """Return the visible button of that accessible name; there is exactly one."""
    found = [one for one in root.findChildren(QPushButton) if one.isVisible() and one.accessibleName() == name]
    assert len(found) == 1, (name, [one.accessibleName() for one in root.findChildren(QPushButton) if one.isVisible()])
    return found[0]


def press(root: QWidget, name: str) -> None:
    """Press a button by its accessible name."""
    button(root, name).click()
    settle()


def choose(root: QWidget, text: str) -> None:
    """Choose a chip by its words."""
    next(one for one in root.findChildren(QRadioButton) if one.isVisible() and one.text() == text).click()
    settle()


def form(window: SheafWindow) -> EntryForm:
    """Return the form that is open."""
    return next(one for one in window.findChildren(EntryForm) if one.isVisible())


def dialog(window: SheafWindow) -> Dialog:
    """Return the dialog that is open."""
    return next(one for one in window.findChildren(Dialog) if one.isVisible())


def type_in(entry: EntryForm, name: str, text: str) -> None:
    """Type into a field of a form as a person does: the old text is replaced."""
    control = entry.control(name).focusProxy()
    assert control is not None
    control.selectAll()  # type: ignore[attr-defined] # a line or a box
    control.insert(text) if hasattr(control, "insert") else control.insertPlainText(text)  # type: ignore[attr-defined] # the same
    if hasattr(control, "textEdited"):
        control.textEdited.emit(text)
