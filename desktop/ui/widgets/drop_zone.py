"""The dashed area for files; dropping works anywhere on the window, this is where it is offered."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.ui.theme import color, px
from desktop.ui.widgets.boxes import column, row
from desktop.ui.widgets.text import glyph, label


class DropZone(QWidget):
    """Icon, words and a button inside a dashed line; `edge` is the role of the line's color."""

    def __init__(
        self,
        title: str,
        lines: tuple[tuple[str, str], ...],
        button: QPushButton | None = None,
        *,
        edge: str = "inputborder",
        title_kind: str = "section",
    ) -> None:
        """Say `title` and `lines` of (kind, words)."""
        super().__init__()
        self._edge = edge
        self.title = label(title, title_kind)
        self.lines = tuple(label(words, kind) for kind, words in lines)
        for one in (self.title, *self.lines):
            one.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        icon = row(None, glyph("file-arrow-down", "primary", size=48 if title_kind == "page_title" else 40), None)
        button_row = (row(None, button, None),) if button is not None else ()
        self.setLayout(column(None, icon, self.title, *self.lines, *button_row, None, gap=9, pad=(24, 20)))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint surface and dashed line."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = 3 if self._edge == "primary" else 2
        pen = QPen(color(self._edge), width)
        pen.setDashPattern([4, 2.5])
        painter.setPen(pen)
        painter.setBrush(color("surface"))
        radius = px(16 if self._edge == "primary" else 12)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5), radius, radius)
        painter.end()
