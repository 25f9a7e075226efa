"""Grey pictures as samples of sixteen bits, with what turns them into values and shades."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset
from pydicom.pixels.processing import apply_modality_lut

from desktop.importers.dicom.decoded import Pixels
from desktop.importers.dicom.elements import first_item, number, of_frame, texts
from desktop.importers.dicom.said import numbers, said
from desktop.records.image_frame import HOUNSFIELD, VoiFunction, Window

_LOW, _HIGH = -(1 << 15), (1 << 15) - 1
_MOST = (1 << 16) - 1
_WINDOWS = 8
TROUBLE = (ValueError, AttributeError, IndexError, TypeError, KeyError, OverflowError, NotImplementedError)
"""What pydicom raises on tables that are none."""


@dataclass(frozen=True, slots=True)
class Grey:
    """Samples (int16 or uint16), and how a sample becomes a value: times `slope` plus `intercept`, in `unit`."""

    samples: NDArray[np.int16] | NDArray[np.uint16]
    slope: float
    intercept: float
    unit: str
    lowest: float
    highest: float


def grey(held: Dataset, pixels: Pixels, frame: int) -> Grey:
    """Return a grey picture; numbers of more than sixteen bits are spread evenly over sixteen."""
    meant = of_frame(held, frame, "PixelValueTransformationSequence")
    slope, intercept = number(meant, "RescaleSlope", 1.0) or 1.0, number(meant, "RescaleIntercept", 0.0)
    unit = _unit(held, meant)
    if first_item(held, "ModalityLUTSequence") is not None:
        try:
            pixels = np.asarray(apply_modality_lut(pixels, held))
            slope, intercept, unit = 1.0, 0.0, said(first_item(held, "ModalityLUTSequence") or held, "ModalityLUTType")
        except TROUBLE:
            pass  # shown as it is stored
    low, high = _range(held, pixels)
    lowest, highest = sorted((low * slope + intercept, high * slope + intercept))
    samples, step, start = _sixteen_bits(pixels, low, high)
    return Grey(samples, slope * step, intercept + slope * start, unit, lowest, highest)


def _unit(held: Dataset, meant: Dataset) -> str:
    """Return the unit of the values: Hounsfield for CT unless the file says otherwise (PS3.3 C.8.2.1)."""
    told = said(meant, "RescaleType")
    if told:
        return "" if told == "US" else told  # US: unspecified
    is_ct = said(held, "Modality") == "CT" and bool(numbers(meant, "RescaleIntercept"))
    return HOUNSFIELD if is_ct else ""


def _range(held: Dataset, pixels: Pixels) -> tuple[float, float]:
    """Return the smallest and the largest of the pixels without the padding (PS3.3 C.7.5.1.1.2)."""
    shown = pixels[np.isfinite(pixels)] if pixels.dtype.kind == "f" else pixels
    padding = numbers(held, "PixelPaddingValue")
    if padding:
        ends = sorted((padding[0], number(held, "PixelPaddingRangeLimit", padding[0])))
        without = shown[(shown < ends[0]) | (shown > ends[1])]
        shown = without if without.size else shown
    return (float(shown.min()), float(shown.max())) if shown.size else (0.0, 0.0)


def _sixteen_bits(
    pixels: Pixels, low: float, high: float
) -> tuple[NDArray[np.int16] | NDArray[np.uint16], float, float]:
    """Return samples of sixteen bits, the step between two, and the number that the sample 0 stands for."""
    if pixels.dtype.kind == "u" and pixels.dtype.itemsize <= 2:  # noqa: PLR2004 - bytes
        return pixels.astype("<u2"), 1.0, 0.0
    if pixels.dtype.kind == "i" and pixels.dtype.itemsize <= 2:  # noqa: PLR2004 - the same
        return pixels.astype("<i2"), 1.0, 0.0
    if pixels.dtype.kind in "iu" and low >= _LOW and high <= _HIGH:
        return np.clip(pixels, _LOW, _HIGH).astype("<i2"), 1.0, 0.0
    step = (high - low) / _MOST or 1.0
    spread = np.rint((np.nan_to_num(pixels.astype(np.float64), nan=low) - low) / step)
    return np.clip(spread, 0, _MOST).astype("<u2"), step, low


def windows(held: Dataset, frame: int) -> tuple[Window, ...]:
    """Return the windows that the machine proposes for a frame (from 0), at most eight."""
    meant = of_frame(held, frame, "FrameVOILUTSequence")
    centers, widths = numbers(meant, "WindowCenter"), numbers(meant, "WindowWidth")
    names = texts(meant, "WindowCenterWidthExplanation")
    told = said(meant, "VOILUTFunction")
    function = VoiFunction(told) if told in set(VoiFunction) else VoiFunction.LINEAR
    made = (Window(center, width, function) for center, width in zip(centers, widths, strict=False) if width > 0)
    named = zip(made, (*names, *([""] * _WINDOWS)), strict=False)
    return tuple(replace(window, name=name) for window, name in named)[:_WINDOWS]
