"""A packet as several small files for a hospital's website: cut, read back, written into a folder of their own."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from desktop.foundation.errors import AppError, ExitCode
from desktop.foundation.progress import CancelToken, Progress
from desktop.packet.front_values import PageKind
from desktop.packet.outcome import Check
from desktop.packet.parts import PageTooLargeError, PartFile, Stretch, arguments_of, parts_of_answer
from desktop.sandbox.run import Limits, SandboxFailure, run
from desktop.sandbox.values import MIB
from desktop.services.export.folder import ExportFolder, free_place
from desktop.services.packets import building
from desktop.services.packets.delivering import told_of_the_packet
from desktop.services.packets.errors import NotBuiltError, NotReadBackError
from desktop.services.packets.outcome import must_hold
from desktop.services.packets.values import BuiltPacket

SIZES_MB = (2, 5, 10, 20, 25)
"""What websites commonly take, in MB of 1,000,000 bytes."""
MEGABYTE = 1_000_000
_LIMITS = Limits(cpu_seconds=300, wall_seconds=600, memory_bytes=3072 * MIB, output_bytes=1024 * MIB)
_LONGEST = 100
_NOT_PLAIN = re.compile(r"[^A-Za-z0-9]+")


class PartTooLargeError(AppError):
    """One page alone is larger than the website takes."""

    code = "page-too-large"
    exit_code = ExitCode.NEEDS_PERSON

    def __init__(self, page: int, most_mb: int) -> None:
        """Name the page."""
        super().__init__(
            f"Page {page} alone is larger than {most_mb} MB.",
            do="Choose a larger size, or leave that page out.",
        )
        self.page = page


UPLOAD = "upload-"
"""How the folder of an upload begins."""
FILES_AT_ONCE = (1, 2, 3, 5, 10)
"""How many files websites commonly take in one upload."""


@dataclass(frozen=True, slots=True)
class SmallFile:
    """One file: its name, which packet pages it holds, and its bytes.

    `upload` counts from 1 when the website takes them in several uploads; 0: all go at once.
    """

    name: str
    part: PartFile
    pdf: bytes = field(repr=False)
    upload: int = 0

    @property
    def path(self) -> str:
        """Where it lies in the folder: files of one upload lie together."""
        return f"{UPLOAD}{self.upload}/{self.name}" if self.upload else self.name


def uploads_of(files: Iterable[SmallFile]) -> tuple[tuple[SmallFile, ...], ...]:
    """Return the files of each upload, in the order in which they are to be made."""
    found: dict[int, list[SmallFile]] = {}
    for one in files:
        found.setdefault(one.upload, []).append(one)
    return tuple(map(tuple, found.values()))


def plain_name(number: int, title: str) -> str:
    """Return "2-Pathology-and-biomarkers.pdf": ASCII without spaces, at most 100 characters."""
    letters = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode("ascii")
    stem = _NOT_PLAIN.sub("-", letters).strip("-") or "Pages"
    return f"{f'{number}-{stem}'[: _LONGEST - 4].rstrip('-')}.pdf"


def _stretches(built: BuiltPacket) -> Iterator[Stretch]:
    """Yield the written pages, each section with its divider, and the list of files."""
    layout, sections = built.layout, built.front.sections
    ends = [layout.divider_page[section.letter] - 1 for section in sections]
    last_written = ends[0] if ends else layout.total_pages - (1 if layout.files_page else 0)
    begins = [page.number for page in built.written if page.kind in {PageKind.COVER, PageKind.PART}]
    yield Stretch("Summary", 1, last_written, tuple(dict.fromkeys((1, *begins))))
    for section in sections:
        first, last = layout.divider_page[section.letter], layout.section_pages[section.letter][1]
        documents = [layout.source_page[source.document.id] for source in section.sources[1:]]
        yield Stretch(section.title, first, last, (first, *documents))
    if layout.files_page:
        yield Stretch("List of all files", layout.files_page, layout.total_pages, (layout.files_page,))


def small_files(
    built: BuiltPacket, most_mb: int, *, most_files: int = 0, cancel: CancelToken | None = None
) -> tuple[SmallFile, ...]:
    """Cut a packet into files of at most `most_mb` MB, and read each back.

    With `most_files` there are no more than that when they fit; else they are told apart into uploads of so many.

    Raises PartTooLargeError, NotBuiltError, NotReadBackError or CancelledError.
    """
    arguments = arguments_of(tuple(_stretches(built)), most_mb * MEGABYTE, most_files)
    try:
        answer = run("packet.split", [built.pdf], arguments, limits=_LIMITS, cancel=cancel)
        parts = parts_of_answer(answer.value)
    except SandboxFailure:
        raise NotBuiltError from None
    except PageTooLargeError as error:
        raise PartTooLargeError(error.page, most_mb) from None
    if sum(part.pages for part in parts) != built.pages or len(parts) != len(answer.blobs):
        raise NotReadBackError
    several = 0 < most_files < len(parts)
    made = tuple(
        SmallFile(plain_name(number, part.title), part, pdf, (number - 1) // most_files + 1 if several else 0)
        for number, (part, pdf) in enumerate(zip(parts, answer.blobs, strict=True), start=1)
    )
    for one in made:
        if not must_hold(_checked(built, one, cancel)):
            raise NotReadBackError
    return made


def _checked(built: BuiltPacket, one: SmallFile, cancel: CancelToken | None) -> tuple[Check, ...]:
    """Read a file back as every packet is read back, its links and bookmarks counted for itself."""
    part = one.part
    expected = replace(
        built.expectations,
        pages=part.pages,
        links=part.links,
        bookmarks=part.bookmarks,
        written=tuple(page - part.first + 1 for page in built.expectations.written if part.first <= page <= part.last),
        present=(),
        first_label=part.first,
    )
    return building.read_back(one.pdf, expected, phrase="", cancel=cancel).checks


def list_digest(files: tuple[SmallFile, ...]) -> str:
    """Return the SHA-256, in hex, over the files' names and hashes: it stands for all of them in the sent log."""
    lines = (f"{hashlib.sha256(one.pdf).hexdigest()}  {one.path}\n" for one in files)
    return hashlib.sha256("".join(lines).encode("ascii")).hexdigest()


def write_small_files(
    target: Path, files: tuple[SmallFile, ...], *, vault: Path, progress: Progress, cancel: CancelToken
) -> None:
    """Write the files into `target`, a new or empty folder, whole or not at all; read back before they count.

    Raises PlaceTakenError and its kin for the place, NoRoomError, FolderNotWritableError, NotReadBackError.
    """
    with told_of_the_packet(), ExportFolder(free_place(target, vault=vault), cancel) as folder:
        for number, one in enumerate(files):
            progress.tell(number, len(files), "Writing the files")
            folder.write(one.path, [one.pdf])
        if not folder.reads_back():
            raise NotReadBackError
        folder.settle()
        folder.finish()
