"""Python's garbage is collected on the window's thread only.

Widgets stand in reference cycles with what they call. Python collects cycles on whichever thread happens to make the
next object, and a widget that is destroyed beside the window's thread crashes the program at some later moment.
"""

from __future__ import annotations

import gc
from typing import Final

from PySide6.QtCore import QObject, QTimer

LOOK_MS: Final = 500


class Collector(QObject):
    """Stops the collection by itself, and collects from the event loop as often as Python would have; see `stop`."""

    def __init__(self) -> None:
        """Begin at once."""
        super().__init__()
        self._was_on = gc.isenabled()
        gc.disable()
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Collect what has come together; the oldest generation last."""
        for generation, (count, most) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True)):
            if most and count > most:
                gc.collect(generation)

    def stop(self) -> None:
        """Let Python collect by itself again."""
        self._timer.stop()
        if self._was_on:
            gc.enable()
