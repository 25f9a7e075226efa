"""Pictures of scans beside a packet: the files as the hospitals made them, and a DICOMDIR that lists them."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass

from desktop.importers.dicom.handing_over import handed_over
from desktop.packet.language import say
from desktop.packet.plan import Plan
from desktop.records.imaging_files import DICOM_MEDIA_TYPE, ImagingFile
from desktop.sandbox.run import Limits, SandboxFailure, run
from desktop.sandbox.values import MIB, JSONValue
from desktop.services.imaging_files import ImagingFiles
from desktop.services.packets.errors import NotBuiltError
from desktop.services.packets.folder.contents import FolderFile, held
from desktop.vault.sealed import Sink

DIRECTORY = "DICOMDIR"
_BEGINNING = 1 << 18
"""Bytes of a file that hold what the list says of its patient, study and series."""
_HEAD = 132
"""Bytes of a DICOM file before its content: a preamble of 128, and DICM (PS3.10, 7.1)."""
_LIMITS = Limits(cpu_seconds=60, wall_seconds=120, memory_bytes=2048 * MIB, output_bytes=128 * MIB)


@dataclass(frozen=True, slots=True)
class StudyOnDisc:
    """The files of one study: each with its path on the disc, by 8 signs (PS3.12), and the series it belongs to."""

    files: tuple[tuple[int, str, ImagingFile], ...]


def studies_of(images: ImagingFiles, plan: Plan) -> tuple[StudyOnDisc, ...]:
    """Return the studies that a packet holds whole, with names that say neither who nor what."""
    found: list[StudyOnDisc] = []
    for section in plan.sections:
        for source in section.sources:
            document = source.document
            if document.media_type != DICOM_MEDIA_TYPE or len(source.kept_pages) != document.pages:
                continue
            files = tuple(_paths(images, document.id, len(found) + 1))
            if files:
                found.append(StudyOnDisc(files))
    return tuple(found)


def _paths(images: ImagingFiles, document_id: str, study: int) -> Iterator[tuple[int, str, ImagingFile]]:
    for series, one in enumerate(images.series(document_id), start=1):
        for number, file in enumerate(images.files(one.id), start=1):
            yield series, f"DICOM/ST{study:06}/SE{series:06}/IM{number:06}", file


class _WithoutProgram:
    """Passes a file on; a preamble that could make it a program is set to zero, all else stays as it came."""

    def __init__(self, sink: Sink) -> None:
        self._sink = sink
        self._head = b""
        self._begun = False

    def write(self, piece: bytes, /) -> None:
        """Take some bytes; the first ones wait until the whole preamble is there."""
        if self._begun:
            self._sink.write(piece)
            return
        self._head += piece
        if len(self._head) >= _HEAD:
            self._begin()

    def _begin(self) -> None:
        self._begun = True
        head, rest = self._head[:_HEAD], self._head[_HEAD:]
        self._sink.write(handed_over(head) + rest)

    def end(self) -> None:
        """Pass on a file that is shorter than a preamble."""
        if not self._begun:
            self._sink.write(self._head)


def _put(images: ImagingFiles, file: ImagingFile) -> Callable[[Sink], object]:
    def put(sink: Sink) -> None:
        passing = _WithoutProgram(sink)
        images.copy_out(file.id, passing)
        passing.end()

    return put


class _EnoughError(Exception):
    """The beginning of a file was read."""


class _Beginning:
    """Keeps the first bytes of a file, and ends the reading."""

    def __init__(self) -> None:
        self.data = b""

    def write(self, piece: bytes, /) -> None:
        """Take bytes until there are enough."""
        self.data += piece
        if len(self.data) >= _BEGINNING:
            raise _EnoughError


def _beginning(images: ImagingFiles, file: ImagingFile) -> bytes:
    kept = _Beginning()
    with suppress(_EnoughError):
        images.copy_out(file.id, kept)
    return kept.data[:_BEGINNING]


def _directory(images: ImagingFiles, studies: tuple[StudyOnDisc, ...]) -> bytes:
    """Return the DICOMDIR of all pictures; reports and other objects lie on the disc without being listed."""
    blobs: list[bytes] = []
    rows: list[JSONValue] = []
    for study in studies:
        places: dict[int, int] = {}
        for series, path, file in study.files:
            if not file.is_image:
                continue
            if series not in places:
                places[series] = len(blobs)
                blobs.append(_beginning(images, file))
            row: list[JSONValue] = [places[series], list(path.split("/"))]
            rows.append([*row, file.sop_class, file.sop_uid, file.transfer_syntax, file.instance_number])
    try:
        answer = run("dicom.directory", blobs, {"rows": rows, "uid": f"2.25.{uuid.uuid4().int}"}, limits=_LIMITS)
        return answer.blobs[0]
    except (SandboxFailure, IndexError):
        raise NotBuiltError("Leave the pictures out of the folder, and try again.") from None


def disc_files(images: ImagingFiles, studies: tuple[StudyOnDisc, ...]) -> list[FolderFile]:
    """Return the list and the files themselves; raises NotBuiltError."""
    if not studies:
        return []
    listed = FolderFile(DIRECTORY, say("manifest.images-list"), held(_directory(images, studies)))
    what = say("manifest.image")
    return [listed, *(FolderFile(path, what, _put(images, file)) for one in studies for _at, path, file in one.files)]
