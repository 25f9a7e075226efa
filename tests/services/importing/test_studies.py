"""Discs and folders of images: one document an exam, every file as it came, no one's under another in silence."""

from __future__ import annotations

import errno
import hashlib
import tracemalloc
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from pydicom.uid import DeflatedExplicitVRLittleEndian, ExplicitVRBigEndian

from desktop.foundation.errors import CancelledError
from desktop.foundation.progress import CancelToken, Progress, Step
from desktop.importers import limits
from desktop.records.document import DocumentKind, PersonMatch
from desktop.records.fact import FactKind
from desktop.records.imaging import HeaderMatch, Imaging
from desktop.sandbox import run as sandbox
from desktop.sandbox.run import Reason, SandboxFailure
from desktop.services.importing import FileOutcome, ImportStatus
from desktop.services.importing.errors import DiscTooLargeError, TooManyFilesError
from desktop.services.importing.studies import heads, zipped
from desktop.services.importing.studies.holders import FolderHolder, HeldFile
from desktop.services.workspace import Workspace
from desktop.vault.sealed import Source
from desktop.vault.stores.documents import sealed_name
from tests.dicoms import Slice, bare_bytes, directory_bytes, pdf_bytes_in_dicom, slice_bytes, stack, uid, write_disc
from tests.papers import ct_report

Import = Callable[..., tuple[FileOutcome, ...]]


@pytest.fixture
def add(workspace: Workspace, maria: str) -> Import:
    """Import paths for Maria."""
    return lambda *paths: workspace.importing.import_paths(paths, maria).outcomes


