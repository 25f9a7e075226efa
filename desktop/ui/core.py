"""The services, imported beside the window so that the window is on screen first."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.services.vaults import Vaults


class Core:
    """The door to vaults, made when it is first needed; any thread may ask."""

    def __init__(self, make_vaults: Callable[[], Vaults]) -> None:
        """Call `make_vaults` later; it imports the database and all that comes with it."""
        self._make = make_vaults
        self._lock = Lock()
        self._vaults: Vaults | None = None

    def vaults(self) -> Vaults:
        """Return the door; the first call takes a while."""
        with self._lock:
            if self._vaults is None:
                self._vaults = self._make()
            return self._vaults
