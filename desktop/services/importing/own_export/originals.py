"""The originals of an export: found, compared with their hashes, sealed, and their pages read again."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from desktop.foundation.progress import CancelToken
from desktop.importers import limits
from desktop.importers.base import ImportResult
from desktop.importers.sheaf_export.record import ExportedDocument
from desktop.records.document import Document, DocumentStatus, ImportIssue
from desktop.records.imaging_files import ImagingSeries, digest_of_list, list_of_files
from desktop.services.importing import reading
from desktop.services.importing.own_export.found import FoundExport
from desktop.services.importing.own_export.reading import ReadExport
from desktop.services.importing.studies.found import whole_bytes
from desktop.services.importing.studies.holders import HeldFile
from desktop.vault.stores.imaging_files import KeptFile
from desktop.vault.vault import Vault


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedDocument:
    """A document whose original is sealed; `series` and `files` are those of a study of images."""

    told: ExportedDocument
    document: Document
    sealed: str
    result: ImportResult | None = None
    series: tuple[ImagingSeries, ...] = ()
    files: tuple[KeptFile, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all its sealed files."""
        return (self.sealed, *(file.sealed for file in self.files))


def _original(found: FoundExport, path: str, sha256: str, most: int) -> bytes | ImportIssue:
    """Return the bytes of a file of an export, compared with its hash, or why they are not taken."""
    file: HeldFile | None = found.beside(path) if path else None
    if file is None:
        return limits.ORIGINAL_MISSING
    try:
        data = whole_bytes(found.holder, file, most)
    except OSError:
        return limits.UNREADABLE_FILE
    if len(data) > most:
        return limits.TOO_LARGE
    return data if hashlib.sha256(data).hexdigest() == sha256 else limits.ORIGINAL_SWAPPED


@dataclass(slots=True)
class Originals:
    """Seals the originals of one export; what was sealed is given back when the export is not kept."""

    vault: Vault
    found: FoundExport
    read: ReadExport
    cancel: CancelToken | None
    sealed: list[str] = field(default_factory=list)

    def take(self, told: ExportedDocument) -> SealedDocument | ImportIssue:
        """Seal a document, or say why not; raises CancelledError and EnvironmentProblem."""
        if self.cancel is not None:
            self.cancel.check()
        return self._study(told) if told.files else self._paper(told)

    def give_back(self) -> None:
        """Remove what was sealed."""
        for name in self.sealed:
            self.vault.sealed.remove(name)

    def _seal(self, data: bytes) -> str:
        self.sealed.append(self.vault.sealed.seal(data))
        return self.sealed[-1]

    def _paper(self, told: ExportedDocument) -> SealedDocument | ImportIssue:
        data = _original(self.found, told.path, told.document.sha256, limits.FILE_BYTES)
        if isinstance(data, ImportIssue):
            return data
        refused = reading.refusal(data)
        if refused is not None:
            return refused
        password = self.read.passwords.get(told.path, "")
        result = None
        if told.document.status is not DocumentStatus.NOT_READ:
            result = reading.read_document(data, password=password or None, cancel=self.cancel)
        document = replace(told.document, size=len(data), pdf_password=password)
        return SealedDocument(told=told, document=document, sealed=self._seal(data), result=result)

    def _study(self, told: ExportedDocument) -> SealedDocument | ImportIssue:
        kept: list[KeptFile] = []
        for one in told.files:
            if self.cancel is not None:
                self.cancel.check()
            data = _original(self.found, one.path, one.file.sha256, limits.DICOM_BYTES)
            if not isinstance(data, ImportIssue):
                kept.append(KeptFile(replace(one.file, size=len(data)), self._seal(data)))
        if not kept:
            return limits.ORIGINAL_MISSING
        return self._listed(told, kept)

    def _listed(self, told: ExportedDocument, kept: Sequence[KeptFile]) -> SealedDocument:
        """Return a study with the files that are here; its own original is the list of these (see imaging_files)."""
        listed = list_of_files((one.file.path, one.file.sha256) for one in kept)
        with_files = {one.file.series_id for one in kept}
        document = told.document
        missing = len(told.files) - len(kept)
        if missing:
            issues = (*document.issues, limits.images_missing(missing))
            size = sum(one.file.size for one in kept)
            document = replace(document, sha256=digest_of_list(listed), size=size, issues=issues)
        return SealedDocument(
            told=told,
            document=document,
            sealed=self._seal(listed),
            series=tuple(one for one in told.series if one.id in with_files),
            files=tuple(kept),
        )
