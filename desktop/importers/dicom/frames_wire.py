"""How pictures of frames leave the sandbox, and how they are checked when they come out."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict

from desktop.importers import limits
from desktop.importers.wire import BadResultError
from desktop.records.image_frame import FrameRefusal, HeaderPerson, ImageFrame, Sides, VoiFunction, Window
from desktop.sandbox.values import JSONValue

_BLOBS = frozenset({"samples", "voi_table"})
_LETTERS = frozenset("RLAPHF")
_LONGEST = 200
_TABLE = 65536
_STEPS = 10_000


def packed(made: Sequence[ImageFrame | FrameRefusal]) -> tuple[JSONValue, tuple[bytes, ...]]:
    """Return pictures and refusals as JSON, and two blobs for each: the samples and the table of shades."""
    blobs: list[bytes] = []
    told: list[JSONValue] = []
    for one in made:
        if isinstance(one, FrameRefusal):
            told.append({"refused": one.value})
            blobs += [b"", b""]
            continue
        told.append({name: value for name, value in asdict(one).items() if name not in _BLOBS})
        blobs += [one.samples, one.voi_table]
    return told, tuple(blobs)


def unpacked(untrusted: object, blobs: Sequence[bytes]) -> tuple[ImageFrame | FrameRefusal, ...]:
    """Return what a job answered; raises BadResultError for any other shape."""
    if not isinstance(untrusted, list) or len(blobs) != 2 * len(untrusted):
        raise BadResultError
    try:
        return tuple(_one(raw, blobs[2 * place], blobs[2 * place + 1]) for place, raw in enumerate(untrusted))
    except (KeyError, TypeError, ValueError, OverflowError, AttributeError) as error:
        raise BadResultError from error


def _one(raw: Mapping[str, object], samples: bytes, table: bytes) -> ImageFrame | FrameRefusal:
    if "refused" in raw:
        return FrameRefusal(str(raw["refused"]))
    color = _truth(raw["color"])
    rows, columns = _count(raw["rows"], limits.PIXELS), _count(raw["columns"], limits.PIXELS)
    if len(samples) != rows * columns * (3 if color else 2) or len(table) not in {0, _TABLE}:
        raise BadResultError
    return ImageFrame(
        rows=rows,
        columns=columns,
        samples=samples,
        color=color,
        signed=_truth(raw["signed"]),
        slope=_number(raw["slope"]),
        intercept=_number(raw["intercept"]),
        unit=_words(raw["unit"]),
        lowest=_number(raw["lowest"]),
        highest=_number(raw["highest"]),
        inverted=_truth(raw["inverted"]),
        windows=tuple(_window(one) for one in _list(raw["windows"])),
        voi_table=table,
        reduced=_count(raw["reduced"], _STEPS),
        pixel_aspect=_positive(raw["pixel_aspect"]),
        sides=_sides(raw["sides"]),
        person=_person(raw["person"]),
    )


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise BadResultError
    return value


def _mapping(value: object) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise BadResultError
    return value


def _truth(value: object) -> bool:
    if not isinstance(value, bool):
        raise BadResultError
    return value


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        raise BadResultError
    return float(value)


def _positive(value: object) -> float:
    number = _number(value)
    if number <= 0:
        raise BadResultError
    return number


def _count(value: object, most: int) -> int:
    if type(value) is not int or not 0 < value <= most:
        raise BadResultError
    return value


def _words(value: object) -> str:
    if not isinstance(value, str):
        raise BadResultError
    return "".join(sign for sign in value if sign.isprintable())[:_LONGEST]


def _window(value: object) -> Window:
    raw = _mapping(value)
    function = VoiFunction(_words(raw["function"]))
    return Window(_number(raw["center"]), _positive(raw["width"]), function, _words(raw["name"]))


def _sides(value: object) -> Sides | None:
    if value is None:
        return None
    raw = _mapping(value)
    made = Sides(**{name: _words(raw[name]) for name in ("left", "top", "right", "bottom")})
    if not set(made.left + made.top + made.right + made.bottom) <= _LETTERS:
        raise BadResultError
    return made


def _person(value: object) -> HeaderPerson:
    raw = _mapping(value)
    return HeaderPerson(_words(raw["name"]), _words(raw["number"]), _words(raw["born"]))
