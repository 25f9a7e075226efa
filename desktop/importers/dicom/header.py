"""What the head of a DICOM file says: whose it is, which study and series it belongs to, where in it it stands."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from enum import StrEnum

from desktop.sandbox.values import JSONValue

MOST_SIGNS = 400
_MOST_FRAMES = 1_000_000


class What(StrEnum):
    """What kind of object a file holds."""

    IMAGE = "image"
    REPORT = "report"
    """A structured report: readable words."""
    ENCAPSULATED = "encapsulated"
    """A PDF or CDA document in a DICOM coat."""
    DIRECTORY = "directory"
    """A DICOMDIR: the list of a disc."""
    OTHER = "other"


class BadHeaderError(ValueError):
    """The answer of the reader does not have the shape of a header."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DicomHeader:
    """The head of one file; texts are as printed there, empty when not said.

    `patient_name` has its parts with spaces between, as they come (family name first); `other_name` is the same name
    in another script. Dates are ISO where the file has a real one, otherwise as printed. `place` is the distance of
    the slice along its normal in mm; `orientation` tells slices that lie alike (rounded direction cosines).
    """

    what: What
    patient_name: str = ""
    other_name: str = ""
    patient_born: str = ""
    patient_id: str = ""
    anonymous: bool = False
    study_uid: str = ""
    study_date: str = ""
    study_description: str = ""
    accession: str = ""
    institution: str = ""
    referring: str = ""
    read_by: str = ""
    series_uid: str = ""
    series_number: int | None = None
    series_description: str = ""
    modality: str = ""
    body_part: str = ""
    contrast: str = ""
    sop_uid: str = ""
    sop_class: str = ""
    transfer_syntax: str = ""
    instance_number: int | None = None
    place: float | None = None
    orientation: str = ""
    rows: int = 0
    columns: int = 0
    frames: int = 0


def to_json(header: DicomHeader) -> JSONValue:
    """Return the JSON of a header."""
    return asdict(header)


def _text(value: object) -> str:
    if type(value) is not str:
        raise BadHeaderError
    return "".join(sign for sign in value if not "\ud800" <= sign <= "\udfff" and sign != "\0")[:MOST_SIGNS]


def _whole(value: object, most: int) -> int:
    if type(value) is not int or abs(value) > most:
        raise BadHeaderError
    return value


def _checked(name: str, value: object) -> object:
    if name in {"series_number", "instance_number"}:
        return None if value is None else _whole(value, 2**31)
    if name in {"rows", "columns", "frames"}:
        return max(0, _whole(value, _MOST_FRAMES))
    if name == "place":
        if value is not None and (type(value) is not float or not math.isfinite(value)):
            raise BadHeaderError
        return value
    if name == "anonymous":
        return value is True
    return What(_text(value)) if name == "what" else _text(value)


def from_json(value: JSONValue) -> DicomHeader:
    """Return the header of untrusted JSON; raises BadHeaderError for any other shape."""
    if not isinstance(value, Mapping):
        raise BadHeaderError
    try:
        return DicomHeader(**{each.name: _checked(each.name, value[each.name]) for each in fields(DicomHeader)})  # type: ignore[arg-type] # each is checked for its own field
    except (KeyError, ValueError) as error:
        raise BadHeaderError from error
