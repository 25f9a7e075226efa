"""An import keeps what it confirmed, tells what it refused, and can be taken back whole."""

from __future__ import annotations

import errno
import io
import os
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import BinaryIO

import pikepdf
import pytest

from desktop.foundation import atomic
from desktop.foundation.progress import CancelToken, Progress, Step
from desktop.importers import limits
from desktop.records.document import DocumentStatus, PersonMatch
from desktop.records.fact import FactKind
from desktop.services.importing import FileOutcome, ImportStatus
from desktop.services.importing.errors import ImportStoppedError, NoImportError, TooManyFilesError
from desktop.services.workspace import Workspace
from desktop.vault import sealed
from tests.papers import ct_report, lab_report, letter, paper


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "papers"
    made.mkdir()
    return made


def _put(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def test_what_is_told_is_already_safe(workspace: Workspace, maria: str, folder: Path) -> None:
    _put(folder, "a.pdf", ct_report())
    _put(folder, "b.pdf", letter("hello"))
    kept: list[bytes] = []

    def told(outcome: FileOutcome) -> None:
        assert outcome.document_id
        kept.append(workspace.documents.original(outcome.document_id))

    workspace.importing.import_paths([folder], maria, on_file=told)
    assert kept == [(folder / "a.pdf").read_bytes(), (folder / "b.pdf").read_bytes()]


def test_folders_are_opened_and_hidden_files_left(workspace: Workspace, maria: str, folder: Path) -> None:
    (folder / "inner").mkdir()
    _put(folder / "inner", "z.pdf", ct_report())
    _put(folder, ".hidden.pdf", letter("hidden"))
    (folder / "loop").symlink_to(folder)
    batch = workspace.importing.import_paths([folder], maria)
    assert [(one.file, one.status) for one in batch.outcomes] == [
        ("z.pdf", ImportStatus.STORED),
        ("loop", ImportStatus.REFUSED),
    ]


def test_a_cancel_keeps_what_is_in(workspace: Workspace, maria: str, folder: Path) -> None:
    for number in range(4):
        _put(folder, f"{number}.pdf", letter(f"number {number}"))
    cancel = CancelToken()
    batch = workspace.importing.import_paths([folder], maria, cancel=cancel, on_file=lambda _one: cancel.cancel())
    assert [one.status for one in batch.outcomes] == [ImportStatus.STORED, *[ImportStatus.NOT_TAKEN] * 3]
    assert len(workspace.documents.list(maria)) == 1


class _StopsInTheMidst(CancelToken):
    """Asks for a stop once the reader is being waited for: it is looked at once before, when the file is taken."""

    def __init__(self) -> None:
        """Count from nothing."""
        super().__init__()
        self._looks = 0

    def check(self) -> None:
        """Stop at the third look."""
        self._looks += 1
        if self._looks > 2:
            self.cancel()
        super().check()


def test_a_cancel_ends_the_reader_in_the_midst_and_leaves_no_trace(
    workspace: Workspace, maria: str, folder: Path
) -> None:
    path = _put(folder, "long.pdf", paper(*[[f"page {page}"] * 30 for page in range(1500)]))
    batch = workspace.importing.import_paths([path], maria, cancel=_StopsInTheMidst())
    assert [one.status for one in batch.outcomes] == [ImportStatus.NOT_TAKEN]
    assert batch.outcomes[0].issues == (limits.CANCELLED,)
    assert list(workspace.vault.sealed.names()) == []
    assert workspace.history.last_words != "Import"


def test_whatever_lies_in_a_folder_is_answered_and_the_rest_comes_in(
    workspace: Workspace, maria: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _put(folder, "good.pdf", letter("good"))
    _put(folder, os.fsdecode(b"befund_\xfc.pdf"), letter("in another encoding"))
    vanishing = _put(folder, "vanishing.pdf", letter("gone"))
    os.mkfifo(folder / "pipe.pdf")
    (folder / "link.pdf").symlink_to(folder / "good.pdf")
    (folder / "locked-folder").mkdir()
    _put(folder / "locked-folder", "inside.pdf", letter("inside"))
    deep = folder / "a" / "b" / "c"
    deep.mkdir(parents=True)
    _put(deep, "deep.pdf", letter("deep"))
    real = os.scandir

    def refused(path: Path) -> AbstractContextManager[Iterator[os.DirEntry[str]]]:
        if path.name == "locked-folder":  # as root every folder opens
            raise PermissionError
        return real(path)

    monkeypatch.setattr(os, "scandir", refused)
    paths = [folder, Path("/dev/zero")]
    batch = workspace.importing.import_paths(paths, maria, on_files=lambda _files: vanishing.unlink())
    told = {one.file.encode("utf-8", "replace").decode(): one.issues[:1] for one in batch.outcomes if one.issues}
    assert told == {
        "vanishing.pdf": (limits.UNREADABLE_FILE,),
        "pipe.pdf": (limits.NOT_A_FILE,),
        "link.pdf": (limits.NOT_A_FILE,),
        "locked-folder": (limits.UNREADABLE_FOLDER,),
        "zero": (limits.NOT_A_FILE,),
    }
    kept = sorted(one.file_name for one in workspace.documents.list(maria))
    assert kept == ["befund_?.pdf", "deep.pdf", "good.pdf"]


def test_files_left_by_a_full_disk_are_named(
    workspace: Workspace, maria: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        _put(folder, f"{number}.pdf", letter(f"number {number}"))
    real = atomic.atomic_file

    def full_after_one(path: Path) -> AbstractContextManager[BinaryIO]:
        if len(workspace.documents.list(maria)) == 1:
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(path)

    monkeypatch.setattr(sealed, "atomic_file", full_after_one)
    told: list[FileOutcome] = []
    with pytest.raises(ImportStoppedError):
        workspace.importing.import_paths([folder], maria, on_file=told.append)
    assert [(one.file, one.status.value) for one in told] == [
        ("0.pdf", "stored"),
        ("1.pdf", "not-taken"),
        ("2.pdf", "not-taken"),
    ]
    assert workspace.history.undo() is not None
    assert workspace.documents.list(maria) == ()


def test_an_import_taken_back_by_name_comes_back_with_undo(workspace: Workspace, maria: str, folder: Path) -> None:
    workspace.importing.import_paths([_put(folder, "a.pdf", letter("one"))], maria)
    workspace.importing.undo()
    assert workspace.history.undo() is not None
    assert len(workspace.documents.list(maria)) == 1
    assert workspace.history.undo() is not None
    assert workspace.documents.list(maria) == ()


def test_what_the_person_typed_stays_when_a_document_is_read_at_last(
    workspace: Workspace, maria: str, folder: Path
) -> None:
    with pikepdf.Pdf.open(io.BytesIO(ct_report())) as pdf:
        made = io.BytesIO()
        pdf.save(made, encryption=pikepdf.Encryption(owner="o", user="sesame", R=6))
    (outcome,) = workspace.importing.import_paths([_put(folder, "x.pdf", made.getvalue())], maria).outcomes
    assert outcome.document_id
    workspace.documents.edit(outcome.document_id, {"title": "Luisa’s scan", "kind": "other"})
    workspace.importing.retry(outcome.document_id, "sesame")
    read = workspace.documents.get(outcome.document_id)
    assert (read.title, read.kind.value, read.source) == ("Luisa’s scan", "imaging-report", "Riverside Imaging")


def test_progress_speaks(workspace: Workspace, maria: str, folder: Path) -> None:
    _put(folder, "a.pdf", letter("one"))
    steps: list[Step] = []
    workspace.importing.import_paths([folder], maria, progress=Progress(steps.append))
    assert (steps[0].done, steps[0].total, steps[0].words) == (0, 1, "Reading a.pdf")
    assert steps[-1].done == steps[-1].total == 1


def test_undo_and_redo_an_import(workspace: Workspace, maria: str, folder: Path) -> None:
    batch = workspace.importing.import_paths([_put(folder, "a.pdf", ct_report())], maria)
    assert workspace.importing.undo().documents == 1
    assert workspace.documents.list(maria) == ()
    with pytest.raises(NoImportError):
        workspace.importing.undo()
    assert workspace.importing.redo(batch.import_id).documents == 1
    assert len(workspace.documents.list(maria)) == 1


def test_undo_history_takes_the_whole_import(workspace: Workspace, maria: str, folder: Path) -> None:
    _put(folder, "a.pdf", letter("one"))
    _put(folder, "b.pdf", letter("two"))
    workspace.importing.import_paths([folder], maria)
    assert workspace.history.undo() is not None
    assert workspace.documents.list(maria) == ()


def test_a_locked_pdf_waits_for_its_password(workspace: Workspace, maria: str, folder: Path) -> None:
    with pikepdf.Pdf.open(io.BytesIO(ct_report())) as pdf:
        made = io.BytesIO()
        pdf.save(made, encryption=pikepdf.Encryption(owner="o", user="sesame", R=6))
    path = _put(folder, "locked.pdf", made.getvalue())
    (outcome,) = workspace.importing.import_paths([path], maria).outcomes
    assert (outcome.status, outcome.read) == (ImportStatus.STORED, False)
    assert outcome.document_id is not None
    assert not workspace.importing.retry(outcome.document_id, "wrong").read
    assert workspace.importing.retry(outcome.document_id, "sesame").read
    assert workspace.documents.get(outcome.document_id).status is DocumentStatus.PROPOSED
    assert workspace.documents.page_picture(outcome.document_id, 1, width=100).startswith(b"\x89PNG")


def test_the_wrong_persons_page_waits_and_moves(workspace: Workspace, maria: str, folder: Path) -> None:
    luis = workspace.people.add({"name": "Luis Lopez", "born": "1955-09-11"}).id
    path = _put(folder, "luis.pdf", ct_report(name="LOPEZ, LUIS", born="09/11/1955"))
    (outcome,) = workspace.importing.import_paths([path], maria).outcomes
    assert outcome.person_match is PersonMatch.DIFFERS
    assert outcome.document_id is not None
    assert workspace.timeline.events(maria) == ()
    workspace.documents.move(outcome.document_id, luis)
    assert workspace.documents.get(outcome.document_id).belongs


def test_values_of_a_report_are_proposals(workspace: Workspace, maria: str, folder: Path) -> None:
    workspace.importing.import_paths([_put(folder, "lab.pdf", lab_report())], maria)
    listed = workspace.records.list(FactKind.RESULTS, maria)
    assert listed
    assert all(one.origin.value == "proposed" for one in listed)


def test_a_full_disk_stops_with_numbers_and_keeps_the_rest(
    workspace: Workspace, maria: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        _put(folder, f"{number}.pdf", letter(f"number {number}"))
    real = atomic.atomic_file

    def full_after_one(path: Path) -> AbstractContextManager[BinaryIO]:
        if len(workspace.documents.list(maria)) == 1:
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(path)

    monkeypatch.setattr(sealed, "atomic_file", full_after_one)
    with pytest.raises(ImportStoppedError) as stopped:
        workspace.importing.import_paths([folder], maria)
    assert "1 file is stored, 2 are not" in stopped.value.happened
    assert stopped.value.exit_code == 6
    assert len(workspace.documents.list(maria)) == 1


def test_too_many_files_are_refused_before_anything(workspace: Workspace, maria: str, folder: Path) -> None:
    for number in range(501):
        (folder / f"{number}.pdf").touch()
    with pytest.raises(TooManyFilesError):
        workspace.importing.import_paths([folder], maria)
    assert workspace.importing.batches() == ()
