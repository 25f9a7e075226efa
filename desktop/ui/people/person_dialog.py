"""The form of one person: name, birth and phone first, what a practice asks for besides under "More"."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from desktop.foundation.errors import SheafError
from desktop.records.person import Person
from desktop.ui.dates import UnclearDateError, day_words, typed_day
from desktop.ui.people.presenter import counted
from desktop.ui.widgets import Dialog, Field, TextArea, box, column, confirm, line_edit, primary, row, secondary

if TYPE_CHECKING:
    from desktop.services.workspace import Workspace

_LONG = frozenset({"address", "insurance", "record_numbers", "emergency_contacts", "needs"})
"""What may take several lines."""


class PersonDialog(Dialog):
    """Adds a person, or changes or removes one; `saved` gets the id."""

    def __init__(
        self,
        window: QWidget,
        workspace: Workspace,
        saved: Callable[[str], object] | None = None,
        *,
        person: Person | None = None,
    ) -> None:
        """Ask for a new person, or change `person`."""
        super().__init__(window, "", icon="user-circle", width=640)
        self._over, self._workspace, self._saved, self._person = window, workspace, saved, person
        self.set_title(self.tr("Add a person") if person is None else self.tr("Change {name}").format(name=person.name))
        born = day_words(person.born, long=True) if person else ""
        self.name = Field(self.tr("Name, as on the ID"), line_edit(person.name if person else ""))
        self.born = Field(self.tr("Date of birth"), line_edit(born, placeholder=self.tr("4 May 1957")))
        self.fields: dict[str, Field] = {}
        first = (self._field("phone", self.tr("Phone")), self._relation())
        self._rest = box(column(*self._more_fields(), gap=12))
        self._rest.hide()
        self.more = secondary(self.tr("More"), self._show_more, icon="caret-down")
        for field in (self.name, self.born, *first):
            self.body.addWidget(field)
        self.body.addLayout(row(self.more, None))
        self.body.addWidget(self._rest)
        self._add_buttons()
        self.first = self.name.control

    def _add_buttons(self) -> None:
        person = self._person
        save = primary(self.tr("Add person") if person is None else self.tr("Save"), self.save)
        left = []
        if person is not None and len(self._workspace.people.list()) > 1:
            named = self.tr("Remove {name}").format(name=person.name)
            left = [secondary(self.tr("Remove…"), self._ask_remove, icon="trash", name=named)]
        self.set_buttons(left=left, right=[secondary(self.tr("Cancel"), self.reject), save])

    def _relation(self) -> Field:
        hint = self.tr("mother, husband, friend …")
        made = self._field("relation", self.tr("Who is it to you?"), placeholder=hint)
        if self._person is not None and self._person.relation == "self":
            made.hide()
        return made

    def _more_fields(self) -> Sequence[Field]:
        return (
            self._field("family_name", self.tr("Family name, as it stands in the name")),
            self._field(
                "id_kind",
                self.tr("Which ID shows this name?"),
                placeholder=self.tr("Passport, driver’s licence …"),
            ),
            self._field("email", self.tr("E-mail")),
            self._field("address", self.tr("Address")),
            self._field("insurance", self.tr("Insurance, with member number")),
            self._field(
                "record_numbers",
                self.tr("Record numbers, one a line"),
                placeholder=self.tr("Northgate Hospital: 00-4471"),
            ),
            self._field("former_names", self.tr("Other names on the records, and where")),
            self._field("sex", self.tr("Sex as on the records")),
            self._field("gender", self.tr("Gender, if it matters to you")),
            self._field("languages", self.tr("Languages spoken")),
            self._field("interpreter", self.tr("Interpreter needed? For which language")),
            self._field("needs", self.tr("Hearing, sight or memory needs")),
            self._field("emergency_contacts", self.tr("Whom to call in an emergency, one a line")),
            self._field("blood_group", self.tr("Blood group as printed")),
        )

    def _field(self, name: str, words: str, *, placeholder: str = "") -> Field:
        text = str(getattr(self._person, name)) if self._person is not None else ""
        if name in _LONG:
            made = Field(words, TextArea(text, placeholder=placeholder))
        else:
            made = Field(words, line_edit(text, placeholder=placeholder))
        self.fields[name] = made
        return made

    def present(self, *, at: QPoint | None = None) -> None:
        """Show it, as high as its fields."""
        super().present(at=at)
        QTimer.singleShot(0, self, self.place)

    def _show_more(self) -> None:
        opening = self._rest.isHidden()
        self._rest.setVisible(opening)
        self.more.setText(self.tr("Less") if opening else self.tr("More"))
        self.more.setAccessibleName(self.more.text())
        QApplication.sendPostedEvents(self, 0)
        self.place()
        if opening:
            self.fields["family_name"].control.setFocus()

    @staticmethod
    def _text(field: Field) -> str:
        control = field.control
        if isinstance(control, QLineEdit):
            return control.text().strip()
        return control.toPlainText().strip() if isinstance(control, TextArea) else ""

    def _values(self) -> dict[str, str]:
        """Return what was typed and differs from what is known."""
        typed = {name: self._text(field) for name, field in self.fields.items()}
        if self._person is None:
            return {name: text for name, text in typed.items() if text}
        return {name: text for name, text in typed.items() if text != str(getattr(self._person, name)).strip()}

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
        values = {"name": self._text(self.name), "born": day.iso, **self._values()}
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
