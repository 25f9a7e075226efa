"""Pictures made smaller by whole steps: each point is the mean of the points that it stands for."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray


def step_for(rows: int, columns: int, most_points: int) -> int:
    """Return the whole number by which both sides have to be divided to hold at most `most_points`; at least 1."""
    step = 1
    while max(1, rows // step) * max(1, columns // step) > most_points and step < min(rows, columns):
        step += 1
    return step


def smaller(pixels: NDArray[Any], step: int) -> NDArray[Any]:
    """Return (rows // step, columns // step[, 3]) of the same kind; what is left over at the edges is dropped."""
    if step == 1:
        return pixels
    rows, columns = pixels.shape[0] // step, pixels.shape[1] // step
    cut = pixels[: rows * step, : columns * step]
    blocks = cut.reshape(rows, step, columns, step, *cut.shape[2:])
    return np.asarray(np.rint(blocks.mean(axis=(1, 3), dtype=np.float32)).astype(pixels.dtype))
