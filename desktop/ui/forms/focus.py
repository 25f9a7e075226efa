"""Keep the focus where the person was when rows are made anew, and tell a screen reader what changed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QApplication, QWidget


def focusable(root: QWidget) -> list[QWidget]:
    """Return what Tab reaches below `root`, in the order in which it was made."""
    return [
        one for one in root.findChildren(QWidget) if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.isEnabled()
    ]


def keeping_focus(root: QWidget, rebuild: Callable[[], object]) -> None:
    """Call `rebuild`, then put the focus on the widget of the same name, else on the one at the same place."""
    before = QApplication.focusWidget()
    inside = before is not None and before is not root and root.isAncestorOf(before)
    name = before.accessibleName() if before is not None and inside else ""
    place = focusable(root).index(before) if before is not None and inside and before in focusable(root) else 0
    rebuild()
    if not inside:
        return
    now = focusable(root)
    same = next((one for one in now if name and one.accessibleName() == name), None)
    target = same or (now[min(place, len(now) - 1)] if now else None)
    if target is not None:
        target.setFocus(Qt.FocusReason.OtherFocusReason)


def announce(widget: QWidget, words: str) -> None:
    """Let a screen reader say `words` without moving the focus."""
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, words))
