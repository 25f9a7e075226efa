"""Write a packet's folder: beside its place, read back whole, and renamed; never over anything."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from desktop.foundation.progress import CancelToken, Progress
from desktop.services.export.folder import ExportFolder, free_place
from desktop.services.packets.delivering import told_of_the_packet
from desktop.services.packets.errors import NotReadBackError
from desktop.services.packets.folder.contents import MANIFEST, FolderFile, manifest_csv


def write_folder(
    target: Path, files: Sequence[FolderFile], *, vault: Path, progress: Progress, cancel: CancelToken
) -> dict[str, int]:
    """Write `files` and the manifest; return the size in bytes of each path.

    Raises PlaceTakenError, UnfinishedThereError, InsideVaultError or WholeDiskError for the place, NoRoomError,
    FolderNotWritableError, NotReadBackError or CancelledError; then nothing is left there.
    """
    with told_of_the_packet():
        return _write(free_place(target, vault=vault), files, progress, cancel)


def _write(place: Path, files: Sequence[FolderFile], progress: Progress, cancel: CancelToken) -> dict[str, int]:
    with ExportFolder(place, cancel) as folder:
        for number, file in enumerate(files):
            progress.tell(number, len(files), "Writing the folder")
            with folder.writing(file.path) as sink:
                file.put(sink)
        folder.write(MANIFEST, [manifest_csv(files, folder.sizes, folder.hashes)])
        progress.tell(len(files), len(files), "Reading it back")
        if not folder.reads_back():
            raise NotReadBackError
        folder.settle()
        folder.finish()
        return dict(folder.sizes)
