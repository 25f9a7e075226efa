"""Passphrases: six words picked by chance, and a judgment of one's own in words."""

from __future__ import annotations

import secrets
import unicodedata
from dataclasses import dataclass
from itertools import zip_longest

from desktop.packet.spoken_words import spoken_words

SHORTEST, LONGEST = 15, 256
WORDS = 6
_SHORTEST_WORD, _LONGEST_WORD = 3, 9
"""Some 6,600 words, 12.7 bits each."""
_WEAKEST_SCORE = 3
"""zxcvbn's "safely unguessable"; 4 is its best."""
_JUDGED = 72
"""zxcvbn refuses longer texts; what comes after can only help."""
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth")


@dataclass(frozen=True, slots=True)
class PassphraseVerdict:
    """Whether a passphrase will do, and one sentence that says so."""

    ok: bool
    words: str


def propose_passphrase() -> str:
    """Return six words with single spaces between them, from the system's randomness: about 76 bits."""
    return " ".join(secrets.choice(spoken_words(_SHORTEST_WORD, _LONGEST_WORD)) for _ in range(WORDS))


def judge_passphrase(text: str) -> PassphraseVerdict:
    """Judge a passphrase by length (15 to 256 characters) and by how hard it is to guess."""
    length = len(unicodedata.normalize("NFKC", text))
    if length < SHORTEST:
        return PassphraseVerdict(
            ok=False, words=f"Too short: {length} of {SHORTEST} characters. A few ordinary words are easiest."
        )
    if length > LONGEST:
        return PassphraseVerdict(ok=False, words=f"Too long: {length} of {LONGEST} characters.")
    from zxcvbn import zxcvbn  # noqa: PLC0415 - loads its dictionaries

    score = int(zxcvbn(text[:_JUDGED])["score"])
    if score < _WEAKEST_SCORE:
        return PassphraseVerdict(
            ok=False, words="Too easy to guess: it is in lists of known passphrases. Please add words."
        )
    strength = "Strong" if score == _WEAKEST_SCORE else "Very strong"
    return PassphraseVerdict(ok=True, words=f"{strength}: hard to guess even for a fast computer.")


def difference(typed: str, wanted: str) -> str:
    """Say which word of `typed` is not the one of `wanted`; empty when they are the same."""
    if typed == wanted:
        return ""
    pairs = zip_longest(typed.split(), wanted.split(), fillvalue="")
    for place, (got, expected) in enumerate(pairs):
        if got != expected and place < len(_ORDINALS):
            return f"The {_ORDINALS[place]} word is different: “{got}”. It should be “{expected}”."
        if got != expected:
            return f"There are more than {len(_ORDINALS)} words."
    return "The words are right; check the spaces between them."
