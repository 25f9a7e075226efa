"""A page on which boxes are drawn: by the mouse, or by keys, each move spoken."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen

from desktop.records.provenance import Box
from desktop.ui.forms.focus import announce
from desktop.ui.theme import paper_color, px
from desktop.ui.widgets import Mark, PagePicture

FILL = QColor(120, 120, 120)
"""As it will look in the packet."""
_STEP = 0.01
_LEAST = 0.008
"""The share of the page that the smallest box takes in each direction."""
_FIRST = Box(0.3, 0.3, 0.7, 0.36)
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


def moved(box: Box, across: float, down: float) -> Box:
    """Return a box moved by shares of the page, as far as the page goes."""
    x = max(-box.left, min(across, 1 - box.right))
    y = max(-box.top, min(down, 1 - box.bottom))
    return Box(box.left + x, box.top + y, box.right + x, box.bottom + y)


def stretched(box: Box, across: float, down: float) -> Box:
    """Return a box whose right and lower sides are moved by shares of the page."""
    right = min(1.0, max(box.left + _LEAST, box.right + across))
    bottom = min(1.0, max(box.top + _LEAST, box.bottom + down))
    return Box(box.left, box.top, right, bottom)


def between(one: QPointF, other: QPointF) -> Box:
    """Return the box between two corners, each as shares of the page."""
    x, y = sorted((one.x(), other.x())), sorted((one.y(), other.y()))
    return Box(max(0.0, x[0]), max(0.0, y[0]), min(1.0, x[1]), min(1.0, y[1]))


class CoverCanvas(PagePicture):
    """Draw to cover; a click takes a box, arrows move it, with Shift they stretch it, Delete removes it."""

    changed = Signal()

    def __init__(self) -> None:
        """Start without boxes."""
        super().__init__()
        self.boxes: tuple[Box, ...] = ()
        self.chosen = -1
        self._from: QPointF | None = None
        self._moving = self._drawn = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self._name()

    def show_boxes(self, boxes: tuple[Box, ...]) -> None:
        """Show the boxes of another page."""
        self.boxes, self.chosen = boxes, len(boxes) - 1
        self._name()
        self.update()

    def add_box(self) -> None:
        """Put a box in the middle, to be moved by keys."""
        self._keep((*self.boxes, _FIRST), len(self.boxes))
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def remove_box(self) -> None:
        """Take the chosen box away."""
        if 0 <= self.chosen < len(self.boxes):
            left = (*self.boxes[: self.chosen], *self.boxes[self.chosen + 1 :])
            self._keep(left, len(left) - 1)

    def words(self) -> str:
        """Return what is spoken: which box is chosen and where it lies."""
        if not 0 <= self.chosen < len(self.boxes):
            return self.tr("Nothing is covered on this page.")
        box = self.boxes[self.chosen]
        left, top, right, bottom = (round(100 * side) for side in (box.left, box.top, box.right, box.bottom))
        told = self.tr("Box {number} of {count}: {left} to {right} percent across, {top} to {bottom} percent down.")
        return told.format(
            number=self.chosen + 1, count=len(self.boxes), left=left, right=right, top=top, bottom=bottom
        )

    def _name(self) -> None:
        self.setAccessibleName(self.tr("Page. Draw over what is to be covered, or add a box and move it with arrows."))
        self.setAccessibleDescription(self.words())

    def _keep(self, boxes: tuple[Box, ...], chosen: int) -> None:
        self.boxes, self.chosen = boxes, chosen
        self._name()
        announce(self, self.words())
        self.update()
        self.changed.emit()

    def _change(self, box: Box) -> None:
        self._keep((*self.boxes[: self.chosen], box, *self.boxes[self.chosen + 1 :]), self.chosen)

    def _at(self, event: QMouseEvent) -> QPointF:
        place = event.position()
        return QPointF(place.x() / max(1, self.width()), place.y() / max(1, self.height()))

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Take the box below, or begin a new one."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self._from, self._drawn = self._at(event), False
        under = [number for number, box in enumerate(self.boxes) if self.area(box).contains(event.position())]
        self._moving = bool(under)
        if under:
            self._keep(self.boxes, under[-1])

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Move the box that was taken, or draw the new one."""
        if self._from is None:
            return
        here = self._at(event)
        if self._moving:
            step = here - self._from
            self._from = here
            self._change(moved(self.boxes[self.chosen], step.x(), step.y()))
        else:
            self._draw(between(self._from, here))

    def _draw(self, box: Box) -> None:
        """Show the box as it is drawn: a new one at first, then the same."""
        if box.right - box.left < _LEAST or box.bottom - box.top < _LEAST:
            return
        if self._drawn:
            self._change(box)
        else:
            self._drawn = True
            self._keep((*self.boxes, box), len(self.boxes))

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Keep what was drawn."""
        self._from = None

    def area(self, box: Box) -> QRectF:
        """Return where a box is, in this widget's coordinates."""
        return self.area_of(Mark("", 1, box))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the page, covered as it will be, and an edge around the chosen box."""
        super().paintEvent(event)
        painter = QPainter(self)
        for number, one in enumerate(self.boxes):
            painter.fillRect(self.area(one), FILL)
            if number == self.chosen:
                painter.setPen(QPen(paper_color("mark_edge"), px(3)))
                painter.drawRect(self.area(one))
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Move, stretch, remove, or go to the next box; everything else goes on."""
        step = _ARROWS.get(Qt.Key(event.key()))
        has_box = 0 <= self.chosen < len(self.boxes)
        if step and has_box:
            change = stretched if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else moved
            self._change(change(self.boxes[self.chosen], step[0] * _STEP, step[1] * _STEP))
        elif event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace} and has_box:
            self.remove_box()
        elif event.key() == Qt.Key.Key_Space and has_box:
            self._keep(self.boxes, (self.chosen + 1) % len(self.boxes))
        else:
            super().keyPressEvent(event)
