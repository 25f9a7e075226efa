"""Rows of lists: a plain one, one that can be pressed, and a painted list for thousands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop.ui.theme import color, font, pixmap, px
from desktop.ui.widgets.boxes import column, row
from desktop.ui.widgets.buttons import RowButton
from desktop.ui.widgets.showing import show_when
from desktop.ui.widgets.status import SHAPES, Pill, Status
from desktop.ui.widgets.text import glyph, label

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True, kw_only=True)
class RowItem:
    """What a row shows: title, a small line below, an icon before, a pill at the end; `id` is what it stands for."""

    id: str
    title: str
    detail: str = ""
    icon: str = ""
    icon_tone: str = "primary"
    pill: str = ""
    pill_status: Status = Status.PLAIN

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        return ", ".join(part for part in (self.title, self.detail.replace("  ·  ", ", "), self.pill) if part)


def row_layout_items(item: RowItem) -> tuple[QWidget, ...]:
    """Return icon, words and pill of a row as widgets."""
    words = QWidget()
    detail = label(item.detail, "small")
    show_when(detail, bool(item.detail))
    words.setLayout(column(label(item.title, "body_strong"), detail, gap=2))
    words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    shape = (glyph(item.icon, item.icon_tone, size=24),) if item.icon else ()
    pill = (Pill(item.pill, item.pill_status),) if item.pill else ()
    return (*shape, words, *pill)


def list_row(item: RowItem, *trailing: QWidget) -> QFrame:
    """Return a row that is only read, with widgets (buttons) at its end."""
    made = QFrame()
    made.setLayout(row(*row_layout_items(item), *trailing, gap=14, pad=(0, 8)))
    return made


def open_row(item: RowItem, opened: Callable[[], object]) -> RowButton:
    """Return a row that opens something when it is pressed."""
    made = RowButton(item.spoken, opened)
    made.setLayout(row(*row_layout_items(item), gap=14, pad=(4, 7)))
    made.let_clicks_through()
    return made


class RowModel(QAbstractListModel):
    """Rows for a list view."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self.items: list[RowItem] = []

    def show_items(self, items: Sequence[RowItem]) -> None:
        """Replace all rows."""
        self.beginResetModel()
        self.items = list(items)
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:  # noqa: N802 - Qt's name
        """Return how many rows there are."""
        return 0 if parent is not None and parent.isValid() else len(self.items)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the item itself for painting, and its words for a screen reader."""
        item = self.items[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return item
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return item.spoken
        return None


class RowDelegate(QStyledItemDelegate):
    """Paints a row: icon, title, detail, pill; soft when selected."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:  # noqa: N802 - Qt's name
        """Ask for two lines."""
        lines = QFontMetrics(font("body_strong")).height() + QFontMetrics(font("small")).height()
        return QSize(px(120), max(px(44), lines + px(17)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        item = index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(item, RowItem):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area: QRect = option.rect.adjusted(px(3), px(1), -px(3), -px(1))
        state = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.setPen(QPen(color("soft_border"), 1))
            painter.setBrush(color("soft"))
            painter.drawRoundedRect(area, px(8), px(8))
        inner = area.adjusted(px(12), 0, -px(12), 0)
        inner = self._paint_icon(painter, item, inner)
        inner = self._paint_pill(painter, item, inner)
        self._paint_words(painter, item, inner)
        painter.restore()

    def _mirror(self, area: QRect, whole: QRect) -> QRect:
        view = self.parent()
        if isinstance(view, QWidget) and view.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            return QRect(
                whole.left() + whole.right() + 1 - area.left() - area.width(), area.top(), area.width(), area.height()
            )
        return area

    def _paint_icon(self, painter: QPainter, item: RowItem, area: QRect) -> QRect:
        if not item.icon:
            return area
        side = px(24)
        spot = self._mirror(QRect(area.left(), area.center().y() - side // 2, side, side), area)
        painter.drawPixmap(spot.topLeft(), pixmap(item.icon, item.icon_tone, 24))
        room = side + px(14)
        mirrored = spot.left() > area.left()
        return area.adjusted(0, 0, -room, 0) if mirrored else area.adjusted(room, 0, 0, 0)

    def _paint_pill(self, painter: QPainter, item: RowItem, area: QRect) -> QRect:
        if not item.pill:
            return area
        name, role = SHAPES[item.pill_status]
        words = QFontMetrics(font("pill"))
        width = words.horizontalAdvance(item.pill) + px(20) + (px(22) if name else 0)
        height = px(26)
        spot = self._mirror(QRect(area.right() - width, area.center().y() - height // 2, width, height), area)
        prefix = {"text": "surface", "soft_text": "soft"}.get(role, f"{role}_bg")
        edge = {"text": "border", "soft_text": "soft_border"}.get(role, f"{role}_border")
        painter.setPen(QPen(color(edge), 1))
        painter.setBrush(color(prefix))
        painter.drawRoundedRect(spot, px(6), px(6))
        inner = spot.adjusted(px(10), 0, -px(10), 0)
        if name:
            at = self._mirror(QRect(inner.left(), spot.center().y() - px(8), px(16), px(16)), inner)
            painter.drawPixmap(at.topLeft(), pixmap(name, role, 16))
            shift = px(22)
            inner = inner.adjusted(0, 0, -shift, 0) if at.left() > inner.left() else inner.adjusted(shift, 0, 0, 0)
        painter.setFont(font("pill"))
        painter.setPen(color(role))
        painter.drawText(inner, Qt.AlignmentFlag.AlignCenter, item.pill)
        room = width + px(12)
        return area.adjusted(room, 0, 0, 0) if spot.left() == area.left() else area.adjusted(0, 0, -room, 0)

    def _paint_words(self, painter: QPainter, item: RowItem, area: QRect) -> None:
        title, detail = QFontMetrics(font("body_strong")), QFontMetrics(font("small"))
        height = title.height() + (detail.height() + px(1) if item.detail else 0)
        top = area.center().y() - height // 2
        align = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop
        painter.setFont(font("body_strong"))
        painter.setPen(color("text"))
        spot = QRect(area.left(), top, area.width(), title.height())
        painter.drawText(spot, align, title.elidedText(item.title, Qt.TextElideMode.ElideRight, area.width()))
        if item.detail:
            painter.setFont(font("small"))
            painter.setPen(color("muted"))
            spot = QRect(area.left(), top + title.height() + px(1), area.width(), detail.height())
            painter.drawText(spot, align, detail.elidedText(item.detail, Qt.TextElideMode.ElideRight, area.width()))


class RowList(QListView):
    """A list with one selected row; `chosen` tells its id, `opened` when Enter or a double click opens it."""

    chosen = Signal(str)
    opened = Signal(str)

    def __init__(self, name: str) -> None:
        """Start empty, called `name` for a screen reader."""
        super().__init__()
        self.setObjectName("rows")
        self.setAccessibleName(name)
        self.rows = RowModel()
        self.setModel(self.rows)
        self.setItemDelegate(RowDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.viewport().setAutoFillBackground(False)
        self.selectionModel().currentChanged.connect(self._current_changed)
        self.doubleClicked.connect(lambda index: self.opened.emit(self.rows.items[index.row()].id))

    def show_items(self, items: Sequence[RowItem], *, keep: str = "") -> None:
        """Replace the rows and keep the row with id `keep` (or the current one) selected, without telling."""
        wanted = keep or self.current_id
        self.selectionModel().blockSignals(True)  # noqa: FBT003 - Qt's argument
        self.rows.show_items(items)
        for number, item in enumerate(self.rows.items):
            if item.id == wanted:
                self.setCurrentIndex(self.rows.index(number))
        self.selectionModel().blockSignals(False)  # noqa: FBT003 - Qt's argument
        self.viewport().update()

    @property
    def current_id(self) -> str:
        """The id of the selected row, or an empty text."""
        index = self.currentIndex()
        return self.rows.items[index.row()].id if index.isValid() and index.row() < len(self.rows.items) else ""

    def choose(self, item_id: str) -> None:
        """Select a row; `chosen` is told when it was another."""
        for number, item in enumerate(self.rows.items):
            if item.id == item_id:
                self.setCurrentIndex(self.rows.index(number))
                return

    def _current_changed(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid():
            self.chosen.emit(self.rows.items[current.row()].id)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Open with Enter."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers() and self.current_id:
            self.opened.emit(self.current_id)
            return
        super().keyPressEvent(event)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Need room for a short title and three rows."""
        return QSize(px(240), px(180))
