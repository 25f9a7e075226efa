"""Numbers, items and functional groups of a DICOM data set, beside the words of `said`; tolerant as these."""

from __future__ import annotations

from pydicom.dataset import Dataset
from pydicom.multival import MultiValue
from pydicom.sequence import Sequence

from desktop.importers.dicom.said import held, numbers, plain, whole


def number(dataset: Dataset, keyword: str, otherwise: float) -> float:
    """Return the first number of an element."""
    return next(iter(numbers(dataset, keyword)), otherwise)


def count(dataset: Dataset, keyword: str, otherwise: int = 0) -> int:
    """Return the first number of an element without its fraction."""
    found = whole(dataset, keyword)
    return otherwise if found is None else found


def texts(dataset: Dataset, keyword: str) -> tuple[str, ...]:
    """Return the texts of an element that may have several."""
    value = held(dataset, keyword)
    values = list(value) if isinstance(value, MultiValue | list | tuple) else [value]
    return tuple(plain(one) for one in values if one is not None)


def first_item(dataset: Dataset, keyword: str) -> Dataset | None:
    """Return the first item of a sequence."""
    value = held(dataset, keyword)
    return value[0] if isinstance(value, Sequence) and len(value) else None


def of_frame(dataset: Dataset, frame: int, keyword: str) -> Dataset:
    """Return what a functional group says of a frame (from 0): its own item, the shared one, or the data set itself.

    PS3.3 C.7.6.16: enhanced multi-frame pictures keep there what others keep at the top.
    """
    own = held(dataset, "PerFrameFunctionalGroupsSequence")
    if isinstance(own, Sequence) and frame < len(own):
        item = first_item(own[frame], keyword)
        if item is not None:
            return item
    shared = first_item(dataset, "SharedFunctionalGroupsSequence")
    item = first_item(shared, keyword) if shared is not None else None
    return item if item is not None else dataset


def frame_count(dataset: Dataset) -> int:
    """Return how many pictures a file says that it has; at least 1."""
    return max(1, count(dataset, "NumberOfFrames", 1))
