"""Single values of a DICOM data set, tolerantly: what is missing or broken is empty."""

from __future__ import annotations

import math

from pydicom.dataset import Dataset
from pydicom.multival import MultiValue
from pydicom.sequence import Sequence

_LONGEST = 200


def _held(held: Dataset, keyword: str) -> object:
    try:
        return held.get(keyword)
    except Exception:  # noqa: BLE001 - pydicom reads values when they are asked for, and raises anything
        return None


def numbers(held: Dataset, keyword: str) -> tuple[float, ...]:
    """Return the finite numbers of an element; none when one of them is no number."""
    value = _held(held, keyword)
    values = list(value) if isinstance(value, (MultiValue, list, tuple)) else [value]
    try:
        made = tuple(float(str(one)) for one in values if one is not None and str(one).strip())
    except (TypeError, ValueError, OverflowError):
        return ()
    return made if all(math.isfinite(one) for one in made) else ()


def number(held: Dataset, keyword: str, otherwise: float) -> float:
    """Return the first number of an element."""
    return next(iter(numbers(held, keyword)), otherwise)


def whole(held: Dataset, keyword: str, otherwise: int = 0) -> int:
    """Return the first number of an element without its fraction."""
    return int(number(held, keyword, otherwise))


def words(held: Dataset, keyword: str) -> str:
    """Return the text of an element on one line, at most 200 characters."""
    value = _held(held, keyword)
    return " ".join(str(value).split())[:_LONGEST] if value is not None else ""


def texts(held: Dataset, keyword: str) -> tuple[str, ...]:
    """Return the texts of an element that may have several."""
    value = _held(held, keyword)
    values = list(value) if isinstance(value, (MultiValue, list, tuple)) else [value]
    return tuple(" ".join(str(one).split())[:_LONGEST] for one in values if one is not None)


def first_item(held: Dataset, keyword: str) -> Dataset | None:
    """Return the first item of a sequence."""
    value = _held(held, keyword)
    return value[0] if isinstance(value, Sequence) and len(value) else None


def of_frame(held: Dataset, frame: int, keyword: str) -> Dataset:
    """Return what a functional group says of a frame (from 0): its own item, the shared one, or the data set itself.

    PS3.3 C.7.6.16: enhanced multi-frame pictures keep there what others keep at the top.
    """
    own = _held(held, "PerFrameFunctionalGroupsSequence")
    if isinstance(own, Sequence) and frame < len(own):
        item = first_item(own[frame], keyword)
        if item is not None:
            return item
    shared = first_item(held, "SharedFunctionalGroupsSequence")
    item = first_item(shared, keyword) if shared is not None else None
    return item if item is not None else held


def frame_count(held: Dataset) -> int:
    """Return how many pictures a file says that it has; at least 1."""
    return max(1, whole(held, "NumberOfFrames", 1))
