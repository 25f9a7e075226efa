"""The room that a picture stands in: as large as the room, or larger and then scrolled by its bars."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QScrollBar, QWidget

from desktop.ui.theme import px

_ZOOMS = (1.0, 1.5, 2.0, 3.0, 4.0)
LARGEST = len(_ZOOMS) - 1
"""The last of the sizes; the first (0) fits the room."""


class PictureRoom(QScrollArea):
    """Holds a widget at one of five sizes, its middle where it was."""

    def __init__(self, picture: QWidget) -> None:
        """Hold `picture`, fitting."""
        super().__init__()
        self._zoom, self._picture = 0, picture
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCornerWidget(QWidget())
        self.setWidget(picture)
        self.zoom_to(0)

    def zoom_to(self, zoom: int) -> int:
        """Show the picture at a size (0 to LARGEST, else the nearest) and return which."""
        middle = _middle(self.horizontalScrollBar()), _middle(self.verticalScrollBar())
        self._zoom = max(0, min(LARGEST, zoom))
        wanted = Qt.ScrollBarPolicy.ScrollBarAlwaysOn if self._zoom else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setHorizontalScrollBarPolicy(wanted)
        self.setVerticalScrollBarPolicy(wanted)
        self._fit()
        for bar, share in zip((self.horizontalScrollBar(), self.verticalScrollBar()), middle, strict=True):
            whole = bar.maximum() + bar.pageStep()
            bar.setValue(round(share * whole - bar.pageStep() / 2))
        return self._zoom

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for no more than it needs; what is left over in the page makes the picture larger."""
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Need room to recognize something."""
        return QSize(px(200), max(px(160), self.minimumHeight()))

    def _fit(self) -> None:
        room, times = self.viewport().size(), _ZOOMS[self._zoom]
        self._picture.resize(QSize(round(room.width() * times), round(room.height() * times)))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Fit the picture again."""
        self._fit()
        super().resizeEvent(event)


def _middle(bar: QScrollBar) -> float:
    """Return where the middle of what can be seen lies, as a share of the whole."""
    whole = bar.maximum() + bar.pageStep()
    return (bar.value() + bar.pageStep() / 2) / whole if whole > 0 else 0.5
