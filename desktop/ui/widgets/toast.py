"""A short message at the bottom of the window, with Undo."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from desktop.ui.theme import gap, pad, px
from desktop.ui.widgets.buttons import secondary
from desktop.ui.widgets.text import label

_SHOWN_MS = 12_000


class Toast(QFrame):
    """Says what was done; Ctrl+Z does the same as its button, also when it is gone."""

    def __init__(self, window: QWidget, undo: Callable[[], object]) -> None:
        """Live in `window`; `undo` is called by the button."""
        super().__init__(window)
        self.setObjectName("toast")
        self._window = window
        self._take_back = undo
        self._words = label("", wrap=True)
        self._undo = secondary(self.tr("Undo"), self._press_undo)
        self._inside = inside = QHBoxLayout(self)
        pad(inside, 16, 8)
        gap(inside, 16)
        inside.addWidget(self._words, 1)
        inside.addWidget(self._undo)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._leave)
        window.installEventFilter(self)
        self.hide()

    @property
    def words(self) -> str:
        """What it says."""
        return self._words.text()

    def say(self, words: str, *, undo: bool = False) -> None:
        """Show `words`, with Undo when the thing can be taken back."""
        self._words.setText(words)
        self.setAccessibleName(words)
        self._undo.setVisible(undo)
        self.show()
        self._place()
        self.raise_()
        self._timer.start(_SHOWN_MS)

    def _press_undo(self) -> None:
        self.hide()
        self._take_back()

    def _leave(self) -> None:
        if self.underMouse() or self._undo.hasFocus():
            self._timer.start(_SHOWN_MS)
        else:
            self.hide()

    def _place(self) -> None:
        room = self._window.width() - px(40)
        width = min(room, max(px(320), self.sizeHint().width()))
        self._words.setMinimumWidth(0)
        height = max(self._inside.totalHeightForWidth(width), px(60))
        bottom = self._window.height() - px(84)
        self.setGeometry((self._window.width() - width) // 2, bottom - height, width, height)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Stay at the bottom."""
        if event.type() is QEvent.Type.Resize and self.isVisible():
            self._place()
        return False
