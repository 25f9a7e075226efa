"""The stepper: where the person is in step-by-step work; read-only text for a screen reader."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui.theme import active, color, font, px
from desktop.ui.widgets.page import COMPACT_BELOW

_CIRCLE, _HEIGHT, _SHORT = 30, 62, 44


class Stepper(QWidget):
    """Numbered circles with a line; segments with "Step 2 of 5: …" in a compact window."""

    def __init__(self, steps: Sequence[str], current: int = 0) -> None:
        """Show `steps`, of which `current` (from 0) is the one at work."""
        super().__init__()
        self._steps = list(steps)
        self._current = current
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.go(current)

    def go(self, current: int) -> None:
        """Show another step as the one at work; as many as there are steps: all are done."""
        self._current = current
        self.setAccessibleName(self.words)
        self.update()

    @property
    def current(self) -> int:
        """The step at work, from 0."""
        return self._current

    @property
    def words(self) -> str:
        """Where the person is, in words."""
        if self._current >= len(self._steps):
            done = QCoreApplication.translate("Stepper", "All {count} steps are done")
            return done.format(count=len(self._steps))
        pattern = QCoreApplication.translate("Stepper", "Step {number} of {count}: {name}")
        return pattern.format(number=self._current + 1, count=len(self._steps), name=self._steps[self._current])

    @property
    def _is_short(self) -> bool:
        return self.window().width() / active().scale < COMPACT_BELOW

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for circles and words, or for the short form."""
        return QSize(px(200), px(_SHORT if self._is_short else _HEIGHT))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Need as much."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the steps."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._is_short:
            self._paint_short(painter)
        else:
            self._paint_line(painter)
            for number in range(len(self._steps)):
                self._paint_step(painter, number)
        painter.end()

    def _center(self, number: int) -> QPointF:
        share = self.width() / len(self._steps)
        place = number + 0.5
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        return QPointF(self.width() - share * place if mirrored else share * place, px(_CIRCLE) / 2 + 1)

    def _paint_line(self, painter: QPainter) -> None:
        room = px(_CIRCLE) / 2 + px(6)
        for number in range(len(self._steps) - 1):
            start, end = self._center(number), self._center(number + 1)
            sign = 1 if end.x() > start.x() else -1
            painter.setPen(QPen(color("primary" if number < self._current else "inputborder"), 2))
            painter.drawLine(QPointF(start.x() + sign * room, start.y()), QPointF(end.x() - sign * room, end.y()))

    def _paint_step(self, painter: QPainter, number: int) -> None:
        center, radius = self._center(number), px(_CIRCLE) / 2
        filled = number <= self._current
        painter.setPen(QPen(color("primary" if filled else "inputborder"), 2))
        painter.setBrush(color("primary" if filled else "surface"))
        painter.drawEllipse(center, radius - 1, radius - 1)
        area = QRectF(center.x() - radius, center.y() - radius, 2 * radius, 2 * radius)
        if number < self._current:
            painter.setPen(QPen(color("on_primary"), 2))
            points = ((-0.35, 0.02), (-0.1, 0.28), (0.38, -0.25))
            painter.drawPolyline([QPointF(center.x() + radius * x, center.y() + radius * y) for x, y in points])
        else:
            painter.setFont(font("pill"))
            painter.setPen(color("on_primary" if filled else "text"))
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, str(number + 1))
        self._paint_words(painter, number, center)

    def _paint_words(self, painter: QPainter, number: int, center: QPointF) -> None:
        made = font("stepper_label")
        if number == self._current:
            made.setWeight(QFont.Weight.DemiBold)
        painter.setFont(made)
        painter.setPen(color("text" if number == self._current else "muted"))
        share = self.width() / len(self._steps)
        area = QRectF(center.x() - share / 2, px(_CIRCLE) + px(6), share, px(24))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, self._steps[number])

    def _paint_short(self, painter: QPainter) -> None:
        painter.setFont(font("body_strong"))
        painter.setPen(color("text"))
        height = QFontMetrics(font("body_strong")).height()
        painter.drawText(QRectF(0, 0, self.width(), height), Qt.AlignmentFlag.AlignLeading, self.words)
        count, room = len(self._steps), px(6)
        share = (self.width() - room * (count - 1)) / count
        for number in range(count):
            place = count - 1 - number if self.layoutDirection() is Qt.LayoutDirection.RightToLeft else number
            filled = number <= self._current
            painter.setPen(QPen(color("primary" if filled else "inputborder"), 1))
            painter.setBrush(color("primary" if filled else "surface"))
            area = QRectF(place * (share + room) + 0.5, height + px(8), share - 1, px(8))
            painter.drawRoundedRect(area, px(4), px(4))
