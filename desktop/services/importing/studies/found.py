"""The studies of a disc, once the heads of its files are read, and what is to be said of the disc."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from desktop.foundation.progress import CancelToken
from desktop.importers import limits
from desktop.importers.dicom.grouping import FoundFile, FoundStudy, people_on, studies_of
from desktop.importers.dicom.header import What
from desktop.records.document import ImportIssue
from desktop.sandbox.run import SandboxFailure, run
from desktop.services.importing.studies.drop import Disc
from desktop.services.importing.studies.heads import TOO_LARGE, UNREADABLE, read_heads
from desktop.services.importing.studies.holders import HeldFile, Holder

_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class DiscFound:
    """What is on a disc: studies to be kept, documents in them, and files that are no images after all.

    `papers` are structured reports and documents in a DICOM coat; `others` go the way of any file; `too_large` are
    refused. `unreadable` counts files that the disc did not give, `people` whose images there are.
    """

    disc: Disc
    studies: tuple[FoundStudy, ...] = ()
    papers: tuple[FoundFile, ...] = ()
    others: tuple[HeldFile, ...] = ()
    too_large: tuple[HeldFile, ...] = ()
    unreadable: int = 0
    people: int = 0
    told: tuple[ImportIssue, ...] = ()


def _only_reports(study: FoundStudy) -> bool:
    return all(file.header.what is What.REPORT for file in study.files)


def whole_bytes(holder: Holder, file: HeldFile, most: int) -> bytes:
    """Return all bytes of a file, at most one more than `most`; raises OSError."""
    pieces, left = [], most + 1
    with holder.reading(file) as source:
        while left and (piece := source.read(min(_PIECE, left))):
            pieces.append(piece)
            left -= len(piece)
    return b"".join(pieces)


def _listed(disc: Disc, directory: FoundFile, cancel: CancelToken | None) -> frozenset[str]:
    """Return the numbers of the images that the list of a disc names; it is only a hint, and may be broken."""
    try:
        data = whole_bytes(disc.holder, HeldFile(directory.path, directory.size), limits.FILE_BYTES)
        answer = run("dicom.listed", [data], cancel=cancel).value
    except (OSError, SandboxFailure):
        return frozenset()
    return frozenset(one for one in answer if isinstance(one, str)) if isinstance(answer, list) else frozenset()


def _missing(disc: Disc, found: tuple[FoundFile, ...], cancel: CancelToken | None) -> int:
    """Return how many images the list of a disc names that are not there; 0 for a list that is of something else."""
    here = {file.header.sop_uid for file in found}
    named: set[str] = set()
    for file in found:
        if file.header.what is What.DIRECTORY:
            listed = _listed(disc, file, cancel)
            named |= listed if listed & here else set()
    return len(named - here)


def _told(disc: Disc, missing: int) -> Iterator[ImportIssue]:
    if disc.programs or disc.system:
        yield limits.left_on_disc(disc.programs, disc.system)
    if missing:
        yield limits.images_missing(missing)


def found_on(
    disc: Disc, *, told: Callable[[int], object] | None = None, cancel: CancelToken | None = None
) -> DiscFound:
    """Read the heads of a disc's files and group them; `told` hears how many were read. Raises CancelledError."""
    files, not_images = read_heads(disc.holder, disc.files, told=told, cancel=cancel)
    studies = studies_of(files)
    papers = (file for one in studies for file in one.files if file.header.what in {What.REPORT, What.ENCAPSULATED})
    missing = _missing(disc, files, cancel) if disc.whole else 0
    return DiscFound(
        disc,
        studies=tuple(one for one in studies if not _only_reports(one)),
        papers=tuple(papers),
        others=(*(file for file, why in not_images if why not in {TOO_LARGE, UNREADABLE}), *disc.others),
        too_large=tuple(file for file, why in not_images if why == TOO_LARGE),
        unreadable=sum(why == UNREADABLE for _, why in not_images),
        people=people_on(studies),
        told=tuple(_told(disc, missing)),
    )
