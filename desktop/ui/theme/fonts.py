"""The fonts that come with the program, made known to Qt."""

from __future__ import annotations

from functools import cache
from pathlib import Path

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


_WRITTEN_WITH = {
    "DroidSansFallbackFull": "SimplifiedChinese",
    "NanumGothicCoding": "Korean",
    "NotoSerifTibetan-Regular": "Tibetan",
}
"""Writing systems of files whose names do not say them, as Qt calls them."""


@cache
def register_fonts() -> int:
    """Make our fonts known to Qt, once, those for other scripts where this computer has none; return how many."""
    scripts = sorted(resource("fonts", "scripts").glob("*.ttf"))
    paths = [resource("fonts", name) for name in _FILES] + [path for path in scripts if _lacking(path)]
    return sum(QFontDatabase.addApplicationFont(str(path)) >= 0 for path in paths)


def _lacking(path: Path) -> bool:
    """Return whether the computer has no font for the script of this one; what it has may be nicer."""
    name = _WRITTEN_WITH.get(path.stem, path.stem.removeprefix("NotoSans").removesuffix("-Regular"))
    system = QFontDatabase.WritingSystem.__members__.get(name)
    return system is None or not QFontDatabase.families(system)


def font(style: str, *, mono: bool = False) -> QFont:
    """Return the font of a step of the type scale ("body", "small" …) for painting."""
    step = tokens().type_styles[style]
    made = QFont()
    made.setFamilies(list(MONO_FAMILIES if mono else FAMILIES))
    made.setPixelSize(px(step.size))
    made.setWeight(QFont.Weight(step.weight))
    return made
