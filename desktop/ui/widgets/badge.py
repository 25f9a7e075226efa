"""A number (or "!") in a circle that ties a field to its mark on the page, or ranks a question."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui.theme import color, font, paper_color, px


class NumberBadge(QWidget):
    """`look`: mark (yellow, as on the page), filled (primary), outline, or initials (as filled, larger)."""

    def __init__(self, text: str, *, look: str = "mark", size: int = 26) -> None:
        """Show `text` in a circle of `size` px at 100 %."""
        super().__init__()
        self._text, self._look, self._size = text, look, size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_text(self, text: str, *, look: str = "") -> None:
        """Show something else."""
        self._text = text
        self._look = look or self._look
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for the circle."""
        return QSize(px(self._size), px(self._size))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Need the circle."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint circle and text."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill, edge, ink = {
            "mark": (paper_color("mark_strong"), paper_color("mark_edge"), paper_color("mark_number")),
            "outline": (color("surface"), color("inputborder"), color("text")),
            "soft": (color("soft"), color("soft_border"), color("soft_text")),
        }.get(self._look, (color("primary"), color("primary"), color("on_primary")))
        painter.setPen(QPen(edge, 2 if self._look in {"mark", "outline"} else 1))
        painter.setBrush(fill)
        area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawEllipse(area)
        made = font("pill")
        made.setPixelSize(max(px(12), round(self.height() * 0.5)) if self._size <= 32 else px(16))  # noqa: PLR2004
        painter.setFont(made)
        painter.setPen(ink)
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, self._text)
        painter.end()
