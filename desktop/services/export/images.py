"""The files of studies in an export: each as it came, in a folder of its study, where it lay on the disc."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.records.document import Document
from desktop.records.imaging_files import ImagingFile
from desktop.services.export.folder import ExportFolder
from desktop.services.export.naming import NamesTaken, inner_path
from desktop.services.export.values import PersonRecord, PlacedRecord
from desktop.services.imaging_files import ImagingFiles
from desktop.vault.errors import DamagedVaultError


def files_in_order(record: PersonRecord, document_id: str) -> tuple[ImagingFile, ...]:
    """Return the files of a study, series by series."""
    series = record.studies.get(document_id, ())
    return tuple(file for one in series for file in record.images[one.id])


def paths_of(record: PersonRecord, document_id: str) -> Iterator[tuple[ImagingFile, str]]:
    """Yield each file of a study with its path below the study's folder; no path comes twice on any file system."""
    taken = NamesTaken()
    for file in files_in_order(record, document_id):
        yield file, taken.claim(inner_path(file.path) or "image")


class ImageWriter:
    """Writes image files, a piece at a time."""

    def __init__(self, files: ImagingFiles) -> None:
        """Take them from `files`."""
        self._files = files

    def write(self, folder: ExportFolder, placed: PlacedRecord, document: Document) -> set[str]:
        """Write the files of a study; return the ids of those that the vault could not give back as they came."""
        damaged = set()
        for file, path in paths_of(placed.record, document.id):
            place = f"{placed.folder}/{placed.link(document.id)}/{path}"
            try:
                with folder.writing(place) as sink:
                    self._files.copy_out(file.id, sink)
                whole = folder.hashes[place] == file.sha256
            except DamagedVaultError:
                whole = False
            if not whole:
                folder.drop(place)
                damaged.add(file.id)
        return damaged
