"""A made-up CT of a chest and belly: ellipses of known Hounsfield values, for the demonstration and for tests."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.uid import CTImageStorage, ExplicitVRLittleEndian

AIR = -1000
_WIDTH_MM = 400.0
_OFFSET = 1024
_ROOT = "2.25.1957"


@dataclass(frozen=True, slots=True)
class Ellipse:
    """A part of the body: `hounsfield` within `radii` around `center`, in mm; x to the left, y back, z to the head."""

    name: str
    hounsfield: int
    center: tuple[float, float, float]
    radii: tuple[float, float, float]


BODY = (
    Ellipse("fat", -100, (0, 0, 0), (185, 125, 400)),
    Ellipse("muscle", 45, (0, 0, 0), (168, 108, 390)),
    Ellipse("right lung", -820, (-85, -8, 60), (58, 80, 120)),
    Ellipse("left lung", -820, (85, -8, 60), (58, 80, 120)),
    Ellipse("heart", 40, (28, -35, 40), (48, 40, 45)),
    Ellipse("liver", 60, (-75, -15, -75), (78, 75, 60)),
    Ellipse("stomach", 5, (75, -45, -75), (50, 38, 45)),
    Ellipse("spleen", 50, (105, 45, -70), (30, 30, 40)),
    Ellipse("aorta", 130, (18, 42, 0), (12, 12, 400)),
    Ellipse("vertebra", 420, (0, 75, 0), (27, 22, 400)),
    Ellipse("spinal canal", 15, (0, 98, 0), (9, 9, 400)),
    Ellipse("breastbone", 350, (0, -112, 70), (22, 6, 80)),
)
"""Later ones lie over earlier ones."""


@dataclass(frozen=True, slots=True)
class ChestCT:
    """What the made-up study says of itself; `side` pixels across and down, `slices` over 300 mm from the belly up."""

    name: str = "Lopez^Maria"
    born: str = "19570504"
    patient_id: str = "00-4471"
    study_date: str = "20261114"
    description: str = "CT CHEST AND ABDOMEN"
    institution: str = "Riverside Imaging"
    series_number: int = 2
    series_description: str = "AXIAL 5 MM"
    side: int = 256
    slices: int = 24
    window: tuple[int, int] = (40, 400)
    transfer_syntax: str = ExplicitVRLittleEndian

    @property
    def study_uid(self) -> str:
        """The study's number."""
        return f"{_ROOT}.{self.study_date}"


def height(ct: ChestCT, number: int) -> float:
    """Return how far slice `number` (from 0) lies towards the head, in mm."""
    return -150 + 300 * number / max(1, ct.slices - 1)


def hounsfield(ct: ChestCT, number: int) -> NDArray[np.int16]:
    """Return the values of slice `number` (from 0): rows from front to back, columns from the right to the left."""
    step = _WIDTH_MM / ct.side
    across = (np.arange(ct.side) + 0.5) * step - _WIDTH_MM / 2
    x, y, z = across[None, :], across[:, None], height(ct, number)
    values = np.full((ct.side, ct.side), AIR, np.int16)
    for part in BODY:
        (cx, cy, cz), (rx, ry, rz) = part.center, part.radii
        values[((x - cx) / rx) ** 2 + ((y - cy) / ry) ** 2 + ((z - cz) / rz) ** 2 <= 1] = part.hounsfield
    return values


def slice_file(ct: ChestCT, number: int) -> bytes:
    """Return slice `number` (from 0) as a DICOM file."""
    made = _described(ct, number)
    values = hounsfield(ct, number)
    made.Rows, made.Columns = values.shape
    made.PixelData = (values + _OFFSET).astype("<u2").tobytes()
    if ct.transfer_syntax != ExplicitVRLittleEndian:
        made.compress(ct.transfer_syntax, generate_instance_uid=False)
    held = io.BytesIO()
    made.save_as(held, enforce_file_format=True)
    return held.getvalue()


def _described(ct: ChestCT, number: int) -> Dataset:
    made = Dataset()
    made.file_meta = FileMetaDataset()
    made.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    made.SpecificCharacterSet = "ISO_IR 192"
    made.SOPClassUID, made.SOPInstanceUID = CTImageStorage, f"{ct.study_uid}.{ct.series_number}.{number + 1}"
    made.StudyInstanceUID, made.SeriesInstanceUID = ct.study_uid, f"{ct.study_uid}.{ct.series_number}"
    made.FrameOfReferenceUID = f"{ct.study_uid}.0"
    made.PatientName, made.PatientID, made.PatientBirthDate, made.PatientSex = ct.name, ct.patient_id, ct.born, "F"
    made.StudyDate = made.SeriesDate = made.ContentDate = ct.study_date
    made.StudyTime, made.Manufacturer, made.ImageType = "101500", "Made up", ["ORIGINAL", "PRIMARY", "AXIAL"]
    made.PatientPosition, made.PositionReferenceIndicator = "HFS", ""
    made.KVP, made.AcquisitionNumber = 120, 1
    made.StudyDescription, made.SeriesDescription = ct.description, ct.series_description
    made.Modality, made.BodyPartExamined, made.InstitutionName = "CT", "CHEST", ct.institution
    made.StudyID, made.AccessionNumber, made.ReferringPhysicianName = "1", "A-2026-1114", "Patel^S"
    made.SeriesNumber, made.InstanceNumber = ct.series_number, number + 1
    made.ImageOrientationPatient = [1, 0, 0, 0, 1, 0]
    step = _WIDTH_MM / ct.side
    made.ImagePositionPatient = [(step - _WIDTH_MM) / 2, (step - _WIDTH_MM) / 2, round(height(ct, number), 3)]
    made.PixelSpacing, made.SliceThickness = [step, step], 5
    made.SamplesPerPixel, made.PhotometricInterpretation = 1, "MONOCHROME2"
    made.BitsAllocated, made.BitsStored, made.HighBit, made.PixelRepresentation = 16, 12, 11, 0
    made.RescaleSlope, made.RescaleIntercept, made.RescaleType = 1, -_OFFSET, "HU"
    made.WindowCenter, made.WindowWidth = ct.window
    return made


def series_files(ct: ChestCT) -> Iterator[tuple[str, bytes]]:
    """Yield the files of a series as they would lie on a disc: their paths, and their bytes."""
    for number in range(ct.slices):
        yield f"DICOM/S{ct.series_number:04}/I{number + 1:04}", slice_file(ct, number)
