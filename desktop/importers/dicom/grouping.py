"""Files of images grouped by study and series, and put into the order in which a series is looked through. Pure.

A study is what one exam brought, for one patient: the same study number under two names makes two studies.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from desktop.importers.dicom.header import DicomHeader, What


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A DICOM file that was found: its path on the disc (with /), its bytes, what its head says."""

    path: str
    size: int
    header: DicomHeader


@dataclass(frozen=True, slots=True)
class FoundSeries:
    """The files of a series in order; never empty."""

    files: tuple[FoundFile, ...]

    @property
    def head(self) -> DicomHeader:
        """The header that speaks for the series: that of its first picture, else of its first file."""
        return next((one.header for one in self.files if one.header.frames), self.files[0].header)

    @property
    def images(self) -> int:
        """How many files have pictures."""
        return sum(one.header.frames > 0 for one in self.files)

    @property
    def frames(self) -> int:
        """How many pictures there are."""
        return sum(one.header.frames for one in self.files)


@dataclass(frozen=True, slots=True)
class FoundStudy:
    """The series of one study of one patient in order; never empty."""

    series: tuple[FoundSeries, ...]

    @property
    def head(self) -> DicomHeader:
        """The header that speaks for the study."""
        return next((one.head for one in self.series if one.images), self.series[0].head)

    @property
    def files(self) -> tuple[FoundFile, ...]:
        """All files, series by series."""
        return tuple(file for one in self.series for file in one.files)

    @property
    def images(self) -> int:
        """How many files have pictures."""
        return sum(one.images for one in self.series)

    @property
    def size(self) -> int:
        """How many bytes all files have."""
        return sum(one.size for one in self.files)


Patient = tuple[frozenset[str], str]


def patient_of(header: DicomHeader) -> Patient:
    """Return what tells one patient from another: the words of the name in any order, and the birth date."""
    plain = unicodedata.normalize("NFKC", header.patient_name).casefold()
    return frozenset(re.findall(r"\w+", plain)), header.patient_born


def _study_key(file: FoundFile) -> tuple[object, ...]:
    where = "" if file.header.study_uid else str(PurePosixPath(file.path).parent)
    return patient_of(file.header)[0], file.header.study_uid, where


def _series_key(file: FoundFile) -> tuple[object, ...]:
    header = file.header
    return (header.series_uid,) if header.series_uid else (header.series_number, header.modality)


def _grouped(files: Iterable[FoundFile], key: Callable[[FoundFile], object]) -> list[list[FoundFile]]:
    found: dict[object, list[FoundFile]] = {}
    for file in files:
        found.setdefault(key(file), []).append(file)
    return list(found.values())


def _numbered(number: int | None) -> tuple[bool, int]:
    """Order by number, those without one last."""
    return number is None, number or 0


def _by_number(file: FoundFile) -> tuple[object, ...]:
    return (*_numbered(file.header.instance_number), file.path)


def in_order(files: Sequence[FoundFile]) -> tuple[FoundFile, ...]:
    """Return the files of a series in order: by their place along its axis where each has one of its own.

    Slices that lie in one direction are a stack; a place that comes twice (several phases, several directions) leaves
    only the number that the machine gave. The stack runs the way in which its numbers run.
    """
    numbered = sorted(files, key=_by_number)
    places = [one.header.place for one in numbered]
    alike = len({one.header.orientation for one in numbered}) == 1
    if not alike or None in places or len(set(places)) < len(places):
        return tuple(numbered)
    known = [place for place in places if place is not None]
    downward = known[0] > known[-1]
    ordered = sorted(zip(known, range(len(known)), strict=True), reverse=downward)
    return tuple(numbered[number] for _, number in ordered)


def _by_series_number(one: FoundSeries) -> tuple[object, ...]:
    return (not one.images, *_numbered(one.head.series_number), one.head.series_uid, one.files[0].path)


def _series_in_order(series: Iterable[FoundSeries]) -> tuple[FoundSeries, ...]:
    """Order series by their numbers; those without pictures come last."""
    return tuple(sorted(series, key=_by_series_number))


def studies_of(files: Iterable[FoundFile]) -> tuple[FoundStudy, ...]:
    """Return the studies, the newest first; the list of a disc (DICOMDIR) belongs to none."""
    kept = [one for one in files if one.header.what is not What.DIRECTORY]
    made = [
        FoundStudy(_series_in_order(FoundSeries(in_order(own)) for own in _grouped(group, _series_key)))
        for group in _grouped(kept, _study_key)
    ]
    return tuple(sorted(made, key=lambda one: one.head.study_date, reverse=True))


def people_on(studies: Iterable[FoundStudy]) -> int:
    """Return how many people the studies name, those without a name aside."""
    return len({patient_of(one.head) for one in studies if one.head.patient_name})
