"""Lists of words as patterns that find them in a text: whole words, whatever their accents, capitals and spaces."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_LIGATURES = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
_JOINED = {**_LIGATURES, 0xAD: None}
"""Signs of printed text that stand for several letters, or for a place where a word may be parted."""


def letter_by_letter(text: str) -> str:
    """Return a text as it reads, with each letter as one sign: accents on their letters, no ligatures."""
    return unicodedata.normalize("NFC", text).translate(_JOINED)


def plain(text: str) -> str:
    """Return a text without accents in lower case, sign for sign as long as it was."""
    return "".join(unicodedata.normalize("NFKD", sign)[0].lower()[0] for sign in text)


def _one(words: str) -> str:
    tail = r"\w*" if words.endswith("*") else ""
    return r"[\s\-,]+".join(map(re.escape, words.rstrip("*").split())) + tail


def pattern(words: Iterable[str]) -> re.Pattern[str]:
    """Return what finds any of the words in a `plain` text, the longest first; nothing when there are none.

    The words are plain themselves; one that ends in a star may go on.
    """
    listed = sorted(dict.fromkeys(words), key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(map(_one, listed)) + r")(?!\w)" if listed else r"(?!)")
