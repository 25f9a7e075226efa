"""What the viewer shows of a series: which picture, through which window; without Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from desktop.records.image_frame import ImageFrame, VoiFunction, Window
from desktop.records.imaging_files import ImagingFile, ImagingSeries
from desktop.services.imaging_files import ImagingFiles
from desktop.services.imaging_pictures.kept import Place
from desktop.services.imaging_pictures.presets import own_window, presets

OWN, BY_HAND = "own", "by-hand"
"""Windows that are no presets: as the file says, and as the person set it."""
PAGE_STEP = 10
_NARROWEST_WINDOW = 1.0
_STEP = 0.1


@dataclass(frozen=True, slots=True)
class Stack:
    """The pictures of a series in the order in which they are looked through; `places` are (file id, frame from 0)."""

    series: ImagingSeries
    places: tuple[Place, ...]

    @property
    def middle(self) -> int:
        """The picture that shows best what a series is about."""
        return len(self.places) // 2


def stack_of(series: ImagingSeries, files: Sequence[ImagingFile]) -> Stack:
    """Return the pictures of a series; files without one (reports, presentation states) are not among them."""
    return Stack(series, tuple((one.id, frame) for one in files if one.is_image for frame in range(one.frames)))


def stacks_of(files: ImagingFiles, document_id: str) -> tuple[Stack, ...]:
    """Return the series of a study that have pictures; none for any other document."""
    stacks = (stack_of(one, files.files(one.id)) for one in files.series(document_id))
    return tuple(one for one in stacks if one.places)


def moved(at: int, count: int, step: int) -> int:
    """Return the place `step` further on, kept between the first and the last."""
    return max(0, min(count - 1, at + step))


@dataclass(frozen=True, slots=True)
class Viewing:
    """Through which window a series is looked at: `chosen` is OWN, BY_HAND or the id of a preset."""

    chosen: str = OWN
    window: Window | None = None
    """The window of a preset, or the one set by hand; None while OWN."""
    whole: Window | None = field(default=None, repr=False)
    """For pictures that bring no window along: everything that the first of them held, so that the others compare."""

    def seen(self, frame: ImageFrame) -> Viewing:
        """Return the same, with the range of the first picture that brings no window along."""
        bare = self.whole is None and not frame.windows and not frame.voi_table and not frame.color
        return replace(self, whole=own_window(frame)) if bare else self

    def window_for(self, frame: ImageFrame) -> Window | None:
        """Return the window to show a picture through; None where the file's own table or colors are shown."""
        if frame.color:
            return None
        if self.chosen != OWN:
            return self.window
        return own_window(frame) if frame.windows or frame.voi_table else self.whole or own_window(frame)

    def with_preset(self, wanted: str, frame: ImageFrame) -> Viewing:
        """Return the viewing with the preset of that id; OWN and unknown ids go back to the file's own."""
        found = next((one.window for one in presets(frame) if one.id == wanted), None)
        return replace(self, chosen=OWN if found is None else wanted, window=found)

    def by_hand(self, frame: ImageFrame, *, brighter: float = 0.0, contrast: float = 0.0) -> Viewing:
        """Return the viewing made brighter (and darker below 0) and of more contrast, in steps of a tenth of the width.

        Brighter lowers the center of the window, more contrast makes it narrower.
        """
        now = self.window_for(frame) or Window(
            (frame.lowest + frame.highest) / 2, max(frame.highest - frame.lowest, _NARROWEST_WINDOW)
        )
        sign = -1 if frame.inverted else 1
        width = max(now.width * (1 + _STEP) ** -contrast, _least_width(frame))
        center = now.center - sign * brighter * _STEP * now.width
        center = max(frame.lowest - width, min(frame.highest + width, center))
        return replace(self, chosen=BY_HAND, window=Window(center, width, _function(now)))


def _function(window: Window) -> VoiFunction:
    return window.function


def _least_width(frame: ImageFrame) -> float:
    """Return the narrowest window: one step of the values, or a hundredth of a range that is smaller than that."""
    return min(_NARROWEST_WINDOW, max((frame.highest - frame.lowest) / 100, 1e-6)) if frame.slope < 1 else 1.0
