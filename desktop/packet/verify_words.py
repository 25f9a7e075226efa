"""How words of a finished file are compared with words of the record."""

from __future__ import annotations

import re
import unicodedata

_SPACE = re.compile(r"[\s\u200b\u2060\u00ad\u00a0\ufffe]+")  # PDFium writes U+FFFE where a word is broken


def folded(text: str) -> str:
    """Return text for comparing: NFKC, case and white space aside (lines break anywhere)."""
    return _SPACE.sub("", unicodedata.normalize("NFKC", text)).casefold()
