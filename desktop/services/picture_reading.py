"""Whether words in photos and scans can be read on this computer, and how to make it so, in plain words."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

from desktop.importers import limits
from desktop.sandbox.ocr.engines import EngineKind, find_engine

if TYPE_CHECKING:  # the vault behind it is loaded when one is opened, not for --help
    from desktop.services.importing import FileOutcome

_WAITING = frozenset({limits.NO_TEXT.code, limits.picture_page(0).code})
_HOW = {
    "win32": "Install Tesseract (UB Mannheim's installer), then choose “Read again”.",
    "darwin": "Install Tesseract, for example with Homebrew: brew install tesseract tesseract-lang.",
    "linux": "Install Tesseract: sudo apt-get install tesseract-ocr tesseract-ocr-spa.",
}

_LANGUAGES = {"eng": "English", "spa": "Spanish"}


def can_recognize() -> bool:
    """Whether there is something that reads words in pictures."""
    return find_engine() is not None


def recognizer_words() -> str:
    """Return what reads words in pictures here, and in which languages; how to get one when there is none."""
    engine = find_engine()
    if engine is None:
        return how_to_get_recognition()
    name = "Tesseract" if engine.kind is EngineKind.TESSERACT else "RapidOCR"
    languages = " and ".join(_LANGUAGES[one] for one in _LANGUAGES if one in engine.languages)
    return f"{name} reads words in photos and scans on this computer: {languages}."


def how_to_get_recognition() -> str:
    """Return the one thing said where words in pictures cannot be read."""
    how = _HOW.get(sys.platform, _HOW["linux"])
    return f"Words in photos and scans cannot be read on this computer yet. The pages themselves are all there. {how}"


def missing_recognition(outcomes: Iterable[FileOutcome]) -> bool:
    """Whether some file has pages that only recognition could read, and there is none."""
    waits = any(issue.code in _WAITING for outcome in outcomes for issue in outcome.issues)
    return waits and not can_recognize()
