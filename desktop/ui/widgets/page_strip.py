"""The piece of a page where something was read, with the place marked."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.records.provenance import Box
from desktop.ui.theme import color, font, paper_color, px

PICTURE_WIDTH = 1400
"""Device pixels of the page pictures that strips are cut from."""
_ABOVE, _BESIDE = 0.006, 0.015
_TALLEST = 120
_LARGEST = 0.75
"""Of the picture's own size: letters of a page are then about as large as those of the window."""


class PageStrip(QWidget):
    """Shows a line of a page; until the picture is there, or without a place, the words that were read."""

    def __init__(self, box: Box | None, snippet: str, name: str) -> None:
        """Show `box` of a page that comes later; `name` is what a screen reader says."""
        super().__init__()
        self._box, self._snippet = box, snippet
        self._image = QImage()
        self.setAccessibleName(name)
        self.setToolTip(snippet)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_page(self, image: QImage) -> None:
        """Cut the piece out of a picture of the whole page."""
        self._image = image
        self.updateGeometry()
        self.update()

    def _part(self) -> QRectF:
        """Return the piece as fractions of the page."""
        box = self._box or Box(0, 0, 1, 0.03)
        left, right = max(0.0, box.left - _BESIDE), min(1.0, box.right + _BESIDE)
        top, bottom = max(0.0, box.top - _ABOVE), min(1.0, box.bottom + _ABOVE)
        return QRectF(left, top, max(right - left, 0.05), max(bottom - top, 0.01))

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """Keep the proportions of the piece, within reason."""
        if self._image.isNull() or self._box is None:
            return px(30)
        part = self._part()
        wide, high = part.width() * self._image.width(), part.height() * self._image.height()
        scale = min(width / wide, _LARGEST * px(100) / 100)
        return max(px(26), min(px(_TALLEST), round(high * scale)))

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for a line."""
        return QSize(px(430), self.heightForWidth(px(430)))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Need room to recognize a number."""
        return QSize(px(180), px(26))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint paper, piece and mark."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.fillRect(area, paper_color("paper"))
        if self._image.isNull() or self._box is None:
            self._paint_words(painter, area)
        else:
            self._paint_piece(painter, area, self._box)
        painter.setPen(QPen(color("inputborder"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(area, px(6), px(6))
        painter.end()

    def _paint_words(self, painter: QPainter, area: QRectF) -> None:
        painter.setFont(font("small"))
        painter.setPen(paper_color("ink"))
        inner = area.adjusted(px(8), 0, -px(8), 0)
        words = painter.fontMetrics().elidedText(self._snippet, Qt.TextElideMode.ElideRight, int(inner.width()))
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)

    def _paint_piece(self, painter: QPainter, area: QRectF, box: Box) -> None:
        part, wide, high = self._part(), self._image.width(), self._image.height()
        source = QRectF(part.x() * wide, part.y() * high, part.width() * wide, part.height() * high)
        room = min(area.width() / source.width(), area.height() / source.height())
        scale = min(room, _LARGEST * px(100) / 100)
        target = QRectF(0, 0, source.width() * scale, source.height() * scale)
        target.moveCenter(area.center())
        target.moveLeft(area.left())
        painter.drawImage(target, self._image, source)
        across, down = target.width() / part.width(), target.height() / part.height()
        mark = QRectF(
            target.left() + (box.left - part.x()) * across,
            target.top() + (box.top - part.y()) * down,
            (box.right - box.left) * across,
            (box.bottom - box.top) * down,
        )
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(paper_color("mark_weak"))
        painter.drawRoundedRect(mark.adjusted(-3, -2, 3, 2), 2, 2)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
