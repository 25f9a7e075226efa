"""Rows of a small table of widgets, with the same columns in every row; they stack when the page is narrow."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QWidget

from desktop.ui.theme import active, gap, limit, pad
from desktop.ui.widgets import box, column, label
from desktop.ui.widgets.boxes import Item


def cell(*items: Item, min_width: int = 90, gap: int = 2) -> QWidget:
    """Return a cell whose width its column decides; items stand below each other."""
    made = box(column(*items, gap=gap))
    policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    policy.setHeightForWidth(True)
    made.setSizePolicy(policy)
    limit(made, min_width=min_width)
    return made


class TableRow(QWidget):
    """Cells side by side in shares of the width, below each other when the row is narrower than `fold_at` px."""

    def __init__(self, cells: Sequence[QWidget], shares: Sequence[int], *, fold_at: int, pad_y: int = 8) -> None:
        """Hold `cells`; a share of 0 takes what the cell needs."""
        super().__init__()
        self._cells, self._fold_at = cells, fold_at
        self._row = QHBoxLayout(self)
        pad(self._row, 0, pad_y)
        gap(self._row, 12)
        for one, share in zip(cells, shares, strict=True):
            self._row.addWidget(one, share)
        self.folded = False
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Need the widest cell; the rest can stand below it."""
        shown = [one for one in self._cells if not one.isHidden()]
        needed = [max(one.minimumWidth(), one.minimumSizeHint().width()) for one in shown]
        return QSize(max(needed, default=0), self._row.minimumSize().height() if self.folded else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Stack or line up."""
        super().resizeEvent(event)
        fold = event.size().width() / active().scale < self._fold_at
        if fold != self.folded:
            self.folded = fold
            self._row.setDirection(QBoxLayout.Direction.TopToBottom if fold else QBoxLayout.Direction.LeftToRight)
            self.updateGeometry()


class TableHead(TableRow):
    """The heads of the columns; they are left out when the rows are stacked. The first may be a section's title."""

    def __init__(
        self,
        words: Sequence[str],
        shares: Sequence[int],
        *,
        fold_at: int,
        titled: bool = True,
        min_widths: Sequence[int] = (),
    ) -> None:
        """Show `words`; `min_widths` are those of the cells below."""
        kinds = ["section" if titled else "caption", *["caption"] * (len(words) - 1)]
        heads = [label(text, kind) for text, kind in zip(words, kinds, strict=True)]
        widths = min_widths or (90,) * len(heads)
        cells = [cell(one, min_width=width) for one, width in zip(heads, widths, strict=True)]
        super().__init__(cells, shares, fold_at=fold_at, pad_y=4)
        self._titled = titled

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the title alone when the rows are stacked."""
        super().resizeEvent(event)
        for one in self._cells[1 if self._titled else 0 :]:
            one.setVisible(not self.folded)
