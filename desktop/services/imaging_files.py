"""The image files of a study: its series in order, their files in order, and the bytes of each as they came."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Mapping

from desktop.records.imaging_files import ImagingFile, ImagingSeries, StudyCounts
from desktop.services.errors import NoSuchThingError
from desktop.vault.sealed import Sink
from desktop.vault.stores import imaging_files as store
from desktop.vault.stores.imaging_files import KeptFile
from desktop.vault.vault import Vault

__all__ = ["ImagingFiles"]


class _Forward:
    """A sink that can only be written on, as a zip is without going back."""

    def __init__(self, sink: Sink) -> None:
        self._sink = sink

    def write(self, piece: bytes) -> int:
        self._sink.write(bytes(piece))
        return len(piece)

    def flush(self) -> None:
        """Nothing is held back here."""


class ImagingFiles:
    """Every study of images in the vault; a study is a document of the kind "images"."""

    def __init__(self, vault: Vault) -> None:
        """Read from `vault`."""
        self._vault = vault

    def series(self, document_id: str) -> tuple[ImagingSeries, ...]:
        """Return the series of a study in the order of their numbers, with counts; none for any other document."""
        return self._vault.read(lambda tx: store.series_of(tx, document_id))

    def files(self, series_id: str) -> tuple[ImagingFile, ...]:
        """Return the files of a series in the order in which it is looked through; `is_image` tells pictures."""
        return self._vault.read(lambda tx: store.files_of(tx, series_id))

    def all_files(self, document_id: str) -> tuple[ImagingFile, ...]:
        """Return every file of a study, series by series, each in its order."""
        return tuple(one.file for one in self._vault.read(lambda tx: store.all_files(tx, document_id)))

    def counts(self, document_ids: Iterable[str]) -> Mapping[str, StudyCounts]:
        """Return how much the studies among these documents hold; other documents are left out."""
        wanted = tuple(document_ids)
        return self._vault.read(lambda tx: store.counts_of(tx, wanted))

    def original(self, file_id: str) -> bytes:
        """Return the bytes of a file as they came: untrusted, up to 500 MB.

        Raises NoSuchThingError, and DamagedVaultError when they are missing or not as they were sealed.
        """
        return self._vault.sealed.open(self._kept(file_id).sealed)

    def copy_out(self, file_id: str, sink: Sink) -> None:
        """Give the bytes of a file to a sink, a piece at a time, in little memory; raises as `original`."""
        self._vault.sealed.copy_out(self._kept(file_id).sealed, sink)

    def write_zip(self, document_id: str, sink: Sink) -> bool:
        """Write the files of a study as they came into a zip, or a single file as it is; False for another document.

        Raises DamagedVaultError when one of them cannot be given back as it came, and whatever the sink raises.
        """
        files = self.all_files(document_id)
        if len(files) == 1:
            self.copy_out(files[0].id, sink)
        elif files:
            with zipfile.ZipFile(_Forward(sink), "w", zipfile.ZIP_STORED) as archive:  # type: ignore[call-overload] # written from front to back
                for file in files:
                    with archive.open(zipfile.ZipInfo(file.path), "w", force_zip64=True) as member:
                        self.copy_out(file.id, member)
        return bool(files)

    def _kept(self, file_id: str) -> KeptFile:
        kept = self._vault.read(lambda tx: store.kept_file(tx, file_id))
        if kept is None:
            raise NoSuchThingError("image")
        return kept
