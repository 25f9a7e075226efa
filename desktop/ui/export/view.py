"""Export the record: where to, what it is, that anyone can read it; then progress, and the finished folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QProgressBar

from desktop.foundation.clock import today
from desktop.foundation.errors import SheafError
from desktop.foundation.progress import Step
from desktop.ui.export.done import show_exported
from desktop.ui.navigation import ScreenContext
from desktop.ui.widgets import (
    CheckBox,
    ChoiceRow,
    Dialog,
    Field,
    Notice,
    box,
    column,
    label,
    line_edit,
    primary,
    row,
    say,
    secondary,
)
from desktop.ui.widgets.folder_dialog import open_for_folders

if TYPE_CHECKING:
    from desktop.services.export import Exported

EVERYBODY = ""
_AT_THE_NAME = {"export-place-taken", "export-unfinished-there", "export-inside-vault", "export-whole-disk"}
"""Errors that another name or folder solves; they are said beside the name."""


class ExportDialog(Dialog):
    """Asks, then writes beside the window; `Cancel` leaves nothing behind."""

    def __init__(self, context: ScreenContext) -> None:
        """Export from the vault of `context`."""
        super().__init__(context.window, context.window.tr("Export the whole record"), icon="export")
        self.context = context
        self.folder = Path.home()
        self.person_id = EVERYBODY
        told = self.tr(
            "A folder with all originals, a page to read or print, tables for a spreadsheet, and files for other "
            "programs. It can be read without Sheaf."
        )
        self.body.addWidget(label(told))
        self.body.addWidget(
            Notice(
                self.tr("Nothing in it is locked. Keep it on a disk that you lock away."),
                look="warn",
                title=self.tr("Anyone who gets this folder can read it"),
            )
        )
        self._questions = column(gap=12)
        self._asking = box(self._questions)
        self.body.addWidget(self._asking)
        self._add_whose()
        self._add_where()
        self.trash = CheckBox(self.tr("With what is in the trash"))
        self.understood = CheckBox(self.tr("I understand that it is not locked"), lambda _on: self._tell_ready())
        self._questions.addWidget(self.trash)
        self._questions.addWidget(self.understood)
        self._add_progress()
        self.go = primary(self.tr("Export"), self.start, icon="export")
        self.stop = secondary(self.tr("Cancel"), self.reject)
        self.set_buttons(right=[self.stop, self.go])
        self._cancel: Callable[[], object] | None = None
        self.first = self.name
        self._tell_ready()

    def _add_whose(self) -> None:
        people = self.context.workspace.people.list()
        if len(people) == 1:
            return
        mine = next(person for person in people if person.id == self.context.person_id)
        choices = (
            (EVERYBODY, self.tr("Everybody in this vault")),
            (mine.id, self.tr("Only {name}").format(name=mine.name)),
        )
        self.whose = ChoiceRow(choices, EVERYBODY, self._choose_whose, name=self.tr("Whose record"), radius=8)
        self._questions.addWidget(self.whose)

    def _add_where(self) -> None:
        self.name = line_edit(f"medical-records-{today().isoformat()}", lambda _text: self.name_field.show_plain())
        self.name_field = Field(self.tr("Name of the new folder"), self.name)
        self.where = label("", "small")
        choose = secondary(self.tr("Choose where…"), self._choose_folder, icon="folder-open")
        inside = row(choose, gap=12)
        inside.addWidget(self.where, 1)
        self._questions.addWidget(self.name_field)
        self._questions.addLayout(inside)
        self._tell_folder()

    def _add_progress(self) -> None:
        self.told = label("", "muted")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Progress of the export"))
        self.bar.hide()
        self.body.addWidget(self.told)
        self.body.addWidget(self.bar)
        self.body.addStretch(1)  # while it writes, the dialog keeps its size and shows less

    def _choose_whose(self, person_id: str) -> None:
        self.person_id = person_id

    def _choose_folder(self) -> None:
        dialog = QFileDialog(self.window(), self.tr("Choose where the new folder goes"), str(self.folder))
        dialog.fileSelected.connect(self.choose_folder)
        dialog.finished.connect(dialog.deleteLater)
        open_for_folders(dialog)

    def choose_folder(self, name: str) -> None:
        """Put the new folder into this one."""
        self.folder = Path(name)
        self._tell_folder()

    def _tell_folder(self) -> None:
        self.where.setText(self.tr("In the folder {folder}").format(folder=self.folder))
        self.name_field.show_plain()

    def _tell_ready(self) -> None:
        self.go.setEnabled(self.understood.isChecked() and self._cancel is None)

    def start(self) -> None:
        """Begin to write, when a folder can have that name."""
        name = self.name.text().strip()
        if not self.go.isEnabled():
            return
        if not name or set(name) & set('/\\<>:"|?*') or name.startswith("."):
            self.name_field.show_error(self.tr("A folder cannot have this name. Use letters, numbers and spaces."))
            return
        target, person, trash = self.folder / name, self.person_id or None, self.trash.isChecked()
        exporting = self.context.workspace.exporting
        self.bar.setRange(0, 0)
        self._show_running(running=True)
        task = self.context.tasks.run(
            lambda progress, cancel: exporting.export(
                target, person_id=person, with_trash=trash, progress=progress, cancel=cancel
            ),
            done=self._done,
            failed=self._failed,
            cancelled=self._stopped,
            progress=self._tell,
            owner=self,
            name="export",
        )
        self._cancel = task.cancel
        self._tell_ready()

    def _show_running(self, *, running: bool) -> None:
        self._asking.setVisible(not running)
        self.bar.setVisible(running)
        self.told.setText(self.tr("Gathering the record") if running else "")
        if running:
            self.stop.setFocus(Qt.FocusReason.OtherFocusReason)

    def reject(self) -> None:
        """Leave, or stop what runs first: nothing is at the place until the folder is whole."""
        if self._cancel is None:
            super().reject()
        else:
            say(self.stop, self.tr("Stopping…"))
            self._cancel()

    def _tell(self, step: Step) -> None:
        of = self.tr(" {done} of {total}").format(done=step.done, total=step.total) if step.total else ""
        self.told.setText(f"{step.words}{of}")
        self.bar.setRange(0, step.total)
        self.bar.setValue(step.done)

    def _again(self, words: str) -> None:
        self._cancel = None
        self._show_running(running=False)
        say(self.stop, self.tr("Cancel"))
        self.told.setText(words)
        self._tell_ready()
        self.place()

    def _stopped(self) -> None:
        self._again(self.tr("Stopped. Nothing was left there."))

    def _failed(self, error: BaseException) -> None:
        self._again("")
        if isinstance(error, SheafError) and error.code in _AT_THE_NAME:
            self.name_field.show_error(f"{error.happened} {error.do}")
            self.place()
        else:
            self.context.show_error(error)

    def _done(self, exported: Exported) -> None:
        self._cancel = None
        self.accept()
        show_exported(self.context, exported)


def start_export(context: ScreenContext) -> ExportDialog:
    """Ask where the whole record shall go, and write it there."""
    dialog = ExportDialog(context)
    dialog.present()
    return dialog
