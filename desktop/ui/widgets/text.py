"""Labels of the type scale."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from desktop.ui.theme import set_icon


def label(text: str = "", kind: str = "", *, tone: str = "", wrap: bool = True) -> QLabel:
    """Return plain text: `kind` is page_title, section, card_title, body_strong, small, caption, muted, number, word.

    `tone` colors it: danger, warn, ok, info, primary, muted. Nothing in it is read as markup.
    """
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if kind:
        made.setProperty("kind", kind)
    if tone:
        made.setProperty("tone", tone)
    if not wrap:
        made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
    return made


def glyph(name: str, tone: str = "primary", *, size: float = 20) -> QLabel:
    """Return an icon that stands beside words, and says nothing to a screen reader by itself."""
    made = QLabel()
    set_icon(made, name, tone, size=size)
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return made


class OneLine(QLabel):
    """Plain text that asks for one line and wraps when there is no room for it; Qt's own labels ask for a square."""

    def __init__(self, text: str) -> None:
        """Say `text`."""
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for the whole text on one line."""
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self.text()) + 2, metrics.height())


class ShortenedLabel(QLabel):
    """The name of a file on one line, shortened in the middle; all of it in the tooltip, nothing when room is short."""

    _LEAST = 10
    """Characters that must fit; fewer say nothing."""

    def __init__(self, kind: str) -> None:
        """Start empty; `kind` as for `label`."""
        super().__init__()
        self._name = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("kind", kind)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_name(self, name: str) -> None:
        """Show another name."""
        self._name = name
        self.setToolTip(name)
        self.setAccessibleName(name)
        self._shorten()

    def _shorten(self) -> None:
        shown = self.fontMetrics().elidedText(self._name, Qt.TextElideMode.ElideMiddle, self.width())
        self.setText(shown if shown == self._name or len(shown) >= self._LEAST else "")

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Shorten for the new width."""
        super().resizeEvent(event)
        self._shorten()
