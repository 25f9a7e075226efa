"""The phrase that opens a packet: five short words, easy to say over the phone."""

from __future__ import annotations

import math
import secrets
from collections import Counter
from collections.abc import Mapping
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
    """Return how many bits a phrase has at least: the logarithm of the number of short phrases of different words."""
    lengths = Counter(len(word) for word in word_list())
    twice = Counter({2 * length: words for length, words in lengths.items()})
    repeated = _short(twice, *[lengths] * (WORDS - 2))
    return math.log2(_short(*[lengths] * WORDS) - math.comb(WORDS, 2) * repeated)


def _short(*places: Mapping[int, int]) -> int:
    """Return how many phrases are short enough when each place has so many choices of each length."""
    ways: Mapping[int, int] = {0: 1}
    for choices in places:
        grown: Counter[int] = Counter()
        for length, count in ways.items():
            for more, words in choices.items():
                grown[length + more] += count * words
        ways = grown
    return sum(count for length, count in ways.items() if length <= LONGEST - (WORDS - 1))


def propose_phrase() -> str:
    """Return five different words with single spaces, at most 32 characters, each short phrase equally likely.

    A word that came twice would sound like a slip of the tongue over the phone.
    """
    for _ in range(_DRAWS):
        words = [secrets.choice(word_list()) for _ in range(WORDS)]
        phrase = " ".join(words)
        if len(phrase) <= LONGEST and len(set(words)) == WORDS:
            return phrase
    raise RuntimeError("no short phrase was drawn")
