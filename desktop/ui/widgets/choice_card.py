"""A framed choice with an icon, a title and a line below it; one of several."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QButtonGroup

from desktop.ui.theme import restyle
from desktop.ui.widgets.boxes import Card, column, row
from desktop.ui.widgets.choices import RadioButton
from desktop.ui.widgets.text import glyph, label


class ChoiceCard(Card):
    """Can be chosen by a click anywhere on it; `radio` holds the state."""

    def __init__(self, group: QButtonGroup, title: str, detail: str, icon: str, *, checked: bool = False) -> None:
        """Join `group`, in which one choice is always on."""
        super().__init__(gap=0, pad=(16, 12))
        self.radio = RadioButton("", checked=checked)
        self.radio.setAccessibleName(title)
        self.radio.setAccessibleDescription(detail)
        self.radio.toggled.connect(self._show_state)
        group.addButton(self.radio)
        words = column(label(title, "body_strong"), label(detail, "small"), gap=2)
        inside = row(self.radio, glyph(icon, "primary", size=24), gap=12)
        inside.addLayout(words, 1)
        self.body.addLayout(inside)
        self._show_state(checked)

    def _show_state(self, on: bool) -> None:  # noqa: FBT001 - a slot
        self.setProperty("card", "chosen" if on else "plain")
        restyle(self)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Choose it."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.radio.setChecked(True)
            self.radio.setFocus(Qt.FocusReason.MouseFocusReason)
        super().mouseReleaseEvent(event)
