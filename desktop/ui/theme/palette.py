"""The Qt palette of the theme, for whatever the style sheet does not paint."""

from __future__ import annotations

from PySide6.QtGui import QPalette

from desktop.ui.theme.in_use import color

_ROLES = {
    QPalette.ColorRole.Window: "bg",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "sunken",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.BrightText: "on_primary",
    QPalette.ColorRole.Highlight: "primary",
    QPalette.ColorRole.HighlightedText: "on_primary",
    QPalette.ColorRole.Link: "primary",
    QPalette.ColorRole.LinkVisited: "primary",
    QPalette.ColorRole.PlaceholderText: "muted",
    QPalette.ColorRole.ToolTipBase: "surface",
    QPalette.ColorRole.ToolTipText: "text",
    QPalette.ColorRole.Mid: "border",
    QPalette.ColorRole.Accent: "primary",
}
_DISABLED = (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText)


def palette() -> QPalette:
    """Return the palette of the theme in use."""
    made = QPalette()
    for role, name in _ROLES.items():
        made.setColor(role, color(name))
    for role in _DISABLED:
        made.setColor(QPalette.ColorGroup.Disabled, role, color("disabled_text"))
    return made
