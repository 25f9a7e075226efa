"""The image files of a study as they are kept: series in their order, and in each its files in theirs.

DICOM PS3.3 names: a study is what was ordered, a series is one run of the machine, an instance is one file.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

DICOM_MEDIA_TYPE = "application/dicom"


@dataclass(frozen=True, slots=True, kw_only=True)
class ImagingSeries:
    """One run of the machine; `position` (from 0) orders the series of a document.

    `number` is None when the file gives none. `files` counts all files, `images` those with pictures, and `frames` the
    pictures in them.
    """

    id: str
    document_id: str
    position: int
    study_uid: str
    series_uid: str
    number: int | None = None
    description: str = ""
    modality: str = ""
    body_part: str = ""
    files: int = 0
    images: int = 0
    frames: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ImagingFile:
    """One file of a series; `position` (from 0) is its place when the series is looked through.

    `path` is where it lay on the disc, with / between the parts. `size` is in bytes, `sha256` of the whole file in hex.
    `rows` and `columns` are in pixels, 0 with `frames` 0 for a file without a picture (a report, a presentation state).
    `place` is the distance of a slice along the axis of its series in mm, or None.
    """

    id: str
    series_id: str
    position: int
    path: str
    size: int
    sha256: str
    sop_uid: str
    sop_class: str
    transfer_syntax: str
    instance_number: int | None = None
    place: float | None = None
    rows: int = 0
    columns: int = 0
    frames: int = 0

    @property
    def is_image(self) -> bool:
        """Whether the file has a picture."""
        return self.frames > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyCounts:
    """How much a study holds; `size` is in bytes."""

    series: int = 0
    files: int = 0
    images: int = 0
    size: int = 0

    @property
    def megabytes(self) -> int:
        """The size in MB (1,000,000 bytes), at least 1."""
        return max(1, round(self.size / 1_000_000))

    @property
    def words(self) -> str:
        """Return "2 series, 412 images, 210 MB"."""
        images = "1 image" if self.images == 1 else f"{self.images:,} images"
        return f"{self.series:,} series, {images}, {self.megabytes:,} MB"


def list_of_files(files: Iterable[tuple[str, str]]) -> bytes:
    """Return the list of a study's files (path, SHA-256 in hex), as sha256sum writes and checks it, sorted by path.

    It is what the study's document keeps as its own original: its hash stands for all of the files.
    """
    return "".join(f"{digest}  {path}\n" for path, digest in sorted(files)).encode("utf-8", "replace")


def digest_of_list(listed: bytes) -> str:
    """Return the SHA-256 of such a list in hex."""
    return hashlib.sha256(listed).hexdigest()
