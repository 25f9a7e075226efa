"""The packet's pages as small pictures in a column: which one is shown, and which were looked at."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from desktop.ui.theme import limit, px

_WIDTH, _HEIGHT = 66, 86
"""Size of one small page, in design px."""


def _untinted(picture: QPixmap) -> QIcon:
    """Return an icon that looks the same when it is chosen: paper stays white."""
    made = QIcon(picture)
    made.addPixmap(picture, QIcon.Mode.Selected)
    return made


class PageRail(QListWidget):
    """Asks for the small pictures that can be seen by `wanted(page, width)`; `chosen(page)` tells a click.

    Pages count from 1, `width` is in device pixels. Answer with `show_picture`.
    """

    wanted = Signal(int, int)
    chosen = Signal(int)

    def __init__(self) -> None:
        """Start without pages."""
        super().__init__()
        self.setObjectName("rail")
        self.setAccessibleName(self.tr("Pages of the packet"))
        self.setIconSize(QSize(px(_WIDTH), px(_HEIGHT)))
        self.setViewMode(QListWidget.ViewMode.IconMode)
        self.setFlow(QListWidget.Flow.TopToBottom)
        self.setWrapping(False)
        self.setMovement(QListWidget.Movement.Static)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        limit(self, width=_WIDTH + 48)
        self._asked: set[int] = set()
        self.currentRowChanged.connect(self._row_changed)
        self.verticalScrollBar().valueChanged.connect(self._ask)

    def show_pages(self, titles: Sequence[str]) -> None:
        """Show another packet's pages, named by their titles."""
        empty = QPixmap(self.iconSize() * self.devicePixelRatioF())
        empty.fill(QColor("white"))
        size = QSize(px(_WIDTH + 26), px(_HEIGHT + 34))
        with QSignalBlocker(self):
            self.clear()
            for number, title in enumerate(titles, start=1):
                item = QListWidgetItem(_untinted(empty), str(number))
                item.setSizeHint(size)
                item.setToolTip(title)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, self._spoken(number, title))
                self.addItem(item)
        self._asked.clear()
        self._ask()

    def _spoken(self, number: int, title: str) -> str:
        return self.tr("Page {page}: {title}").format(page=number, title=title)

    def mark_seen(self, page: int) -> None:
        """Say that a page was looked at, and show it as the one that is open."""
        if not 1 <= page <= self.count():
            return
        item = self.item(page - 1)
        seen = self.tr("{page}  seen").format(page=page)
        item.setText(seen)
        spoken = self._spoken(page, item.toolTip())
        item.setData(Qt.ItemDataRole.AccessibleTextRole, self.tr("{page}, looked at").format(page=spoken))
        with QSignalBlocker(self):
            self.setCurrentItem(item)
        self.scrollToItem(item)

    def show_picture(self, page: int, png: bytes) -> None:
        """Take the small picture of a page."""
        if 1 <= page <= self.count():
            self.item(page - 1).setIcon(_untinted(QPixmap.fromImage(QImage.fromData(png))))

    def _row_changed(self, number: int) -> None:
        if number >= 0:
            self.chosen.emit(number + 1)

    def _ask(self) -> None:
        if not self.isVisible():
            return
        seen = self.viewport().rect()
        width = round(px(_WIDTH) * self.devicePixelRatioF())
        for number in range(1, self.count() + 1):
            if number not in self._asked and self.visualItemRect(self.item(number - 1)).intersects(seen):
                self._asked.add(number)
                self.wanted.emit(number, width)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Ask for what can be seen now."""
        super().resizeEvent(event)
        self._ask()

    def showEvent(self, event: object) -> None:  # noqa: N802 - Qt's name
        """Ask for what can be seen now."""
        super().showEvent(event)  # type: ignore[arg-type] # Qt's own event
        self._ask()
