"""Which backups are kept: 7 daily, 4 weekly and 12 monthly ones, and those of the newest day. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

DAILY, WEEKLY, MONTHLY = 7, 4, 12
NEWEST_DAY = 10
"""So that the backup made before a restore or new keys outlives the one made on closing the same day."""


def _newest_of_each(days: Sequence[date], period: Callable[[date], object], count: int) -> set[int]:
    kept: dict[object, int] = {}
    for place in reversed(range(len(days))):
        kept.setdefault(period(days[place]), place)
        if len(kept) == count:
            break
    return set(kept.values())


def kept(days: Sequence[date]) -> frozenset[int]:
    """Return the places of the backups that are kept; `days` are those of all backups, in the order they were made.

    The newest of each of the last days, weeks and months that have one: periods without a backup do not count, so
    that a vault that is rarely opened keeps as many. The order and not the day says what is newest, so a clock that
    was wrong for a while cannot make the backup go that was just made.
    """
    daily = _newest_of_each(days, lambda day: day, DAILY)
    weekly = _newest_of_each(days, lambda day: day.isocalendar()[:2], WEEKLY)
    monthly = _newest_of_each(days, lambda day: (day.year, day.month), MONTHLY)
    first = max(len(days) - NEWEST_DAY, 0)
    newest = {place for place in range(first, len(days)) if days[place] == days[-1]}
    return frozenset(daily | weekly | monthly | newest)
