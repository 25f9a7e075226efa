"""Colors, type, distances and icons, from resources/theme/tokens.json."""

from desktop.ui.theme.apply import apply_theme, refresh, restyle, theme_of
from desktop.ui.theme.fonts import font
from desktop.ui.theme.icons import icon, pixmap, set_icon
from desktop.ui.theme.in_use import active, changes, color, paper_color, px
from desktop.ui.theme.measures import gap, limit, pad

__all__ = [
    "active",
    "apply_theme",
    "changes",
    "color",
    "font",
    "gap",
    "icon",
    "limit",
    "pad",
    "paper_color",
    "pixmap",
    "px",
    "refresh",
    "restyle",
    "set_icon",
    "theme_of",
]
