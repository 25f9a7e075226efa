"""What of a disc, folder or zip of images belongs to a record: the images, and papers beside them. Pure.

A disc brings its own viewer: programs, their help and pictures, and a file that starts them. None of it is opened or
kept. Where a folder below the top holds a program, everything in it belongs to that program but what is a record.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath

from desktop.importers.detect import Content
from desktop.importers.dicom.terms import is_of_a_program, is_of_the_system

_ALWAYS_RECORDS = frozenset(
    {Content.PDF, Content.CDA, Content.FHIR, Content.FHIR_XML, Content.BLUE_BUTTON, Content.OFFICE}
)
"""Kept even in the folder of a program: a report may lie there, and losing it would be worse than keeping a manual."""


@dataclass(frozen=True, slots=True)
class DiscParts:
    """Paths (with / between their parts): images to be read, other files to be taken in; and counts of what is not."""

    images: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    programs: int = 0
    system: int = 0


def _program_folders(files: Iterable[tuple[str, Content]]) -> frozenset[PurePosixPath]:
    homes = {PurePosixPath(path).parent for path, content in files if content is Content.PROGRAM}
    return frozenset(homes - {PurePosixPath()})


def _in(folders: frozenset[PurePosixPath], path: str) -> bool:
    return any(parent in folders for parent in PurePosixPath(path).parents)


def parts_of(files: Iterable[tuple[str, Content]]) -> DiscParts:
    """Return what to do with each file; without any image all of them are other files."""
    listed = list(files)
    images = tuple(path for path, content in listed if content is Content.DICOM)
    if not images:
        return DiscParts(others=tuple(path for path, _ in listed))
    homes = _program_folders(listed)
    others, programs, system = [], 0, 0
    for path, content in listed:
        name = PurePosixPath(path).name
        if content is Content.DICOM:
            continue
        if is_of_the_system(name):
            system += 1
        elif content in _ALWAYS_RECORDS:
            others.append(path)
        elif content is Content.PROGRAM or is_of_a_program(name) or _in(homes, path):
            programs += 1
        else:
            others.append(path)
    return DiscParts(images, tuple(others), programs, system)
