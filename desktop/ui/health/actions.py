"""What can be done with backups from any page: make one, choose the second place, look inside, bring one back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QGridLayout, QWidget

from desktop.foundation.errors import SheafError
from desktop.services.backups import Backup, BackupLine, Inside, Restored
from desktop.services.health import HealthReport
from desktop.ui.errors import error_dialog
from desktop.ui.health.restored import RestoredPage
from desktop.ui.health.words import counts_words, in_a_sentence, when_words
from desktop.ui.health.working import WorkDialog
from desktop.ui.navigation import ScreenContext
from desktop.ui.theme import gap, pad
from desktop.ui.widgets import Dialog, Notice, confirm, label, line, primary, secondary
from desktop.ui.widgets.folder_dialog import open_for_folders

if TYPE_CHECKING:
    from desktop.ui.window import SheafWindow


def _tr(words: str) -> str:
    return QCoreApplication.translate("Backups", words)


def main_window(context: ScreenContext) -> SheafWindow:
    """Return the main window, which can leave the open vault."""
    from desktop.ui.window import SheafWindow  # noqa: PLC0415 - the window imports the screens

    if not isinstance(context.window, SheafWindow):
        message = "backups need the main window"
        raise TypeError(message)
    return context.window


def back_up(context: ScreenContext, destination: Path | None, where: str) -> None:
    """Make a backup on this computer (`destination` None) or at the second place, called `where`."""
    backups = context.workspace.backups

    def done(_made: Backup) -> None:
        words = _tr("Backed up: {where}. The copy was opened and compared.").format(where=where)
        context.toast(words, False)  # noqa: FBT003 - words, not undoable

    def failed(error: BaseException) -> None:
        error_dialog(context.window, error, title=_tr("The backup could not be made"))

    dialog = WorkDialog(
        context.window,
        _tr("Backing up…"),
        note=_tr("Only what is new is copied. You can cancel; the other backups stay as they are."),
    )
    dialog.work(
        context.tasks,
        lambda progress, cancel: backups.make(destination, progress=progress, cancel=cancel),
        name="backup",
        done=done,
        failed=failed,
    )


def check_all(context: ScreenContext, done: Callable[[], object]) -> None:
    """Open every backup again with every document in it, and say how many are good."""

    def tell(lines: tuple[BackupLine, ...]) -> None:
        broken = sum(not line.verified for line in lines)
        good = _tr("{count} backups were opened; all are good.").format(count=len(lines))
        bad = _tr("{broken} of {count} backups could not be opened.").format(broken=broken, count=len(lines))
        context.toast(bad if broken else good, False)  # noqa: FBT003 - words, not undoable
        done()

    dialog = WorkDialog(context.window, _tr("Opening every backup…"))
    dialog.work(context.tasks, context.workspace.backups.check_all, done=tell, failed=context.show_error, name="check")


def check_everything(context: ScreenContext) -> None:
    """Read every page and open every original; the page shows what was found by itself."""

    def tell(report: HealthReport) -> None:
        words = _tr("Everything was checked; nothing is damaged.")
        context.toast(words if report.ok else _tr("Something in the vault is damaged."), False)  # noqa: FBT003 - words, not undoable

    health = context.workspace.health
    dialog = WorkDialog(context.window, _tr("Checking everything…"), note=_tr("Nothing is changed. You can cancel."))
    dialog.work(
        context.tasks,
        lambda progress, cancel: health.check(full=True, progress=progress, cancel=cancel),
        done=tell,
        failed=context.show_error,
        name="check",
    )


def mend(context: ScreenContext, report: HealthReport) -> None:
    """Bring back from backups what they have of the damaged originals, and check everything again."""

    def tell(mended: int) -> None:
        one, many = _tr("1 original was brought back."), _tr("{count} originals were brought back.")
        if report.damaged:
            context.toast(one if mended == 1 else many.format(count=mended), False)  # noqa: FBT003 - words, not undoable
        check_everything(context)

    dialog = WorkDialog(context.window, _tr("Bringing back from the backups…"))
    health = context.workspace.health
    dialog.work(context.tasks, lambda _p, _c: health.mend(report), done=tell, failed=context.show_error, name="check")


def choose_second(context: ScreenContext) -> None:
    """Let the person choose the folder of the second place, and back up there at once."""
    dialog = QFileDialog(context.window, _tr("Choose a USB stick, or a folder kept somewhere else"), _sticks())
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.filesSelected.connect(lambda names: take_second(context, Path(names[0])) if names else None)
    dialog.finished.connect(dialog.deleteLater)
    open_for_folders(dialog)


def _sticks() -> str:
    """Return the folder in which a desktop shows plugged-in sticks, or the person's own."""
    home = Path.home()
    for folder in (Path("/run/media") / home.name, Path("/media") / home.name, Path("/Volumes")):
        if folder.is_dir():
            return str(folder)
    return str(home)


