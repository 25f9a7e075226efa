"""The phrase that opens a packet: five short words, easy to say over the phone."""

from __future__ import annotations

import math
import secrets
from functools import cache

from desktop.packet.spoken_words import spoken_words

WORDS = 5
LONGEST = 32
LEAST_BITS = 59.0
_SHORTEST_WORD, _LONGEST_WORD = 3, 9
_DRAWS = 10_000


def word_list() -> tuple[str, ...]:
    """Return the short words that phrases are made of."""
    return spoken_words(_SHORTEST_WORD, _LONGEST_WORD)


@cache
def bits() -> float:
    """Return how many bits a phrase has: the logarithm of the number of phrases that are short enough."""
    lengths: dict[int, int] = {}
    for word in word_list():
        lengths[len(word)] = lengths.get(len(word), 0) + 1
    ways = {0: 1}
    for _ in range(WORDS):
        grown: dict[int, int] = {}
        for length, count in ways.items():
            for more, words in lengths.items():
                grown[length + more] = grown.get(length + more, 0) + count * words
        ways = grown
    room = LONGEST - (WORDS - 1)
    return math.log2(sum(count for length, count in ways.items() if length <= room))


def propose_phrase() -> str:
    """Return five words with single spaces, at most 32 characters, each short phrase equally likely."""
    for _ in range(_DRAWS):
        phrase = " ".join(secrets.choice(word_list()) for _ in range(WORDS))
        if len(phrase) <= LONGEST:
            return phrase
    raise RuntimeError("no short phrase was drawn")
