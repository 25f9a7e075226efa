"""The words that phrases are drawn from: common, easy to say, and none that hurts someone who is ill."""

from __future__ import annotations

from functools import cache

from desktop.foundation.resources import resource


@cache
def words_left_out() -> frozenset[str]:
    """Return the words that are never offered."""
    lines = resource("words", "left-out.txt").read_text("utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@cache
def spoken_words(shortest: int, longest: int) -> tuple[str, ...]:
    """Return the kind lower-case ASCII words of the EFF's long list with that many letters, sorted."""
    from xkcdpass import xkcd_password  # noqa: PLC0415 - only when a phrase is made

    listed = xkcd_password.generate_wordlist(
        wordfile=xkcd_password.locate_wordfile("eff-long"),
        min_length=shortest,
        max_length=longest,
        valid_chars="[a-z]",
    )
    return tuple(sorted(set(listed) - words_left_out()))
