"""Status is always shape, words and color."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from desktop.ui.theme import gap, pad, restyle, set_icon
from desktop.ui.widgets.showing import show_when
from desktop.ui.widgets.text import glyph, label


class Status(StrEnum):
    """The shapes: check circle, triangle, exclamation circle, hourglass, empty circle, i circle; plain has none."""

    DONE = "done"
    LOOK = "look"
    WRONG = "wrong"
    WAITING = "waiting"
    NOT_STARTED = "not-started"
    NEUTRAL = "neutral"
    PLAIN = "plain"


SHAPES = {
    Status.DONE: ("check-circle", "ok"),
    Status.LOOK: ("warning", "warn"),
    Status.WRONG: ("warning-circle", "danger"),
    Status.WAITING: ("hourglass", "warn"),
    Status.NOT_STARTED: ("circle", "text"),
    Status.NEUTRAL: ("info", "info"),
    Status.PLAIN: ("", "soft_text"),
}
"""Icon and color role of each status."""


class Pill(QFrame):
    """A small framed status: static text for a screen reader."""

    def __init__(self, words: str, status: Status = Status.PLAIN) -> None:
        """Show `words` with the shape and color of `status`."""
        super().__init__()
        self.setObjectName("pill")
        self._shape = QLabel()
        self._words = label("", wrap=False)
        self._words.setObjectName("pill_words")
        inside = QHBoxLayout(self)
        pad(inside, 9, 3)
        gap(inside, 6)
        inside.addWidget(self._shape)
        inside.addWidget(self._words)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_status(words, status)

    @property
    def words(self) -> str:
        """What it says."""
        return self._words.text()

    def show_status(self, words: str, status: Status) -> None:
        """Say something else."""
        name, role = SHAPES[status]
        self._words.setText(words)
        self._words.setProperty("tone", role)
        self.setProperty("status", status.value)
        show_when(self._shape, bool(name))
        if name:
            set_icon(self._shape, name, role, size=16)
        restyle(self)
        restyle(self._words)


class StatusLine(QWidget):
    """Shape and words without a frame, for checklists and messages under a field."""

    def __init__(
        self, words: str = "", status: Status = Status.PLAIN, *, colored: bool = False, wrap: bool = True
    ) -> None:
        """Show `words`; `colored` gives them the shape's color and makes them strong; `wrap` off keeps one line."""
        super().__init__()
        self._colored = colored
        self._shape = glyph("info", "info")
        self._words = label("", "body_strong" if colored else "", wrap=wrap)
        inside = QHBoxLayout(self)
        pad(inside, 0)
        gap(inside, 8)
        inside.addWidget(self._shape, 0, Qt.AlignmentFlag.AlignTop)
        inside.addWidget(self._words, 1)
        self.show_status(words, status)

    @property
    def words(self) -> str:
        """What it says."""
        return self._words.text()

    def show_status(self, words: str, status: Status, *, icon: str = "") -> None:
        """Say something else; no words hide it. `icon` replaces the usual shape ("arrow-fat-up" for Caps Lock)."""
        name, role = SHAPES[status]
        self._words.setText(words)
        self._words.setProperty("tone", role if self._colored else "")
        self._words.setProperty("kind", "body_strong" if self._colored and status is not Status.WRONG else "")
        show_when(self._shape, bool(icon or name))
        if icon or name:
            set_icon(self._shape, icon or name, role)
        show_when(self, bool(words))
        restyle(self._words)
