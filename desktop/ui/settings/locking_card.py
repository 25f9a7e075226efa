"""The card "Locking" of the settings: after how long the vault closes by itself, and who may record the window."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QWidget

from desktop.ui.locking.capture import can_hide, hide_from_recording
from desktop.ui.widgets import Card, ComboBox, box, column, glyph, label, line, row, secondary

if TYPE_CHECKING:
    from desktop.ui.window import SheafWindow

MINUTES: Final = (1, 2, 5, 10, 15, 30, 60)


class LockingCard(Card):
    """Every choice counts and is saved at once."""

    def __init__(self, window: SheafWindow) -> None:
        """Show and change the settings of `window`."""
        super().__init__(gap=4)
        self._window = window
        self.after = ComboBox(self._choices(), "", self._set_minutes)
        self.after.setAccessibleName(self.tr("Lock by itself"))
        self.lock = secondary(self.tr("Lock now"), window.lock_now, icon="lock-key")
        head = row(glyph("lock-key", "primary", size=22), gap=12)
        head.addWidget(label(self.tr("Locking"), "section"), 1)
        self.body.addWidget(box(head))
        self.body.addWidget(_line(self.tr("Lock by itself"), self.tr("After this time without use"), self.after))
        if can_hide():
            self.body.addWidget(line())
            self.body.addWidget(self._recording())
        self.body.addWidget(line())
        safe = self.tr("Ctrl+L does it too. What you are typing is kept.")
        self.body.addWidget(_line(self.tr("Lock at once"), safe, self.lock))
        self.reload()

    def _recording(self) -> QWidget:
        now = "on" if self._window.settings.hide_from_recording else "off"
        hidden = ComboBox((("on", self.tr("On")), ("off", self.tr("Off"))), now, self._set_recording)
        hidden.setAccessibleName(self.tr("Hide from screen recording"))
        return _line(self.tr("Hide from screen recording"), self.tr("Black in shared screens"), hidden)

    def _choices(self) -> tuple[tuple[str, str], ...]:
        """Return the offered minutes, and the chosen ones if they were set otherwise."""
        offered = sorted({*MINUTES, self._window.settings.lock_after_minutes})
        one, more = self.tr("After 1 minute"), self.tr("After {count} minutes")
        return tuple((str(count), one if count == 1 else more.format(count=count)) for count in offered)

    def reload(self) -> None:
        """Show what is chosen."""
        self.after.choose(str(self._window.settings.lock_after_minutes))

    def _set_minutes(self, value: str) -> None:
        self._window.remember(auto_lock_minutes=int(value))

    def _set_recording(self, value: str) -> None:
        self._window.remember(hide_from_recording=value == "on")
        hide_from_recording(self._window, hidden=value == "on")


def _line(title: str, detail: str, control: QWidget) -> QWidget:
    words = column(label(title, "body_strong"), label(detail, "small"), gap=2)
    inside = row(gap=12, pad=(0, 6))
    inside.addLayout(words, 1)
    inside.addWidget(control)
    return box(inside)
