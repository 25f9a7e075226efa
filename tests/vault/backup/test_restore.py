"""Bringing a backup back: verified whole, or not at all; what was there is kept."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.bootstrap import make_workspace
from desktop.foundation.errors import CancelledError
from desktop.foundation.ids import new_id
from desktop.foundation.progress import CancelToken, Progress, Step
from desktop.services.workspace import Workspace
from desktop.ui.unlock.view import is_vault
from desktop.vault import key_file
from desktop.vault.backup.folder import Backup
from desktop.vault.backup.make import make_backup, sealed_path
from desktop.vault.backup.restore import (
    check_backup,
    compare,
    find_backup,
    restore_backup,
    unlock_backup,
    unlock_backup_with_code,
)
from desktop.vault.create import create_vault
from desktop.vault.errors import (
    CannotWriteError,
    DamagedBackupError,
    DiskFullError,
    KeysDamagedError,
    NoSuchBackupError,
    VaultExistsError,
    VaultInUseError,
    WrongCodeError,
    WrongPassphraseError,
)
from desktop.vault.kdf import KdfParameters
from desktop.vault.keys import VaultKeys
from desktop.vault.recovery import to_groups
from desktop.vault.swapping import incoming
from desktop.vault.unlock import unlock_vault
from desktop.vault.vault import Vault
from tests.conftest import PASSPHRASE
from tests.vault.backup.files import changed, flip, snapshot

SET = "family.sheaf-backups"


@pytest.fixture
def made(filled: Vault, stick: Path) -> Backup:
    """A backup of three documents."""
    return make_backup(filled, stick)


def _titles(path: Path) -> list[str]:
    vault = unlock_vault(path, PASSPHRASE)
    try:
        return sorted(one.title for one in make_workspace(vault).documents.list())
    finally:
        vault.close()


def test_a_backup_comes_back_where_nothing_is(filled: Vault, made: Backup, tmp_path: Path) -> None:
    done = restore_backup(made, unlock_backup(made, PASSPHRASE), tmp_path / "new" / "family.sheaf")
    assert (done.old, done.documents) == (None, 3)
    assert _titles(done.path) == ["Report 0", "Report 1", "Report 2"]
    assert filled.sequence == done.sequence


def test_the_vault_that_was_there_is_kept_whole(
    filled: Vault, made: Backup, add: Callable[[str], str], tmp_path: Path
) -> None:
    add("Later")
    keys, path = filled.keys, filled.path
    filled.close()
    before = {name.relative_to(path): name.read_bytes() for name in snapshot(path)}
    done = restore_backup(made, keys, path)
    assert done.old is not None
    assert done.old.parent == tmp_path
    assert {name.relative_to(done.old): name.read_bytes() for name in snapshot(done.old)} == before
    assert _titles(path) == ["Report 0", "Report 1", "Report 2"]
    vault = unlock_vault(done.old, PASSPHRASE, accept_copy=True)
    assert len(make_workspace(vault).documents.list()) == 4
    vault.close()


def test_a_second_restore_of_the_day_keeps_both_old_vaults(filled: Vault, made: Backup) -> None:
    keys, path = filled.keys, filled.path
    filled.close()
    first, second = restore_backup(made, keys, path), restore_backup(made, keys, path)
    assert first.old is not None
    assert second.old is not None
    assert first.old != second.old
    assert first.old.is_dir()


def test_what_would_change_is_told_by_kind(
    workspace: Workspace, filled: Vault, stick: Path, add: Callable[[str], str], maria: str
) -> None:
    from desktop.records.fact import FactKind

    put = workspace.records.put
    changing = put(FactKind.MEDICATIONS, maria, {"generic": "Metformin"}).ids[0]
    going = put(FactKind.ALLERGIES, maria, {"substance": "Penicillin"}).ids[0]
    backup = make_backup(filled, stick)
    workspace.records.edit(changing, {"generic": "Metformin 850"})
    workspace.records.trash(going)
    add("Later")
    add("Later still")
    lines = compare(filled.path / "vault.db", filled.keys, backup)
    found = {line.kind: (line.only_now, line.only_then, line.different) for line in lines}
    assert found == {"documents": (2, 0, 0), "medications": (0, 0, 1), "allergies": (0, 1, 0)}
    assert compare(backup.database, filled.keys, backup) == ()


@pytest.mark.parametrize("place", [5, 40_000, 120_000, -20])
def test_a_flipped_bit_in_the_database_is_noticed_and_never_restored(
    filled: Vault, made: Backup, place: int, tmp_path: Path
) -> None:
    flip(made.database, place % made.database_bytes)
    whole = check_backup(made, filled.keys)
    target = tmp_path / "new.sheaf"
    if whole:  # the salt in the first bytes is not read: damage there loses nothing
        assert place == 5
        assert restore_backup(made, filled.keys, target).documents == 3
        return
    with pytest.raises(DamagedBackupError):
        restore_backup(made, filled.keys, target)
    assert not target.exists()
    assert not incoming(target).exists()


def test_a_flipped_bit_in_an_original_is_noticed_and_never_restored(
    filled: Vault, made: Backup, tmp_path: Path
) -> None:
    flip(sealed_path(made.set_folder, max(made.originals())))
    assert not check_backup(made, filled.keys, sample=None)
    keys, path = filled.keys, filled.path
    filled.close()
    before = snapshot(path)
    with pytest.raises(DamagedBackupError):
        restore_backup(made, keys, path)
    assert changed(before, snapshot(path)).keys() <= {path / "vault.lock"}
    assert sorted(one.name for one in tmp_path.iterdir() if "family" in one.name) == ["family.sheaf"]


def test_an_original_that_is_gone_is_noticed_before_anything_is_copied(
    filled: Vault, made: Backup, tmp_path: Path
) -> None:
    sealed_path(made.set_folder, max(made.originals())).unlink()
    assert not check_backup(made, filled.keys)
    with pytest.raises(DamagedBackupError):
        restore_backup(made, filled.keys, tmp_path / "new.sheaf")


def test_a_flipped_bit_in_one_lock_is_outlived_and_in_both_is_told(made: Backup, tmp_path: Path) -> None:
    flip(made.path / "vault.keys")
    keys = unlock_backup(made, PASSPHRASE)
    done = restore_backup(made, keys, tmp_path / "new.sheaf")
    assert _titles(done.path) == ["Report 0", "Report 1", "Report 2"]
    for name in ("vault.keys", "vault.keys.bak"):
        (made.path / name).write_bytes(b"{}")
    assert not check_backup(made, keys)
    with pytest.raises(KeysDamagedError):
        unlock_backup(made, PASSPHRASE)
    code = " ".join(to_groups(keys.root))
    assert unlock_backup_with_code(made, code) == keys
    by_code = restore_backup(made, keys, tmp_path / "by-code.sheaf")
    assert by_code.documents == 3
    with pytest.raises(KeysDamagedError):
        key_file.read_all(by_code.path)


def test_an_exchanged_database_of_the_same_vault_is_noticed(
    filled: Vault, made: Backup, stick: Path, add: Callable[[str], str], tmp_path: Path
) -> None:
    add("Later")
    later = make_backup(filled, stick)
    shutil.copyfile(made.database, later.database)
    assert not check_backup(later, filled.keys)
    if later.database.stat().st_size == later.database_bytes:
        with pytest.raises(DamagedBackupError):
            restore_backup(later, filled.keys, tmp_path / "new.sheaf")


def test_the_wrong_passphrase_or_code_opens_nothing(made: Backup, tmp_path: Path) -> None:
    with pytest.raises(WrongPassphraseError):
        unlock_backup(made, "quite another passphrase")
    stranger = VaultKeys.new()
    with pytest.raises(WrongCodeError):
        unlock_backup_with_code(made, " ".join(to_groups(stranger.root)))
    with pytest.raises(WrongPassphraseError):
        restore_backup(made, stranger, tmp_path / "new.sheaf")


def test_a_vault_that_is_open_elsewhere_is_not_replaced(filled: Vault, made: Backup) -> None:
    with pytest.raises(VaultInUseError):
        restore_backup(made, filled.keys, filled.path)
    assert filled.read(lambda _tx: True)


def test_a_vault_that_we_hold_is_let_go_only_when_all_is_ready(filled: Vault, made: Backup) -> None:
    let_go: list[bool] = []

    def close() -> None:
        let_go.append(filled.read(lambda _tx: True))
        filled.close()

    restore_backup(made, filled.keys, filled.path, let_go=close)
    assert let_go == [True]
    assert len(_titles(filled.path)) == 3


def test_a_folder_that_is_no_vault_is_left_alone(filled: Vault, made: Backup, tmp_path: Path) -> None:
    photos = tmp_path / "photos"
    photos.mkdir()
    (photos / "1.jpg").write_bytes(b"a picture")
    for place in (photos, photos / "1.jpg"):
        with pytest.raises(VaultExistsError):
            restore_backup(made, filled.keys, place)
    assert [path.name for path in photos.iterdir()] == ["1.jpg"]


def test_the_newest_of_a_folder_is_meant_when_no_backup_is_named(
    filled: Vault, made: Backup, stick: Path, add: Callable[[str], str]
) -> None:
    add("Later")
    newest = make_backup(filled, stick)
    assert find_backup(stick / SET) == newest
    assert find_backup(made.path) == made
    with pytest.raises(NoSuchBackupError):
        find_backup(stick)


def test_a_cancel_or_a_full_disk_leaves_the_place_as_it_was(
    filled: Vault, made: Backup, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys, path = filled.keys, filled.path
    filled.close()
    before = snapshot(path)
    token = CancelToken()

    def stop(step: Step) -> None:
        if step.total:
            token.cancel()

    with pytest.raises(CancelledError):
        restore_backup(made, keys, path, progress=Progress(stop), cancel=token)
    usage = shutil.disk_usage(tmp_path)._replace(free=0)
    monkeypatch.setattr("desktop.vault.backup.make.shutil.disk_usage", lambda _path: usage)
    with pytest.raises((DiskFullError, CannotWriteError)):
        restore_backup(made, keys, path)
    assert changed(before, snapshot(path)).keys() <= {path / "vault.lock"}
    assert sorted(one.name for one in tmp_path.iterdir() if "family" in one.name) == ["family.sheaf"]


_CHILD = """
import sys
from pathlib import Path
from desktop.vault.backup.restore import find_backup, restore_backup, unlock_backup
backup = find_backup(Path(sys.argv[1]))
keys = unlock_backup(backup, sys.argv[2])
print("open", flush=True)
restore_backup(backup, keys, Path(sys.argv[3]))
"""


@pytest.mark.parametrize("existing", [True, False])
@pytest.mark.parametrize("wait", [0.0, 0.02, 0.06, 0.12])
def test_a_kill_in_the_middle_leaves_a_whole_vault_or_none(
    workspace: Workspace, maria: str, stick: Path, tmp_path: Path, *, existing: bool, wait: float
) -> None:
    from tests.filing import file_document

    for number in range(20):
        file_document(workspace, maria, title=f"Report {number}", pages=("x" * 100_000,))
    made, place = make_backup(workspace.vault, stick), workspace.vault.path
    workspace.close()
    if not existing:
        place = tmp_path / "new.sheaf"
    child = subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-c", _CHILD, str(made.path), PASSPHRASE, str(place)], stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "open\n"
    time.sleep(wait)
    child.kill()
    child.wait()
    child.stdout.close()
    from desktop.vault.swapping import finish_swap

    finish_swap(place)
    if existing or place.exists():
        assert len(_titles(place)) == 20
        vault = unlock_vault(place, PASSPHRASE)
        assert len(set(vault.sealed.names())) == 20
        vault.close()
    assert restore_backup(made, unlock_backup(made, PASSPHRASE), place).documents == 20


def test_a_power_cut_between_the_two_renames_is_finished_on_opening(filled: Vault) -> None:
    path = filled.path
    filled.close()
    path.rename(incoming(path))
    assert is_vault(path)
    assert _titles(path) == ["Report 0", "Report 1", "Report 2"]
    assert not incoming(path).exists()


def test_the_files_of_a_backup_put_together_by_hand_are_a_vault(filled: Vault, made: Backup, tmp_path: Path) -> None:
    """As the README in the folder says."""
    by_hand = tmp_path / "by-hand" / "family.sheaf"
    shutil.copytree(made.path, by_hand)
    shutil.copytree(made.set_folder / "sealed", by_hand / "sealed")
    filled.close()
    assert _titles(by_hand) == ["Report 0", "Report 1", "Report 2"]


def test_two_vaults_of_one_name_can_share_a_stick(filled: Vault, stick: Path, tmp_path: Path) -> None:
    mine = make_backup(filled, stick)
    other, _ = create_vault(tmp_path / "other" / "family.sheaf", PASSPHRASE, kdf=KdfParameters.floor())
    theirs = make_backup(other, stick)
    try:
        assert theirs.set_folder == mine.set_folder
        assert check_backup(mine, filled.keys, sample=None)
        assert check_backup(theirs, other.keys, sample=None)
    finally:
        other.close()


def test_names_from_outside_never_leave_the_folder(filled: Vault, made: Backup, tmp_path: Path) -> None:
    """A list of originals that was tampered with cannot make a restore read or write elsewhere."""
    (made.path / "originals.txt").write_text(f"../../{new_id()}\n", "ascii")
    with pytest.raises(DamagedBackupError):
        restore_backup(made, filled.keys, tmp_path / "new.sheaf")
    assert not (tmp_path / "new.sheaf").exists()
    assert [path.name for path in made.set_folder.parent.iterdir()] == [SET]
