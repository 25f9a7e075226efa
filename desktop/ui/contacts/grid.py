"""Cards in as many columns of the same width as there is room for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from desktop.ui.theme import active, gap, pad


class CardGrid(QWidget):
    """Lines `cards` up; a column is at least `least` px (at 100 %) wide."""

    def __init__(self, cards: Sequence[QWidget], *, least: int = 300, most: int = 3) -> None:
        """Start with one column."""
        super().__init__()
        self._cards, self._least, self._most = list(cards), least, most
        self._grid = QGridLayout(self)
        pad(self._grid, 0)
        gap(self._grid, 16)
        self._columns = 0
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._arrange(1)

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        for column in range(max(columns, self._columns)):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
        self._columns = columns
        for number, card in enumerate(self._cards):
            self._grid.removeWidget(card)
            self._grid.addWidget(card, number // columns, number % columns)
        self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Take as many columns as fit."""
        super().resizeEvent(event)
        width = event.size().width() / active().scale
        self._arrange(max(1, min(self._most, int((width + 16) // (self._least + 16)))))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Need one column."""
        widths = [card.minimumSizeHint().width() for card in self._cards]
        return QSize(max(widths, default=0), 0)
