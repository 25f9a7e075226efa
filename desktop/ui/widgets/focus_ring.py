"""The focus ring: 3 px, 2 px away from the control, on top of everything in its window."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QWindow
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
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
    QEvent.Type.EnabledChange,
}


class FocusRing(QWidget):
    """A transparent child of a window that follows the widget with the focus and ignores the mouse.

    Keys and clicks are seen where they enter the window, and movement only on the focused widget
    and what holds it: a filter on the whole application would see every event of the program.
    """

    def __init__(self, window: QWidget) -> None:
        """Lie over all of `window`."""
        super().__init__(window)
        self.setObjectName("focus_ring")
        self._window = window
        self._entrance: QObject | None = None
        self._target: QWidget | None = None
        self._watched: list[QWidget] = []
        self._by_keyboard = False
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.resize(window.size())
        window.installEventFilter(self)
        self._watch_entrance()
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_changed)
        self.raise_()
        self.show()

    @property
    def target(self) -> QWidget | None:
        """The widget that has the ring, or None."""
        return self._target if self._shown_for(self._target) else None

    def ring_area(self) -> QRect:
        """Return the outer edge of the ring in the window's coordinates; empty without one."""
        target = self.target
        return self._area(target) if target is not None else QRect()

    def _watch_entrance(self) -> None:
        handle: QWindow | None = self._window.windowHandle()  # None before the window is made, whatever the stubs say
        if handle and handle is not self._entrance:
            handle.installEventFilter(self)
            self._entrance = handle

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """See whether keys or the mouse are used, and follow what moves."""
        kind = event.type()
        if watched is self._entrance:
            self._see_use(kind, event)
        elif kind in _MOVING:
            if watched is self._window:
                self._watch_entrance()
                self.resize(self._window.size())
            self.update()
        return False

    def _see_use(self, kind: QEvent.Type, event: QEvent) -> None:
        if kind is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            moves = event.key() in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_F6}
            self._use(by_keyboard=moves or not isinstance(self._target, _TEXT_FIELDS))
        elif kind is QEvent.Type.MouseButtonPress:
            self._use(by_keyboard=False)

    def _use(self, *, by_keyboard: bool) -> None:
        if by_keyboard != self._by_keyboard:
            self._by_keyboard = by_keyboard
            self.update()

    def _focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        self._stop_watching()
        inside = new is not None and new.window() is self._window
        self._target = new if inside else None
        if inside and new is not None:
            self._watch(new)
            if self._by_keyboard:
                bring_into_view(new)
        self.raise_()
        self.update()

    def _watch(self, target: QWidget) -> None:
        one: QWidget | None = target
        while one is not None and one is not self._window:
            one.installEventFilter(self)
            self._watched.append(one)
            if isinstance(one, QAbstractScrollArea):
                for bar in (one.verticalScrollBar(), one.horizontalScrollBar()):
                    bar.valueChanged.connect(self._scrolled, Qt.ConnectionType.UniqueConnection)
            one = one.parentWidget()
        if isinstance(target, QAbstractItemView):
            target.selectionModel().currentChanged.connect(self._scrolled)

    def _stop_watching(self) -> None:
        for one in self._watched:
            try:
                one.removeEventFilter(self)
            except RuntimeError:  # deleted with its page
                continue
        self._watched = []

    def _scrolled(self, *_values: object) -> None:
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


def bring_into_view(widget: QWidget) -> None:
    """Scroll so that the whole widget and its ring can be seen."""
    parent = widget.parentWidget()
    while parent is not None:
        inside = parent.widget() if isinstance(parent, QScrollArea) else None
        if isinstance(parent, QScrollArea) and inside is not None and inside.isAncestorOf(widget):
            parent.ensureWidgetVisible(widget, px(8), px(12))
        parent = parent.parentWidget()
