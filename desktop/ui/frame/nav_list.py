"""The list of pages in the sidebar: one selected, a badge for what is to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QListView, QSizePolicy, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.ui.theme import color, font, pixmap, px

_ROW, _LINE = 46, 17
_LOWEST = 38
"""px of a row where the window is low; below that the list scrolls."""
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class NavItem:
    """One row; `line_above` starts a new group, `to_do` is the badge's number."""

    name: str
    words: str
    icon: str
    line_above: bool = False
    to_do: int = 0


class _Model(QAbstractListModel):
    def __init__(self, items: Sequence[NavItem]) -> None:
        super().__init__()
        self.items = list(items)

    def rowCount(self, parent: Index | None = None) -> int:  # noqa: N802 - Qt's name
        return 0 if parent is not None and parent.isValid() else len(self.items)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        item = self.items[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return item
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return (
                self.tr("{page}, {count} to do").format(page=item.words, count=item.to_do) if item.to_do else item.words
            )
        return None

    def set_to_do(self, name: str, count: int) -> None:
        for number, item in enumerate(self.items):
            if item.name == name and item.to_do != count:
                self.items[number] = replace(item, to_do=count)
                index = self.index(number)
                self.dataChanged.emit(index, index)


class _Delegate(QStyledItemDelegate):
    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 - Qt's name
        item: NavItem = index.data(Qt.ItemDataRole.UserRole)
        parent = self.parent()
        row = parent.row_height if isinstance(parent, NavList) else px(_ROW)
        return QSize(px(120), row + (px(_LINE) if item.line_above else 0))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        item: NavItem = index.data(Qt.ItemDataRole.UserRole)
        area: QRect = option.rect
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        view = self.parent()
        mirrored = isinstance(view, QWidget) and view.layoutDirection() is Qt.LayoutDirection.RightToLeft
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if item.line_above:
            painter.fillRect(QRect(area.left(), area.top() + px(7), area.width(), 1), color("border"))
            area = area.adjusted(0, px(_LINE), 0, 0)
        row = area.adjusted(0, 1, 0, -1)
        if selected:
            _paint_selected(painter, row, mirrored=mirrored)
        _paint_row(painter, row, item, selected=selected, mirrored=mirrored)
        painter.restore()


def _paint_selected(painter: QPainter, row: QRect, *, mirrored: bool) -> None:
    painter.setPen(QPen(color("soft_border"), 1))
    painter.setBrush(color("nav_selected"))
    painter.drawRoundedRect(QRectF(row).adjusted(0.5, 0.5, -0.5, -0.5), px(8), px(8))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color("primary"))
    left = row.right() - px(5) if mirrored else row.left() + px(2)
    painter.drawRoundedRect(QRectF(left, row.top() + px(8), px(4), row.height() - px(16)), px(2), px(2))


def _paint_row(painter: QPainter, row: QRect, item: NavItem, *, selected: bool, mirrored: bool) -> None:
    side = px(20)
    left = row.right() - px(17) - side if mirrored else row.left() + px(17)
    painter.drawPixmap(
        left, row.center().y() - side // 2 + 1, pixmap(item.icon, "soft_text" if selected else "text", 20)
    )
    before, after = px(53), px(10) + (px(44) if item.to_do else 0)
    words = row.adjusted(after, 0, -before, 0) if mirrored else row.adjusted(before, 0, -after, 0)
    painter.setFont(font("button_primary" if selected else "button"))
    painter.setPen(color("soft_text" if selected else "text"))
    painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, item.words)
    if item.to_do:
        _paint_badge(painter, row, str(item.to_do), mirrored=mirrored)


def _paint_badge(painter: QPainter, row: QRect, text: str, *, mirrored: bool) -> None:
    width = max(px(36), QFontMetrics(font("pill")).horizontalAdvance(text) + px(26))
    left = row.left() + px(10) if mirrored else row.right() - px(10) - width
    badge = QRectF(left, row.center().y() - px(12), width, px(25))
    painter.setPen(QPen(color("warn_border"), 1))
    painter.setBrush(color("warn_bg"))
    painter.drawRoundedRect(badge, px(6), px(6))
    painter.setFont(font("pill"))
    painter.setPen(color("warn"))
    painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, text)


class NavList(QListView):
    """Pages to go to; `went` tells the name of the one that was chosen."""

    went = Signal(str)

    def __init__(self, items: Sequence[NavItem], name: str, *, whole: bool = False) -> None:
        """Show `items`; `whole` never scrolls."""
        super().__init__()
        self.setObjectName("rows")
        self.setAccessibleName(name)
        self._model = _Model(items)
        self._whole = whole
        self.row_height = px(_ROW)
        self.setModel(self._model)
        self.setItemDelegate(_Delegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        if whole:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(
            QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed if whole else QSizePolicy.Policy.Expanding
        )
        self.viewport().setAutoFillBackground(False)
        self.setMouseTracking(True)
        self.clicked.connect(lambda index: self.went.emit(self._model.items[index.row()].name))

    def set_to_do(self, name: str, count: int) -> None:
        """Change a badge."""
        self._model.set_to_do(name, count)

    def select(self, name: str) -> None:
        """Show a page as the selected one; another name selects none."""
        for number, item in enumerate(self._model.items):
            if item.name == name:
                self.setCurrentIndex(self._model.index(number))
                return
        self.clearSelection()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Go with Enter or Space; arrows move."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space} and self.currentIndex().isValid():
            self.went.emit(self._model.items[self.currentIndex().row()].name)
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: object) -> None:  # noqa: N802 - Qt's name
        """Have a current row as soon as the focus comes."""
        if not self.currentIndex().isValid() and self._model.items:
            self.selectionModel().setCurrentIndex(self._model.index(0), self.selectionModel().SelectionFlag.NoUpdate)
        super().focusInEvent(event)  # type: ignore[arg-type] # Qt's own event

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Let rows be lower where that spares scrolling."""
        super().resizeEvent(event)
        lines = sum(1 for item in self._model.items if item.line_above)
        fitting = (event.size().height() - lines * px(_LINE)) // max(1, len(self._model.items))
        height = px(_ROW) if self._whole else max(px(_LOWEST), min(px(_ROW), fitting))
        if height != self.row_height:
            self.row_height = height
            self.scheduleDelayedItemsLayout()

    def _content_height(self) -> int:
        lines = sum(1 for item in self._model.items if item.line_above)
        return len(self._model.items) * px(_ROW) + lines * px(_LINE)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for all rows."""
        return QSize(px(200), self._content_height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Need two rows at least, or all."""
        return QSize(px(120), self._content_height() if self._whole else px(_ROW * 2))
