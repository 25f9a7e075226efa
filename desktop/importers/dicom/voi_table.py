"""The table of shades that a file may bring along instead of a window (VOI LUT, PS3.3 C.11.2.1.1)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset

from desktop.importers.dicom.elements import first_item
from desktop.importers.dicom.grey import TROUBLE, Grey
from desktop.importers.dicom.said import numbers
from desktop.importers.dicom.windowing import stored_values

_MOST = 65536
_HALF = 32768
_DEEPEST = 16


def voi_table(held: Dataset, made: Grey) -> bytes:
    """Return the shade (0 to 255) of each of the 65,536 samples; empty without a table, or with a broken one.

    Own code: pydicom's apply_voi wraps values beyond a table of eight bits around instead of taking its last entry.
    """
    item = first_item(held, "VOILUTSequence")
    described = numbers(item, "LUTDescriptor") if item is not None else ()
    if item is None or len(described) != 3:  # noqa: PLR2004 - entries, first value, bits
        return b""
    entries, first, bits = int(described[0]) or _MOST, described[1], int(described[2])
    try:
        shown = _entries(item, entries)
    except TROUBLE:
        return b""
    if shown.size == 0 or not 1 <= bits <= _DEEPEST:
        return b""
    if first >= _HALF and made.lowest < 0:
        first -= _MOST  # two bytes that were meant to have a sign
    values = stored_values(signed=made.samples.dtype.kind == "i") * made.slope + made.intercept
    places = np.clip(np.rint(values) - first, 0, shown.size - 1).astype(np.int64)
    shades = np.rint(shown[places] * 255.0 / ((1 << bits) - 1))
    return np.clip(shades, 0, 255).astype(np.uint8).tobytes()


def _entries(item: Dataset, entries: int) -> NDArray[np.float64]:
    """Return the table's numbers; they are written as words, or as bytes two to a word."""
    held = item.LUTData
    if isinstance(held, bytes):
        read = np.frombuffer(held, "<u2" if len(held) >= 2 * entries else np.uint8)
    else:
        read = np.asarray(held)
    return read[:entries].astype(np.float64)
