"""Which checks of a file that was read back must hold before it counts as written."""

from __future__ import annotations

from collections.abc import Iterable

from desktop.packet.outcome import Check

_MUST_HOLD = frozenset({"pages", "labels", "links", "bookmarks", "active", "lock"})


def must_hold(checks: Iterable[Check]) -> bool:
    """Whether nothing is wrong that would make it another file than the one that was looked at."""
    return all(check.ok for check in checks if check.name in _MUST_HOLD)
