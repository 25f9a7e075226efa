"""New keys: everything is encrypted again, and a new kit is kept before the vault is opened again."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QProgressBar

from desktop.foundation.errors import SheafError
from desktop.foundation.progress import Step
from desktop.ui.keys.new_kit import NewKitPage
from desktop.ui.navigation import ScreenContext
from desktop.ui.passphrase.view import SecretField
from desktop.ui.widgets import Dialog, EnterKey, Notice, label, primary, say, secondary

if TYPE_CHECKING:
    from desktop.services.keys import NewKeys
    from desktop.ui.window import SheafWindow

_MEGABYTE = 1_000_000


def _tr(words: str) -> str:
    return QCoreApplication.translate("Keys", words)


def _window(context: ScreenContext) -> SheafWindow:
    from desktop.ui.window import SheafWindow  # noqa: PLC0415 - the window imports the screens

    if not isinstance(context.window, SheafWindow):
        message = "new keys need the main window"
        raise TypeError(message)
    return context.window


class NewKeysDialog(Dialog):
    """Says what it takes, asks for the passphrase, and makes the keys beside the window."""

    def __init__(self, context: ScreenContext) -> None:
        """Work on the vault of `context`."""
        super().__init__(context.window, _tr("Make new keys"), icon="key")
        self.context = context
        self.keys = context.workspace.keys
        room = -(-self.keys.room_for_new_keys() // _MEGABYTE)
        told = _tr(
            "Everything is encrypted again with new keys, and you get a new recovery kit. "
            "The old kit no longer opens the vault. "
            "It takes about as long as copying the vault, and needs {count} MB for a while."
        ).format(count=room)
        self.body.addWidget(label(told))
        kept = _tr(
            "The vault with the old keys is kept beside the new one, and older backups keep the old keys too. "
            "Whoever has the old kit can open those: delete them when you no longer need them."
        )
        self.body.addWidget(Notice(kept))
        self.field = SecretField(_tr("Your passphrase (it stays the same)"))
        self.body.addWidget(self.field)
        self.told = label("", "muted")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(_tr("Progress of making new keys"))
        self.bar.hide()
        self.body.addWidget(self.told)
        self.body.addWidget(self.bar)
        self.go = primary(_tr("Make new keys"), self.start)
        self.stop = secondary(_tr("Cancel"), self.reject)
        self.set_buttons(right=[self.stop, self.go])
        EnterKey(self.field.edit, self.start)
        self.field.edit.textEdited.connect(lambda _text: self.field.show_plain())
        self.first = self.field.edit
        self._cancel: Callable[[], object] = lambda: None

    def start(self) -> None:
        """Begin, with everything that is typed kept first."""
        passphrase = self.field.text
        if not passphrase or not self.go.isEnabled():
            return
        window = _window(self.context)
        if window.shell is not None:
            window.shell.save_drafts()
        self.go.setEnabled(False)
        self.bar.setRange(0, 0)
        self.bar.show()
        self.told.setText(_tr("Checking the passphrase…"))
        task = self.context.tasks.run(
            lambda progress, cancel: self.keys.new_keys(passphrase, progress=progress, cancel=cancel),
            done=self._made,
            failed=self._failed,
            cancelled=self._stopped,
            progress=self._tell,
            owner=self,
            name="keys",
        )
        self._cancel = task.cancel

    def reject(self) -> None:
        """Stop what runs first; nothing is changed until the new vault is complete."""
        if self.go.isEnabled():
            super().reject()
        else:
            say(self.stop, _tr("Stopping…"))
            self._cancel()

    def _tell(self, step: Step) -> None:
        self.told.setText(step.words)
        self.bar.setRange(0, step.total)
        self.bar.setValue(step.done)

    def _stopped(self) -> None:
        self._again(_tr("Stopped. The vault is as it was."))

    def _again(self, words: str) -> None:
        self.go.setEnabled(True)
        say(self.stop, _tr("Cancel"))
        self.bar.hide()
        self.told.setText(words)

    def _failed(self, error: BaseException) -> None:
        self._again("")
        if isinstance(error, SheafError) and error.code == "wrong-passphrase":
            self.field.show_error(_tr("That is not the passphrase of this vault. Check each word."))
        else:
            self.context.show_error(error)

    def _made(self, made: NewKeys) -> None:
        window, place = _window(self.context), self.context.workspace.vault_path
        self.go.setEnabled(True)
        self.accept()
        window.leave_for(NewKitPage(made, place, window.lock_now))


def ask_new_keys(context: ScreenContext) -> Dialog:
    """Ask whether new keys shall be made, and make them."""
    dialog = NewKeysDialog(context)
    dialog.present()
    return dialog
