"""The finished export: what was written, what to know about it, and the way to the folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from desktop.ui.navigation import ScreenContext
from desktop.ui.widgets import Dialog, Notice, Status, StatusLine, label, primary, secondary

if TYPE_CHECKING:
    from desktop.services.export import Exported

_MEGABYTE = 1_000_000


class ExportedDialog(Dialog):
    """Says what is there."""

    def __init__(self, context: ScreenContext, exported: Exported) -> None:
        """Show `exported`."""
        super().__init__(context.window, context.window.tr("The record was exported"), icon="check-circle", tone="ok")
        self.exported = exported
        count = self.tr("{files} files, {size} MB: {documents} documents and {facts} facts.").format(
            files=exported.files,
            size=f"{exported.size / _MEGABYTE:.1f}",
            documents=exported.documents,
            facts=exported.facts,
        )
        self.body.addWidget(StatusLine(count, Status.DONE, colored=True))
        self.body.addWidget(label(str(exported.path)))
        self.body.addWidget(label(self.tr("Open index.html first. Delete the folder when you no longer need it.")))
        if exported.damaged:
            words = self.tr("{count} originals could not be read from the vault. Check the vault’s health.")
            self.body.addWidget(Notice(words.format(count=exported.damaged), look="danger"))
        log = self.tr("It is written down in the sent log.")
        not_logged = self.tr("The vault is open for reading only, so this is not written down in the sent log.")
        self.body.addWidget(label(log if exported.logged else not_logged, "small"))
        self.told = label("", "small")
        self.body.addWidget(self.told)
        close = secondary(self.tr("Close"), self.accept)
        self.way_on = primary(self.tr("Open folder"), self.open_folder, icon="folder-open")
        self.set_buttons(right=[close, self.way_on])
        self.first = self.way_on

    def open_folder(self) -> None:
        """Show the folder in the computer's own window for files."""
        if QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.exported.path))):
            self.accept()
        else:
            self.told.setText(self.tr("This computer has no program to show folders with."))
            self.place()


def show_exported(context: ScreenContext, exported: Exported) -> ExportedDialog:
    """Say that it is done."""
    dialog = ExportedDialog(context, exported)
    dialog.present()
    return dialog
