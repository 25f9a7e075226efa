"""The whole record leaves, and nothing else: originals, record.json, the manifest, the log."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import stat
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.bootstrap import make_workspace
from desktop.foundation.errors import CancelledError, ExitCode
from desktop.foundation.progress import CancelToken, Progress, Step
from desktop.records.answers import Answer
from desktop.records.document import Document, PersonMatch
from desktop.records.fact import FactKind
from desktop.records.packet import Disclosure, PacketDraft
from desktop.services.export.errors import (
    ExportFolderError,
    ExportNoRoomError,
    InsideVaultError,
    PlaceTakenError,
    UnfinishedThereError,
    WholeDiskError,
)
from desktop.services.workspace import Workspace
from desktop.vault.stores import documents as document_store
from desktop.vault.unlock import unlock_vault
from tests.conftest import PASSPHRASE
from tests.filing import CEA, HEMOGLOBIN, file_document
from tests.services.export import reading_back
from tests.services.export.looking import everything, record
from tests.ui.maria_record import maria_record
from tests.vault.kept_vaults import every_field

MARIA = "Maria Lopez"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "way out"


@pytest.fixture
def full(workspace: Workspace, maria: str) -> Workspace:
    """Maria with documents, facts of every kind, an edited fact, answers, a packet and the trash not empty."""
    maria_record(workspace, maria)
    file_document(workspace, maria, title="Blood count", proposals=(HEMOGLOBIN, CEA))
    file_document(workspace, maria, title="Letter", pages=("Dear doctor",), date="")
    workspace.records.confirm([fact.id for fact in workspace.records.list(FactKind.RESULTS, maria)][:3])
    edited = workspace.records.list(FactKind.MEDICATIONS, maria)[0].id
    workspace.records.edit(edited, {"dose": "2 tablets"})
    workspace.records.edit(edited, {"note": "since the last visit"})
    workspace.records.put(FactKind.RECIPIENTS, maria, {"name": "Dr. Lena Okafor"})
    for kind in FactKind:
        if not workspace.records.list(kind, maria):
            workspace.records.put(kind, maria, every_field(kind))
    workspace.packets.start(maria)
    gone = workspace.records.put(FactKind.ALLERGIES, maria, {"substance": "TRASHEDLATEX"}).id
    workspace.records.trash(gone)
    workspace.documents.trash(file_document(workspace, maria, title="TRASHEDPAPER", proposals=(CEA,)).id)
    return workspace


def test_every_original_leaves_byte_for_byte(full: Workspace, maria: str, place: Path) -> None:
    exported = full.exporting.export(place)
    written = {path.read_bytes() for path in (place / MARIA / "originals").iterdir()}
    assert written == {full.documents.original(document.id) for document in full.documents.list(maria)}
    assert (place / MARIA / "originals" / "2024-03-02 - other - Blood count.txt").is_file()
    assert exported.files == len(everything(place))
    assert exported.documents == len(full.documents.list(maria)) == 2
    assert exported.damaged == 0


def test_record_json_gives_back_every_value(full: Workspace, maria: str, place: Path) -> None:
    full.exporting.export(place)
    raw = record(place, MARIA)
    assert (raw["format"], raw["version"]) == ("sheaf-record", 1)
    assert reading_back.thing(type(full.people.get(maria)), raw["person"]) == full.people.get(maria)
    assert tuple(map(reading_back.document, raw["documents"])) == full.documents.list(maria)
    for kind in FactKind:
        listed = full.records.list(kind, maria)
        assert listed, kind
        assert tuple(map(reading_back.fact, raw["facts"][kind])) == listed
        histories = [reading_back.history(one) for one in raw["facts"][kind]]
        assert histories == [full.records.history(fact.id) for fact in listed]
    assert {kind: Answer(said) for kind, said in raw["answers"].items()} == full.records.answers(maria)
    assert tuple(reading_back.thing(PacketDraft, one) for one in raw["packets"]) == full.packets.drafts(maria)


def test_the_manifest_is_one_that_sha256sum_checks(full: Workspace, place: Path) -> None:
    full.exporting.export(place)
    tool = shutil.which("sha256sum")
    assert tool is not None
    checked = subprocess.run(  # noqa: S603 - the system's own tool
        [tool, "--check", "--strict", "--quiet", "manifest.sha256"], cwd=place, capture_output=True, check=False
    )
    assert checked.returncode == 0, checked.stderr
    listed = {line.split("  ", 1)[1] for line in (place / "manifest.sha256").read_text("utf-8").splitlines()}
    assert listed == everything(place).keys() - {"manifest.sha256"}


def test_nobody_else_on_the_computer_may_read_it(full: Workspace, place: Path) -> None:
    full.exporting.export(place)
    for path in (place, *place.rglob("*")):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path


def test_the_trash_stays_unless_it_is_asked_for(full: Workspace, maria: str, place: Path) -> None:
    trashed = {fact.id for kind in FactKind for fact in full.records.list(kind, maria, trashed=True)}
    assert trashed
    full.exporting.export(place)
    for path, content in everything(place).items():
        assert b"TRASHED" not in content, path
        assert "TRASHED" not in path
        assert not any(each.encode() in content for each in trashed), path
    with_it = place.with_name("with trash")
    full.exporting.export(with_it, with_trash=True)
    bin_of = record(with_it, MARIA)["trash"]
    assert [one["title"] for one in bin_of["documents"]] == ["TRASHEDPAPER"]
    assert "TRASHEDLATEX" in [one["title"] for one in bin_of["facts"]]
    assert "CEA" in [one["title"] for one in bin_of["facts"]]
    assert any("TRASHEDPAPER" in path for path in everything(with_it))


def test_each_person_stands_only_in_their_own_folder(full: Workspace, maria: str, place: Path) -> None:
    luis = full.people.add({"name": "Luis Lopez", "born": "1955-09-11", "needs": "LUISMARKNEEDS"}).id
    full.records.put(FactKind.ALLERGIES, luis, {"substance": "LUISMARKNUTS", "note": "LUISMARKNOTE"})
    file_document(full, luis, title="Letter", pages=("LUISMARKPAGE",), proposals=(HEMOGLOBIN,))
    full.exporting.export(place)
    for path, content in everything(place).items():
        assert path.startswith("Luis Lopez/") or b"LUISMARK" not in content, path
        assert path.startswith(f"{MARIA}/") or b"Capecitabine" not in content, path
    alone = place.with_name("alone")
    full.exporting.export(alone, person_id=maria)
    assert not any(b"Luis" in content or b"LUISMARK" in content for content in everything(alone).values())


def test_two_people_of_one_name_get_two_folders(workspace: Workspace, place: Path) -> None:
    workspace.people.add({"name": "MARIA LOPEZ", "born": "1990"})
    workspace.people.add({"name": "../etc", "born": "1990"})
    workspace.exporting.export(place)
    assert {path.name for path in place.iterdir() if path.is_dir()} == {MARIA, "MARIA LOPEZ (2)", "etc"}


def test_an_export_stands_in_the_sent_log_of_each_person(full: Workspace, maria: str, place: Path) -> None:
    luis = full.people.add({"name": "Luis Lopez", "born": "1955-09-11"}).id
    full.exporting.export(place)
    manifest = hashlib.sha256((place / "manifest.sha256").read_bytes()).hexdigest()
    for person in (maria, luis):
        (entry,) = full.packets.disclosures(person)
        assert (entry.medium, entry.sha256, entry.file_name) == ("export", manifest, "way out")
    items = full.packets.disclosures(maria)[0].items
    assert {document.id for document in full.documents.list(maria)} <= set(items)
    assert {fact.id for fact in full.records.list(FactKind.QUESTIONS, maria)} <= set(items)
    again = place.with_name("again")
    full.exporting.export(again, person_id=maria)
    sent = tuple(reading_back.thing(Disclosure, one) for one in record(again, MARIA)["disclosures"])
    assert sent == full.packets.disclosures(maria)[1:]


def test_what_waits_for_a_decision_leaves_too(workspace: Workspace, maria: str, place: Path) -> None:
    document = file_document(workspace, maria, title="Whose?", proposals=(CEA,), match=PersonMatch.DIFFERS)
    workspace.exporting.export(place)
    raw = record(place, MARIA)
    assert [one["id"] for one in raw["documents"]] == [document.id]
    assert raw["facts"]["results"] == []
    assert [one["title"] for one in raw["waiting_facts"]] == ["CEA"]


def _locked(workspace: Workspace, document: Document, password: str) -> None:
    locked = replace(document, pdf_password=password)
    workspace.vault.write(lambda tx: document_store.update_document(tx, locked))


def test_passwords_leave_only_for_originals_that_are_locked(full: Workspace, maria: str, place: Path) -> None:
    full.exporting.export(place)
    assert not (place / MARIA / "passwords.txt").exists()
    _locked(full, full.documents.list(maria)[0], "LOCKWORD")
    second = place.with_name("second")
    full.exporting.export(second)
    holding = [path for path, content in everything(second).items() if b"LOCKWORD" in content]
    assert holding == [f"{MARIA}/passwords.txt"]
    assert "originals/2024-03-02 - other - Blood count.txt" in (second / MARIA / "passwords.txt").read_text("utf-8")
    assert "passwords.txt" in (second / "README.txt").read_text("utf-8")


def test_a_damaged_original_keeps_nothing_else_back(full: Workspace, maria: str, place: Path) -> None:
    document = full.documents.list(maria)[0]
    name = full.vault.read(lambda tx: document_store.sealed_name(tx, document.id))
    assert name is not None
    full.vault.sealed.remove(name)
    exported = full.exporting.export(place)
    assert exported.damaged == 1
    raw = {one["id"]: one for one in record(place, MARIA)["documents"]}
    assert (raw[document.id]["original"], raw[document.id]["original_state"]) == ("", "damaged")
    assert len(list((place / MARIA / "originals").iterdir())) == 1
    assert "1 original that the vault" in (place / "README.txt").read_text("utf-8")


def test_a_vault_open_for_reading_only_still_lets_everything_out(vault_path: Path, place: Path) -> None:
    first = make_workspace(unlock_vault(vault_path, PASSPHRASE))
    first.people.add({"name": "Maria Lopez", "born": "1957-05-04"})
    first.close()
    second = make_workspace(unlock_vault(vault_path, PASSPHRASE, read_only=True))
    try:
        exported = second.exporting.export(place)
    finally:
        second.close()
    assert not exported.logged
    assert "reading only" in (place / "README.txt").read_text("utf-8")


def test_an_empty_folder_is_filled_and_a_full_one_refused(full: Workspace, place: Path) -> None:
    place.mkdir()
    full.exporting.export(place)
    with pytest.raises(PlaceTakenError):
        full.exporting.export(place)
    file = place.with_name("file")
    file.write_bytes(b"")
    with pytest.raises(PlaceTakenError):
        full.exporting.export(file)


def test_places_that_cannot_become_an_export_are_refused(full: Workspace, place: Path) -> None:
    with pytest.raises(InsideVaultError):
        full.exporting.export(full.vault_path / "export")
    with pytest.raises(ExportFolderError):
        full.exporting.export(place / "no" / "such")
    with pytest.raises((WholeDiskError, PlaceTakenError)):
        full.exporting.export(Path("/proc"))
    place.with_name(f"{place.name}.part").mkdir()
    with pytest.raises(UnfinishedThereError):
        full.exporting.export(place)
    assert full.packets.disclosures() == ()


def test_a_cancel_at_any_moment_leaves_nothing(full: Workspace, place: Path) -> None:
    moments: list[Step] = []
    full.exporting.export(place, progress=Progress(moments.append))
    shutil.rmtree(place)
    logged = len(full.packets.disclosures())
    for moment in range(len(moments)):
        cancel, seen = CancelToken(), iter(range(len(moments)))

        def stop(_step: Step, *, seen: Iterator[int] = seen, at: int = moment, token: CancelToken = cancel) -> None:
            if next(seen) == at:
                token.cancel()

        with pytest.raises(CancelledError):
            full.exporting.export(place, progress=Progress(stop), cancel=cancel)
        assert not place.exists()
        assert not place.with_name(f"{place.name}.part").exists()
    assert len(full.packets.disclosures()) == logged


def test_a_folder_that_may_not_be_written_is_said_in_three_parts(full: Workspace, place: Path) -> None:
    place.parent.joinpath("shut").mkdir()
    shut = place.parent / "shut"
    if os.geteuid() == 0:  # the superuser may write everywhere: take a place that nobody may
        shut = Path("/proc/self/fdinfo")
    else:
        shut.chmod(0o500)
    with pytest.raises(ExportFolderError) as caught:
        full.exporting.export(shut / "out")
    assert caught.value.exit_code is ExitCode.ENVIRONMENT
    assert caught.value.happened
    assert caught.value.safe
    assert caught.value.do


@pytest.mark.parametrize("failing", [1, 5, 14])
def test_a_disk_that_fills_up_leaves_nothing(
    full: Workspace, place: Path, monkeypatch: pytest.MonkeyPatch, failing: int
) -> None:
    real, calls = os.fsync, iter(range(1, 10_000))

    def fsync(handle: int) -> None:
        if str(place) in str(Path(f"/proc/self/fd/{handle}").readlink()) and next(calls) == failing:
            raise OSError(errno.ENOSPC, "no space")
        real(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    with pytest.raises(ExportNoRoomError) as caught:
        full.exporting.export(place)
    assert caught.value.exit_code is ExitCode.ENVIRONMENT
    assert "removed again" in caught.value.safe
    assert not place.exists()
    assert not place.with_name(f"{place.name}.part").exists()
    assert full.packets.disclosures() == ()


def test_too_little_room_is_said_before_anything_is_written(
    full: Workspace, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: shutil._ntuple_diskusage(10, 9, 1))
    with pytest.raises(ExportNoRoomError):
        full.exporting.export(place)
    assert not place.with_name(f"{place.name}.part").exists()
