"""The card "Watch a folder" of the settings: off until a folder is chosen."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog

from desktop.foundation.errors import SheafError
from desktop.ui.navigation import ScreenContext
from desktop.ui.theme import refresh
from desktop.ui.watching.watch import watch_of
from desktop.ui.widgets import Card, Pill, Status, box, column, glyph, label, row, secondary
from desktop.ui.widgets.folder_dialog import open_for_folders


class WatchCard(Card):
    """Which folder is watched for new files."""

    def __init__(self, context: ScreenContext) -> None:
        """Show and change what is watched for the vault of `context`."""
        super().__init__(gap=8)
        self.context = context
        self.watching = context.workspace.watching
        self._watch = watch_of(context)
        self.pill = Pill("", Status.PLAIN)
        head = row(glyph("folder-open", "primary", size=22), gap=12)
        head.addWidget(label(self.tr("Watch a folder"), "section"), 1)
        head.addWidget(self.pill)
        self.where = label("", "body_strong")
        words = self.tr(
            "New records in Downloads or a scanner’s folder are shown to you. None is read or added before you say so. "
            "Only while your vault is open."
        )
        self.choose = secondary(self.tr("Choose a folder…"), self._choose)
        self.stop = secondary(self.tr("Stop watching"), self._stop)
        self.choose.setEnabled(not context.workspace.read_only)
        buttons = row(self.choose, self.stop, None)
        self.body.addWidget(box(head))
        self.body.addLayout(column(label(words, "muted"), self.where, buttons, gap=8))
        self.reload()

    def reload(self) -> None:
        """Show what is watched now."""
        folder = self.watching.folder
        self.where.setText(str(folder) if folder is not None else "")
        self.where.setVisible(folder is not None)
        self.stop.setVisible(folder is not None)
        if folder is None:
            self.pill.show_status(self.tr("Off"), Status.NEUTRAL)
        else:
            self.pill.show_status(self.tr("On"), Status.DONE)
        refresh(self)

    def _choose(self) -> None:
        start = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DownloadLocation)
        dialog = QFileDialog(self.context.window, self.tr("Choose a folder to watch"), start)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda name: self.watch_folder(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        open_for_folders(dialog)

    def watch_folder(self, folder: Path) -> None:
        """Watch a chosen folder from now on."""
        try:
            self.watching.watch(folder)
        except SheafError as error:
            self.context.show_error(error)
        self.reload()

    def _stop(self) -> None:
        try:
            self.watching.stop()
        except SheafError as error:
            self.context.show_error(error)
        self.reload()
