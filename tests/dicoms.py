"""Makes DICOM files and discs of invented people, as small as they can be."""

from __future__ import annotations

import io
import struct
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pydicom.dataset import Dataset, FileDataset, FileMetaDataset
from pydicom.uid import (
    UID,
    CTImageStorage,
    EncapsulatedPDFStorage,
    ExplicitVRBigEndian,
    ExplicitVRLittleEndian,
    ImplicitVRLittleEndian,
    MediaStorageDirectoryStorage,
    MRImageStorage,
)

ROOT = "1.2.826.0.1.3680043.10.1474."
"""A root of numbers for examples."""


@dataclass(frozen=True, kw_only=True)
class Slice:
    """One picture; `study`, `series` and `number` make its numbers."""

    study: int = 1
    series: int = 1
    number: int = 1
    name: str = "Lopez^Maria"
    born: str = "19570504"
    patient_id: str = "MRN-0042"
    modality: str = "CT"
    date: str = "20260303"
    study_description: str = "CT ABDOMEN PELVIS W CONTRAST"
    series_description: str = "Axial 5 mm"
    body_part: str = "ABDOMEN"
    institution: str = "City Radiology"
    contrast: str = "Iohexol"
    place: float | None = None
    size: int = 8
    frames: int = 1
    more: dict[str, object] = field(default_factory=dict)


def uid(*numbers: int) -> str:
    """Return a number of our own."""
    return ROOT + ".".join(map(str, numbers))


def dataset_of(one: Slice) -> Dataset:
    """Return the data set of a picture."""
    made = Dataset()
    made.SOPClassUID = MRImageStorage if one.modality == "MR" else CTImageStorage
    made.SOPInstanceUID = uid(one.study, one.series, one.number)
    made.StudyInstanceUID, made.SeriesInstanceUID = uid(one.study), uid(one.study, one.series)
    made.PatientName, made.PatientBirthDate, made.PatientID = one.name, one.born, one.patient_id
    made.Modality, made.StudyDate, made.AccessionNumber = one.modality, one.date, f"A{one.study:04}"
    made.StudyDescription, made.SeriesDescription = one.study_description, one.series_description
    made.BodyPartExamined, made.InstitutionName, made.ContrastBolusAgent = (
        one.body_part,
        one.institution,
        one.contrast,
    )
    made.ReferringPhysicianName = "Patel^Anil"
    made.SeriesNumber, made.InstanceNumber = one.series, one.number
    place = float(-5 * one.number) if one.place is None else one.place
    made.ImagePositionPatient, made.ImageOrientationPatient = [0.0, 0.0, place], [1.0, 0.0, 0.0, 0.0, 1.0, 0.0]
    made.Rows = made.Columns = one.size
    if one.frames > 1:
        made.NumberOfFrames = one.frames
    made.SamplesPerPixel, made.PhotometricInterpretation = 1, "MONOCHROME2"
    made.BitsAllocated, made.BitsStored, made.HighBit, made.PixelRepresentation = 16, 12, 11, 0
    for keyword, value in one.more.items():
        setattr(made, keyword, value)
    count = one.size * one.size * one.frames
    made.PixelData = struct.pack(f"<{count}H", *((number * 37 + one.number) % 4096 for number in range(count)))
    return made


def file_bytes(dataset: Dataset, *, syntax: str = ExplicitVRLittleEndian, preamble: bytes = b"\0" * 128) -> bytes:
    """Return a data set as a file."""
    meta = FileMetaDataset()
    meta.MediaStorageSOPClassUID, meta.MediaStorageSOPInstanceUID = dataset.SOPClassUID, dataset.SOPInstanceUID
    meta.TransferSyntaxUID = UID(syntax)
    held = io.BytesIO()
    little = syntax != ExplicitVRBigEndian
    made = FileDataset(held, dataset, file_meta=meta, preamble=preamble, is_implicit_VR=False, is_little_endian=little)
    made.save_as(held, enforce_file_format=True)
    return held.getvalue()


def slice_bytes(one: Slice | None = None, *, syntax: str = ExplicitVRLittleEndian) -> bytes:
    """Return a picture as a file."""
    return file_bytes(dataset_of(one or Slice()), syntax=syntax)


def bare_bytes(one: Slice | None = None) -> bytes:
    """Return a picture as older machines write it: without preamble or file meta information, implicit."""
    held = io.BytesIO()
    dataset_of(one or Slice()).save_as(held, implicit_vr=True, little_endian=True)
    return held.getvalue()


def pdf_bytes_in_dicom(pdf: bytes, one: Slice | None = None) -> bytes:
    """Return a PDF in a DICOM coat."""
    made = dataset_of(one or Slice(modality="DOC", series=90))
    for keyword in ("PixelData", "Rows", "Columns", "ImagePositionPatient", "ImageOrientationPatient"):
        delattr(made, keyword)
    made.SOPClassUID = str(EncapsulatedPDFStorage)
    made.MIMETypeOfEncapsulatedDocument, made.DocumentTitle = "application/pdf", "Radiology report"
    made.EncapsulatedDocument = pdf + b"\0" * (len(pdf) % 2)
    made.EncapsulatedDocumentLength = len(pdf)
    return file_bytes(made)


def directory_bytes(sop_uids: Sequence[str]) -> bytes:
    """Return the list of a disc that names these images, as some makers write it: bare records."""
    made = Dataset()
    made.SOPClassUID, made.SOPInstanceUID = MediaStorageDirectoryStorage, uid(9)
    records = []
    for number in sop_uids:
        one = Dataset()
        one.DirectoryRecordType, one.ReferencedSOPInstanceUIDInFile = "IMAGE", number
        records.append(one)
    made.DirectoryRecordSequence = records
    return file_bytes(made)


def write_disc(folder: Path, slices: Sequence[Slice], *, under: str = "DICOM") -> Path:
    """Write pictures as a disc has them: without endings, in a folder for each series."""
    for one in slices:
        place = folder / under / f"ST{one.study:06}" / f"SE{one.series:06}" / f"IM{one.number:06}"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(slice_bytes(one))
    return folder


def stack(count: int, **values: object) -> list[Slice]:
    """Return the slices of one series."""
    return [Slice(number=number, **values) for number in range(1, count + 1)]  # type: ignore[arg-type] # fields of Slice


__all__ = [
    "ImplicitVRLittleEndian",
    "Slice",
    "bare_bytes",
    "dataset_of",
    "file_bytes",
    "pdf_bytes_in_dicom",
    "slice_bytes",
    "stack",
    "uid",
    "write_disc",
]
