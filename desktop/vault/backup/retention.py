"""Which backups are kept: 7 daily, 4 weekly and 12 monthly ones, and those of the newest day. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime

DAILY, WEEKLY, MONTHLY = 7, 4, 12
NEWEST_DAY = 10
"""So that the backup made before a restore or new keys outlives the one made on closing the same day."""


def _newest_of_each(made: Sequence[datetime], period: Callable[[date], object], count: int) -> set[datetime]:
    kept: dict[object, datetime] = {}
    for moment in sorted(made, reverse=True):
        kept.setdefault(period(moment.date()), moment)
        if len(kept) == count:
            break
    return set(kept.values())


def kept(made: Sequence[datetime]) -> frozenset[datetime]:
    """Return which of these moments are kept: the newest of each of the last days, weeks and months that have one.

    Periods without a backup do not count, so that a vault that is rarely opened keeps as many; a clock that went
    back cannot make the newest go, since the newest of its day is always among them.
    """
    days = _newest_of_each(made, lambda day: day, DAILY)
    weeks = _newest_of_each(made, lambda day: day.isocalendar()[:2], WEEKLY)
    months = _newest_of_each(made, lambda day: (day.year, day.month), MONTHLY)
    newest = sorted(made, reverse=True)
    same_day = {moment for moment in newest[:NEWEST_DAY] if moment.date() == newest[0].date()}
    return frozenset(days | weeks | months | same_day)
