"""Words of a DICOM data set, tolerantly: what is missing or broken is empty."""

from __future__ import annotations

import math
import re
from datetime import date

from pydicom.dataset import Dataset
from pydicom.multival import MultiValue
from pydicom.valuerep import PersonName

from desktop.importers.dicom.header import MOST_SIGNS

_DATE = re.compile(r"(\d{4})[.\-/]?(\d{2})[.\-/]?(\d{2})")
_SPACES = re.compile(r"\s+")


def held(dataset: Dataset, keyword: str) -> object:
    """Return an element's value, or None; pydicom reads values when they are asked for, and raises anything."""
    try:
        return dataset.get(keyword)
    except Exception:  # noqa: BLE001 - whatever is wrong with one element, the others are read
        return None


def plain(value: object) -> str:
    """Return a value as one line of words."""
    if value is None:
        return ""
    parts = list(value) if isinstance(value, MultiValue) else [value]
    words = " ".join(str(part) for part in parts if part is not None)
    return _SPACES.sub(" ", words.replace("\0", " ")).strip()[:MOST_SIGNS]


def said(dataset: Dataset, *keywords: str) -> str:
    """Return the words of the first of these elements that has any."""
    return next((words for keyword in keywords if (words := plain(held(dataset, keyword)))), "")


def names(dataset: Dataset, keyword: str) -> tuple[str, str]:
    """Return a person's name with spaces between its parts, and the same in another script; empty when not said."""
    value = held(dataset, keyword)
    if isinstance(value, MultiValue):
        value = value[0] if value else None
    if not isinstance(value, PersonName):
        return plain(value).replace("^", " ").strip(), ""
    first, *others = (plain(part.replace("^", " ")) for part in (value.alphabetic, value.ideographic, value.phonetic))
    other = next((each for each in others if each), "")
    return (first, other) if first else (other, "")


def day(dataset: Dataset, *keywords: str) -> str:
    """Return the first of these dates as ISO text, or as it is printed when it is no day of the calendar."""
    for keyword in keywords:
        words = said(dataset, keyword)
        found = _DATE.match(words)
        if found is None:
            continue
        try:
            return date(*(int(part) for part in found.groups())).isoformat()
        except ValueError:
            return words
    return ""


def numbers(dataset: Dataset, keyword: str) -> tuple[float, ...]:
    """Return the finite numbers of an element; none when one of them is no number."""
    value = held(dataset, keyword)
    values = list(value) if isinstance(value, MultiValue | list | tuple) else [value]
    try:
        made = tuple(float(str(one)) for one in values if one is not None and str(one).strip())
    except (ValueError, OverflowError):
        return ()
    return made if all(math.isfinite(one) for one in made) else ()


def whole(dataset: Dataset, keyword: str) -> int | None:
    """Return the first number of an element without its fraction, or None."""
    found = numbers(dataset, keyword)
    return int(found[0]) if found and abs(found[0]) < 2**31 else None
