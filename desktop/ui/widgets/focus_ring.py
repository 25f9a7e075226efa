"""The focus ring: 3 px, 2 px away from the control, on top of everything in its window."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QScrollBar,
    QWidget,
)

from desktop.ui.theme import color, px
from desktop.ui.widgets.choices import Chip, ChipBox

_RING, _GAP, _ROOM = 3, 2, 5
_TEXT_FIELDS = (QLineEdit, QPlainTextEdit)
_MOVING = {
    QEvent.Type.Move,
    QEvent.Type.Resize,
    QEvent.Type.Show,
    QEvent.Type.Hide,
    QEvent.Type.LayoutRequest,
    QEvent.Type.Wheel,
    QEvent.Type.EnabledChange,
}


class FocusRing(QWidget):
    """A transparent child of a window that follows the widget with the focus and ignores the mouse."""

    def __init__(self, window: QWidget) -> None:
        """Lie over all of `window`."""
        super().__init__(window)
        self.setObjectName("focus_ring")
        self._window = window
        self._target: QWidget | None = None
        self._by_keyboard = False
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.resize(window.size())
        self.raise_()
        self.show()
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_changed)
            application.installEventFilter(self)

    @property
    def target(self) -> QWidget | None:
        """The widget that has the ring, or None."""
        return self._target if self._shown_for(self._target) else None

    def ring_area(self) -> QRect:
        """Return the outer edge of the ring in the window's coordinates; empty without one."""
        target = self.target
        return self._area(target) if target is not None else QRect()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """See whether keys or the mouse are used, and follow whatever moves."""
        kind = event.type()
        if kind is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_F6} or not self._typing():
                self._by_keyboard = True
                self.update()
        elif kind is QEvent.Type.MouseButtonPress:
            self._by_keyboard = False
            self.update()
        elif kind in _MOVING:
            if watched is self._window:
                self.resize(self._window.size())
            if self._target is not None and watched is not self:
                self.update()
        return False

    def _typing(self) -> bool:
        return isinstance(self._target, _TEXT_FIELDS)

    def _focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        inside = new is not None and new.window() is self._window
        self._target = new if inside else None
        if inside and new is not None:
            if new.focusProxy() is None and self._by_keyboard:
                bring_into_view(new)
            for bar in _scroll_bars(new):
                bar.valueChanged.connect(self.update, Qt.ConnectionType.UniqueConnection)
        self.raise_()
        self.update()

    def _shown_for(self, target: QWidget | None) -> bool:
        if target is None or not target.isVisible() or not target.isEnabled():
            return False
        return self._by_keyboard or isinstance(target, _TEXT_FIELDS)

    def _area(self, target: QWidget) -> QRect:
        rect = target.rect()
        if isinstance(target, QAbstractItemView):
            current = target.visualRect(target.currentIndex())
            if current.isValid():
                corner = target.viewport().mapTo(self._window, current.topLeft())
                return QRect(corner, current.size()).adjusted(-_GAP, -_GAP, _GAP, _GAP)
        holder = target.parentWidget()
        if isinstance(target, QLineEdit) and isinstance(holder, QComboBox):
            target, rect = holder, holder.rect()
        corner = target.mapTo(self._window, QPoint(0, 0))
        room = px(_ROOM)
        return QRect(corner, rect.size()).adjusted(-room, -room, room, room)

    def _clip(self, target: QWidget) -> QRect:
        """Return what the scroll areas around the target leave visible."""
        visible = self._window.rect()
        parent = target.parentWidget()
        while parent is not None and parent is not self._window:
            holder = parent.parentWidget()
            if isinstance(holder, QAbstractScrollArea) and holder.viewport() is parent:
                corner = parent.mapTo(self._window, QPoint(0, 0))
                room = px(_ROOM)
                visible &= QRect(corner, parent.size()).adjusted(-room, -room, room, room)
            parent = holder
        return visible

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the ring."""
        target = self.target
        if target is None:
            return
        width = px(_RING)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(self._clip(target))
        painter.setPen(QPen(color("focus"), width))
        half = width / 2
        area = QRectF(self._area(target)).adjusted(half, half, -half, -half)
        radius = px(22 if isinstance(target, Chip | ChipBox) else 8) + px(_GAP)
        painter.drawRoundedRect(area, radius, radius)
        painter.end()


def _scroll_bars(widget: QWidget) -> list[QScrollBar]:
    found: list[QScrollBar] = []
    parent: QWidget | None = widget
    while parent is not None:
        if isinstance(parent, QAbstractScrollArea):
            found += [parent.verticalScrollBar(), parent.horizontalScrollBar()]
        parent = parent.parentWidget()
    return found


def bring_into_view(widget: QWidget) -> None:
    """Scroll so that the whole widget and its ring can be seen."""
    parent = widget.parentWidget()
    while parent is not None:
        inside = parent.widget() if isinstance(parent, QScrollArea) else None
        if isinstance(parent, QScrollArea) and inside is not None and inside.isAncestorOf(widget):
            parent.ensureWidgetVisible(widget, px(8), px(12))
        parent = parent.parentWidget()
