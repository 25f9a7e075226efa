"""Save what can be read of a damaged vault into a new one, before anything is open."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QSizePolicy

from desktop.foundation.progress import CancelToken, Progress
from desktop.ui.core import Core
from desktop.ui.tasks import Tasks
from desktop.ui.unlock.gate import Gate
from desktop.ui.unlock.working_gate import WorkingGate
from desktop.ui.widgets import Card, Status, StatusLine, column, label, line, link, primary, row, say
from desktop.ui.widgets.folder_dialog import open_for_folders

if TYPE_CHECKING:  # the core is loaded beside the window
    from desktop.services.salvage import Lost, SalvageReport


def free_place(folder: Path) -> Path:
    """Return a place beside a vault for what is saved of it: "NAME saved.sheaf", numbered when that is taken."""
    number, made = 1, folder.with_name(f"{folder.stem} saved.sheaf")
    while made.exists():
        number += 1
        made = folder.with_name(f"{folder.stem} saved {number}.sheaf")
    return made


class SalvageScreen(WorkingGate):
    """The passphrase, where to, and the work; the damaged vault is only read."""

    def __init__(
        self,
        damaged: Path,
        core: Core,
        tasks: Tasks,
        *,
        done: Callable[[SalvagedPage], object],
        unlock: Callable[[Path], object],
        back: Callable[[], object],
    ) -> None:
        """Save what is left of the vault at `damaged`; `done` gets the last page."""
        title = self.tr("Save what can be read")
        super().__init__(title, damaged.stem, tasks, self.tr("Passphrase, or the recovery code"), back=back)
        self.damaged, self.place = damaged, free_place(damaged)
        self._core, self._done, self._unlock = core, done, unlock
        told = self.tr(
            "Sheaf reads the damaged vault piece by piece and puts everything it can read into a new vault. "
            "The damaged one is not changed. A good backup is better, if you have one: it lacks nothing."
        )
        self.where = label("", "small")
        self.elsewhere = link(self.tr("Another folder…"), self._choose_folder)
        self.inputs = (self.elsewhere,)
        say(self.go, self.tr("Save what can be read"), icon="first-aid-kit")
        for item in (label(told), self.field, self.told, self.bar, self.go, line()):
            self.card.body.addWidget(item)
        self.card.body.insertLayout(self.card.body.indexOf(self.told), row(self.where, self.elsewhere))
        self.card.body.addLayout(row(self.back, None))
        self._say_where()

    def _say_where(self) -> None:
        self.where.setText(self.tr("The new vault comes to {path}").format(path=self.place))

    def _choose_folder(self) -> None:
        dialog = QFileDialog(self, self.tr("Choose the folder that the new vault shall lie in"), str(self.place.parent))
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.filesSelected.connect(lambda names: self._set_folder(Path(names[0])) if names else None)
        dialog.finished.connect(dialog.deleteLater)
        open_for_folders(dialog)

    def _set_folder(self, folder: Path) -> None:
        self.place = free_place(folder / self.damaged.name)
        self._say_where()

    def start(self) -> None:
        """Save what can be read."""
        if self.at_work:
            return
        passphrase, code = self.secret()
        if passphrase is None and code is None:
            return
        damaged, place, core = self.damaged, self.place, self._core

        def work(progress: Progress, cancel: CancelToken) -> SalvageReport:
            return core.vaults().salvage(
                damaged, place, passphrase=passphrase, code=code, progress=progress, cancel=cancel
            )

        self.run(work, lambda report: self._done(SalvagedPage(report, lambda: self._unlock(report.path))))


class SalvagedPage(Gate):
    """What was saved, what is known to be lost by name, and the way to the new vault."""

    def __init__(self, report: SalvageReport, unlock: Callable[[], object]) -> None:
        """Tell a report; `unlock` shows the unlock screen of the new vault."""
        super().__init__(self.tr("What could be read is saved"), report.path.stem, width=680)
        whole = not report.lost and not report.damaged_pages
        body = self.card.body
        body.addWidget(StatusLine(report.words, Status.DONE if whole else Status.LOOK))
        body.addWidget(label(self.tr("The new vault: {path}").format(path=report.path)))
        if report.recovered:
            one = self.tr("1 document had lost everything but its original. Look at it in Documents.")
            many = self.tr("{count} documents had lost everything but their original. Look at them in Documents.")
            body.addWidget(label(one if report.recovered == 1 else many.format(count=report.recovered)))
        if report.lost:
            body.addWidget(label(self.tr("Lost, or not whole"), "section"))
            lines = (label(self._line(one)) for one in report.lost)
            body.addWidget(Card(column(*lines, gap=4), look="sunken"))
        keep = self.tr(
            "The damaged vault was not changed. Keep it until you have looked through the new one. "
            "The new one opens with the same passphrase and the same recovery kit."
        )
        body.addWidget(label(keep, "muted"))
        self.go = primary(self.tr("Unlock"), unlock, icon="lock-key-open")
        self.go.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        body.addWidget(self.go)

    def _line(self, lost: Lost) -> str:
        named = ", ".join(part for part in (lost.title, lost.date) if part)
        return f"{lost.kind}: {named + '. ' if named else ''}{lost.why}"

    def take_focus(self) -> None:
        """Start on the way on."""
        self.go.setFocus(Qt.FocusReason.OtherFocusReason)
