"""What a drop is: discs and folders with images, loose image files, and everything else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop.foundation.progress import CancelToken
from desktop.importers import limits
from desktop.importers.detect import Content, sniff
from desktop.importers.dicom.disc_parts import parts_of
from desktop.services.importing import walking
from desktop.services.importing.errors import DiscTooLargeError
from desktop.services.importing.studies.holders import FolderHolder, HeldFile, Holder, beginning
from desktop.services.importing.studies.zipped import ZipHolder, members_of
from desktop.services.importing.walking import Walked

_HEAD = 4096


@dataclass(frozen=True, slots=True)
class Disc:
    """Files that seem to be images, in what holds them; `whole` when a folder or disc was dropped, not single files.

    `others` are files beside the images that the holder alone can give. `programs` and `system` count what of a whole
    disc is not kept.
    """

    holder: Holder
    files: tuple[HeldFile, ...]
    whole: bool = False
    others: tuple[HeldFile, ...] = ()
    programs: int = 0
    system: int = 0


@dataclass(frozen=True, slots=True)
class Drop:
    """The discs of a drop, and its other files."""

    discs: tuple[Disc, ...]
    others: tuple[Path, ...]

    @property
    def count(self) -> int:
        """How many files there are."""
        return len(self.others) + sum(len(disc.files) + len(disc.others) for disc in self.discs)


def content_at(path: Path) -> Content:
    """Return what the first bytes of a file say; a link or device is not opened."""
    return sniff(beginning(path, _HEAD)) if path.is_file() and not path.is_symlink() else Content.UNKNOWN


def _held(root: Path, path: Path) -> HeldFile:
    try:
        size = path.lstat().st_size
    except OSError:
        size = 0
    return HeldFile(path.relative_to(root).as_posix(), size)


def _folder(root: Path, files: Sequence[tuple[Path, Content]]) -> tuple[Disc | None, list[Path]]:
    """Return the disc that a dropped folder is, if it is one, and its other files."""
    parts = parts_of((path.relative_to(root).as_posix(), content) for path, content in files)
    others = [root.joinpath(*path.split("/")) for path in parts.others]
    if not parts.images:
        return None, others
    images = tuple(_held(root, root.joinpath(*path.split("/"))) for path in parts.images)
    return Disc(FolderHolder(root), images, whole=True, programs=parts.programs, system=parts.system), others


def _loose(files: Iterable[tuple[Path, Content]]) -> tuple[list[Disc], list[Path]]:
    """Return dropped image files by the folder that they lie in, and all other dropped files."""
    by_folder: dict[Path, list[HeldFile]] = {}
    others = []
    for path, content in files:
        if content is Content.DICOM:
            by_folder.setdefault(path.parent, []).append(_held(path.parent, path))
        else:
            others.append(path)
    return [Disc(FolderHolder(folder), tuple(held)) for folder, held in by_folder.items()], others


def _zipped(path: Path, cancel: CancelToken | None) -> Disc | None:
    """Return the disc that a zip is, or None for one without images."""
    members = members_of(path, cancel)
    if not members:
        return None
    holder = ZipHolder(path, members, cancel)
    parts = parts_of(holder.contents())
    if not parts.images:
        return None
    sizes = {one.name: one.size for one in members}
    images, others = (tuple(HeldFile(name, sizes[name]) for name in names) for names in (parts.images, parts.others))
    return Disc(holder, images, whole=True, others=others, programs=parts.programs, system=parts.system)


def _zips_among(files: Sequence[Path], cancel: CancelToken | None) -> tuple[list[Disc], list[Path]]:
    """Return the zips of images among files, and the others."""
    discs, others = [], []
    for path in files:
        disc = _zipped(path, cancel) if content_at(path) is Content.ZIP else None
        if disc is None:
            others.append(path)
        else:
            discs.append(disc)
    return discs, others


def _check_size(discs: Iterable[Disc]) -> None:
    for disc in discs:
        if sum(file.size for file in disc.files) > limits.DISC_BYTES:
            raise DiscTooLargeError(disc.holder.place.name)


def drop_of(walked: Sequence[Walked], cancel: CancelToken | None = None) -> Drop:
    """Return what a drop is; looks at the first bytes of each file.

    Raises TooManyFilesError when more than 500 files are no images, DiscTooLargeError and CancelledError.
    """
    by_root: dict[Path | None, list[tuple[Path, Content]]] = {}
    for one in walked:
        if cancel is not None:
            cancel.check()
        by_root.setdefault(one.root, []).append((one.file, content_at(one.file)))
    discs, others = _loose(by_root.pop(None, []))
    for root, files in by_root.items():
        disc, rest = _folder(root, files) if root is not None else (None, [])
        discs += [disc] if disc is not None else []
        others += rest
    order = {one.file: number for number, one in enumerate(walked)}
    zipped, others = _zips_among(sorted(others, key=lambda path: order[path]), cancel)
    discs += zipped
    walking.check_number(len(others) + sum(len(disc.others) for disc in discs))
    _check_size(discs)
    return Drop(tuple(discs), tuple(others))
