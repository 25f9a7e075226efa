"""By how much a page lies askew, from how its ink gathers in lines (Postl's projection profile)."""

from __future__ import annotations

from itertools import pairwise

from PIL import Image

_WIDTH = 700
_INK = 128
_WIDEST, _STEP, _FINE = 8.0, 1.0, 0.25
_LEAST = 0.3
_CLEARLY = 1.08


def _sharpness(ink: Image.Image, angle: float) -> float:
    """Return how clearly lines stand apart when the page is turned by an angle."""
    rows = ink.rotate(angle, Image.Resampling.BILINEAR).resize((1, ink.height), Image.Resampling.BOX).tobytes()
    return float(sum((one - other) ** 2 for one, other in pairwise(rows)))


def _best(ink: Image.Image, middle: float, reach: float, step: float) -> float:
    count = round(reach / step)
    angles = [middle + step * number for number in range(-count, count + 1)]
    return max(angles, key=lambda angle: (_sharpness(ink, angle), -abs(angle)))


def find_skew(grey: Image.Image) -> float:
    """Return the degrees, counterclockwise, by which turning a grey page levels its lines; 0 when it is not clear.

    Looks up to 8 degrees either way, for lines that run across and for lines that run down the page.
    """
    scale = _WIDTH / max(grey.width, 1)
    small = grey.resize((_WIDTH, max(1, round(grey.height * scale))), Image.Resampling.BOX)
    across = small.point(lambda value: 255 if value < _INK else 0)
    inks = (across, across.transpose(Image.Transpose.ROTATE_90))
    found = []
    for ink in inks:
        angle = _best(ink, _best(ink, 0.0, _WIDEST, _STEP), _STEP, _FINE)
        level, turned = _sharpness(ink, 0.0), _sharpness(ink, angle)
        found.append((turned, angle if turned > level * _CLEARLY else 0.0))
    _, angle = max(found)
    return angle if abs(angle) >= _LEAST else 0.0
