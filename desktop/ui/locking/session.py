"""What the computer says of the person leaving it: sleep, screen lock, user switch; each system in its own way."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Protocol


class SessionWatch(Protocol):
    """Listens to the computer."""

    def start(self) -> None:
        """Listen."""

    def stop(self) -> None:
        """Listen no more."""


class Silence:
    """A system that says nothing; idle and Lock now remain."""

    def start(self) -> None:
        """Do nothing."""

    def stop(self) -> None:
        """Do nothing."""


def watch_session(away: Callable[[], object]) -> SessionWatch:
    """Return what calls `away` on this system when the person leaves; it never raises."""
    try:
        return _watch(away)
    except (ImportError, OSError, AttributeError):
        return Silence()


def _watch(away: Callable[[], object]) -> SessionWatch:
    if sys.platform == "win32":
        from desktop.ui.locking.windows import WindowsSession  # noqa: PLC0415 - each system its own

        return WindowsSession(away)
    if sys.platform == "darwin":
        from desktop.ui.locking.macos import MacSession  # noqa: PLC0415

        return MacSession(away)
    from desktop.ui.locking.logind import Logind  # noqa: PLC0415

    return Logind(away)
