"""Progress with words, and a way to cancel, for work that takes over half a second."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from threading import Event

from desktop.foundation.errors import CancelledError


@dataclass(frozen=True, slots=True)
class Step:
    """One moment of a longer work.

    `done` and `total` count the same thing (files, pages); `total` is 0 when it is not known.
    `words` say in plain language what is happening now.
    """

    done: int
    total: int
    words: str


ProgressListener = Callable[[Step], None]


class Progress:
    """Tells a listener how far a work is; silent without one."""

    def __init__(self, listener: ProgressListener | None = None) -> None:
        """Report to `listener`, which may be called from any thread."""
        self._listener = listener

    def tell(self, done: int, total: int, words: str) -> None:
        """Report one step."""
        if self._listener is not None:
            self._listener(Step(done, total, words))


class CancelToken:
    """A wish to stop that one thread sets and another reads."""

    def __init__(self) -> None:
        """Start uncancelled."""
        self._event = Event()

    def cancel(self) -> None:
        """Ask the work to stop at the next safe moment."""
        self._event.set()

    @property
    def cancelled(self) -> bool:
        """Whether a stop was asked for."""
        return self._event.is_set()

    def check(self) -> None:
        """Raise CancelledError when a stop was asked for."""
        if self._event.is_set():
            raise CancelledError
