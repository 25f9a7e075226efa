"""The one clock; tests replace it in one place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime

_now: Callable[[], datetime] = lambda: datetime.now(UTC)  # noqa: E731 - replaced by tests


def now() -> datetime:
    """Return this moment in UTC, with its zone."""
    return _now()


def today() -> date:
    """Return today's date where the person is."""
    return _now().astimezone().date()


def moment_text(moment: datetime) -> str:
    """Return a moment as UTC text, to the microsecond: 2024-03-02T08:15:00.000000+00:00."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


@contextmanager
def frozen_at(moment: datetime) -> Iterator[None]:
    """Let the clock stand still at `moment` (aware); for tests and for reproducible samples."""
    global _now  # noqa: PLW0603 - the one place where the clock can be replaced
    before = _now
    _now = lambda: moment  # noqa: E731
    try:
        yield
    finally:
        _now = before
