"""The answers to "any?" for a kind of fact: unknown has three different words."""

from __future__ import annotations

from enum import StrEnum


class Answer(StrEnum):
    """What is known about a whole kind, such as allergies, for one person."""

    KNOWN = "known"
    """There are some, and they are listed."""
    NONE_KNOWN = "none-known"
    """Asked, and the answer was none."""
    NOT_KNOWN = "not-known"
    """Asked, and no one could tell."""
    NOT_ASKED = "not-asked"
    """Nobody asked yet."""
