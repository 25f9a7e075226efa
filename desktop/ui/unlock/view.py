"""The unlock screen: one passphrase, and the ways on when it does not open."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QSizePolicy, QWidget

from desktop.foundation.errors import ExitCode, SheafError
from desktop.ui.core import Core
from desktop.ui.dates import moment_words
from desktop.ui.passphrase.view import SecretField
from desktop.ui.tasks import Tasks
from desktop.ui.unlock.gate import Gate
from desktop.ui.unlock.presenter import WayOn, pause_after, refusal
from desktop.ui.widgets import EnterKey, Status, StatusLine, line, link, primary, row, say, secondary, show_when
from desktop.ui.widgets.folder_dialog import open_for_folders

if TYPE_CHECKING:
    from desktop.services.backups import BackupLine
    from desktop.services.vaults import VaultDescription
    from desktop.services.workspace import Workspace


def is_vault(path: Path) -> bool:
    """Whether a folder looks like a vault, or one is about to come in there after a power cut."""
    if path.suffix == ".sheaf" and not path.exists():
        return path.with_name(f"{path.name}.incoming").is_dir()
    return path.is_dir() and (path.suffix == ".sheaf" or (path / "vault.keys").exists() or (path / "vault.db").exists())


def is_backup_folder(path: Path) -> bool:
    """Whether a folder looks like a backup or a folder of backups."""
    single = path.suffix != ".sheaf" and (path / "backup.json").is_file()
    return path.is_dir() and (path.suffix == ".sheaf-backups" or single)


class UnlockScreen(Gate):
    """Asks for the passphrase of one vault."""

    def __init__(  # noqa: PLR0913 - what it needs and where it leads
        self,
        path: Path,
        core: Core,
        tasks: Tasks,
        *,
        opened: Callable[[Workspace], object],
        forgot: Callable[[Path], object],
        other: Callable[[], object],
        restore: Callable[[Path, Path, str], object],
        salvage: Callable[[Path, str], object],
        note: str = "",
    ) -> None:
        """Open the vault at `path`; `opened` gets its workspace, the others show other pages.

        `note` says what the last lock stopped.
        """
        super().__init__(path.stem, " ")
        self.path, self._core, self._tasks = path, core, tasks
        self._opened, self._restore, self._salvage = opened, restore, salvage
        self._backup: BackupLine | None = None
        self._wrong_tries = 0
        self._pause = 0
        self._accept_copy = False
        self._busy = False
        self.field = SecretField(self.tr("Passphrase"), self._typed)
        self.caps = StatusLine("", Status.LOOK, colored=True)
        self.unlock_button = primary(self.tr("Unlock"), self.unlock, icon="lock-key-open")
        self.unlock_button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.way_on = secondary("", self._go_on)
        self.way_on.hide()
        self.salvage = secondary(self.tr("Save what can be read…"), self._save_what_is_left)
        self.salvage.hide()
        self._way = WayOn.NOTHING
        self.forgot = link(self.tr("I forgot my passphrase"), lambda: forgot(path))
        self.other = link(self.tr("Open another vault…"), other)
        self.remembered = secondary(
            self.tr("Open without typing"), self._unlock_remembered, icon="key", name=self.tr("Open with the key store")
        )
        self.remembered.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.remembered.hide()
        self.note = StatusLine(note, Status.LOOK)
        show_when(self.note, bool(note))
        for item in (
            self.note,
            self.field,
            self.caps,
            self.way_on,
            self.salvage,
            self.unlock_button,
            self.remembered,
            line(),
        ):
            self.card.body.addWidget(item)
        self.card.body.addLayout(row(self.forgot, None, self.other))
        EnterKey(self.field.edit, self.unlock)
        self.field.edit.installEventFilter(self)
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self._tick)
        self.below.setText(self.tr("Vault on this computer"))
        self._describe()

    def _describe(self) -> None:
        path = self.path
        self._tasks.run(
            lambda _progress, _cancel: self._core.vaults().describe(path),
            done=self._described,
            failed=self._not_there,
            owner=self,
        )

    def _unlock_remembered(self) -> None:
        if self._busy:
            return
        path, accept = self.path, self._accept_copy
        self._set_busy(busy=True)
        self._tasks.run(
            lambda _progress, _cancel: self._core.vaults().unlock_remembered(path, accept_copy=accept),
            done=self._is_open,
            failed=self._refused,
            owner=self,
        )

    def _described(self, description: VaultDescription) -> None:
        self.title.setText(description.name)
        show_when(self.remembered, description.remembered)
        where = self.tr("Vault on this computer")
        if description.last_opened is not None:
            when = self.tr("last opened {when}").format(when=moment_words(description.last_opened))
            where = f"{where}  ·  {when}"
        self.below.setText(where)

    def _not_there(self, error: BaseException) -> None:
        if isinstance(error, SheafError):
            self.field.show_error(f"{error.happened} {error.do}")
            self.below.setText(str(self.path.parent))
        else:
            raise error

    def take_focus(self) -> None:
        """Start in the passphrase."""
        self.field.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Notice Caps Lock by what it does to letters."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            self._notice_caps(event)
        return super().eventFilter(watched, event)

    def _notice_caps(self, event: QKeyEvent) -> None:
        text = event.text()
        if event.key() == Qt.Key.Key_CapsLock:
            on = not bool(self.caps.words)
        elif len(text) == 1 and text.isalpha() and text.lower() != text.upper():
            shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            on = text.isupper() != shifted
        else:
            return
        self.caps.show_status(self.tr("Caps Lock is on") if on else "", Status.LOOK, icon="arrow-fat-up")

    def _typed(self, _text: str) -> None:
        self.field.show_plain()
        self.way_on.hide()
        self.salvage.hide()

    def unlock(self, *, read_only: bool = False) -> None:
        """Try the passphrase."""
        if self._busy or self._pause:
            return
        passphrase, path, accept = self.field.text, self.path, self._accept_copy
        if not passphrase:
            self.field.show_error(self.tr("Type your passphrase first."))
            return
        self._set_busy(busy=True)
        self._tasks.run(
            lambda _progress, _cancel: self._core.vaults().unlock(
                path, passphrase, read_only=read_only, accept_copy=accept
            ),
            done=self._is_open,
            failed=self._refused,
            owner=self,
        )

    def _set_busy(self, *, busy: bool) -> None:
        self._busy = busy
        self.unlock_button.setEnabled(not busy)
        self.field.edit.setReadOnly(busy)
        say(self.unlock_button, self.tr("Opening…") if busy else self.tr("Unlock"))

    def _is_open(self, workspace: Workspace) -> None:
        self.field.edit.clear()
        self._opened(workspace)

    def _refused(self, error: BaseException) -> None:
        self._set_busy(busy=False)
        if not isinstance(error, SheafError):
            raise error
        told = refusal(error)
        self.field.show_error(told.words)
        self._offer(told.way_on)
        if told.wrong_passphrase:
            self._wrong_tries += 1
            self._start_pause(pause_after(self._wrong_tries))
        show_when(self.salvage, error.exit_code is ExitCode.DAMAGED)
        if error.exit_code is ExitCode.DAMAGED:
            self._look_for_backup(error)
        self.take_focus()

    def _look_for_backup(self, error: SheafError) -> None:
        """Offer the newest backup that this computer knows of, when the vault is damaged."""
        path = self.path

        def found(lines: tuple[BackupLine, ...]) -> None:
            self._backup = next((one for one in lines if one.verified), None)
            if self._backup is None:
                return
            from desktop.ui.health.words import in_a_sentence, when_words  # noqa: PLC0415 - only after damage

            when = in_a_sentence(when_words(self._backup.made))
            can = self.tr("Sheaf can open the backup of {when}.").format(when=when)
            self.field.show_error(f"{error.happened} {error.safe} {can}")
            self._offer(WayOn.BACKUP)

        self._tasks.run(lambda _progress, _cancel: self._core.vaults().backups(path), done=found, owner=self)

    def _save_what_is_left(self) -> None:
        self._salvage(self.path, self.field.text)

    def _offer(self, way: WayOn) -> None:
        self._way = way
        words = {
            WayOn.READ_ONLY: self.tr("Open it here for reading only"),
            WayOn.ACCEPT_COPY: self.tr("Open this copy all the same"),
            WayOn.BACKUP: self.tr("Open the backup"),
        }.get(way, "")
        say(self.way_on, words)
        show_when(self.way_on, bool(words))

    def _go_on(self) -> None:
        if self._way is WayOn.BACKUP and self._backup is not None:
            self._restore(self.path, self._backup.path, self.field.text)
            return
        self._accept_copy = self._accept_copy or self._way is WayOn.ACCEPT_COPY
        self.unlock(read_only=self._way is WayOn.READ_ONLY)

    def _start_pause(self, seconds: int) -> None:
        self._pause = seconds
        if seconds:
            self._timer.start()
            self._say_pause()

    def _tick(self) -> None:
        self._pause -= 1
        if self._pause <= 0:
            self._timer.stop()
        self._say_pause()

    def _say_pause(self) -> None:
        self.unlock_button.setEnabled(self._pause <= 0)
        wait = self.tr("Next try in {count} seconds.").format(count=self._pause)
        say(self.unlock_button, wait if self._pause > 0 else self.tr("Unlock"))


def choose_vault(
    window: QWidget,
    chosen: Callable[[Path], object],
    refused: Callable[[str], object],
    backup: Callable[[Path], object],
) -> None:
    """Let the person choose the folder of a vault, or of a backup."""
    dialog = QFileDialog(window, window.tr("Open a vault: choose its folder (NAME.sheaf)"), str(Path.home()))
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)

    def take(names: list[str]) -> None:
        path = Path(names[0]) if names else Path()
        if is_backup_folder(path):
            backup(path)
        elif is_vault(path):
            chosen(path)
        else:
            refused(window.tr("This folder is not a vault. A vault's folder ends in .sheaf."))

    dialog.filesSelected.connect(take)
    dialog.finished.connect(dialog.deleteLater)
    open_for_folders(dialog)


class WelcomeScreen(Gate):
    """No vault on this computer yet."""

    def __init__(self, start: Callable[[], object], open_other: Callable[[], object]) -> None:
        """Offer to `start` a new vault or to open one from elsewhere."""
        super().__init__("Sheaf")
        self.below.setText(self.tr("Your medical records, locked, on your own computer"))
        self.below.show()
        self.start = primary(self.tr("Start a new vault"), start, icon="plus")
        self.other = secondary(self.tr("Open a vault from a USB stick or backup…"), open_other)
        for button in (self.start, self.other):
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            self.card.body.addWidget(button)

    def take_focus(self) -> None:
        """Start on the way on."""
        self.start.setFocus(Qt.FocusReason.OtherFocusReason)
