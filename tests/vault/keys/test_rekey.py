"""New keys: a new root for everything, and nothing lost on the way."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.bootstrap import make_workspace
from desktop.foundation.errors import CancelledError
from desktop.foundation.progress import CancelToken, Progress, Step
from desktop.services.workspace import Workspace
from desktop.vault import places
from desktop.vault.backup.make import make_backup
from desktop.vault.backup.restore import restore_backup, unlock_backup
from desktop.vault.errors import DamagedVaultError, DiskFullError, VaultHeldError, WrongCodeError
from desktop.vault.recover import check_code
from desktop.vault.recovery import to_groups
from desktop.vault.rekey import Rekeyed, rekey_vault
from desktop.vault.swapping import incoming
from desktop.vault.unlock import unlock_vault
from desktop.vault.vault import Vault
from tests.conftest import PASSPHRASE
from tests.papers import letter


@pytest.fixture
def filled(workspace: Workspace, tmp_path: Path) -> Iterator[Workspace]:
    """Maria's vault with two letters and an allergy."""
    person = workspace.people.list()[0].id
    for number in range(2):
        path = tmp_path / f"letter {number}.pdf"
        path.write_bytes(letter(f"Letter number {number} about nothing much."))
        workspace.importing.import_paths([path], person)
    yield workspace
    workspace.close()


def originals(workspace: Workspace) -> dict[str, bytes]:
    return {one.id: workspace.documents.original(one.id) for one in workspace.documents.list()}


def test_everything_is_there_under_new_keys_and_the_old_code_is_refused(filled: Workspace) -> None:
    vault, before = filled.vault, originals(filled)
    old_code, place = " ".join(to_groups(vault.keys.root)), vault.path
    sealed = set(vault.sealed.names())
    made = rekey_vault(vault, PASSPHRASE)
    again = make_workspace(unlock_vault(place, PASSPHRASE))
    assert originals(again) == before
    assert again.people.list()[0].name == "Maria Lopez"
    assert again.search.find("nothing much")
    assert sealed.isdisjoint(again.vault.sealed.names())
    assert again.vault.vault_id != vault.vault_id
    again.close()
    check_code(place, " ".join(made.code.groups))
    with pytest.raises(WrongCodeError):
        check_code(place, old_code)
    check_code(made.old, old_code)
    unlock_vault(made.old, PASSPHRASE).close()


def test_the_chain_goes_on(filled: Workspace) -> None:
    sequence, place = filled.vault.sequence, filled.vault_path
    rekey_vault(filled.vault, PASSPHRASE)
    again = make_workspace(unlock_vault(place, PASSPHRASE))
    assert again.vault.sequence == sequence + 1
    again.people.add({"name": "Luis Lopez", "born": "1990"})
    again.close()
    unlock_vault(place, PASSPHRASE).close()


def as_it_was(vault: Vault, sequence: int) -> bool:
    return not incoming(vault.path).exists() and vault.sequence == sequence and bool(list(vault.sealed.names()))


def test_cancelling_leaves_the_vault_as_it_was(filled: Workspace) -> None:
    token, sequence = CancelToken(), filled.vault.sequence

    def stop(step: Step) -> None:
        if step.total:
            token.cancel()

    with pytest.raises(CancelledError):
        rekey_vault(filled.vault, PASSPHRASE, progress=Progress(stop), cancel=token)
    assert as_it_was(filled.vault, sequence)
    filled.people.add({"name": "Luis Lopez", "born": "1990"})


def test_a_change_during_the_work_is_refused_not_lost(filled: Workspace) -> None:
    refused: list[str] = []

    def write(step: Step) -> None:
        if step.total and not refused:
            with pytest.raises(VaultHeldError) as told:
                filled.people.add({"name": "Luis Lopez", "born": "1990"})
            refused.append(told.value.happened)

    place = filled.vault_path
    rekey_vault(filled.vault, PASSPHRASE, progress=Progress(write))
    assert refused
    unlock_vault(place, PASSPHRASE).close()


def test_a_damaged_original_stops_it_before_anything_is_swapped(filled: Workspace) -> None:
    name = next(filled.vault.sealed.names())
    path = filled.vault_path / "sealed" / name[:2] / f"{name}.age"
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    sequence = filled.vault.sequence
    with pytest.raises(DamagedVaultError):
        rekey_vault(filled.vault, PASSPHRASE)
    assert as_it_was(filled.vault, sequence)


def test_too_little_room_is_told_before_anything_is_written(filled: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _place: shutil._ntuple_diskusage(10, 9, 1))
    with pytest.raises(DiskFullError):
        rekey_vault(filled.vault, PASSPHRASE)
    assert as_it_was(filled.vault, filled.vault.sequence)


def test_backups_before_and_after_both_come_back(filled: Workspace, tmp_path: Path) -> None:
    stick, place = tmp_path / "stick", filled.vault_path
    before = make_backup(filled.vault, stick)
    made: Rekeyed = rekey_vault(filled.vault, PASSPHRASE)
    vault = unlock_vault(place, PASSPHRASE)
    after = make_backup(vault, stick)
    vault.close()
    for number, backup in enumerate((before, after)):
        target = tmp_path / f"back {number}.sheaf"
        restore_backup(backup, unlock_backup(backup, PASSPHRASE), target)
        workspace = make_workspace(unlock_vault(target, PASSPHRASE, accept_copy=True))
        assert len(originals(workspace)) == 2
        workspace.close()
    assert made.old.is_dir()
    assert places.database(place).is_file()
