"""Which exports of Sheaf lie in a drop: folders and zips with a record.json, or that file alone."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from desktop.foundation.progress import CancelToken
from desktop.importers.detect import Content
from desktop.importers.sheaf_export.read import HEAD, is_record
from desktop.services.importing.studies.drop import content_at
from desktop.services.importing.studies.holders import FolderHolder, HeldFile, Holder, beginning
from desktop.services.importing.studies.zipped import ZipHolder, members_of
from desktop.services.importing.walking import Walked

RECORD = "record.json"
MANIFEST = "manifest.sha256"
_FRONT = frozenset({"README.txt", "index.html", MANIFEST})
"""What lies at the top of an export, beside the folders of the people."""


@dataclass(frozen=True, slots=True)
class FoundExport:
    """One person's folder of an export, in what holds it; `files` has every file that may be read, by its path there.

    `record` is the path of record.json.
    """

    holder: Holder
    record: str
    files: dict[str, HeldFile]

    @property
    def shown(self) -> Path:
        """What it is called while it waits."""
        return self.holder.place / self.record if self.record not in self.holder.place.name else self.holder.place

    def beside(self, path: str) -> HeldFile | None:
        """Return a file by its path in the person's folder; None for one that was not dropped."""
        return self.files.get(str(PurePosixPath(self.record).parent / path))

    @property
    def manifest(self) -> tuple[HeldFile | None, str]:
        """Return the list of checksums at the top, and what record.json is called there."""
        top = PurePosixPath(self.record).parent.parent
        return self.files.get(str(top / MANIFEST)), str(PurePosixPath(self.record).relative_to(top))


def _records(files: Iterable[str], heads: Iterable[bytes]) -> list[str]:
    return [path for path, head in zip(files, heads, strict=True) if is_record(head)]


def _named(paths: Iterable[str]) -> list[str]:
    return [path for path in paths if PurePosixPath(path).name == RECORD]


def _belonging(record: str, paths: Collection[str]) -> set[str]:
    """Return the paths that are parts of the export of which `record` is one person's."""
    folder = PurePosixPath(record).parent
    own = {path for path in paths if folder in PurePosixPath(path).parents}
    top = folder.parent
    front = {str(top / name) for name in _FRONT} & set(paths)
    return own | (front if str(top / MANIFEST) in paths and folder != top else set())


def _in(holder: Holder, files: Sequence[HeldFile]) -> tuple[list[FoundExport], set[str]]:
    by_path = {one.path: one for one in files}
    named = _named(by_path)
    heads = holder.beginnings([by_path[path] for path in named], HEAD)
    records = _records(named, heads)
    theirs = {path for record in records for path in _belonging(record, by_path)}
    held = {path: by_path[path] for path in theirs}
    return [FoundExport(holder, record, held) for record in records], theirs


def _size(path: Path) -> int:
    try:
        return path.lstat().st_size
    except OSError:
        return 0


def _alone(path: Path) -> FoundExport | None:
    if (
        path.suffix.lower() != ".json"
        or path.is_symlink()
        or not path.is_file()
        or not is_record(beginning(path, HEAD))
    ):
        return None
    holder = FolderHolder(path.parent)
    return FoundExport(holder, path.name, {path.name: HeldFile(path.name, _size(path))})


def _zipped(path: Path, cancel: CancelToken | None) -> list[FoundExport]:
    if path.suffix.lower() != ".zip" or content_at(path) is not Content.ZIP:
        return []
    members = members_of(path, cancel)
    if not _named(one.name for one in members):
        return []
    return _in(ZipHolder(path, members, cancel), [HeldFile(one.name, one.size) for one in members])[0]


def exports_among(
    walked: Sequence[Walked], cancel: CancelToken | None = None
) -> tuple[tuple[FoundExport, ...], tuple[Walked, ...]]:
    """Return the exports in a drop, and what else it holds; reads the beginnings of files named record.json."""
    found: list[FoundExport] = []
    taken: set[Path] = set()
    for root in dict.fromkeys(one.root for one in walked if one.root is not None):
        files = [one.file for one in walked if one.root == root]
        if not _named(file.name for file in files):
            continue
        held = [HeldFile(file.relative_to(root).as_posix(), _size(file)) for file in files]
        exports, theirs = _in(FolderHolder(root), held)
        found += exports
        taken |= {root.joinpath(*path.split("/")) for path in theirs}
    for file in (one.file for one in walked if one.root is None or one.file.suffix.lower() == ".zip"):
        alone = _alone(file)
        exports = [alone] if alone else _zipped(file, cancel)
        found += exports
        taken |= {file} if exports else set()
    return tuple(found), tuple(one for one in walked if one.file not in taken)
