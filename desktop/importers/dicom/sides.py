"""Which side of the body lies at which edge of a picture, from its direction cosines."""

from __future__ import annotations

import math
from collections.abc import Sequence

from desktop.records.image_frame import Sides

_AXES = (("L", "R"), ("P", "A"), ("H", "F"))
"""The patient's axes x, y, z (PS3.3 C.7.6.2.1.1): towards the left, the back and the head."""
_SEEN = 0.1
"""A direction turned less than six degrees is not named."""
_SLACK = 0.02


def _letters(direction: Sequence[float]) -> str:
    """Return the letters of a direction, the strongest first."""
    by_strength = sorted(range(3), key=lambda axis: -abs(direction[axis]))
    return "".join(_AXES[axis][direction[axis] < 0] for axis in by_strength if abs(direction[axis]) > _SEEN)


def sides(cosines: Sequence[float]) -> Sides | None:
    """Return the letters for the six cosines of Image Orientation (Patient).

    None when they are no two directions at a right angle.
    """
    if len(cosines) != 6:  # noqa: PLR2004 - two directions of three
        return None
    row, column = cosines[:3], cosines[3:]
    across = sum(one * other for one, other in zip(row, column, strict=True))
    lengths = (math.hypot(*row), math.hypot(*column))
    if abs(across) > _SLACK or any(abs(length - 1) > _SLACK for length in lengths):
        return None
    back = [-one for one in row], [-one for one in column]
    return Sides(left=_letters(back[0]), top=_letters(back[1]), right=_letters(row), bottom=_letters(column))
