"""Cards, lines, and rows and columns whose distances follow the text size."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.ui.theme import gap as set_gap
from desktop.ui.theme import pad as set_pad

_LEAVING: set[QWidget] = set()
"""Dismissed widgets until Qt has deleted them."""

Item = QWidget | QLayout | None
"""What a row or column takes; None is a stretch."""


def fill(layout: QBoxLayout, *items: Item) -> None:
    """Add widgets, layouts and stretches (None) to a layout."""
    for item in items:
        if item is None:
            layout.addStretch(1)
        elif isinstance(item, QLayout):
            layout.addLayout(item)
        else:
            layout.addWidget(item)


def column(*items: Item, gap: int = 8, pad: tuple[int, ...] = (0,)) -> QVBoxLayout:
    """Return a column; `pad` as in `theme.pad`."""
    made = QVBoxLayout()
    set_gap(made, gap)
    set_pad(made, *pad)
    fill(made, *items)
    return made


def row(*items: Item, gap: int = 12, pad: tuple[int, ...] = (0,), top: bool = False) -> QHBoxLayout:
    """Return a row; `top` lines its widgets up at the top instead of the middle."""
    made = QHBoxLayout()
    set_gap(made, gap)
    set_pad(made, *pad)
    for item in items:
        fill(made, item)
        if top and isinstance(item, QWidget):
            made.setAlignment(item, Qt.AlignmentFlag.AlignTop)
    return made


def box(layout: QLayout) -> QWidget:
    """Return a plain widget with that layout."""
    made = QWidget()
    made.setLayout(layout)
    return made


def line(*, soft: bool = False) -> QFrame:
    """Return a thin line between rows; decorative."""
    made = QFrame()
    made.setObjectName("soft_line" if soft else "line")
    made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return made


class Card(QFrame):
    """A framed box; `look` is plain, soft, sunken, canvas, info, warn, danger, ok or chosen. Fill its `body`."""

    def __init__(self, *items: Item, look: str = "plain", gap: int = 8, pad: tuple[int, ...] = (20, 16)) -> None:
        """Hold `items` in a column."""
        super().__init__()
        self.setObjectName("card")
        self.setProperty("card", look)
        self.body = column(*items, gap=gap, pad=pad)
        self.setLayout(self.body)


def dismiss(widget: QWidget) -> None:
    """Take a widget off the window at once, and delete it when nothing uses it any more."""
    widget.hide()
    widget.setParent(None)
    _LEAVING.add(widget)  # a button may go in the middle of its own click: Python must not be the last to let go
    widget.destroyed.connect(lambda: _LEAVING.discard(widget))
    widget.deleteLater()


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and delete it."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            dismiss(widget)
        elif (inner := item.layout()) is not None:
            clear(inner)
            inner.deleteLater()
