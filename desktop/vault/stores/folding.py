"""Words as they are compared: without case, accents, and with Chinese signs one by one."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_SIGN = re.compile(
    "([\u1100-\u11ff\u3040-\u30ff\u3130-\u318f\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f"
    "\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff])"
)
"""Signs of scripts written without spaces between words: Chinese, Japanese, Korean."""

_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "þ": "th", "\u0131": "i"})
"""Letters whose stroke Unicode does not see as an accent."""


def is_sign(character: str) -> bool:
    """Whether a character is a word of its own."""
    return _SIGN.match(character) is not None


def index_text(text: str) -> str:
    """Return text for the full-text index: NFKC, without case, signs one by one; the tokenizer takes accents off."""
    if text.isascii():
        return text.lower()
    folded = unicodedata.normalize("NFKC", text).casefold().translate(_LETTERS)
    return _SIGN.sub(r" \1 ", folded)


def _bare(text: str) -> str:
    parted = unicodedata.normalize("NFKD", text)
    return unicodedata.normalize("NFC", "".join(each for each in parted if not unicodedata.combining(each)))


@lru_cache(maxsize=4096)
def fold_character(character: str) -> str:
    """Return one character of NFC text as it is compared; empty for an accent standing alone."""
    if character.isascii():
        return character.lower()
    return _bare(unicodedata.normalize("NFKC", character).casefold().translate(_LETTERS))


def folded(text: str) -> str:
    """Return text without case and accents; the same as folding its NFC form character by character."""
    if text.isascii():
        return text.lower()
    return "".join(map(fold_character, unicodedata.normalize("NFC", text)))


def sort_key(title: str) -> str:
    """Return what names are sorted by: "Ángel" stands between "Andrea" and "Anna"."""
    return " ".join(folded(title).split())
