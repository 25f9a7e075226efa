"""Pictures in color as red, green and blue of eight bits."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset
from pydicom.pixels.processing import apply_color_lut

from desktop.importers.dicom.decoded import Pixels
from desktop.importers.dicom.pixel_file import RefusedFrameError
from desktop.records.image_frame import FrameRefusal

PALETTE = "PALETTE COLOR"
_PLAIN = frozenset({"RGB", "YBR_RCT", "YBR_ICT"})
"""What the decoders have turned into red, green and blue; JPEG 2000 does so by itself."""
_BYTE = 8


def is_color(meaning: str) -> bool:
    """Whether pixels of this Photometric Interpretation are in color."""
    return not meaning.startswith("MONOCHROME")


def in_color(held: Dataset, pixels: Pixels, meaning: str) -> NDArray[np.uint8]:
    """Return (rows, columns, 3); raises RefusedFrameError for ways to write color that are no longer in use."""
    if meaning == PALETTE:
        return _eight_bits(_painted(held, pixels))
    if meaning not in _PLAIN or pixels.ndim != 3:  # noqa: PLR2004 - rows, columns, colors
        raise RefusedFrameError(FrameRefusal.UNKNOWN_COLOR)
    return _eight_bits(pixels)


def _painted(held: Dataset, pixels: Pixels) -> Pixels:
    try:
        return np.asarray(apply_color_lut(pixels, held))
    except (ValueError, AttributeError, IndexError, TypeError, KeyError, NotImplementedError):
        raise RefusedFrameError(FrameRefusal.DAMAGED) from None


def _eight_bits(pixels: Pixels) -> NDArray[np.uint8]:
    """Return the upper eight of the bits that a color has."""
    return np.ascontiguousarray(pixels >> (pixels.dtype.itemsize * _BYTE - _BYTE), dtype=np.uint8)
