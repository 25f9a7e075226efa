"""Bring a backup back before a vault is open: the vault is damaged or gone, or this is another computer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from desktop.foundation.errors import ExitCode, SheafError
from desktop.foundation.progress import CancelToken, Progress
from desktop.ui.core import Core
from desktop.ui.health.restored import RestoredPage
from desktop.ui.health.words import when_words
from desktop.ui.tasks import Tasks
from desktop.ui.unlock.working_gate import WorkingGate
from desktop.ui.widgets import ComboBox, Field, Notice, label, line, link, row, say, show_when
from desktop.ui.widgets.folder_dialog import open_for_folders

if TYPE_CHECKING:  # the core is loaded beside the window
    from desktop.services.backups import BackupLine, Restored


def vault_name_of(path: Path) -> str:
    """Return the name of the vault whose backup, or folder of backups, this is."""
    return (path if path.suffix == ".sheaf-backups" else path.parent).stem


class RestoreScreen(WorkingGate):
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
        asked = self.tr("Passphrase of that day, or the recovery code")
        super().__init__(self.tr("Bring a backup back"), place.stem, tasks, asked, back=back)
        self.place, self._core, self._source = place, core, source
        self._done, self._unlock = done, unlock
        self._lines: tuple[BackupLine, ...] = ()
        self.choice = ComboBox()
        self.where = label("", "small")
        self.elsewhere = link(self.tr("Another folder…"), self._choose_folder)
        self.inputs = (self.choice, self.elsewhere)
        self.none = Notice(self.tr("There is no backup here that can be opened."), look="warn")
        self.none.hide()
        say(self.go, self.tr("Bring it back"), icon="clock-counter-clockwise")
        which = Field(self.tr("Which backup"), self.choice)
        for item in (which, self.none, self.field, self.told, self.bar, self.go, line()):
            self.card.body.addWidget(item)
        self.card.body.insertLayout(self.card.body.indexOf(self.told), row(self.where, self.elsewhere))
        self.card.body.addLayout(row(self.back, None))
        self._say_where()
        self._read()

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

    def _choose_folder(self) -> None:
        dialog = QFileDialog(self, self.tr("Choose the folder that the vault shall lie in"), str(self.place.parent))
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.filesSelected.connect(lambda names: self._set_folder(Path(names[0])) if names else None)
        dialog.finished.connect(dialog.deleteLater)
        open_for_folders(dialog)

    def _set_folder(self, folder: Path) -> None:
        self.place = folder / self.place.name
        self._say_where()

    def start(self) -> None:
        """Bring the chosen backup back."""
        backup = self._chosen()
        if backup is None or self.at_work:
            return
        passphrase, code = self.secret()
        if passphrase is None and code is None:
            return
        place, core, path, made = self.place, self._core, backup.path, backup.made

        def work(progress: Progress, cancel: CancelToken) -> Restored:
            return core.vaults().restore(
                path, place, passphrase=passphrase, code=code, progress=progress, cancel=cancel
            )

        self.run(work, lambda restored: self._done(RestoredPage(restored, made, lambda: self._unlock(restored.path))))

    def refusal(self, error: SheafError) -> str:
        """Say of a wrong passphrase that it may have been another one on that day."""
        if error.exit_code is ExitCode.WRONG_SECRET and error.code == "wrong-passphrase":
            return self.tr(
                "That passphrase did not open the backup. If you changed it since, type the one from before. "
                "Nothing was changed."
            )
        return super().refusal(error)
