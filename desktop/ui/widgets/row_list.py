"""A painted list for thousands of rows: given at once, or by their ids and read when they are painted."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView

from desktop.ui.theme import px
from desktop.ui.widgets.row_delegate import RowDelegate
from desktop.ui.widgets.rows import RowItem

Index = QModelIndex | QPersistentModelIndex
PAGE_ROWS = 100
"""Rows that are read at once."""
_MOST_KEPT = 5000
_NARROW_FOR_PILL, _NARROW_FOR_WORDS = 540, 700
"""px below which a title has no room beside it for a pill, and for what stands behind it."""


class RowModel(QAbstractListModel):
    """Rows for a list view: all given at once, or by their ids and read a page at a time when they are painted."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self._ids: list[str] = []
        self._items: dict[int, RowItem] = {}
        self._read: Callable[[Sequence[str]], Sequence[RowItem]] | None = None

    def show_items(self, items: Sequence[RowItem]) -> None:
        """Replace all rows."""
        self.beginResetModel()
        self._ids, self._items, self._read = [one.id for one in items], dict(enumerate(items)), None
        self.endResetModel()

    def show_ids(self, ids: Sequence[str], read: Callable[[Sequence[str]], Sequence[RowItem]]) -> None:
        """Replace all rows by things with these ids; `read` returns the items of some of them."""
        self.beginResetModel()
        self._ids, self._items, self._read = list(ids), {}, read
        self.endResetModel()

    @property
    def items(self) -> list[RowItem]:
        """Every row, read now where it was not yet."""
        return [self.item(row) for row in range(len(self._ids))]

    def id_at(self, row: int) -> str:
        """Return the id of a row, or an empty text when there is none."""
        return self._ids[row] if 0 <= row < len(self._ids) else ""

    def row_of(self, item_id: str) -> int:
        """Return the row of an id, or -1."""
        return self._ids.index(item_id) if item_id in self._ids else -1

    def item(self, row: int) -> RowItem:
        """Return what a row shows; its page is read the first time."""
        if row not in self._items and self._read is not None:
            if len(self._items) > _MOST_KEPT:
                self._items.clear()
            first = row - row % PAGE_ROWS
            ids = self._ids[first : first + PAGE_ROWS]
            found = {one.id: one for one in self._read(ids)}
            gone = RowItem(id="", title="")
            self._items.update((first + place, found.get(each, gone)) for place, each in enumerate(ids))
        return self._items[row]

    @property
    def room_needed(self) -> int:
        """Px from which on the rows of the first page have room for all their words in two lines."""
        first = [self.item(row) for row in range(min(len(self._ids), PAGE_ROWS))]
        if any(one.about for one in first):
            return _NARROW_FOR_WORDS
        return _NARROW_FOR_PILL if any(one.pill for one in first) else 0

    def rowCount(self, parent: Index | None = None) -> int:  # noqa: N802 - Qt's name
        """Return how many rows there are."""
        return 0 if parent is not None and parent.isValid() else len(self._ids)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the item itself for painting, and its words for a screen reader."""
        if role == Qt.ItemDataRole.UserRole:
            return self.item(index.row())
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self.item(index.row()).spoken
        return None


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
        self._delegate = RowDelegate(self)
        self.setItemDelegate(self._delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.viewport().setAutoFillBackground(False)
        self.selectionModel().currentChanged.connect(self._current_changed)
        self.doubleClicked.connect(lambda index: self.opened.emit(self.rows.id_at(index.row())))

    def show_items(self, items: Sequence[RowItem], *, keep: str = "") -> None:
        """Replace the rows and keep the row with id `keep` (or the current one) selected, without telling."""
        self._delegate.pictures = any(one.picture is not None for one in items)
        self._replace(lambda: self.rows.show_items(items), keep)

    def show_ids(
        self, ids: Sequence[str], read: Callable[[Sequence[str]], Sequence[RowItem]], *, keep: str = ""
    ) -> None:
        """Replace the rows by ids whose items are read when they are painted; else as `show_items`."""
        self._replace(lambda: self.rows.show_ids(ids, read), keep)

    def _replace(self, show: Callable[[], object], keep: str) -> None:
        wanted, at = keep or self.current_id, self.verticalScrollBar().value()
        self.selectionModel().blockSignals(True)  # noqa: FBT003 - Qt's argument
        show()
        row = self.rows.row_of(wanted)
        if row >= 0:
            self.setCurrentIndex(self.rows.index(row))
        self.selectionModel().blockSignals(False)  # noqa: FBT003 - Qt's argument
        self._stack()
        self.verticalScrollBar().setValue(at)
        self.viewport().update()

    @property
    def current_id(self) -> str:
        """The id of the selected row, or an empty text."""
        index = self.currentIndex()
        return self.rows.id_at(index.row()) if index.isValid() else ""

    def choose(self, item_id: str) -> None:
        """Select a row; `chosen` is told when it was another."""
        row = self.rows.row_of(item_id)
        if row >= 0:
            self.setCurrentIndex(self.rows.index(row))

    def _current_changed(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid():
            self.chosen.emit(self.rows.id_at(current.row()))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Stack the rows of a narrow list."""
        super().resizeEvent(event)
        self._stack()

    def _stack(self) -> None:
        """Give pills, and what stands behind titles, a line of their own where the list is narrow."""
        if self._delegate.pictures:
            titles = [one.title for one in self.rows.items]
            self._delegate.caption_lines = self._delegate.lines_for(titles, self.viewport().width())
            self.scheduleDelayedItemsLayout()
        stacked = self.viewport().width() < px(self.rows.room_needed)
        if stacked != self._delegate.stacked:
            self._delegate.stacked = stacked
            self.scheduleDelayedItemsLayout()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Open with Enter."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers() and self.current_id:
            self.opened.emit(self.current_id)
            return
        super().keyPressEvent(event)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Need room for a short title and three rows."""
        return QSize(px(240), px(180))
