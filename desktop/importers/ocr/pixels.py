"""Grey pixels as they go into the box, turned by quarters; and boxes brought back from a straightened page."""

from __future__ import annotations

import math
from dataclasses import dataclass

from desktop.importers.words import Line, Word
from desktop.records.provenance import Box

QUARTERS = (0, 90, 180, 270)


@dataclass(frozen=True, slots=True)
class Pixels:
    """A grey picture: a byte for each pixel, row by row."""

    width: int
    height: int
    data: bytes

    def __post_init__(self) -> None:
        """Refuse a size that does not fit the data; raises ValueError."""
        if self.width < 1 or self.height < 1 or self.width * self.height != len(self.data):
            raise ValueError

    @property
    def pgm(self) -> bytes:
        """The picture as a portable graymap."""
        return b"P5 %d %d 255\n" % (self.width, self.height) + self.data

    def turned(self, degrees: int) -> Pixels:
        """Return the picture turned clockwise by 0, 90, 180 or 270 degrees."""
        if degrees == 180:  # noqa: PLR2004 - half a turn
            return Pixels(self.width, self.height, self.data[::-1])
        if degrees == 90:  # noqa: PLR2004 - a quarter turn
            columns = (self.data[column :: self.width][::-1] for column in range(self.width))
            return Pixels(self.height, self.width, b"".join(columns))
        return self.turned(90).turned(180) if degrees == 270 else self  # noqa: PLR2004 - three quarters


def skewed_back(box: Box, degrees: float, *, width: float, height: float) -> Box:
    """Return where a box of a page that was turned by `degrees` counterclockwise stands on the page as it was.

    `width` and `height` say the page's shape, in any unit; the box around the turned corners is returned.
    """
    if not degrees:
        return box
    turn = math.radians(degrees)
    cos, sin = math.cos(turn), math.sin(turn)
    # in page coordinates (down is positive) a counterclockwise turn is undone by a clockwise one
    middle_x, middle_y = (box.left + box.right) / 2 - 0.5, (box.top + box.bottom) / 2 - 0.5
    x, y = middle_x * width, middle_y * height
    across, down = (x * cos - y * sin) / width + 0.5, (x * sin + y * cos) / height + 0.5
    half_x, half_y = (box.right - box.left) / 2, (box.bottom - box.top) / 2
    sides = (across - half_x, down - half_y, across + half_x, down + half_y)
    return Box(*(round(min(1.0, max(0.0, side)), 5) for side in sides))


def lines_back(lines: tuple[Line, ...], degrees: float, *, width: float, height: float) -> tuple[Line, ...]:
    """Return lines of a straightened page as they stand on the page as it was."""
    if not degrees:
        return lines
    return tuple(
        Line(tuple(Word(word.text, skewed_back(word.box, degrees, width=width, height=height)) for word in line.words))
        for line in lines
    )
