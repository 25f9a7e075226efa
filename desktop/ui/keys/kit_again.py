"""The recovery kit of the same code once more, for who types the passphrase."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop.foundation.errors import SheafError
from desktop.ui.firstrun.kit_step import KitStep
from desktop.ui.navigation import ScreenContext
from desktop.ui.passphrase.view import SecretField
from desktop.ui.widgets import Dialog, EnterKey, label, primary, say, secondary

if TYPE_CHECKING:
    from desktop.services.recovery_kit import RecoveryKit


def _tr(words: str) -> str:
    return QCoreApplication.translate("Keys", words)


def ask_kit_again(context: ScreenContext) -> Dialog:
    """Ask for the passphrase, then show the kit to print or save."""
    keys = context.workspace.keys
    dialog = Dialog(context.window, _tr("Print the recovery kit again"), icon="printer")
    told = _tr("The code opens the vault without the passphrase, so the passphrase is asked first.")
    dialog.body.addWidget(label(told, "muted"))
    field = SecretField(_tr("Your passphrase"))
    dialog.body.addWidget(field)

    def failed(error: BaseException) -> None:
        say(show, _tr("Show the kit"))
        show.setEnabled(True)
        if isinstance(error, SheafError) and error.code == "wrong-passphrase":
            field.show_error(_tr("That is not the passphrase of this vault. Check each word."))
        else:
            context.show_error(error)

    def succeeded(kit: RecoveryKit) -> None:
        dialog.accept()
        show_kit(context, kit)

    def start() -> None:
        typed = field.text
        show.setEnabled(False)
        say(show, _tr("Opening…"))
        context.tasks.run(lambda _progress, _cancel: keys.kit_again(typed), done=succeeded, failed=failed, owner=dialog)

    show = primary(_tr("Show the kit"), start)
    EnterKey(field.edit, start)
    field.edit.textEdited.connect(lambda _text: field.show_plain())
    dialog.set_buttons(right=[secondary(_tr("Cancel"), dialog.reject), show])
    dialog.first = field.edit
    dialog.present()
    return dialog


def show_kit(context: ScreenContext, kit: RecoveryKit) -> Dialog:
    """Show a kit to print or save, and let the person type two groups back."""
    dialog = Dialog(context.window, _tr("Your recovery kit"), icon="key", width=1120)
    step = KitStep()
    step.show_kit(kit, context.workspace.vault_path)
    dialog.body.addWidget(step)
    dialog.set_buttons(right=[primary(_tr("Done"), dialog.accept)])
    dialog.present()
    return dialog
