"""Notices and empty states: words with a shape, and the way on."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.ui.theme import gap, pad
from desktop.ui.widgets.boxes import Card, column, row
from desktop.ui.widgets.showing import show_when
from desktop.ui.widgets.text import glyph, label

_ICONS = {"info": ("info", "info"), "warn": ("warning", "warn"), "danger": ("warning-circle", "danger")}
_ICONS |= {"ok": ("shield-check", "ok"), "soft": ("info", "primary"), "plain": ("info", "primary")}


class Notice(Card):
    """A box with a shape, words, and buttons on its right; `look` is info, warn, danger, ok or soft."""

    def __init__(self, text: str, *buttons: QPushButton, look: str = "info", title: str = "", icon: str = "") -> None:
        """Say `text` below an optional `title`."""
        super().__init__(look=look, pad=(16, 10))
        name, tone = _ICONS[look]
        self.title = label(title, "body_strong")
        show_when(self.title, bool(title))
        self.text = label(text)
        words = column(self.title, self.text, gap=2)
        inside = row(glyph(icon or name, tone, size=24), gap=14)
        inside.addLayout(words, 1)
        for one in buttons:
            inside.addWidget(one)
        self.body.addLayout(inside)


class EmptyState(QWidget):
    """What a page says when there is nothing yet, with the way to begin."""

    def __init__(self, icon: str, title: str, text: str, *buttons: QPushButton) -> None:
        """Stand in the middle of the page."""
        super().__init__()
        inside = QVBoxLayout(self)
        pad(inside, 24, 40)
        gap(inside, 10)
        self.title = _centered(label(title, "section"))
        self.text = _centered(label(text, "muted"))
        inside.addWidget(glyph(icon, "primary", size=40), 0, Qt.AlignmentFlag.AlignHCenter)
        inside.addWidget(self.title)
        inside.addWidget(self.text)
        show_when(self.title, bool(title))
        if buttons:
            inside.addLayout(row(None, *buttons, None))
        inside.addStretch(1)

    def tell(self, title: str, text: str) -> None:
        """Say something else."""
        self.title.setText(title)
        self.text.setText(text)
        show_when(self.title, bool(title))


def _centered(made: QLabel) -> QLabel:
    made.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    return made
