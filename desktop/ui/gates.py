"""The pages before a vault is open, and the way from one to the next."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.ui.core import Core
from desktop.ui.theme import refresh
from desktop.ui.unlock.view import UnlockScreen, WelcomeScreen, choose_vault, is_vault
from desktop.ui.window import GateDrop, SheafWindow

if TYPE_CHECKING:
    from desktop.services.workspace import Workspace


class Gates:
    """Shows unlock, welcome, recovery or first run in a window until a vault is open."""

    def __init__(self, window: SheafWindow, core: Core) -> None:
        """Lead `window` to an open vault with the services of `core`."""
        self.window = window
        self.core = core
        self.page: QWidget | None = None
        self._after_open: Callable[[], object] = lambda: None

    def start(self, vault: Path | None, note: str = "") -> None:
        """Show the unlock screen of `vault` (with a note) or of the last one, else the welcome screen."""
        if vault is not None and note:
            self.show_unlock(vault, note)
        else:
            self._first_page(vault)

    def _first_page(self, vault: Path | None) -> None:
        last = self.window.settings.last_vault
        if vault is not None:
            self.show_unlock(vault)
        elif last and is_vault(Path(last)):
            self.show_unlock(Path(last))
        else:
            self.show_welcome()

    def warm_up(self) -> None:
        """Import the services beside the window, so that unlocking need not wait for them."""
        self.window.tasks.run(lambda _progress, _cancel: self.core.vaults())

    def _show(self, page: QWidget) -> None:
        self.page = page
        self.window.show_gate(page)
        refresh(page)
        QTimer.singleShot(0, page, page.take_focus)  # type: ignore[attr-defined] # every gate has one

    def show_unlock(self, path: Path, note: str = "") -> None:
        """Ask for a vault's passphrase; `note` says what the last lock stopped."""
        self.window.may_close = lambda: True
        self.window.gate_drop = None
        self._show(
            UnlockScreen(
                path,
                self.core,
                self.window.tasks,
                opened=self._opened,
                forgot=self.show_recovery,
                other=self._choose_vault,
                restore=self.show_restore,
                salvage=self.show_salvage,
                note=note,
            )
        )

    def show_welcome(self) -> None:
        """Offer a new vault or one from elsewhere."""
        self.window.may_close = lambda: True
        self._show(WelcomeScreen(self.show_first_run, self._choose_vault))

    def show_recovery(self, path: Path) -> None:
        """Ask for the recovery code."""
        from desktop.ui.unlock.recovery import RecoveryScreen  # noqa: PLC0415 - rarely needed

        back = lambda: self.show_unlock(path)  # noqa: E731 - one expression
        self._show(RecoveryScreen(path, self.core, self.window.tasks, opened=self._opened, back=back))

    def show_restore(self, place: Path, source: Path | None = None, passphrase: str = "") -> None:
        """Bring a backup back to `place`; `source` is one, or a folder of some, and None those this computer knows."""
        from desktop.ui.unlock.restore import RestoreScreen  # noqa: PLC0415 - rarely needed

        page = RestoreScreen(
            place,
            self.core,
            self.window.tasks,
            source=source,
            done=self._show,
            unlock=self.show_unlock,
            back=lambda: self._first_page(place if is_vault(place) else None),
        )
        page.type_in(passphrase)
        self.window.may_close = lambda: True
        self._show(page)

    def show_salvage(self, damaged: Path, passphrase: str = "") -> None:
        """Save what can be read of a damaged vault."""
        from desktop.ui.unlock.salvage import SalvageScreen  # noqa: PLC0415 - rarely needed

        back = lambda: self.show_unlock(damaged)  # noqa: E731 - one expression
        page = SalvageScreen(damaged, self.core, self.window.tasks, done=self._show, unlock=self.show_unlock, back=back)
        page.type_in(passphrase)
        self.window.may_close = lambda: True
        self._show(page)

    def _show_backup(self, source: Path) -> None:
        """Bring a chosen backup back to where its vault was, or else into the person's own folder."""
        from desktop.ui.unlock.restore import vault_name_of  # noqa: PLC0415 - rarely needed

        name, last = f"{vault_name_of(source)}.sheaf", Path(self.window.settings.last_vault)
        self.show_restore(last if last.name == name else Path.home() / name, source)

    def show_first_run(self) -> None:
        """Set up a new vault."""
        from desktop.ui.firstrun.view import FirstRun  # noqa: PLC0415 - needed once

        page = FirstRun(
            self.core,
            self.window.tasks,
            finished=self._set_up,
            back=lambda: self._first_page(None),
            show_help=self._show_help,
            show_error=self.window.show_error,
            choose_files=self._choose_files,
        )
        self.window.may_close = lambda: page.may_close(self.window.close)
        self.window.gate_drop = GateDrop(lambda: page.setup.finished, lambda: page.person.values[0], page.end_with)
        self._show(page)

    def _choose_vault(self) -> None:
        choose_vault(self.window, self.show_unlock, self.window.toast.say, self._show_backup)

    def _choose_files(self, take: Callable[[Sequence[Path]], object]) -> None:
        dialog = QFileDialog(self.window, self.window.tr("Choose files to add"), str(Path.home()))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(lambda names: take([Path(name) for name in names]))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _show_help(self) -> None:
        from desktop.ui.help.view import show_help_dialog  # noqa: PLC0415 - rarely needed

        show_help_dialog(self.window, "first-steps")

    def _opened(self, workspace: Workspace) -> None:
        self.window.open_workspace(workspace)
        self._after_open()

    def _set_up(self, workspace: Workspace, person_id: str, paths: Sequence[Path]) -> None:
        self.window.open_workspace(workspace, person_id=person_id)
        if paths:
            self.window.add_files(paths)

    def unlock_with(self, passphrase: str, opened: Callable[[], object]) -> None:
        """Type a passphrase into the unlock screen that is shown; for the start-up probe."""
        self._after_open = opened
        if isinstance(self.page, UnlockScreen):
            self.page.field.edit.setText(passphrase)
            self.page.unlock()
