"""Paints one picture of a scan on black, with the sides of the body, or says why there is none."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from desktop.records.image_frame import Sides
from desktop.ui.imaging.presenter import PAGE_STEP
from desktop.ui.theme import font, paper_color, px

_NOTCH = 120
"""Eighths of a degree of one step of a mouse wheel."""
_DRAG_STEP = 12
"""px of dragging that count as one step of brightness or contrast."""
_STEPS = {
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_PageUp: -PAGE_STEP,
    Qt.Key.Key_PageDown: PAGE_STEP,
}
_ENDS = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: -1}
_ZOOMS = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1}


class ScanPicture(QLabel):
    """One picture, as large as its widget; a label, so that a screen reader meets a named, static thing.

    `stepped` tells by how many pictures to go on, `ended` to which end (0 or -1), `shaded` how much brighter and of
    how much more contrast, `zoomed` by how many sizes.
    """

    stepped = Signal(int)
    ended = Signal(int)
    shaded = Signal(float, float)
    zoomed = Signal(int)

    def __init__(self) -> None:
        """Show black."""
        super().__init__()
        self._image = QImage()
        self._scaled = QImage()
        self._sides: Sides | None = None
        self._said = ""
        self._turned = 0
        self._held: QPoint | None = None
        self._ratio = 1.0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)

    def show_image(self, image: QImage, *, aspect: float, sides: Sides | None) -> None:
        """Show a picture whose pixels are `aspect` times as high as wide."""
        self._image, self._scaled, self._sides, self._said = image, QImage(), sides, ""
        self._ratio = image.height() * aspect / max(1, image.width())
        self.update()

    def say(self, words: str) -> None:
        """Show words where a picture would be; empty shows black."""
        self._image, self._scaled, self._sides, self._said = QImage(), QImage(), None, words
        self.update()

    @property
    def has_image(self) -> bool:
        """Whether a picture is shown."""
        return not self._image.isNull()

    @property
    def image(self) -> QImage:
        """The picture as it was given."""
        return self._image

    @property
    def said(self) -> str:
        """The words where a picture would be."""
        return self._said

    def area(self) -> QRect:
        """Return where the picture stands in this widget: as large as it can be, in its own proportions."""
        width, height = self.width(), max(1, self.height())
        if height >= width * self._ratio:
            size = QSize(width, max(1, round(width * self._ratio)))
        else:
            size = QSize(max(1, round(height / self._ratio)), height)
        return QRect(QPoint((width - size.width()) // 2, (height - size.height()) // 2), size)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint ground, picture, letters or words."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), paper_color("scan_ground"))
        if self.has_image:
            painter.drawImage(self.area(), self._at_size(self.area().size()))
            if self._sides is not None:
                self._paint_sides(painter, self._sides)
        elif self._said:
            painter.setFont(font("body"))
            painter.setPen(paper_color("scan_words"))
            room = self._in_sight().adjusted(px(16), px(16), -px(16), -px(16))
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._said)
        painter.end()

    def _in_sight(self) -> QRect:
        """Return the part of this widget that its room shows."""
        room = self.parentWidget()
        return self.rect() if room is None else room.rect().translated(-self.pos()).intersected(self.rect())

    def _at_size(self, size: QSize) -> QImage:
        """Return the picture in device pixels, made once for each size."""
        wanted = size * self.devicePixelRatioF()
        if self._scaled.size() != wanted:
            smooth = Qt.TransformationMode.SmoothTransformation
            self._scaled = self._image.scaled(wanted, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
        return self._scaled

    def _paint_sides(self, painter: QPainter, sides: Sides) -> None:
        """Paint the letters at the edges that can be seen, white with a dark edge."""
        painter.setFont(font("body_strong"))
        room = self._in_sight().intersected(self.area()).adjusted(px(6), px(4), -px(6), -px(4))
        middle, center = Qt.AlignmentFlag.AlignVCenter, Qt.AlignmentFlag.AlignHCenter
        places = (
            (sides.left, middle | Qt.AlignmentFlag.AlignLeft),
            (sides.right, middle | Qt.AlignmentFlag.AlignRight),
            (sides.top, center | Qt.AlignmentFlag.AlignTop),
            (sides.bottom, center | Qt.AlignmentFlag.AlignBottom),
        )
        for letters, where in places:
            for shift, tone in ((1, "scan_ground"), (0, "scan_words")):
                painter.setPen(QColor(paper_color(tone)))
                painter.drawText(room.translated(shift, shift), where, letters)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Go through the series; with Ctrl make the picture larger or smaller."""
        self._turned += event.angleDelta().y()
        notches, self._turned = int(self._turned / _NOTCH), self._turned - int(self._turned / _NOTCH) * _NOTCH
        if notches and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoomed.emit(notches)
        elif notches:
            self.stepped.emit(-notches)
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Begin to set brightness and contrast."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._held = event.position().toPoint()
            event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Set them: up is brighter, right is more contrast."""
        if self._held is None:
            return
        at = event.position().toPoint()
        across, up = at.x() - self._held.x(), self._held.y() - at.y()
        self._held = at
        if across or up:
            self.shaded.emit(up / px(_DRAG_STEP), across / px(_DRAG_STEP))

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """End it."""
        self._held = None

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Scroll, zoom; with Shift the arrows set brightness and contrast."""
        key = Qt.Key(event.key())
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and key in _STEPS and abs(_STEPS[key]) == 1:
            upright = key in {Qt.Key.Key_Up, Qt.Key.Key_Down}
            self.shaded.emit(-_STEPS[key] if upright else 0, 0 if upright else _STEPS[key])
        elif event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier):
            super().keyPressEvent(event)
        elif key in _STEPS:
            self.stepped.emit(_STEPS[key])
        elif key in _ENDS:
            self.ended.emit(_ENDS[key])
        elif key in _ZOOMS:
            self.zoomed.emit(_ZOOMS[key])
        else:
            super().keyPressEvent(event)
