"""A row for each point and a column for each doctor; under each other where there is no room for columns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from desktop.ui.theme import active, gap, pad
from desktop.ui.widgets import box, clear, line
from desktop.ui.widgets import column as column_of

_LEAST = 200
"""px that a column needs at 100 %."""
_HEADS = 180


@dataclass(frozen=True, slots=True)
class TableColumn:
    """`head` makes what stands above the column, `name` what stands beside each cell in the narrow form."""

    head: Callable[[], QWidget]
    name: Callable[[], QWidget]


@dataclass(frozen=True, slots=True)
class TableRow:
    """`head` and `cells` make widgets anew each time the table is laid out."""

    head: Callable[[], QWidget]
    cells: Sequence[Callable[[], QWidget]]


class SideBySide(QWidget):
    """In the narrow form each cell stands beside its column's name, and the heads are a list above all rows."""

    def __init__(self, columns: Sequence[TableColumn], rows: Sequence[TableRow]) -> None:
        """Lay out narrow until the width is known."""
        super().__init__()
        self._columns, self._rows = columns, rows
        self._grid = QGridLayout(self)
        pad(self._grid, 0)
        gap(self._grid, 12)
        self.wide: bool | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._lay_out(wide=False)

    def _lay_out(self, *, wide: bool) -> None:
        if wide == self.wide:
            return
        self.wide = wide
        clear(self._grid)
        for number in range(len(self._columns) + 1):
            self._grid.setColumnStretch(number, 3 if wide or number == 1 else 0)
        self._grid.setColumnStretch(0, 2 if wide else 1)
        (self._side_by_side if wide else self._one_by_one)()
        self.updateGeometry()

    def _put(self, widget: QWidget, row: int, column: int, width: int = 1) -> None:
        self._grid.addWidget(box(column_of(widget, None)), row, column, 1, width)

    def _side_by_side(self) -> None:
        for number, one in enumerate(self._columns, start=1):
            self._put(one.head(), 0, number)
        for at, each in enumerate(self._rows):
            self._grid.addWidget(line(soft=True), 2 * at + 1, 0, 1, len(self._columns) + 1)
            self._put(each.head(), 2 * at + 2, 0)
            for number, make in enumerate(each.cells, start=1):
                self._put(make(), 2 * at + 2, number)

    def _one_by_one(self) -> None:
        for at, one in enumerate(self._columns):
            self._put(one.head(), at, 0, 2)
        at = len(self._columns)
        for each in self._rows:
            self._grid.addWidget(line(soft=True), at, 0, 1, 2)
            self._put(each.head(), at + 1, 0, 2)
            at += 2
            for one, make in zip(self._columns, each.cells, strict=True):
                self._put(one.name(), at, 0)
                self._put(make(), at, 1)
                at += 1

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Take columns as soon as they fit."""
        super().resizeEvent(event)
        needed = _HEADS + len(self._columns) * _LEAST
        self._lay_out(wide=event.size().width() / active().scale >= needed)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Need two narrow columns."""
        return QSize(round(_LEAST * active().scale), 0)