@pytest.fixture
def disc(tmp_path: Path) -> Path:
    """A disc with one exam of two series, its list, its viewer, and a report."""
    folder = write_disc(tmp_path / "disc", [*stack(3, series=2), *stack(2, series=1, series_description="Scout")])
    (folder / "VIEWER").mkdir()
    (folder / "VIEWER" / "viewer.exe").write_bytes(b"MZ\x90\0 not a real program")
    (folder / "VIEWER" / "splash.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (folder / "autorun.inf").write_text("[autorun]\nopen=VIEWER\\viewer.exe\n")
    (folder / "README.TXT").write_text("Insert this disc.")
    (folder / "Thumbs.db").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    (folder / "report.pdf").write_bytes(ct_report())
    return folder


def test_a_disc_becomes_one_document_an_exam_with_its_counts(workspace: Workspace, add: Import, disc: Path) -> None:
    study, left_out, report = add(disc)
    assert (study.status, study.read, study.person_match) == (ImportStatus.STORED, True, PersonMatch.MATCH)
    assert study.images is not None
    assert (study.images.series, study.images.images, study.images.files) == (2, 5, 5)
    assert (study.title, study.kind) == ("CT ABDOMEN PELVIS W CONTRAST (images)", DocumentKind.IMAGES)
    assert report.path.name == "report.pdf"
    assert left_out.status is ImportStatus.LEFT_OUT
    (issue,) = left_out.issues
    assert "2 files of its viewer program and 3 files about the disc itself" in issue.text
    assert {one.title for one in workspace.documents.list()} == {study.title, report.title}


def test_every_file_comes_back_byte_by_byte_under_its_own_path(workspace: Workspace, add: Import, disc: Path) -> None:
    study = add(disc)[0]
    kept = workspace.imaging_files.all_files(study.document_id or "")
    images = {path for path in (disc / "DICOM").rglob("*") if path.is_file()}
    assert {disc / one.path for one in kept} == images
    for one in kept:
        assert workspace.imaging_files.original(one.id) == (disc / one.path).read_bytes()


def test_the_same_disc_again_changes_nothing(workspace: Workspace, add: Import, disc: Path) -> None:
    first = add(disc)[0]
    before = set(workspace.vault.sealed.names())
    again = add(disc)
    assert [one.status for one in again] == [ImportStatus.DUPLICATE, ImportStatus.LEFT_OUT, ImportStatus.DUPLICATE]
    assert again[0].document_id == first.document_id
    assert again[0].images == first.images
    assert set(workspace.vault.sealed.names()) == before
    assert len(workspace.records.list(FactKind.IMAGING)) == 1


def test_more_images_of_a_known_exam_are_kept_beside_the_first(workspace: Workspace, add: Import, disc: Path) -> None:
    add(disc)
    write_disc(disc, stack(2, series=3))
    more = add(disc)[0]
    assert more.status is ImportStatus.STORED
    assert more.images is not None
    assert more.images.files == 2
    assert [one.code for one in more.issues] == ["partly-here"]
    assert len(workspace.records.list(FactKind.IMAGING)) == 1


def test_the_fact_says_that_name_and_birth_date_match(workspace: Workspace, add: Import, disc: Path) -> None:
    add(disc)
    (fact,) = workspace.records.list(FactKind.IMAGING)
    assert isinstance(fact, Imaging)
    assert fact.headers is HeaderMatch.MATCH
    assert (fact.modality, fact.accession, fact.images, fact.megabytes) == ("CT", "A0001", 5, 1)
    (place,) = fact.provenance
    assert place.snippet in workspace.documents.page_text(place.document_id, place.page)


def test_images_of_someone_else_stand_in_no_list_until_it_is_decided(
    workspace: Workspace, add: Import, maria: str, tmp_path: Path
) -> None:
    folder = write_disc(tmp_path / "two", [Slice(), Slice(study=2, name="Garcia^Jose", born="19400101")])
    outcomes = add(folder)
    assert sorted(one.person_match.value for one in outcomes) == ["differs", "match"]
    assert all("several-people" in {issue.code for issue in one.issues} for one in outcomes)
    own = workspace.records.list(FactKind.IMAGING, maria)
    assert [fact.study_uid for fact in own if isinstance(fact, Imaging)] == [own[0].study_uid]  # type: ignore[attr-defined] # an Imaging
    other = next(one for one in outcomes if one.person_match is PersonMatch.DIFFERS)
    (waiting,) = workspace.records.list(FactKind.IMAGING, document_id=other.document_id)
    assert isinstance(waiting, Imaging)
    assert waiting.headers is HeaderMatch.DIFFERS


@pytest.mark.parametrize("name", ["", "ANONYMIZED", "Anon^Patient", "DE-IDENTIFIED", "No Name"])
def test_images_without_a_name_say_so(add: Import, tmp_path: Path, name: str) -> None:
    (study,) = add(write_disc(tmp_path / "anon", [Slice(name=name, born="", patient_id="")]))
    assert study.person_match is PersonMatch.UNKNOWN
    assert [issue.code for issue in study.issues] == ["no-name"]


def test_a_record_number_decides_where_the_name_says_nothing(
    workspace: Workspace, add: Import, maria: str, tmp_path: Path
) -> None:
    workspace.people.edit(maria, {"record_numbers": "City Radiology: MRN-0042"})
    (study,) = add(write_disc(tmp_path / "anon", [Slice(name="", born="")]))
    assert study.person_match is PersonMatch.MATCH


def test_files_of_every_dress_are_read(add: Import, tmp_path: Path) -> None:
    (tmp_path / "a.dcm").write_bytes(slice_bytes(Slice(number=1)))
    (tmp_path / "b").write_bytes(bare_bytes(Slice(number=2)))
    (tmp_path / "c.IMA").write_bytes(slice_bytes(Slice(number=3), syntax=ExplicitVRBigEndian))
    (tmp_path / "d.txt").write_bytes(slice_bytes(Slice(number=4), syntax=DeflatedExplicitVRLittleEndian))
    (study,) = add(tmp_path / "a.dcm", tmp_path / "b", tmp_path / "c.IMA", tmp_path / "d.txt")
    assert study.images is not None
    assert study.images.images == 4


def test_taking_the_import_back_takes_all_of_it_and_brings_all_of_it_back(
    workspace: Workspace, add: Import, disc: Path
) -> None:
    study = add(disc)[0]
    undone = workspace.importing.undo()
    assert undone.documents == 2
    assert workspace.documents.list() == ()
    assert workspace.records.list(FactKind.IMAGING) == ()
    workspace.importing.redo(undone.import_id)
    assert workspace.imaging_files.counts([study.document_id or ""])[study.document_id or ""].files == 5


def test_after_an_import_was_taken_back_the_disc_can_come_again(workspace: Workspace, add: Import, disc: Path) -> None:
    add(disc)
    workspace.importing.undo()
    assert add(disc)[0].status is ImportStatus.STORED


def test_a_cancel_in_the_middle_of_an_exam_leaves_nothing_of_it(
    workspace: Workspace, maria: str, tmp_path: Path
) -> None:
    folder = write_disc(tmp_path / "disc", stack(6))
    cancel = CancelToken()

    def stop(step: Step) -> None:
        if "3 of 6 image files" in step.words:
            cancel.cancel()

    (outcome,) = workspace.importing.import_paths([folder], maria, progress=Progress(stop), cancel=cancel).outcomes
    assert outcome.status is ImportStatus.NOT_TAKEN
    assert list(workspace.vault.sealed.names()) == []
    assert workspace.documents.list() == ()


def test_a_cancel_while_the_files_are_looked_at_leaves_nothing(
    workspace: Workspace, maria: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_disc(tmp_path / "disc", stack(3))
    monkeypatch.setattr(heads, "AT_ONCE", 1)
    cancel = CancelToken()
    with pytest.raises(CancelledError):
        workspace.importing.import_paths(
            [folder], maria, progress=Progress(lambda _step: cancel.cancel()), cancel=cancel
        )
    assert list(workspace.vault.sealed.names()) == []


def test_a_disc_of_more_files_than_a_drop_may_have_is_one_exam(
    add: Import, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "FILES_AT_ONCE", 4)
    (study,) = add(write_disc(tmp_path / "disc", stack(9)))
    assert study.images is not None
    assert study.images.images == 9
    papers = tmp_path / "papers"
    papers.mkdir()
    for number in range(5):
        (papers / f"{number}.txt").write_text(f"note {number}")
    with pytest.raises(TooManyFilesError):
        add(papers)


def test_too_large_a_disc_is_refused_whole(add: Import, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "DISC_BYTES", 1000)
    with pytest.raises(DiscTooLargeError):
        add(write_disc(tmp_path / "disc", stack(4)))


def test_too_large_an_image_is_refused_with_a_sentence(
    add: Import, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_disc(tmp_path / "disc", [Slice(number=1), Slice(number=2, size=64)])
    monkeypatch.setattr(limits, "DICOM_BYTES", 4000)
    study, large = add(folder)
    assert study.images is not None
    assert study.images.images == 1
    assert (large.status, large.issues) == (ImportStatus.REFUSED, (limits.DICOM_TOO_LARGE,))


def test_a_damaged_file_is_kept_and_told_and_the_others_are_read(add: Import, tmp_path: Path) -> None:
    folder = write_disc(tmp_path / "disc", stack(2))
    (folder / "broken.dcm").write_bytes(b"\0" * 128 + b"DICM" + b"\x02\0\0\0UL\x04\0\xff\xff\xff\xff" + b"\xff" * 40)
    study, broken = add(folder)
    assert study.images is not None
    assert study.images.images == 2
    assert (broken.status, broken.read) == (ImportStatus.STORED, False)
    assert broken.issues[0].code == "says-nothing"


def test_one_file_that_ends_its_reader_takes_no_other_with_it(
    add: Import, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_disc(tmp_path / "disc", stack(3))
    asked: list[int] = []

    def run(job: str, blobs: tuple[bytes, ...], *rest: object, **more: object) -> object:
        asked.append(len(blobs))
        if len(blobs) > 1:
            raise SandboxFailure(Reason.CRASHED)
        return sandbox.run(job, blobs, *rest, **more)  # type: ignore[arg-type] # handed on

    monkeypatch.setattr(heads, "run", run)
    (study,) = add(folder)
    assert study.images is not None
    assert study.images.images == 3
    assert asked == [3, 1, 1, 1]


def test_a_pdf_in_a_dicom_coat_stands_as_a_document_of_its_own(
    workspace: Workspace, add: Import, tmp_path: Path
) -> None:
    pdf = ct_report()
    folder = write_disc(tmp_path / "disc", stack(1))
    (folder / "REPORT").write_bytes(pdf_bytes_in_dicom(pdf))
    study, report = add(folder)
    assert study.images is not None
    assert (study.images.files, study.images.images) == (2, 1)
    assert workspace.documents.original(report.document_id or "") == pdf
    assert (report.read, report.file) == (True, "Radiology report.pdf")


def test_the_list_of_a_study_names_every_file_as_sha256sum_does(workspace: Workspace, add: Import, disc: Path) -> None:
    study = add(disc)[0]
    name = workspace.vault.read(lambda tx: sealed_name(tx, study.document_id or ""))
    listed = workspace.vault.sealed.open(name or "").decode()
    for line in listed.splitlines():
        digest, path = line.split("  ", 1)
        assert hashlib.sha256((disc / path).read_bytes()).hexdigest() == digest


def _zip(folder: Path, target: Path) -> Path:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                archive.write(path, path.relative_to(folder).as_posix())
    return target


def test_a_zip_of_a_disc_is_read_like_the_disc(workspace: Workspace, add: Import, disc: Path, tmp_path: Path) -> None:
    study, left_out, report = sorted(add(_zip(disc, tmp_path / "disc.zip")), key=lambda one: one.file)
    assert study.images is not None
    assert (study.images.series, study.images.images) == (2, 5)
    assert (report.file, report.status) == ("report.pdf", ImportStatus.STORED)
    assert left_out.status is ImportStatus.LEFT_OUT
    for one in workspace.imaging_files.all_files(study.document_id or ""):
        assert workspace.imaging_files.original(one.id) == (disc / one.path).read_bytes()
    assert add(disc)[0].status is ImportStatus.DUPLICATE


def test_a_zip_is_unpacked_in_parts(
    workspace: Workspace, add: Import, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(zipped, "_AT_ONCE", 3000)
    folder = write_disc(tmp_path / "disc", stack(7))
    (study,) = add(_zip(folder, tmp_path / "disc.zip"))
    kept = workspace.imaging_files.all_files(study.document_id or "")
    assert {one.path: workspace.imaging_files.original(one.id) for one in kept} == {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def test_a_damaged_member_of_a_zip_is_told_and_the_others_are_kept(add: Import, tmp_path: Path) -> None:
    target = _zip(write_disc(tmp_path / "disc", stack(3, size=40)), tmp_path / "disc.zip")
    with zipfile.ZipFile(target) as archive:
        last = max(archive.infolist(), key=lambda one: one.header_offset)
    data = bytearray(target.read_bytes())
    data[last.header_offset + 30 + len(last.filename) + last.compress_size - 30] ^= 0xFF
    target.write_bytes(bytes(data))
    study, lost = add(target)
    assert study.images is not None
    assert study.images.images == 2
    assert (lost.status, [issue.code for issue in lost.issues]) == (ImportStatus.REFUSED, ["unreadable-images"])


def test_a_disc_with_a_scratch_keeps_what_can_be_read(
    add: Import, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_disc(tmp_path / "disc", stack(3))
    real = FolderHolder.reading

    @contextmanager
    def scratched(self: FolderHolder, file: HeldFile) -> Iterator[Source]:
        if file.path.endswith("IM000002"):
            raise OSError(errno.EIO, "Input/output error")
        with real(self, file) as source:
            yield source

    monkeypatch.setattr(FolderHolder, "reading", scratched)
    (study,) = add(folder)
    assert study.images is not None
    assert study.images.images == 2
    assert "1 image file could not be read" in study.issues[0].text


def test_what_the_list_of_a_disc_names_and_the_disc_has_not_is_told(add: Import, tmp_path: Path) -> None:
    folder = write_disc(tmp_path / "disc", stack(3))
    (folder / "DICOMDIR").write_bytes(directory_bytes(["1.2.3", *(uid(1, 1, number) for number in (1, 2, 3))]))
    study, told = add(folder)
    assert study.images is not None
    assert study.images.files == 3
    assert [issue.code for issue in told.issues] == ["images-missing"]


def test_a_list_of_another_disc_says_nothing(add: Import, tmp_path: Path) -> None:
    folder = write_disc(tmp_path / "disc", stack(1))
    (folder / "DICOMDIR").write_bytes(directory_bytes(["1.2.3", "1.2.4"]))
    assert len(add(folder)) == 1


def test_a_large_disc_is_taken_in_little_memory(add: Import, tmp_path: Path) -> None:
    folder = write_disc(tmp_path / "disc", stack(48, size=724))
    assert sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) > 50_000_000
    tracemalloc.start()
    try:
        (study,) = add(folder)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert study.images is not None
    assert study.images.images == 48
    assert peak < 20_000_000
