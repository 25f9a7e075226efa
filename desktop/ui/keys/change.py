"""Another passphrase for the open vault."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from desktop.foundation.errors import SheafError
from desktop.ui.navigation import ScreenContext
from desktop.ui.passphrase.view import PassphraseForm, SecretField
from desktop.ui.widgets import Dialog, primary, say, secondary


def _tr(words: str) -> str:
    return QCoreApplication.translate("Keys", words)


def ask_new_passphrase(context: ScreenContext, *, done: Callable[[], object]) -> Dialog:
    """Ask for the current and a new passphrase and change it; `done` is called when it opens the vault."""
    keys = context.workspace.keys
    dialog = Dialog(context.window, _tr("Change the passphrase"), icon="key", width=760)
    current = SecretField(_tr("Your passphrase now"))
    form = PassphraseForm(lambda: keys)
    form.new_words()
    dialog.body.addWidget(current)
    dialog.body.addWidget(form)
    cancel = secondary(_tr("Cancel"), dialog.reject)

    def tell(_now: object = None) -> None:
        change.setEnabled(form.ready and bool(current.text))

    def failed(error: BaseException) -> None:
        say(change, _tr("Change the passphrase"))
        tell()
        if isinstance(error, SheafError) and error.code == "wrong-passphrase":
            current.show_error(_tr("That is not the passphrase of this vault. Check each word."))
            current.edit.setFocus()
        else:
            context.show_error(error)

    def succeeded(_nothing: object) -> None:
        dialog.accept()
        done()

    def start() -> None:
        now, new = current.text, form.passphrase
        change.setEnabled(False)
        say(change, _tr("Changing…"))
        context.tasks.run(
            lambda _progress, _cancel: keys.change_passphrase(now, new), done=succeeded, failed=failed, owner=dialog
        )

    change = primary(_tr("Change the passphrase"), start)
    change.setEnabled(False)
    form.ready_changed.connect(tell)
    current.edit.textChanged.connect(tell)
    current.edit.textEdited.connect(lambda _text: current.show_plain())
    dialog.set_buttons(right=[cancel, change])
    dialog.first = current.edit
    dialog.present()
    return dialog
