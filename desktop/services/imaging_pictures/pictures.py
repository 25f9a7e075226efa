"""The pictures of one vault's scans: by file and frame, kept in memory until the vault is locked."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from desktop.foundation.progress import CancelToken
from desktop.records.image_frame import ImageFrame, Window
from desktop.services.imaging_pictures.kept import KeptPictures, Place
from desktop.services.imaging_pictures.reading import THUMBNAIL_POINTS, Picture, read_pictures, read_together

_THUMBNAIL_BYTES = 16 << 20


class ImagingPictures:
    """Decodes frames in the sandbox; nothing of it is ever written to a disk."""

    def __init__(self, original: Callable[[str], bytes]) -> None:
        """Take the bytes of a file from `original`, by its id."""
        self._original = original
        self.kept = KeptPictures()
        self._thumbnails = KeptPictures(_THUMBNAIL_BYTES)

    def frames(self, places: Sequence[Place], *, cancel: CancelToken | None = None) -> tuple[Picture, ...]:
        """Return the pictures of some frames of one file, or of the only frames of some files of one series; keep them.

        Where there is no picture, the reason is returned and kept. Raises CancelledError, and what reading a file from
        the vault raises.
        """
        made = self._decoded(places, cancel)
        for place, picture in zip(places, made, strict=True):
            self.kept.put(place, picture)
        return made

    def _decoded(self, places: Sequence[Place], cancel: CancelToken | None) -> tuple[Picture, ...]:
        files = list(dict.fromkeys(file_id for file_id, _frame in places))
        if len(files) <= 1:
            numbers = [frame for _file, frame in places]
            return read_pictures(self._original(files[0]), numbers, cancel=cancel) if files else ()
        return read_together([self._original(one) for one in files], cancel=cancel)

    def thumbnail(self, place: Place, *, cancel: CancelToken | None = None) -> Picture:
        """Return a small picture of a frame, or why there is none; raises as `frames`."""
        kept = self._thumbnails.get(place)
        if kept is not None:
            return kept
        (made,) = read_pictures(self._original(place[0]), [place[1]], most_points=THUMBNAIL_POINTS, cancel=cancel)
        self._thumbnails.put(place, made)
        return made

    def forget(self) -> None:
        """Let all pictures go, as when the vault is locked."""
        self.kept.forget()
        self._thumbnails.forget()


def shades(frame: ImageFrame, window: Window | None) -> bytes:
    """Return a picture for the eye: a byte for each grey pixel, or red, green and blue.

    Without a window it is shown as the file says.
    """
    from desktop.importers.dicom.windowing import shaded  # noqa: PLC0415 - numpy, when there is a picture to shade

    return shaded(frame, window)
