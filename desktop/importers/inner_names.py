"""Names of files that were found inside another file: one harmless part, never a path."""

from __future__ import annotations

_LONGEST_NAME = 80


def clean_name(untrusted_name: str) -> str:
    """Return the last part of a name without signs that cannot be seen; at most 80 characters, never empty."""
    last = untrusted_name.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(sign for sign in last if sign.isprintable()).strip(" .")[:_LONGEST_NAME] or "file"
