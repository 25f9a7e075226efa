"""One broadcast of what changed; each listener decides what to reload."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock

from desktop.records.changes import ChangeSet

Listener = Callable[[ChangeSet], None]


class Changes:
    """Tells every listener about every write, on the thread that wrote."""

    def __init__(self) -> None:
        """Start without listeners."""
        self._listeners: list[Listener] = []
        self._lock = Lock()

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Tell `listener` from now on; call what is returned to stop."""
        with self._lock:
            self._listeners.append(listener)

        def unsubscribe() -> None:
            with self._lock:
                if listener in self._listeners:
                    self._listeners.remove(listener)

        return unsubscribe

    def publish(self, changed: ChangeSet) -> None:
        """Tell all listeners."""
        with self._lock:
            listeners = tuple(self._listeners)
        for listener in listeners:
            listener(changed)
