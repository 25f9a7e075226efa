"""Reads the head of DICOM files, without their pixels: a sandbox job over the beginnings of several files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from pydicom.dataset import Dataset
from pydicom.tag import BaseTag

from desktop.importers.dicom.header import DicomHeader, What, to_json
from desktop.importers.dicom.opened import DEFLATED, inflated, open_inflated
from desktop.importers.dicom.said import day, names, numbers, said, whole
from desktop.sandbox.values import JSONValue

_LAST_TAG = 0x00280011
"""Columns: all that is asked for stands before it."""
_DICOM_ROOT = "1.2.840.10008."
_DIRECTORY = "1.2.840.10008.1.3.10"
_REPORTS = "1.2.840.10008.5.1.4.1.1.88."
_ENCAPSULATED = ("1.2.840.10008.5.1.4.1.1.104.1", "1.2.840.10008.5.1.4.1.1.104.2")
_AXES = 3
_INFLATED = 16 << 20
"""What of a deflated file is unpacked for its head."""
MORE, NOT_DICOM, BROKEN, TOO_DEEP, SAYS_NOTHING = "more", "not-dicom", "damaged", "too-deep", "says-nothing"
"""What is answered instead of a header: the beginning was too short, it is none, it cannot be read, it is a bomb, or it
does not say what it is."""


class _Stop:
    """Ends the reading behind what is asked for, and remembers whether it came so far."""

    def __init__(self) -> None:
        self.reached = False

    def __call__(self, tag: BaseTag, _vr: str | None, _length: int) -> bool:
        self.reached = int(tag) > _LAST_TAG
        return self.reached


def _what(sop_class: str, *, picture: bool) -> What:
    if sop_class == _DIRECTORY:
        return What.DIRECTORY
    if sop_class.startswith(_REPORTS):
        return What.REPORT
    if sop_class in _ENCAPSULATED:
        return What.ENCAPSULATED
    return What.IMAGE if picture else What.OTHER


def _place(dataset: Dataset) -> tuple[float | None, str]:
    """Return the distance of a slice along its normal in mm (PS3.3 C.7.6.2.1.1), and its orientation."""
    position, axes = numbers(dataset, "ImagePositionPatient"), numbers(dataset, "ImageOrientationPatient")
    if len(position) != _AXES or len(axes) != 2 * _AXES:
        return None, ""
    row, column = axes[:_AXES], axes[_AXES:]
    normal = (
        row[1] * column[2] - row[2] * column[1],
        row[2] * column[0] - row[0] * column[2],
        row[0] * column[1] - row[1] * column[0],
    )
    distance = sum(one * other for one, other in zip(normal, position, strict=True))
    return round(distance, 4), " ".join(f"{each + 0.0:.2f}" for each in axes)


def header_of(dataset: Dataset, meta: Dataset) -> DicomHeader:
    """Return what a data set's head says."""
    rows, columns = whole(dataset, "Rows") or 0, whole(dataset, "Columns") or 0
    sop_class = said(dataset, "SOPClassUID") or said(meta, "MediaStorageSOPClassUID")
    what = _what(sop_class, picture=rows > 0 and columns > 0)
    patient, other = names(dataset, "PatientName")
    place, orientation = _place(dataset)
    return DicomHeader(
        what=what,
        patient_name=patient,
        other_name=other,
        patient_born=day(dataset, "PatientBirthDate"),
        patient_id=said(dataset, "PatientID"),
        anonymous=said(dataset, "PatientIdentityRemoved").upper() == "YES",
        study_uid=said(dataset, "StudyInstanceUID"),
        study_date=day(dataset, "StudyDate", "SeriesDate", "AcquisitionDate", "ContentDate"),
        study_description=said(dataset, "StudyDescription"),
        accession=said(dataset, "AccessionNumber"),
        institution=said(dataset, "InstitutionName"),
        referring=names(dataset, "ReferringPhysicianName")[0],
        read_by=names(dataset, "NameOfPhysiciansReadingStudy")[0],
        series_uid=said(dataset, "SeriesInstanceUID"),
        series_number=whole(dataset, "SeriesNumber"),
        series_description=said(dataset, "SeriesDescription", "ProtocolName"),
        modality=said(dataset, "Modality"),
        body_part=said(dataset, "BodyPartExamined"),
        contrast=said(dataset, "ContrastBolusAgent"),
        sop_uid=said(dataset, "SOPInstanceUID") or said(meta, "MediaStorageSOPInstanceUID"),
        sop_class=sop_class,
        transfer_syntax=said(meta, "TransferSyntaxUID"),
        instance_number=whole(dataset, "InstanceNumber"),
        place=place,
        orientation=orientation,
        rows=max(0, rows) if what is What.IMAGE else 0,
        columns=max(0, columns) if what is What.IMAGE else 0,
        frames=max(1, whole(dataset, "NumberOfFrames") or 1) if what is What.IMAGE else 0,
    )


def says_what(header: DicomHeader) -> bool:
    """Whether a file says what it is, or which study it belongs to, or has a picture."""
    return bool(header.sop_class or header.study_uid or header.series_uid or header.rows)


def _judged(header: DicomHeader, *, marked: bool) -> DicomHeader | str:
    if header.sop_class.startswith(_DICOM_ROOT) or (header.study_uid and header.series_uid):
        return header
    if not marked:
        return NOT_DICOM
    return header if says_what(header) else SAYS_NOTHING


def read_header(beginning: bytes, *, size: int, marked: bool) -> DicomHeader | str:
    """Return the header of a file of `size` bytes from its beginning, or why there is none.

    `marked` is whether it has DICOM's mark behind its preamble; others have to say what they are.
    """
    stop = _Stop()
    try:
        plain = inflated(beginning, most=_INFLATED, cut=True)
        dataset = open_inflated(plain, stop_when=stop)
        if not stop.reached and len(beginning) < size:
            return MORE
        if not stop.reached and len(plain) > max(_INFLATED, len(beginning)):
            return BROKEN
        header = header_of(dataset, dataset.file_meta)
    except RecursionError:
        return TOO_DEEP
    except Exception:  # noqa: BLE001 - parsers raise anything; one broken file must not take the others with it
        return BROKEN if marked else NOT_DICOM
    named = header if plain is beginning else replace(header, transfer_syntax=DEFLATED)
    return _judged(named, marked=marked)


def read_headers(blobs: tuple[bytes, ...], arguments: Mapping[str, JSONValue]) -> tuple[JSONValue, tuple[bytes, ...]]:
    """Sandbox job: the beginnings of files; argument `sizes` has how long each file is, `marked` as read_header's.

    Answers a header, or a word that says why there is none, for each.
    """
    sizes, marked = arguments["sizes"], arguments["marked"]
    if not isinstance(sizes, list) or not isinstance(marked, list):
        raise TypeError
    found = [
        read_header(beginning, size=int(size), marked=bool(mark))
        for beginning, size, mark in zip(blobs, sizes, marked, strict=True)
    ]
    return [one if isinstance(one, str) else to_json(one) for one in found], ()
