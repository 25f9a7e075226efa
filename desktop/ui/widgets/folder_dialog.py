"""The dialog that asks for a folder: also for a hidden one, where Qt's own dialog stands in for the desktop's."""

from __future__ import annotations

from PySide6.QtCore import QDir
from PySide6.QtWidgets import QFileDialog, QLineEdit


def open_for_folders(dialog: QFileDialog) -> None:
    """Open `dialog` for a folder.

    Where no desktop lends its own dialog, Qt's refuses a hidden folder even when its name is typed, unless hidden
    ones are listed too. The desktop's own take what is typed, and are left alone.
    """
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.open()
    if dialog.findChild(QLineEdit, "fileNameEdit") is not None:
        dialog.setFilter(dialog.filter() | QDir.Filter.Hidden)
