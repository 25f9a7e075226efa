"""Words made comparable: without accents, capitals and odd spaces."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_SPACES = re.compile(r"\s+")


@lru_cache(maxsize=65_536)
def folded(text: str) -> str:
    """Return `text` in lower case without accents, with single spaces, so that all ways of writing it agree."""
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    return _SPACES.sub(" ", bare.replace("’", "'")).strip().casefold()


_NO_LETTER = re.compile(r"[^a-z0-9+/%#]+")


@lru_cache(maxsize=65_536)
def plain_words(text: str) -> str:
    """Return the folded words of `text` with single spaces and no punctuation; for finding phrases."""
    return _NO_LETTER.sub(" ", folded(text)).strip()


def holds_phrase(haystack: str, phrase: str) -> bool:
    """Return whether `phrase` stands in `haystack` as whole words; both come from `plain_words`."""
    return f" {phrase} " in f" {haystack} "
