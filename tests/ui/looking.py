"""How tests look at a window: what can have the focus, what it is called, how bright colors are."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QPushButton, QWidget


def holder() -> QWidget:
    """Return the widget that has the keyboard; a test that types needs one."""
    found = QApplication.focusWidget()
    if found is None:
        raise AssertionError("nothing has the keyboard")
    return found


def focusable(root: QWidget) -> list[QWidget]:
    """Return the visible widgets below `root` that Tab reaches."""
    return [
        widget
        for widget in root.findChildren(QWidget)
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None
    ]


def nameless(root: QWidget) -> list[str]:
    """Return what a screen reader could not name or place, described for the test's report."""
    found = []
    for widget in focusable(root):
        interface = QAccessible.queryAccessibleInterface(widget)
        name = interface.text(QAccessible.Text.Name)
        role = interface.role()
        if not name.strip() or role in {QAccessible.Role.NoRole, QAccessible.Role.Client}:
            found.append(f"{type(widget).__name__} {widget.objectName()} {name!r} {role}")
    return found


def same_named_buttons(root: QWidget) -> set[str]:
    """Return the names that more than one visible button has."""
    names = [button.accessibleName() for button in root.findChildren(QPushButton) if button.isVisible()]
    return {name for name in names if names.count(name) > 1}


def luminance(color: str) -> float:
    """Return the relative luminance (WCAG 2.2) of "#RRGGBB"."""
    parts = [int(color[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    """Return the contrast ratio (WCAG 2.2) of two colors."""
    bright, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)
