"""Two panes side by side that become one column in a narrow page."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayoutItem, QWidget

from desktop.ui.theme import active, gap, pad


class Panes(QWidget):
    """Widgets in a row from `breakpoint` logical px on, below each other under it.

    `stretch` are the shares of the row; `folded` tells a page that it now has the other form.
    """

    folded = Signal(bool)

    def __init__(
        self,
        *widgets: QWidget,
        stretch: tuple[int, ...] = (),
        breakpoint_at: int = 900,
        room: int = 16,
        on_fold: Callable[[bool], object] | None = None,
    ) -> None:
        """Hold `widgets`."""
        super().__init__()
        self._breakpoint = breakpoint_at
        self._row = QHBoxLayout(self)
        pad(self._row, 0)
        gap(self._row, room)
        shares = stretch or (1,) * len(widgets)
        for widget, share in zip(widgets, shares, strict=True):
            self._row.addWidget(widget, share)
        self.is_folded = False
        if on_fold is not None:
            self.folded.connect(on_fold)

    def keep_apart(self, room: int) -> None:
        """Leave `room` px above and below, as a row of a list does."""
        pad(self._row, 0, room)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Need no more width than the widest pane, since the panes can fold."""
        hint = super().minimumSizeHint()
        widths = [item.minimumSize().width() for item in self._items()]
        return QSize(max(widths, default=0), hint.height() if self.is_folded else 0)

    def _items(self) -> list[QLayoutItem]:
        found = (self._row.itemAt(index) for index in range(self._row.count()))
        return [item for item in found if item is not None]

    def _unfolded_width(self) -> int:
        shown = [item.minimumSize().width() for item in self._items() if not item.isEmpty()]
        return sum(shown) + self._row.spacing() * max(0, len(shown) - 1)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Fold or unfold."""
        super().resizeEvent(event)
        narrow = event.size().width() / active().scale < self._breakpoint
        fold = narrow or event.size().width() < self._unfolded_width()
        if fold != self.is_folded:
            self.is_folded = fold
            direction = QBoxLayout.Direction.TopToBottom if fold else QBoxLayout.Direction.LeftToRight
            self._row.setDirection(direction)
            self.folded.emit(fold)
            self.updateGeometry()
