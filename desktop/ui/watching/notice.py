"""A quiet notice of what is new in the watched folder."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from desktop.ui.navigation import ScreenContext
from desktop.ui.theme import refresh
from desktop.ui.watching.watch import watch_of
from desktop.ui.widgets import Notice, clear, column, secondary


class WatchNotice(QWidget):
    """Nothing at all while there is nothing new."""

    def __init__(self, context: ScreenContext) -> None:
        """Follow the watch of the open vault."""
        super().__init__()
        self._context = context
        self._watch = watch_of(context)
        self._column = column(gap=0)
        self.setLayout(self._column)
        self._watch.found.connect(self._show)
        self._show()

    @Slot()
    def _show(self) -> None:
        clear(self._column)
        look, folder = self._watch.last, self._watch.watching.folder
        count, name = len(look.files), folder.name if folder is not None else ""
        if look.trouble:
            self._column.addWidget(Notice(look.trouble))
        elif count:
            one, many = self.tr("1 new file in {folder}."), self.tr("{count} new files in {folder}.")
            go = secondary(self.tr("Look at them"), lambda: self._context.navigate("watch", ""))
            told = (one if count == 1 else many).format(count=count, folder=name)
            self._column.addWidget(Notice(f"{told} {self.tr('Nothing was added.')}", go))
        self.setVisible(bool(look.trouble or count))
        refresh(self)
