"""The person switcher: who is open now, the others, add, rename, remove."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from desktop.ui.frame.person_button import initials
from desktop.ui.frame.shell import Shell
from desktop.ui.people.person_dialog import AddPerson, PersonDialog
from desktop.ui.people.presenter import PersonLine, person_lines
from desktop.ui.theme import px
from desktop.ui.widgets import (
    Card,
    Dialog,
    NumberBadge,
    Pill,
    Status,
    StatusLine,
    column,
    label,
    line,
    link,
    primary,
    row,
    secondary,
)

_WIDTH = 600


class PersonSwitcher(Dialog):
    """A popover below the person button; Up, Down and Enter work."""

    def __init__(self, window: QWidget, shell: Shell) -> None:
        """Offer the people of the vault that `shell` shows."""
        super().__init__(window, "", width=_WIDTH)
        self.set_title(self.tr("Whose records?"))
        self._shell = shell
        self.open_buttons: list[QPushButton] = []
        for one in person_lines(shell.workspace):
            self.body.addWidget(self._line(one))
        self.body.addWidget(line())
        add = secondary(self.tr("Add a person…"), self._add, icon="user-plus")
        change = link(self.tr("Change or remove…"), self._change)
        self.body.addLayout(row(add, None, change))
        words = self.tr(
            "Records of two people never mix. Each has their own documents, timeline and packets; "
            "one passphrase opens the vault."
        )
        note = StatusLine("", Status.PLAIN)
        note.show_status(words, Status.PLAIN, icon="shield-check")
        self.body.addWidget(note)
        self.first = self.open_buttons[0] if self.open_buttons else add

    def show_switcher(self) -> None:
        """Show it below the person button."""
        bar = self._shell.sidebar if self._shell.sidebar.isVisible() else self._shell.top_bar
        button: QWidget = bar.person
        corner = button.mapTo(self._shell.window(), QPoint(0, button.height() + px(8)))
        self.present(at=corner)

    def _line(self, one: PersonLine) -> Card:
        here = one.id == self._shell.person_id
        badge = NumberBadge(initials(one.name), look="filled" if here else "soft", size=42)
        words = column(label(one.name, "card_title"), label(one.detail, "small"), gap=1)
        inside = row(badge, gap=16)
        inside.addLayout(words, 1)
        if here:
            inside.addWidget(Pill(self.tr("Open now"), Status.DONE))
        else:
            name = self.tr("Open the records of {name}").format(name=one.name)
            kind = primary if not self.open_buttons else secondary
            button = kind(self.tr("Open"), lambda: self._open(one.id), name=name)
            self.open_buttons.append(button)
            inside.addWidget(button)
        return Card(inside, look="soft" if here else "bare", pad=(12, 9))

    def _open(self, person_id: str) -> None:
        self.accept()
        self._shell.open_person(person_id)

    def _add(self) -> None:
        self.accept()
        AddPerson(self.window(), self._shell.workspace, self._shell.open_person)

    def _change(self) -> None:
        self.accept()
        PersonDialog(
            self.window(), self._shell.workspace, person=self._shell.workspace.people.get(self._shell.person_id)
        ).present()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Move between people with Up and Down."""
        if event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down} and self.open_buttons:
            focus = QApplication.focusWidget()
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            here = self.open_buttons.index(focus) if focus in self.open_buttons else -step
            self.open_buttons[(here + step) % len(self.open_buttons)].setFocus(Qt.FocusReason.TabFocusReason)
            return
        super().keyPressEvent(event)
