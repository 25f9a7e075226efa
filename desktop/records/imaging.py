"""A scan: what was looked at, what was read, where the pictures are (FHIR `ImagingStudy`)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, Final

from desktop.records.fact import Fact, FactKind, entry

HELD_HERE: Final = "Here, as image files"
"""What `images_held_by` says of a study whose files are in the vault."""


class HeaderMatch(StrEnum):
    """Whether name and birth date inside the image files are the person's."""

    MATCH = "match"
    DIFFERS = "differs"
    NOT_SAID = "not-said"


@dataclass(frozen=True, slots=True, kw_only=True)
class Imaging(Fact):
    """One study; impression as printed. Counts are 0 when not known."""

    kind: ClassVar[FactKind] = FactKind.IMAGING
    words: ClassVar[tuple[str, str]] = ("scan", "scans")
    date_name: ClassVar[str] = "done"
    title_from: ClassVar[tuple[str, ...]] = ("modality", "body_part")
    detail_from: ClassVar[tuple[str, ...]] = ("facility", "impression")

    modality: str = entry("Kind of scan, for example CT, MRI, PET-CT or ultrasound", required=True)
    body_part: str = entry("Part of the body, for example abdomen and pelvis")
    contrast: str = entry("Contrast as printed, for example with IV contrast")
    facility: str = entry("Where it was done")
    accession: str = entry("Accession number")
    ordered_by: str = entry("Doctor who ordered it")
    read_by: str = entry("Radiologist who read it")
    impression: str = entry("Impression as printed", long=True)
    lesions: str = entry("Sizes as printed, one a line, for example Segment VI: 14 mm", long=True)
    compared_with: str = entry("Earlier scan that it was compared with")
    images_held_by: str = entry("Where the pictures are: disc at home, portal, hospital")
    studies: int = entry("DICOM studies", default=0)
    series: int = entry("DICOM series", default=0)
    images: int = entry("DICOM images", default=0)
    study_uid: str = entry("DICOM Study Instance UID")
    megabytes: int = entry("Size of the image files in MB", default=0)
    headers: HeaderMatch | None = entry(
        "Whether name and birth date inside the image files match", default=None, choices=HeaderMatch
    )
