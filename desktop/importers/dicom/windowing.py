"""From values to shades: the window functions of DICOM PS3.3 C.11.2.1, over whole pictures by a table."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from desktop.records.image_frame import ImageFrame, VoiFunction, Window

Floats = NDArray[np.float64]
Bytes = NDArray[np.uint8]
_NARROWEST = 1e-9
_WHITE = 255.0
_STEEPEST = 700.0
"""exp() of more overflows."""


def shades(values: Floats, window: Window) -> Floats:
    """Return the shade of each value, 0.0 (black) to 1.0 (white).

    LINEAR after C.11.2.1.2.1: at most `center - 0.5 - (width - 1) / 2` is black, above
    `center - 0.5 + (width - 1) / 2` is white, and between them it rises evenly. SIGMOID and LINEAR_EXACT after
    C.11.2.1.3.1 and C.11.2.1.3.2.
    """
    if window.function is VoiFunction.SIGMOID:
        width = max(window.width, _NARROWEST)
        made: Floats = 1.0 / (1.0 + np.exp(np.clip(-4.0 * (values - window.center) / width, -_STEEPEST, _STEEPEST)))
        return made
    half = 0.5 if window.function is VoiFunction.LINEAR else 0.0
    middle, span = window.center - half, window.width - 2 * half
    if span < _NARROWEST:
        return np.where(values <= middle, 0.0, 1.0)
    return np.clip((values - middle) / span + 0.5, 0.0, 1.0)


def whole_range(lowest: float, highest: float) -> Window:
    """Return the window that shows everything from `lowest` (black) to `highest` (white)."""
    return Window((lowest + highest) / 2 + 0.5, highest - lowest + 1)


def stored_values(*, signed: bool) -> Floats:
    """Return the 65,536 samples in the order in which their two bytes count up."""
    return np.arange(65536, dtype=np.uint16).view(np.int16 if signed else np.uint16).astype(np.float64)


def table(frame: ImageFrame, window: Window | None) -> Bytes:
    """Return the shade (0 to 255) of each of the 65,536 samples; without a window the picture's own table or range."""
    if window is None and frame.voi_table:
        made: Bytes = np.frombuffer(frame.voi_table, np.uint8)
    else:
        chosen = window or next(iter(frame.windows), whole_range(frame.lowest, frame.highest))
        values = stored_values(signed=frame.signed) * frame.slope + frame.intercept
        made = np.rint(shades(values, chosen) * _WHITE).astype(np.uint8)
    return 255 - made if frame.inverted else made


def shaded(frame: ImageFrame, window: Window | None) -> bytes:
    """Return the picture for the eye: a byte for each grey pixel, or red, green and blue as they are."""
    if frame.color:
        return frame.samples
    return bytes(table(frame, window)[np.frombuffer(frame.samples, "<u2")].tobytes())
