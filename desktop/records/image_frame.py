"""One picture of a scan as values: its samples, how they become shades, and how it lies in the body."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

HOUNSFIELD = "HU"


class VoiFunction(StrEnum):
    """How a window turns values into shades (DICOM PS3.3 C.11.2.1.3, VOI LUT Function)."""

    LINEAR = "LINEAR"
    LINEAR_EXACT = "LINEAR_EXACT"
    SIGMOID = "SIGMOID"


@dataclass(frozen=True, slots=True)
class Window:
    """Which values are shown: those around `center`, `width` wide, in the picture's own unit; `width` is above 0."""

    center: float
    width: float
    function: VoiFunction = VoiFunction.LINEAR
    name: str = ""
    """What the machine called it ("WINDOW1", "LUNG"), or empty."""


@dataclass(frozen=True, slots=True)
class Sides:
    """Which side of the body lies at each edge of the picture: up to three of R L A P H F, the strongest first."""

    left: str
    top: str
    right: str
    bottom: str


class FrameRefusal(StrEnum):
    """Why there is no picture."""

    NO_PICTURE = "no-picture"
    NO_SUCH_FRAME = "no-such-frame"
    FILM = "film"
    UNKNOWN_CODING = "unknown-coding"
    UNKNOWN_COLOR = "unknown-color"
    TOO_LARGE = "too-large"
    TOO_SLOW = "too-slow"
    DAMAGED = "damaged"


@dataclass(frozen=True, slots=True)
class HeaderPerson:
    """The person as the file itself names them, the family name first; each is empty when it does not say.

    `born` is an ISO day, or as printed.
    """

    name: str = ""
    number: str = ""
    born: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImageFrame:
    """One picture, decoded.

    `samples` holds `rows` times `columns` of them, row by row: for a grey picture two bytes each, little-endian,
    `signed` or not; for one in `color` three bytes each, red, green, blue. A grey sample times `slope` plus `intercept`
    is the value in `unit`; `lowest` and `highest` are such values. `voi_table` gives a shade (0 to 255) for each of
    the 65,536 samples, or is empty. `inverted`: small values are bright (MONOCHROME1). `reduced` is by how much the
    picture was made smaller. `pixel_aspect` is the height of a pixel divided by its width.
    """

    rows: int
    columns: int
    samples: bytes = field(repr=False)
    color: bool = False
    signed: bool = False
    slope: float = 1.0
    intercept: float = 0.0
    unit: str = ""
    lowest: float = 0.0
    highest: float = 0.0
    inverted: bool = False
    windows: tuple[Window, ...] = ()
    voi_table: bytes = field(default=b"", repr=False)
    reduced: int = 1
    pixel_aspect: float = 1.0
    sides: Sides | None = None
    person: HeaderPerson = field(default_factory=HeaderPerson, repr=False)
