"""The files of a study sealed one by one as they came; those that are here already are left where they are."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from desktop.foundation.progress import CancelToken
from desktop.importers.dicom.grouping import FoundFile, FoundStudy
from desktop.services.importing.studies.holders import HeldFile, Holder
from desktop.vault.sealed import Source
from desktop.vault.stores import imaging_files as store
from desktop.vault.vault import Vault

_PIECE = 1 << 20


class _Hashing:
    """Reads a source and takes the SHA-256 of what passes; a cancel ends it in the middle."""

    def __init__(self, source: Source, cancel: CancelToken | None) -> None:
        self._source, self._cancel = source, cancel
        self._hash = hashlib.sha256()

    def read(self, size: int) -> bytes:
        if self._cancel is not None:
            self._cancel.check()
        piece = self._source.read(size)
        self._hash.update(piece)
        return piece

    @property
    def digest(self) -> str:
        return self._hash.hexdigest()


@dataclass(slots=True)
class TakenFiles:
    """What became of a study's files: those sealed with name and SHA-256, those that another document has already."""

    sealed: dict[FoundFile, tuple[str, str]] = field(default_factory=dict)
    already: dict[FoundFile, str] = field(default_factory=dict)
    twice: int = 0
    """Files that lie on the disc a second time, byte by byte."""
    unreadable: list[FoundFile] = field(default_factory=list)
    digests: set[str] = field(default_factory=set)


def _digest(holder: Holder, file: HeldFile, cancel: CancelToken | None) -> str:
    with holder.reading(file) as source:
        hashing = _Hashing(source, cancel)
        while hashing.read(_PIECE):
            pass
        return hashing.digest


def _sealed(vault: Vault, holder: Holder, file: FoundFile, held: TakenFiles, cancel: CancelToken | None) -> None:
    with holder.reading(HeldFile(file.path, file.size)) as source:
        hashing = _Hashing(source, cancel)
        name = vault.sealed.seal_stream(hashing)
    if hashing.digest in held.digests:
        vault.sealed.remove(name)
        held.twice += 1
    else:
        held.sealed[file] = (name, hashing.digest)
        held.digests.add(hashing.digest)


def _compared(
    known: Mapping[str, str], holder: Holder, file: FoundFile, held: TakenFiles, cancel: CancelToken | None
) -> bool:
    """Whether a file's bytes are here already, among those of its number (`known`: documents by SHA-256)."""
    here = known.get(_digest(holder, HeldFile(file.path, file.size), cancel))
    if here is not None:
        held.already[file] = here
    return here is not None


def take_files(
    vault: Vault,
    holder: Holder,
    study: FoundStudy,
    *,
    told: Callable[[int], object],
    cancel: CancelToken | None = None,
) -> TakenFiles:
    """Seal the files of a study that are not here yet; `told` hears how many are done.

    A file whose instance number is known here is compared before it is sealed, so that a disc that comes twice costs no
    writing. Raises CancelledError and EnvironmentProblem; then nothing of the study is kept.
    """
    known = vault.read(lambda tx: store.known_instances(tx, {one.header.sop_uid for one in study.files}))
    holder.expect([HeldFile(file.path, file.size) for file in study.files])
    held = TakenFiles()
    try:
        for number, file in enumerate(study.files):
            told(number)
            try:
                same = known.get(file.header.sop_uid)
                if same is None or not _compared(same, holder, file, held, cancel):
                    _sealed(vault, holder, file, held, cancel)
            except OSError:
                held.unreadable.append(file)
    except BaseException:
        give_back(vault, held)
        raise
    return held


def give_back(vault: Vault, held: TakenFiles) -> None:
    """Remove what was sealed, when the study is not kept."""
    for name, _ in held.sealed.values():
        vault.sealed.remove(name)
