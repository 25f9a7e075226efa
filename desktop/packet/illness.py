"""When the illness began that a packet is about: what lies before is other history."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from desktop.records.condition import Condition

YEAR = 365


def illness_began(conditions: Iterable[Condition]) -> date | None:
    """Return the day on which what the opinion is about began or was found; a year earlier counts as belonging to it.

    None when no condition is marked as the one, or it has no date.
    """
    days = [one.date.low for one in conditions if one.main and not one.negated and one.date]
    return min(days) - timedelta(days=YEAR) if days else None
