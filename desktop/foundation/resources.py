"""Where the files that come with the program lie: fonts, icons, templates, terms."""

from __future__ import annotations

import sys
from pathlib import Path


def resource(*parts: str) -> Path:
    """Return the path of a file or folder in resources/; also inside an installed program."""
    bundled = getattr(sys, "_MEIPASS", None)
    root = Path(bundled) if bundled else Path(__file__).resolve().parents[2]
    return root.joinpath("resources", *parts)
