"""A page that is the picture of a page: how many pixels it has, and how fine they are on paper."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PageScan:
    """A page (from 1) that a picture shows.

    `width` and `height` are the picture's pixels, 0 when it is made of several; `dpi` is dots per inch on the page, in
    the coarser direction, rounded: A4 at 150 dpi is 1240 pixels wide, which is a hair less. `camera`: the file names
    the camera that took it.
    """

    page: int
    width: int
    height: int
    dpi: int
    camera: bool = False
