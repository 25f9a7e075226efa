"""Image files go everywhere with their exam: copies, exports, backups, the trash, another person, new keys, salvage."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from desktop.bootstrap import make_workspace
from desktop.records.fact import FactKind
from desktop.services.salvage import salvage
from desktop.services.vaults import Vaults
from desktop.services.workspace import Workspace
from desktop.vault.checking import wanted_originals
from desktop.vault.rekey import rekey_vault
from desktop.vault.stores.imaging_files import all_files
from desktop.vault.unlock import unlock_vault
from tests.conftest import PASSPHRASE
from tests.dicoms import Slice, stack, write_disc
from tests.filing import file_folder


@pytest.fixture
def disc(tmp_path: Path) -> Path:
    return write_disc(tmp_path / "disc", [*stack(2), *stack(2, series=2)])


@pytest.fixture
def study(workspace: Workspace, maria: str, disc: Path) -> str:
    """The id of an exam of two series with two images each."""
    return file_folder(workspace, disc, maria)[0].id


def _bytes_by_path(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _kept(workspace: Workspace, study: str) -> dict[str, bytes]:
    files = workspace.imaging_files.all_files(study)
    return {one.path: workspace.imaging_files.original(one.id) for one in files}


def test_a_copy_of_an_exam_is_a_zip_of_its_files(workspace: Workspace, study: str, disc: Path, tmp_path: Path) -> None:
    workspace.documents.export_copy(study, tmp_path / "exam.zip")
    with zipfile.ZipFile(tmp_path / "exam.zip") as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == _bytes_by_path(disc)
    (sent,) = workspace.packets.disclosures()
    assert sent.size == (tmp_path / "exam.zip").stat().st_size


def test_a_copy_of_a_single_image_is_the_image(workspace: Workspace, maria: str, tmp_path: Path) -> None:
    folder = write_disc(tmp_path / "one", [Slice()])
    (study,) = file_folder(workspace, folder, maria)
    workspace.documents.export_copy(study.id, tmp_path / "image.dcm")
    assert [(tmp_path / "image.dcm").read_bytes()] == list(_bytes_by_path(folder).values())


def test_an_export_holds_every_file_in_a_folder_of_its_exam(
    workspace: Workspace, study: str, disc: Path, tmp_path: Path
) -> None:
    done = workspace.exporting.export(tmp_path / "out")
    (folder,) = (tmp_path / "out" / "Maria Lopez" / "originals").iterdir()
    assert _bytes_by_path(folder) == _bytes_by_path(disc)
    assert done.damaged == 0
    told = json.loads((tmp_path / "out" / "Maria Lopez" / "record.json").read_text("utf-8"))
    (document,) = told["documents"]
    for series in document["series"]:
        for one in series["instances"]:
            place = tmp_path / "out" / "Maria Lopez" / document["original"] / one["original"]
            assert (one["original_state"], place.stat().st_size) == ("written", one["size"])
    manifest = (tmp_path / "out" / "manifest.sha256").read_text("utf-8")
    assert all(one.sha256 in manifest for one in workspace.imaging_files.all_files(study))


def test_a_damaged_file_is_left_out_of_an_export_and_counted(workspace: Workspace, study: str, tmp_path: Path) -> None:
    _damage_one(workspace, study)
    done = workspace.exporting.export(tmp_path / "out")
    assert done.damaged == 1
    (folder,) = (tmp_path / "out" / "Maria Lopez" / "originals").iterdir()
    assert len(_bytes_by_path(folder)) == 3


def _damage_one(workspace: Workspace, study: str) -> str:
    """Flip a bit in the sealed bytes of the first file; return its name."""
    name = workspace.vault.read(lambda tx: all_files(tx, study))[0].sealed
    path = workspace.vault.path / "sealed" / name[:2] / f"{name}.age"
    data = bytearray(path.read_bytes())
    data[-20] ^= 1
    path.write_bytes(bytes(data))
    return name


def test_the_health_check_names_a_damaged_image_and_a_backup_mends_it(workspace: Workspace, study: str) -> None:
    workspace.backups.make()
    name = _damage_one(workspace, study)
    report = workspace.health.check(full=True)
    (damaged,) = report.damaged
    assert (damaged.id, damaged.sealed, damaged.mendable) == (study, name, True)
    assert damaged.title.endswith("IM000001)")
    assert report.documents == 1
    assert workspace.health.mend(report) == 1
    assert workspace.health.check(full=True).ok


def test_a_missing_image_is_noticed_by_the_quick_look(workspace: Workspace, study: str) -> None:
    name = workspace.vault.read(lambda tx: all_files(tx, study))[1].sealed
    workspace.vault.sealed.remove(name)
    assert [one.sealed for one in workspace.health.check().damaged] == [name]


def test_deleting_an_exam_for_good_deletes_every_file(workspace: Workspace, study: str) -> None:
    workspace.documents.trash(study)
    assert len(set(workspace.vault.sealed.names())) == 5
    (item,) = workspace.trash.items()
    workspace.trash.delete(item)
    assert list(workspace.vault.sealed.names()) == []
    assert workspace.imaging_files.all_files(study) == ()


def test_opening_again_sweeps_none_of_the_files(workspace: Workspace, study: str) -> None:
    path = workspace.vault.path
    before = set(workspace.vault.sealed.names())
    workspace.close()
    vault = unlock_vault(path, PASSPHRASE)
    try:
        assert set(vault.sealed.names()) == before == set(vault.read(wanted_originals))
        assert study
    finally:
        vault.close()


def test_an_exam_moves_to_another_person_with_its_files_and_its_scan(workspace: Workspace, study: str) -> None:
    luis = workspace.people.add({"name": "Luis Lopez", "born": "1955-01-01"}).id
    workspace.documents.move(study, luis)
    assert len(workspace.imaging_files.all_files(study)) == 4
    (fact,) = workspace.records.list(FactKind.IMAGING, luis)
    assert fact.person_id == luis


def test_new_keys_seal_every_file_again(workspace: Workspace, study: str, disc: Path) -> None:
    path = workspace.vault.path
    rekey_vault(workspace.vault, "another six words of a vault")
    vault = unlock_vault(path, "another six words of a vault")
    try:
        assert _kept(make_workspace(vault), study) == _bytes_by_path(disc)
    finally:
        vault.close()


def test_a_backup_brings_the_files_back(workspace: Workspace, study: str, disc: Path, tmp_path: Path) -> None:
    made = workspace.backups.make()
    workspace.close()
    vaults, place = Vaults(make_workspace), tmp_path / "restored.sheaf"
    vaults.restore(made.path, place, passphrase=PASSPHRASE)
    restored = vaults.unlock(place, PASSPHRASE)
    try:
        assert _kept(restored, study) == _bytes_by_path(disc)
    finally:
        restored.close()


def test_salvage_keeps_an_exam_whole(workspace: Workspace, study: str, disc: Path, tmp_path: Path) -> None:
    path = workspace.vault.path
    workspace.close()
    report = salvage(path, tmp_path / "new.sheaf", make_workspace, passphrase=PASSPHRASE)
    assert report.lost == ()
    vault = unlock_vault(report.path, PASSPHRASE, accept_copy=True)
    try:
        assert _kept(make_workspace(vault), study) == _bytes_by_path(disc)
    finally:
        vault.close()
