"""The fonts that come with the program, made known to Qt."""

from __future__ import annotations

from functools import cache

from PySide6.QtGui import QFont, QFontDatabase

from desktop.foundation.resources import resource
from desktop.ui.theme.in_use import px
from desktop.ui.theme.tokens import tokens

FAMILIES = ("Inter", "Noto Sans", "Noto Naskh Arabic")
MONO_FAMILIES = ("DejaVu Sans Mono", "monospace")
_FILES = (
    "Inter-Regular.otf",
    "Inter-Medium.otf",
    "Inter-SemiBold.otf",
    "Inter-Bold.otf",
    "NotoSans-Regular.ttf",
    "NotoNaskhArabic-Regular.ttf",
    "DejaVuSansMono.ttf",
    "DejaVuSansMono-Bold.ttf",
)


@cache
def register_fonts() -> int:
    """Make the fonts of resources/fonts known to Qt, once; return how many were taken."""
    return sum(QFontDatabase.addApplicationFont(str(resource("fonts", name))) >= 0 for name in _FILES)


def font(style: str, *, mono: bool = False) -> QFont:
    """Return the font of a step of the type scale ("body", "small" …) for painting."""
    step = tokens().type_styles[style]
    made = QFont()
    made.setFamilies(list(MONO_FAMILIES if mono else FAMILIES))
    made.setPixelSize(px(step.size))
    made.setWeight(QFont.Weight(step.weight))
    return made
