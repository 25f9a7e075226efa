"""The first and the last step of the first run: whose records, and the first documents."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.ui.firstrun.presenter import PersonProblem, default_folder, person_problems, vault_path
from desktop.ui.passphrase.view import good_to_know
from desktop.ui.theme import limit
from desktop.ui.widgets import (
    Card,
    ChoiceRow,
    DropZone,
    EnterKey,
    Field,
    Panes,
    column,
    label,
    line,
    line_edit,
    link,
    primary,
    row,
    show_when,
)
from desktop.ui.widgets.folder_dialog import open_for_folders


class PersonStep(QWidget):
    """Name, date of birth, who it is, and where the vault lies."""

    def __init__(self, changed: Callable[[], object], entered: Callable[[], object]) -> None:
        """Call `changed` while the person types, `entered` on Enter."""
        super().__init__()
        self._changed = changed
        self._folder = default_folder()
        self.name = Field(self.tr("Name, as on the ID"), line_edit("", self._typed_name))
        self.born = Field(self.tr("Date of birth"), line_edit("", self._typed, placeholder=self.tr("4 May 1957")))
        choices = [("self", self.tr("They are mine")), ("other", self.tr("I help someone"))]
        self.whose = ChoiceRow(choices, "self", self._chose, name=self.tr("Whose records are they?"))
        self.relation = Field(self.tr("Who is it to you?"), line_edit(placeholder=self.tr("mother, husband, friend …")))
        self.relation.hide()
        self.vault_name = Field(
            self.tr("Name of the vault"),
            line_edit(self.tr("My records"), self._typed_vault),
            hint=self.tr("This name can be seen from outside. It needs no names and no illness."),
        )
        self.place = label("", "small")
        self.change_place = link(self.tr("Change the place…"), self._choose_place)
        place_row = row(gap=12)
        place_row.addWidget(self.place, 1)
        place_row.addWidget(self.change_place)
        whose = column(label(self.tr("Whose records are they?"), "body_strong"), self.whose, self.relation, gap=6)
        card = Card(whose, self.name, self.born, line(), self.vault_name, place_row, None, gap=16, pad=(24, 20))
        card.body.addStretch(1)
        aside = good_to_know(
            (
                "users",
                self.tr("More people later"),
                self.tr("One vault can hold a family. Records of two people never mix."),
            ),
            ("desktop", self.tr("On this computer only"), self.tr("There is no account. Nothing is sent anywhere.")),
            (
                "lock-key",
                self.tr("Next: your passphrase"),
                self.tr("It locks everything, with six words that are easy to type."),
            ),
            title=self.tr("Good to know"),
        )
        self.setLayout(column(Panes(card, aside, stretch=(69, 34), breakpoint_at=760)))
        for field in (self.name, self.born, self.vault_name):
            EnterKey(field.control, entered)
        self._tell_place()

    def _edit(self, field: Field) -> str:
        return str(field.control.property("text"))

    @property
    def values(self) -> tuple[str, str, str]:
        """Name, date of birth and relation as typed."""
        relation = "self" if self.whose.chosen == "self" else self._edit(self.relation)
        return self._edit(self.name), self._edit(self.born), relation

    @property
    def path(self) -> Path:
        """Where the vault will lie."""
        return vault_path(self._folder, self._edit(self.vault_name))

    def check(self) -> bool:
        """Mark what is missing; tell whether nothing is."""
        name, born, _relation = self.values
        problems = {problem.field: problem for problem in person_problems(name, born, self.path)}
        for key, field in (("name", self.name), ("born", self.born), ("vault", self.vault_name)):
            _mark(field, problems.get(key))
        if problems:
            first = {"name": self.name, "born": self.born, "vault": self.vault_name}[next(iter(problems))]
            first.control.setFocus(Qt.FocusReason.OtherFocusReason)
        return not problems

    @property
    def complete(self) -> bool:
        """Whether name and date are there; they are checked when going on."""
        name, born, _relation = self.values
        return bool(name.strip() and born.strip())

    def _typed_name(self, _text: str) -> None:
        self.name.show_plain()
        self._changed()

    def _typed(self, _text: str) -> None:
        self.born.show_plain()
        self._changed()

    def _typed_vault(self, _text: str) -> None:
        self.vault_name.show_plain()
        self._tell_place()
        self._changed()

    def _chose(self, value: str) -> None:
        show_when(self.relation, value == "other")

    def _tell_place(self) -> None:
        self.place.setText(self.tr("It will lie in {path}").format(path=self.path))

    def _choose_place(self) -> None:
        dialog = QFileDialog(self, self.tr("Where should the vault lie?"), str(self._folder))
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.filesSelected.connect(lambda names: self.use_folder(Path(names[0])))
        dialog.finished.connect(dialog.deleteLater)
        open_for_folders(dialog)

    def use_folder(self, folder: Path) -> None:
        """Put the vault into `folder`."""
        self._folder = folder
        self._tell_place()
        self._changed()


def _mark(field: Field, problem: PersonProblem | None) -> None:
    if problem is None:
        field.show_plain()
    else:
        field.show_error(problem.words)


class DocumentsStep(QWidget):
    """The vault is ready; the first documents may come now or later."""

    def __init__(self, choose: Callable[[], object]) -> None:
        """Call `choose` to choose files."""
        super().__init__()
        self.choose = primary(self.tr("Choose files…"), choose, icon="plus")
        words = self.tr(
            "Drop a report, a letter, or a whole folder here. Sheaf locks a copy into your vault; "
            "your originals stay where they are."
        )
        zone = DropZone(self.tr("Start with one document"), (("muted", words),), self.choose)
        limit(zone, min_height=320)
        self.setLayout(column(zone))