def take_second(context: ScreenContext, path: Path) -> None:
    """Remember a folder as the second place, warn when it is on the vault's own disk, and back up there."""
    try:
        second = context.workspace.backups.choose_second(path)
    except SheafError as error:
        context.show_error(error)
        return
    if not second.same_disk:
        back_up(context, second.path, second.name)
        return
    words = _tr(
        "This folder is on the same disk as the vault. It helps only when its content is copied "
        "somewhere else, as with a cloud folder. What is in a backup is encrypted."
    )
    confirm(
        context.window,
        _tr("Is this folder kept somewhere else, too?"),
        words,
        _tr("Back up there"),
        lambda: back_up(context, second.path, second.name),
        cancel=_tr("Not now"),
    )


def look_inside(context: ScreenContext, backup: BackupLine) -> None:
    """Show what would change if a backup were brought back."""
    context.tasks.run(
        lambda _progress, _cancel: context.workspace.backups.look_inside(backup.path),
        done=lambda inside: InsideDialog(context, backup, inside).present(),
        owner=context.window,
    )


def differences_table(inside: Inside) -> QWidget:
    """Return the differences as a table of labels: kind, would be missing, would come back, different."""
    made = QWidget()
    grid = QGridLayout(made)
    pad(grid, 0)
    gap(grid, 10)
    for place, words in enumerate(("", _tr("Would be missing"), _tr("Would come back"), _tr("Different"))):
        grid.addWidget(label(words, "small"), 0, place)
    for number, one in enumerate(inside.differences):
        grid.addWidget(line(soft=True), 2 * number + 1, 0, 1, 4)
        grid.addWidget(label(one.name, "body_strong"), 2 * number + 2, 0)
        for place, count in enumerate((one.missing, one.back, one.different), start=1):
            grid.addWidget(label(str(count) if count else "–"), 2 * number + 2, place)
    for place in range(4):
        grid.setColumnStretch(place, 1)
    return made


class InsideDialog(Dialog):
    """A backup held against the vault, and the way to bring it back."""

    def __init__(self, context: ScreenContext, backup: BackupLine, inside: Inside) -> None:
        """Show `inside`."""
        self.when = in_a_sentence(when_words(backup.made))
        super().__init__(context.window, _tr("Backup of {when}").format(when=self.when), icon="hard-drives")
        self.context, self.backup, self.inside = context, backup, inside
        self.body.addWidget(label(f"{backup.where}  ·  {counts_words(backup.documents, backup.facts)}", "muted"))
        if inside.differences:
            self.body.addWidget(label(_tr("If you brought it back:"), "body_strong"))
            self.body.addWidget(differences_table(inside))
        else:
            self.body.addWidget(Notice(_tr("It holds the same as the vault now. Nothing would change."), look="ok"))
        close = primary(_tr("Close"), self.reject)
        restore = secondary(_tr("Bring this backup back…"), self._ask)
        self.set_buttons(left=[restore] if inside.differences else [], right=[close])
        self.first = close

    def _ask(self) -> None:
        self.accept()
        text = _tr(
            "{changes} The vault as it is now is kept beside it, in a folder of its own. "
            "Sheaf then asks for your passphrase: the one of that day."
        )
        confirm(
            self.context.window,
            _tr("Bring back the backup of {when}?").format(when=self.when),
            text.format(changes=self.inside.words),
            _tr("Bring it back"),
            lambda: bring_back(self.context, self.backup),
        )


def bring_back(context: ScreenContext, backup: BackupLine) -> None:
    """Restore over the open vault: keep drafts, back up, restore, then show what was done and the unlock screen."""
    window, backups = main_window(context), context.workspace.backups
    if window.shell is not None:
        window.shell.save_drafts()

    def done(restored: Restored) -> None:
        window.leave_for(RestoredPage(restored, backup.made, window.lock_now))

    def failed(error: BaseException) -> None:
        dialog = error_dialog(window, error, title=_tr("The backup was not brought back"))
        if backups.closed and dialog is not None:
            dialog.finished.connect(lambda _result: window.lock_now())

    WorkDialog(
        window, _tr("Bringing the backup back…"), note=_tr("Your vault stays as it is until all is ready.")
    ).work(
        context.tasks,
        lambda progress, cancel: backups.restore(backup.path, progress=progress, cancel=cancel),
        name="restore",
        done=done,
        failed=failed,
    )


def what_can_i_do(context: ScreenContext, backup: BackupLine) -> None:
    """Explain a backup that could not be opened."""
    error = BrokenBackupError(backup.path)
    error_dialog(context.window, error, title=_tr("This backup could not be opened"))


class BrokenBackupError(SheafError):
    """A backup in the list that cannot be used."""

    code = "backup-broken"

    def __init__(self, path: Path) -> None:
        """Name the folder, which the person may want to delete."""
        super().__init__(
            _tr("Parts of it are missing or damaged. Perhaps the stick was pulled out while it was written."),
            safe=_tr("Your records are safe. This backup does not count; the others are not touched."),
            do=_tr(
                "Make a new backup. If it goes wrong there again, use another stick. You may delete the folder {name}."
            ).format(name=path.name),
        )
