"""The main window: the gate (unlock, first run) before a vault is open, the shell after."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QIcon
from PySide6.QtWidgets import QFileDialog, QMainWindow, QVBoxLayout, QWidget

from desktop.foundation.logs import log_event
from desktop.foundation.settings import Settings, save_settings
from desktop.ui.errors import error_dialog
from desktop.ui.frame.drop import FileDrops
from desktop.ui.frame.shell import Shell
from desktop.ui.frame.shortcuts import add_shortcuts
from desktop.ui.navigation import ScreenContext
from desktop.ui.screens import FILES_HANDLER, SCREENS
from desktop.ui.tasks import Tasks, Unfinished
from desktop.ui.theme import apply_theme, icon, theme_of
from desktop.ui.widgets import Dialog, FocusRing, Toast

if TYPE_CHECKING:
    from desktop.services.workspace import Workspace

DEFAULT_SIZE = QSize(1366, 820)
MINIMUM_SIZE = QSize(1024, 640)
_SIZES = (100, 125, 150, 200)
_LOCK_PATIENCE_MS = 1000
"""So long may running work take to stop when the vault locks."""
_BACKUP_AFTER_MS = 60_000
"""After opening, so that it does not stand in the way of what the person came for."""


@dataclass(frozen=True, slots=True)
class GateDrop:
    """What a page before the open vault does with dropped files."""

    may: Callable[[], bool]
    person: Callable[[], str]
    take: Callable[[Sequence[Path]], object]


class SheafWindow(QMainWindow):
    """Shows either a gate or an open vault; owns tasks, toast, focus ring and dropping of files."""

    vault_opened = Signal()
    vault_closed = Signal()

    def __init__(self, settings: Settings, lock: Callable[[], object]) -> None:
        """Use `settings`; `lock` ends this process and starts a fresh one (app.py)."""
        super().__init__()
        self.settings = settings
        self.setObjectName("window")
        self.setWindowTitle("Sheaf")
        self.setWindowIcon(_logo_icon())
        self.setMinimumSize(MINIMUM_SIZE)
        self.resize(DEFAULT_SIZE)
        self.shell: Shell | None = None
        self._gate: QWidget | None = None
        self._lock = lock
        self.lock_begins: Callable[[], object] = lambda: None
        """Called when drafts are kept and all else is about to be closed."""
        self.unfinished: tuple[Unfinished, ...] = ()
        """What the last lock stopped."""
        self._closing: Dialog | None = None
        self._leaving = False
        self.may_close: Callable[[], bool] = lambda: True
        """Asked before the window closes; the first run says that nothing is stored yet."""
        self.gate_drop: GateDrop | None = None
        """Takes files that are dropped on the last step of the first run."""
        self._center = QWidget()
        self._inside = QVBoxLayout(self._center)
        self._inside.setContentsMargins(0, 0, 0, 0)
        self.setCentralWidget(self._center)
        self.tasks = Tasks(self.show_error)
        self.ring = FocusRing(self)
        self.toast = Toast(self, self.undo)
        self.drops = FileDrops(
            self,
            may_drop=self._may_drop,
            people=self.people_names,
            dropped=self._dropped,
            refused=self._say,
        )
        add_shortcuts(self, self._keys(), lambda: self.shell is not None and not self.dialog_open)
        add_shortcuts(self, self._size_keys(), lambda: True)

    def _keys(self) -> dict[str, Callable[[], object]]:
        pages = [entry.name for group in (0, 1) for entry in SCREENS if entry.group == group]
        keys: dict[str, Callable[[], object]] = {
            f"Ctrl+{(number + 1) % 10}": partial(self._go, name) for number, name in enumerate(pages[:10])
        }
        return keys | {
            "Ctrl+O": self.choose_files,
            "Ctrl+F": lambda: self._shell(Shell.find_words),
            "Ctrl+N": lambda: self._shell(Shell.press_add),
            "Ctrl+P": lambda: self._shell(Shell.press_print),
            "Ctrl+Z": self.undo,
            "Ctrl+L": self.lock_now,
            "Ctrl+Return": lambda: self._shell(Shell.press_primary),
            "Ctrl+Enter": lambda: self._shell(Shell.press_primary),
            "Ctrl+Shift+P": self.change_person,
            "F1": lambda: self._go("help", self.shell.current if self.shell else ""),
            "F6": lambda: self._shell(lambda shell: shell.next_region(1)),
            "Shift+F6": lambda: self._shell(lambda shell: shell.next_region(-1)),
        }

    def _size_keys(self) -> dict[str, Callable[[], object]]:
        larger, smaller = partial(self.step_text, 1), partial(self.step_text, -1)
        return {"Ctrl++": larger, "Ctrl+=": larger, "Ctrl+-": smaller}

    def _shell(self, act: Callable[[Shell], object]) -> None:
        if self.shell is not None:
            act(self.shell)

    def _go(self, name: str, target: str = "") -> None:
        self._shell(lambda shell: shell.go(name, target))

    @property
    def dialog_open(self) -> bool:
        """Whether a dialog lies over the window."""
        return any(dialog.isVisible() for dialog in self.findChildren(Dialog))

    def show_gate(self, gate: QWidget) -> None:
        """Show the unlock page or the first run."""
        self._replace(gate)
        self._gate = gate

    def open_workspace(self, workspace: Workspace, *, person_id: str = "") -> Shell:
        """Show an open vault, from Home on, of `person_id` or of the first person."""
        self.remember(last_vault=str(workspace.vault_path))
        self.may_close = lambda: True
        self.gate_drop = None
        shell = Shell(workspace, SCREENS, self._context, self.change_person, self.lock_now)
        self.shell = shell
        self._replace(shell)
        people = workspace.people.list()
        shell.open_person(person_id or people[0].id)
        self.setWindowTitle(f"{workspace.vault_name} – Sheaf")
        shell.sidebar.show_lock_after(self.settings.lock_after_minutes)
        QTimer.singleShot(_BACKUP_AFTER_MS, shell, self._back_up_soon)
        self.vault_opened.emit()
        return shell

    def _replace(self, widget: QWidget) -> None:
        while (item := self._inside.takeAt(0)) is not None:
            before = item.widget()
            if before is not None:
                before.hide()
                before.deleteLater()
        self._inside.addWidget(widget)
        widget.show()
        self.ring.raise_()

    def _context(self, person_id: str) -> ScreenContext:
        shell = self.shell
        if shell is None:
            message = "no vault is open"
            raise RuntimeError(message)
        return ScreenContext(
            workspace=shell.workspace,
            person_id=person_id,
            window=self,
            tasks=self.tasks,
            navigate=self._go,
            show_error=self.show_error,
            toast=self._say,
            choose_files=self.choose_files,
            add_files=self.add_files,
            badge=shell.badge,
            leave=shell.forget,
        )

    def _say(self, words: str, undoable: bool = False) -> None:  # noqa: FBT001, FBT002 - as ScreenContext.toast has it
        self.toast.say(words, undo=undoable)

    def _may_drop(self) -> bool:
        if self.shell is None:
            return self.gate_drop is not None and self.gate_drop.may()
        return not self.dialog_open

    def _dropped(self, paths: list[Path]) -> None:
        if self.shell is not None:
            self.add_files(paths)
        elif self.gate_drop is not None:
            self.gate_drop.take(paths)

    def people_names(self) -> tuple[str, Sequence[str]]:
        """Return whose records are open, and who else is in the vault."""
        if self.shell is None:
            return self.gate_drop.person() if self.gate_drop is not None else "", ()
        people = self.shell.workspace.people.list()
        names = {person.id: person.name for person in people}
        mine = names.pop(self.shell.person_id, "")
        return mine, tuple(names.values())

    def show_error(self, error: BaseException) -> None:
        """Show an error as a dialog in three parts."""
        error_dialog(self, error)

    def choose_files(self) -> None:
        """Let the person choose files to add."""
        dialog = QFileDialog(self, self.tr("Choose files to add"), str(Path.home()))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(lambda names: self.add_files([Path(name) for name in names]))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def add_files(self, paths: Sequence[Path]) -> None:
        """Hand files to the importing screen."""
        if self.shell is None or self.shell.context is None or not paths or not FILES_HANDLER:
            return
        module, _, name = FILES_HANDLER.partition(":")
        getattr(import_module(module), name)(self.shell.context, tuple(paths))

    def undo(self) -> None:
        """Take the last change back."""
        if self.shell is None:
            return
        try:
            change = self.shell.workspace.history.undo()
        except Exception as error:  # noqa: BLE001 - shown to the person
            self.show_error(error)
            return
        if change is None:
            self.toast.say(self.tr("There is nothing to undo."))
        else:
            self.toast.say(change.words)

    def change_person(self) -> None:
        """Ask whose records to open."""
        from desktop.ui.people.view import PersonSwitcher  # noqa: PLC0415 - not needed before it is asked for

        if self.shell is not None and self.shell.context is not None:
            PersonSwitcher(self, self.shell).show_switcher()

    def lock_now(self) -> None:
        """Keep drafts, stop what runs, close the vault, and start afresh on the unlock screen."""
        self.unfinished = self.tasks.unfinished()
        shell, self.shell = self.shell, None
        if shell is not None:
            self._keep_drafts(shell)
            self._show_nothing(shell)
            self.lock_begins()
            self._close(shell, _LOCK_PATIENCE_MS)
        self._lock()

    def _keep_drafts(self, shell: Shell) -> None:
        """Let every screen keep what is typed; a draft that cannot be kept must not keep the vault open."""
        lost = shell.save_drafts_anyway()
        if lost:
            log_event("ui.lock.draft_not_kept", count=lost)
            self.unfinished += (Unfinished("draft", 0, lost),)

    def _show_nothing(self, shell: Shell) -> None:
        for dialog in self.findChildren(Dialog):
            dialog.hide()
        shell.hide()
        self.setWindowTitle("Sheaf")
        self.repaint()

    def leave_for(self, gate: QWidget) -> None:
        """Show a page in place of a vault that was closed by what it asked for."""
        if self.shell is not None:
            shell, self.shell = self.shell, None
            shell.close_record()
            shell.workspace.close()
            self.vault_closed.emit()
        self.show_gate(gate)

    def close_workspace(self) -> None:
        """Keep drafts, stop what runs and close the vault."""
        if self.shell is None:
            return
        shell, self.shell = self.shell, None
        shell.save_drafts()
        self._close(shell)

    def _close(self, shell: Shell, patience_ms: int = 30_000) -> None:
        self.tasks.stop(patience_ms)
        shell.close_record()
        shell.workspace.close()
        self.vault_closed.emit()

    def remember(self, **changed: str | int) -> None:
        """Change settings, keep them, and show what they change."""
        before = self.settings
        values = {name: getattr(before, name) for name in Settings.__slots__} | changed
        self.settings = Settings(**values)
        try:
            save_settings(self.settings)
        except OSError:
            self.toast.say(self.tr("Your choice is used now, but it could not be saved for the next start."))
        if self.shell is not None:
            self.shell.sidebar.show_lock_after(self.settings.lock_after_minutes)
        if theme_of(self.settings) != theme_of(before):
            apply_theme(theme_of(self.settings))

    def step_text(self, step: int) -> None:
        """Make the text larger or smaller by one step."""
        nearest = min(range(len(_SIZES)), key=lambda place: abs(_SIZES[place] - self.settings.text_percent))
        place = max(0, min(len(_SIZES) - 1, nearest + step))
        if _SIZES[place] != self.settings.text_percent:
            self.remember(text_percent=_SIZES[place])
            self.toast.say(self.tr("Text size {percent} %").format(percent=_SIZES[place]))

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Keep drafts and close the vault."""
        if not self.may_close() or self._backs_up_first():
            event.ignore()
            return
        if self._leaving:
            self.hide()  # here and not before close(): Qt ends the program after a window that was seen
        self.close_workspace()
        self.tasks.stop()
        super().closeEvent(event)

    def _backs_up_first(self) -> bool:
        """Whether today's backup is being made: the window closes itself when it is done or skipped."""
        application = QGuiApplication.instance()
        ending = isinstance(application, QGuiApplication) and application.isSavingSession()
        if self.shell is None or self._leaving or ending:
            return False
        if self._closing is None:
            workspace = self.shell.workspace
            if workspace.backups.closed or not workspace.backups.due():
                return False
            from desktop.ui.health.closing import ClosingBackup  # noqa: PLC0415 - once a day

            self.shell.save_drafts()
            self._closing = ClosingBackup(self, self.tasks, workspace, self._leave)
        return True

    def _leave(self) -> None:
        """Close at once; what was skipped stops behind the hidden window."""
        self._leaving = True
        self.close()

    def _back_up_soon(self) -> None:
        """Make a backup that is due while the window is used: who only ever locks never closes."""
        if self.shell is not None and self._closing is None:
            backups = self.shell.workspace.backups
            self.tasks.run(backups.make_due, owner=self.shell, name="backup")
            if not self.shell.workspace.read_only:
                trash = self.shell.workspace.trash
                self.tasks.run(lambda _p, _c: trash.empty_old(), owner=self.shell, name="trash")

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the computer's colors when the person chose so."""
        if event.type() is QEvent.Type.ThemeChange and self.settings.theme == "system":
            apply_theme(theme_of(self.settings))
        super().changeEvent(event)


def _logo_icon() -> QIcon:
    return icon("stack", "primary", size=64)
