"""The person switcher: who is open now, the others, add, rename, remove."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget

from desktop.foundation.errors import SheafError
from desktop.records.person import Person
from desktop.ui.dates import UnclearDateError, day_words, typed_day
from desktop.ui.frame.person_button import initials
from desktop.ui.frame.shell import Shell
from desktop.ui.people.presenter import PersonLine, counted, person_lines
from desktop.ui.theme import px
from desktop.ui.widgets import (
    Card,
    Dialog,
    Field,
    NumberBadge,
    Pill,
    Status,
    StatusLine,
    column,
    confirm,
    label,
    line,
    line_edit,
    link,
    primary,
    row,
    secondary,
)

if TYPE_CHECKING:
    from desktop.services.workspace import Workspace

_WIDTH = 560


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
        change = link(self.tr("Rename or remove…"), self._change)
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


class PersonDialog(Dialog):
    """Adds a person, or renames or removes the one who is open."""

    def __init__(
        self,
        window: QWidget,
        workspace: Workspace,
        saved: Callable[[str], object] | None = None,
        *,
        person: Person | None = None,
    ) -> None:
        """Ask for a new person, or change `person`; `saved` gets the id."""
        super().__init__(window, "", icon="user-circle")
        self._over, self._workspace, self._saved, self._person = window, workspace, saved, person
        self.set_title(self.tr("Add a person") if person is None else self.tr("Change {name}").format(name=person.name))
        self.name = Field(self.tr("Name, as on the ID"), line_edit(person.name if person else ""))
        born = day_words(person.born, long=True) if person else ""
        self.born = Field(self.tr("Date of birth"), line_edit(born, placeholder=self.tr("4 May 1957")))
        relation = person.relation if person and person.relation != "self" else ""
        self.relation = Field(
            self.tr("Who is it to you?"), line_edit(relation, placeholder=self.tr("mother, husband, friend …"))
        )
        for field in (self.name, self.born, self.relation):
            self.body.addWidget(field)
        cancel = secondary(self.tr("Cancel"), self.reject)
        save = primary(self.tr("Add person") if person is None else self.tr("Save"), self.save)
        left = []
        if person is not None and len(workspace.people.list()) > 1:
            left = [
                secondary(self.tr("Remove…"), self._ask_remove, icon="trash", name=f"{self.tr('Remove')} {person.name}")
            ]
        self.set_buttons(left=left, right=[cancel, save])
        self.first = self.name.control

    @staticmethod
    def _text(field: Field) -> str:
        control = field.control
        return control.text().strip() if isinstance(control, QLineEdit) else ""

    def save(self) -> None:
        """Save, or say what is missing."""
        try:
            day = typed_day(self._text(self.born))
        except UnclearDateError as error:
            self.born.show_error(str(error))
            return
        if not self._text(self.name):
            self.name.show_error(self.tr("Type the name, as on the ID."))
            return
        if day is None:
            self.born.show_error(self.tr("Type the date of birth. The year alone is enough to begin."))
            return
        values = {"name": self._text(self.name), "born": day.iso, "relation": self._text(self.relation)}
        people = self._workspace.people
        try:
            change = people.add(values) if self._person is None else people.edit(self._person.id, values)
        except SheafError as error:
            self.name.show_error(f"{error.happened} {error.do}")
            return
        self.accept()
        if self._saved is not None:
            self._saved(change.id)

    def _ask_remove(self) -> None:
        person = self._person
        if person is None:
            return
        self.reject()
        count = len(self._workspace.documents.list(person.id))
        question = self.tr("Remove {name} and their {documents}? They are in the trash for 30 days.")
        confirm(
            self._over,
            self.tr("Remove {name}").format(name=person.name),
            question.format(name=person.name, documents=counted(count)),
            self.tr("Remove {name}").format(name=person.name),
            lambda: self._workspace.people.trash(person.id),
            dangerous=True,
        )


class AddPerson(PersonDialog):
    """Asks for a new person at once; `added` gets the id."""

    def __init__(self, window: QWidget, workspace: Workspace, added: Callable[[str], object]) -> None:
        """Show the dialog over `window`."""
        super().__init__(window, workspace, added)
        self.present()
