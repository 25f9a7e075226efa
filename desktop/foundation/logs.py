"""Logs by allow-list: an event code, counts and random ids; nothing else can be written."""

from __future__ import annotations

import logging
import re

_LOGGER = logging.getLogger("sheaf")
_EVENT = re.compile(r"[a-z][a-z_]*(\.[a-z][a-z_]*){1,4}")
"""A code has a dot: no word of a record does."""
_MOST = 80
_RANDOM_ID = re.compile(r"[a-z2-7]{26}|[0-9a-f]{8,16}")


def log_event(event: str, *, level: int = logging.INFO, **facts: int | str) -> None:
    """Log an event code with counts and random ids.

    Raises ValueError for any other text, so that titles, names or parser messages cannot slip in.
    """
    if len(event) > _MOST or not _EVENT.fullmatch(event):
        message = "an event is a short code with a dot"
        raise ValueError(message)
    for value in facts.values():
        if isinstance(value, str) and not (_RANDOM_ID.fullmatch(value) or _EVENT.fullmatch(value)):
            message = "only counts, codes and random ids are logged"
            raise ValueError(message)
    _LOGGER.log(level, "%s %s", event, " ".join(f"{name}={value}" for name, value in facts.items()))
