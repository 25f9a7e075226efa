"""Decoded pictures kept in memory, the ones used last, never more than so many bytes; any thread may use it."""

from __future__ import annotations

import threading
from collections import OrderedDict

from desktop.records.image_frame import ImageFrame
from desktop.services.imaging_pictures.reading import Picture

Place = tuple[str, int]
"""The id of a file, and a frame in it (from 0)."""
MOST_BYTES = 256 << 20
_SMALL = 1024
"""What a reason, and what a picture beside its samples, counts."""


def _size(picture: Picture) -> int:
    return _SMALL + (len(picture.samples) + len(picture.voi_table) if isinstance(picture, ImageFrame) else 0)


class KeptPictures:
    """Keeps pictures until there are too many; forgets all of them when asked."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        """Keep at most `most_bytes`."""
        self._most, self._held = most_bytes, 0
        self._pictures: OrderedDict[Place, Picture] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, place: Place) -> Picture | None:
        """Return what is kept of a place, or None; it counts as used."""
        with self._lock:
            picture = self._pictures.get(place)
            if picture is not None:
                self._pictures.move_to_end(place)
            return picture

    def has(self, place: Place) -> bool:
        """Whether a place is kept."""
        with self._lock:
            return place in self._pictures

    def put(self, place: Place, picture: Picture) -> None:
        """Keep a picture; those that were used longest ago make room, and one larger than everything is not kept."""
        with self._lock:
            before = self._pictures.pop(place, None)
            self._held -= _size(before) if before is not None else 0
            if _size(picture) > self._most:
                return
            self._pictures[place] = picture
            self._held += _size(picture)
            while self._held > self._most:
                _place, oldest = self._pictures.popitem(last=False)
                self._held -= _size(oldest)

    @property
    def bytes_held(self) -> int:
        """How many bytes are kept."""
        return self._held

    def forget(self) -> None:
        """Let everything go."""
        with self._lock:
            self._pictures.clear()
            self._held = 0
