"""A zip of images on the disk, however large: its members are unpacked in the sandbox, some at a time."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from desktop.foundation.progress import CancelToken
from desktop.importers import limits
from desktop.importers.detect import Content, sniff
from desktop.sandbox.run import Limits, SandboxFailure, run
from desktop.sandbox.values import MIB, JSONValue
from desktop.services.importing.studies.holders import HeldFile
from desktop.services.importing.walking import opened
from desktop.vault.sealed import Source

_END = 8 << 20
"""Bytes at the end of a zip in which its list of members lies; 20,000 members take some 2 MB."""
_AT_ONCE = 32 << 20
"""Bytes of members that are unpacked together, and the same of the file that is handed over for them."""
_MOST_TOGETHER = 512
_HEAD_SLACK = 4096
_KIND = 4096
_SMALL = Limits(cpu_seconds=60, wall_seconds=120)
_LARGE = Limits(cpu_seconds=120, wall_seconds=300, memory_bytes=3072 * MIB, output_bytes=limits.DICOM_BYTES + MIB)
_FIELDS = 6


@dataclass(frozen=True, slots=True)
class Member:
    """A member as the archive says; `stop` is where the next one begins, or the list of members."""

    name: str
    start: int
    packed: int
    size: int
    deflated: bool
    crc: int
    stop: int = 0


def _untrusted_members(answer: JSONValue, size: int) -> tuple[Member, ...]:
    """Return the members of an answer that has the right shape, in the order in which they lie; none of any other."""
    if not isinstance(answer, list) or len(answer) > limits.DISC_FILES:
        return ()
    found = []
    for raw in answer:
        if not isinstance(raw, list) or len(raw) != _FIELDS or not isinstance(raw[0], str):
            return ()
        numbers = [raw[1], raw[2], raw[3], raw[5]]
        if any(type(each) is not int or not 0 <= each <= limits.DISC_BYTES * 2 for each in numbers):
            return ()
        found.append(Member(raw[0], *numbers[:3], deflated=raw[4] is True, crc=numbers[3]))  # type: ignore[misc] # checked above
    found.sort(key=lambda one: one.start)
    stops = [*(one.start for one in found[1:]), size][: len(found)]
    return tuple(
        Member(one.name, one.start, one.packed, one.size, one.deflated, one.crc, stop)
        for one, stop in zip(found, stops, strict=True)
    )


def members_of(path: Path, cancel: CancelToken | None = None) -> tuple[Member, ...]:
    """Return the members of a zip; none of one that is damaged, locked or a bomb. Raises CancelledError."""
    try:
        with opened(path) as file:
            size = file.seek(0, io.SEEK_END)
            file.seek(max(0, size - _END))
            end = file.read(_END)
        return _untrusted_members(run("archive.directory", [end], {"size": size}, cancel=cancel).value, size)
    except (OSError, SandboxFailure):
        return ()


class ZipHolder:
    """The members of a zip; those that were unpacked together are kept until others are asked for."""

    def __init__(self, place: Path, members: Sequence[Member], cancel: CancelToken | None) -> None:
        """Hold these members of the zip at `place`."""
        self.place = place
        self._members = {one.name: one for one in members}
        self._cancel = cancel
        self._order: Sequence[HeldFile] = ()
        self._places: dict[str, int] = {}
        self._held: dict[str, bytes | None] = {}

    def contents(self) -> list[tuple[str, Content]]:
        """Return what the first bytes of each member say; a damaged one among images counts as an image."""
        files = [HeldFile(one.name, one.size) for one in self._members.values()]
        heads = self.beginnings(files, _KIND)
        damaged = Content.DICOM if any(sniff(head) is Content.DICOM for head in heads) else Content.UNKNOWN
        return [
            (file.path, sniff(head) if head or not file.size else damaged)
            for file, head in zip(files, heads, strict=True)
        ]

    def beginnings(self, files: Sequence[HeldFile], most: int) -> list[bytes]:
        """Return at most so many first bytes of each file; none of one that cannot be read."""
        found: list[bytes] = []
        for some in self._together([self._members[file.path] for file in files], most):
            found += [content or b"" for content in self._unpacked(some, most)]
        return found

    def expect(self, files: Sequence[HeldFile]) -> None:
        """Be told in which order files will be read."""
        self._order = files
        self._places = {file.path: number for number, file in enumerate(files)}

    @contextmanager
    def reading(self, file: HeldFile) -> Iterator[Source]:
        """Lend a file to be read to its end; raises OSError when it is damaged."""
        if file.path not in self._held:
            self._held = {}
            wanted = [self._members[one.path] for one in self._following(file)]
            some = next(self._together(wanted, limits.DICOM_BYTES))
            self._held = dict(zip((one.name for one in some), self._unpacked(some, limits.DICOM_BYTES), strict=True))
        content = self._held[file.path]
        if content is None:
            raise OSError
        yield io.BytesIO(content)

    def _following(self, file: HeldFile) -> Sequence[HeldFile]:
        """Return a file and those that will be read after it."""
        place = self._places.get(file.path)
        return [file] if place is None else self._order[place : place + _MOST_TOGETHER]

    @staticmethod
    def _together(members: Sequence[Member], most: int) -> Iterator[list[Member]]:
        """Yield members in groups that are unpacked together; a large one is alone."""
        group: list[Member] = []
        taken = 0
        for one in members:
            size = max(min(one.size, most), min(one.packed, most))
            if group and (taken + size > _AT_ONCE or len(group) >= _MOST_TOGETHER):
                yield group
                group, taken = [], 0
            group.append(one)
            taken += size
        if group:
            yield group

    def _unpacked(self, members: Sequence[Member], most: int) -> list[bytes | None]:
        """Return at most so many bytes of each member; None of one that is not as the archive says."""
        try:
            with opened(self.place) as file:
                records = [_record(file, one, most) for one in members]
        except OSError:
            return [None] * len(members)
        told: list[JSONValue] = [[one.packed, one.size, int(one.deflated), one.crc, most] for one in members]
        allowed = (
            _LARGE if sum(map(len, records)) + sum(min(one.size, most) for one in members) > _AT_ONCE * 3 else _SMALL
        )
        try:
            answer = run("archive.inflate", records, {"members": told}, limits=allowed, cancel=self._cancel)
        except SandboxFailure:
            if len(members) == 1:
                return [None]
            return [content for one in members for content in self._unpacked([one], most)]
        well = answer.value
        if not isinstance(well, list) or not len(well) == len(answer.blobs) == len(members):
            return [None] * len(members)
        return [content if one is True else None for content, one in zip(answer.blobs, well, strict=True)]


def _record(file: BinaryIO, member: Member, most: int) -> bytes:
    """Return the bytes of a member from its head on, as many as `most` unpacked ones can need."""
    file.seek(member.start)
    return file.read(min(member.stop - member.start, most + most // 1000 + _HEAD_SLACK))
