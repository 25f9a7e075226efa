"""Bring a backup back before a vault is open: the vault is damaged or gone, or this is another computer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QProgressBar, QSizePolicy

from desktop.foundation.errors import ExitCode, SheafError
from desktop.foundation.progress import CancelToken, Progress, Step
from desktop.ui.core import Core
from desktop.ui.health.restored import RestoredPage
from desktop.ui.health.words import when_words
from desktop.ui.passphrase.view import SecretField
from desktop.ui.tasks import Tasks
from desktop.ui.unlock.gate import Gate
from desktop.ui.unlock.presenter import GROUPS, SIGNS, clean_code
from desktop.ui.widgets import (
    ComboBox,
    EnterKey,
    Field,
    Notice,
    label,
    line,
    link,
    primary,
    row,
    say,
    secondary,
    show_when,
)

if TYPE_CHECKING:  # the core is loaded beside the window
    from desktop.services.backups import BackupLine, Restored


def vault_name_of(path: Path) -> str:
    """Return the name of the vault whose backup, or folder of backups, this is."""
    return (path if path.suffix == ".sheaf-backups" else path.parent).stem


def as_code(text: str) -> str | None:
    """Return what was typed as a recovery code when it looks like one: 28 signs in groups, no small words."""
    signs = "".join(part for part in text.replace("-", " ").split())
    return text if len(signs) == GROUPS * SIGNS and len(clean_code(text)) == len(signs) else None


class RestoreScreen(Gate):
    """Which backup, its passphrase, and where to; what is there is kept."""

    def __init__(  # noqa: PLR0913 - what it needs and where it leads
        self,
        place: Path,
        core: Core,
        tasks: Tasks,
        *,
        source: Path | None,
        done: Callable[[RestoredPage], object],
        unlock: Callable[[Path], object],
        back: Callable[[], object],
    ) -> None:
        """Bring a backup of `source` (None: one that is known here) back to `place`; `done` gets the last page."""
        super().__init__(self.tr("Bring a backup back"), place.stem)
        self.place, self._core, self._tasks, self._source = place, core, tasks, source
        self._done, self._unlock = done, unlock
        self._lines: tuple[BackupLine, ...] = ()
        self._cancel: Callable[[], object] | None = None
        self.choice = ComboBox()
        self.field = SecretField(self.tr("Passphrase of that day, or the recovery code"), lambda _text: self._typed())
        self.where = label("", "small")
        self.elsewhere = link(self.tr("Another folder…"), self._choose_folder)
        self.none = Notice(self.tr("There is no backup here that can be opened."), look="warn")
        self.none.hide()
        self.told = label("", "muted")
        self.told.hide()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Progress of bringing the backup back"))
        self.bar.hide()
        self.go = primary(self.tr("Bring it back"), self.start, icon="clock-counter-clockwise")
        self.go.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.back = secondary(self.tr("Back"), lambda: self._go_back(back))
        which = Field(self.tr("Which backup"), self.choice)
        for item in (which, self.none, self.field, self.told, self.bar, self.go, line()):
            self.card.body.addWidget(item)
        self.card.body.insertLayout(self.card.body.indexOf(self.told), row(self.where, self.elsewhere))
        self.card.body.addLayout(row(self.back, None))
        EnterKey(self.field.edit, self.start)
        self._say_where()
        self._read()

    def type_in(self, passphrase: str) -> None:
        """Put the passphrase that was just typed on the unlock screen into the field."""
        self.field.edit.setText(passphrase)

    def _say_where(self) -> None:
        words = self.tr("It comes to {path}").format(path=self.place)
        if self.place.exists():
            words = self.tr("It takes the place of {path}. The vault that is there is kept beside it.").format(
                path=self.place
            )
        self.where.setText(words)
        show_when(self.elsewhere, not self.place.exists())

    def _read(self) -> None:
        place, more = self.place, () if self._source is None else (self._source,)
        self._tasks.run(
            lambda _progress, _cancel: self._core.vaults().backups(place, *more), done=self._show, owner=self
        )

    def _show(self, lines: tuple[BackupLine, ...]) -> None:
        self._lines = tuple(one for one in lines if one.verified)
        choices = [(str(one.path), f"{when_words(one.made)}  ·  {one.where}") for one in self._lines]
        wanted = str(self._source) if self._source is not None else ""
        self.choice.offer(choices, wanted if any(value == wanted for value, _words in choices) else "")
        show_when(self.none, not self._lines)
        self.go.setEnabled(bool(self._lines))

    def _chosen(self) -> BackupLine | None:
        return next((one for one in self._lines if str(one.path) == self.choice.value), None)

    def take_focus(self) -> None:
        """Start in the passphrase."""
        self.field.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _typed(self) -> None:
        self.field.show_plain()

    def _choose_folder(self) -> None:
        dialog = QFileDialog(self, self.tr("Choose the folder that the vault shall lie in"), str(self.place.parent))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.filesSelected.connect(lambda names: self._set_folder(Path(names[0])) if names else None)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _set_folder(self, folder: Path) -> None:
        self.place = folder / self.place.name
        self._say_where()

    def start(self) -> None:
        """Bring the chosen backup back."""
        backup, text = self._chosen(), self.field.text
        if backup is None or self._cancel is not None:
            return
        if not text:
            self.field.show_error(self.tr("Type the passphrase first."))
            return
        place, core, path = self.place, self._core, backup.path
        code = as_code(text)

        def work(progress: Progress, cancel: CancelToken) -> Restored:
            passphrase = text if code is None else None
            return core.vaults().restore(
                path, place, passphrase=passphrase, code=code, progress=progress, cancel=cancel
            )

        self._set_busy(busy=True)
        task = self._tasks.run(
            work,
            done=lambda restored: self._restored(restored, backup),
            failed=self._failed,
            cancelled=self._stopped,
            progress=self._tell,
            owner=self,
        )
        self._cancel = task.cancel

    def _set_busy(self, *, busy: bool) -> None:
        self.go.setEnabled(not busy)
        self.choice.setEnabled(not busy)
        self.field.edit.setReadOnly(busy)
        self.elsewhere.setEnabled(not busy)
        self.bar.setRange(0, 0)
        show_when(self.bar, busy)
        self._tell_words(self.tr("Opening…") if busy else "")
        self.back.setEnabled(True)
        say(self.back, self.tr("Stop") if busy else self.tr("Back"))

    def _tell_words(self, words: str) -> None:
        self.told.setText(words)
        show_when(self.told, bool(words))

    def _tell(self, step: Step) -> None:
        self._tell_words(step.words)
        self.bar.setRange(0, step.total)
        self.bar.setValue(step.done)

    def _go_back(self, back: Callable[[], object]) -> None:
        if self._cancel is None:
            back()
        else:
            self.back.setEnabled(False)
            self._cancel()

    def _stopped(self) -> None:
        self._cancel = None
        self._set_busy(busy=False)
        self._tell_words(self.tr("Stopped. Nothing was changed."))

    def _failed(self, error: BaseException) -> None:
        self._cancel = None
        self._set_busy(busy=False)
        if not isinstance(error, SheafError):
            raise error
        words = f"{error.happened} {error.safe} {error.do}"
        if error.exit_code is ExitCode.WRONG_SECRET and error.code == "wrong-passphrase":
            words = self.tr(
                "That passphrase did not open the backup. If you changed it since, type the one from before. "
                "Nothing was changed."
            )
        self.field.show_error(words)
        self.take_focus()

    def _restored(self, restored: Restored, backup: BackupLine) -> None:
        self._cancel = None
        self.field.edit.clear()
        self._done(RestoredPage(restored, backup.made, lambda: self._unlock(restored.path)))
