"""What a backup costs, and that only whole ones count."""

from __future__ import annotations

import errno
import os
import resource
import shutil
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update

from desktop.foundation.clock import frozen_at
from desktop.foundation.errors import CancelledError
from desktop.foundation.ids import new_id
from desktop.foundation.progress import CancelToken, Progress, Step
from desktop.services.workspace import Workspace
from desktop.vault import key_file, places
from desktop.vault.backup.folder import (
    Backup,
    half_there,
    originals_there,
    read_backup,
    read_backups,
    unfinished,
)
from desktop.vault.backup.make import make_backup, prune, sealed_path
from desktop.vault.backup.restore import check_backup, restore_backup
from desktop.vault.errors import CannotWriteError, DiskFullError
from desktop.vault.tables import document
from desktop.vault.vault import Vault
from tests.conftest import PASSPHRASE
from tests.filing import file_document
from tests.vault.backup.files import changed, flip, snapshot

SET = "family.sheaf-backups"
GIB = 1 << 30


def test_a_backup_is_whole_and_says_what_it_holds(filled: Vault, stick: Path) -> None:
    made = make_backup(filled, stick)
    assert made.set_folder == stick / SET
    assert (made.documents, made.facts, made.lost, made.sequence) == (3, 0, 0, filled.sequence)
    assert read_backups(stick / SET) == (made,)
    assert check_backup(made, filled.keys, sample=None)
    assert made.originals() == set(filled.sealed.names())
    assert (stick / SET / "README.txt").read_text("utf-8").startswith("These are backups of a Sheaf vault.")


def test_only_the_owner_can_read_a_backup(filled: Vault, stick: Path) -> None:
    made = make_backup(filled, stick)
    for path in (made.set_folder, made.path, made.set_folder / "sealed"):
        assert path.stat().st_mode & 0o777 == 0o700, path
    for path in [*made.path.iterdir(), *(made.set_folder / "sealed").glob("??/*")]:
        assert path.stat().st_mode & 0o777 == 0o600, path


def test_a_second_backup_of_300_originals_writes_the_database_only(
    workspace: Workspace, maria: str, stick: Path
) -> None:
    for number in range(300):
        file_document(workspace, maria, title=f"Report {number}", pages=("x" * 2000,))
    vault = workspace.vault
    first = make_backup(vault, stick)
    workspace.people.edit(maria, {"name": "Maria Lopez Garcia"})
    before = snapshot(stick)
    second = make_backup(vault, stick)
    wrote = changed(before, snapshot(stick))
    assert {path.parent for path in wrote} == {second.path}
    assert sum(wrote.values()) <= second.database_bytes + 30_000
    assert second.bytes_written == second.database_bytes
    assert first.bytes_written > second.bytes_written + 300 * 2000
    assert len(originals_there(stick / SET)) == 300


def test_20_gb_of_originals_cost_the_database_only(filled: Vault, stick: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sparse files stand for large originals; those that are opened as samples are the real ones."""
    make_backup(filled, stick)
    real = set(filled.sealed.names())
    giants = [new_id() for _ in range(40)]

    def enlarge(tx: object) -> None:
        row = dict(tx.execute(select(document).limit(1)).mappings().one())  # type: ignore[attr-defined] # a transaction
        row.pop("seq")
        for name in giants:
            values = row | {"id": new_id(), "sealed": name, "sha256": new_id()}
            tx.execute(document.insert().values(**values))  # type: ignore[attr-defined] # the same

    filled.write(enlarge)
    for name in giants:
        for folder in (filled.path, stick / SET):
            path = sealed_path(folder, name)
            path.parent.mkdir(exist_ok=True)
            with path.open("wb") as file:
                file.truncate(GIB // 2)

    class Real:
        def sample(self, names: list[str], count: int) -> list[str]:
            return [name for name in names if name in real][:count]

    monkeypatch.setattr("desktop.vault.backup.make.SystemRandom", Real)
    before = snapshot(stick)
    started = time.monotonic()
    made = make_backup(filled, stick)
    wrote = changed(before, snapshot(stick))
    assert sum(sealed_path(stick / SET, name).stat().st_size for name in made.originals()) > 20 * GIB
    assert {path.parent for path in wrote} == {made.path}
    assert len(wrote) == 5
    assert sum(wrote.values()) < made.database_bytes + 30_000
    assert time.monotonic() - started < 60


def test_the_backups_do_not_share_a_file_with_the_vault(filled: Vault, stick: Path) -> None:
    make_backup(filled, stick)
    for name in filled.sealed.names():
        assert sealed_path(stick / SET, name).stat().st_ino != sealed_path(filled.path, name).stat().st_ino


def test_a_disk_that_knows_no_links_and_no_rights_will_do(
    filled: Vault, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: object, **_more: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    for name in ("link", "symlink", "chmod", "chown"):
        monkeypatch.setattr(os, name, refuse)
    made = make_backup(filled, stick)
    assert check_backup(made, filled.keys, sample=None)
    for path in stick.rglob("*"):
        assert not set('<>:"|?*') & set(path.name), "a name that FAT refuses"


def test_a_network_drive_that_cannot_sync_folders_will_do(
    filled: Vault, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sync = os.fsync

    def files_only(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, "Invalid argument")
        sync(handle)

    monkeypatch.setattr(os, "fsync", files_only)
    assert check_backup(make_backup(filled, stick), filled.keys, sample=None)


def test_what_was_interrupted_is_never_listed_and_is_swept_by_the_next(filled: Vault, stick: Path) -> None:
    good = make_backup(filled, stick)
    half = shutil.copytree(good.path, good.path.with_name("2026-01-01T00-00-00Z-3"))
    (half / "backup.json").unlink()
    shutil.copytree(good.path, good.path.with_name("2026-01-02T00-00-00Z-4.part"))
    assert read_backups(stick / SET) == (good,)
    assert half_there(stick / SET) == (half,)
    assert len(unfinished(stick / SET)) == 1
    make_backup(filled, stick)
    assert unfinished(stick / SET) == ()
    assert half.is_dir(), "someone may be copying it"


@pytest.mark.parametrize("name", ["vault.db", "vault.keys", "originals.txt", "backup.json"])
def test_a_backup_that_lacks_a_part_is_half_there(filled: Vault, stick: Path, name: str) -> None:
    made = make_backup(filled, stick)
    (made.path / name).unlink()
    assert read_backup(made.path) is None


def test_a_database_that_is_cut_off_is_half_there(filled: Vault, stick: Path) -> None:
    made = make_backup(filled, stick)
    os.truncate(made.database, made.database_bytes - 4096)
    assert read_backup(made.path) is None


def test_originals_stay_while_a_folder_is_half_there(filled: Vault, stick: Path, add: Callable[[str], str]) -> None:
    made = make_backup(filled, stick)
    (made.path / "backup.json").unlink()
    stray = sealed_path(stick / SET, new_id())
    stray.parent.mkdir(exist_ok=True)
    stray.write_bytes(b"of a backup that is being copied")
    add("Another")
    make_backup(filled, stick)
    assert stray.exists()
    shutil.rmtree(made.path)
    make_backup(filled, stick)
    assert not stray.exists()


def test_an_original_that_decayed_in_the_backups_is_mended_from_the_vault(filled: Vault, stick: Path) -> None:
    first = make_backup(filled, stick)
    name = min(first.originals())
    flip(sealed_path(stick / SET, name))
    assert not check_backup(first, filled.keys, sample=None)
    make_backup(filled, stick)
    assert check_backup(first, filled.keys, sample=None)


def test_a_damaged_original_of_the_vault_never_replaces_the_good_copy(filled: Vault, stick: Path) -> None:
    first = make_backup(filled, stick)
    name = min(first.originals())
    own = sealed_path(filled.path, name)
    os.truncate(own, own.stat().st_size - 10)
    second = make_backup(filled, stick)
    assert second.lost == 0
    assert check_backup(second, filled.keys, sample=None)
    own.unlink()
    assert make_backup(filled, stick).lost == 0


def test_a_vault_that_lost_an_original_is_still_backed_up_and_says_so(filled: Vault, stick: Path) -> None:
    name = min(filled.sealed.names())
    flip(sealed_path(filled.path, name))
    made = make_backup(filled, stick)
    assert made.lost == 1
    assert name not in made.originals()
    assert check_backup(made, filled.keys, sample=None)
    keys = filled.keys
    filled.close()
    restored = restore_backup(made, keys, filled.path)
    assert restored.documents == 3


def test_a_lock_that_cannot_be_read_is_not_copied(filled: Vault, stick: Path) -> None:
    (filled.path / "vault.keys").write_bytes(b"{")
    made = make_backup(filled, stick)
    assert len(key_file.read_all(made.path)) == 1
    assert key_file.open_with(made.path, PASSPHRASE)[0] == filled.keys
    assert (made.path / "vault.keys").read_bytes() == (made.path / "vault.keys.bak").read_bytes()


def test_a_cancel_leaves_no_new_backup(filled: Vault, stick: Path) -> None:
    token = CancelToken()

    def stop(step: Step) -> None:
        if step.total:
            token.cancel()

    with pytest.raises(CancelledError):
        make_backup(filled, stick, progress=Progress(stop), cancel=token)
    assert read_backups(stick / SET) == ()
    assert unfinished(stick / SET) == ()


def test_too_little_room_is_told_before_anything_is_written(
    filled: Vault, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(stick)._replace(free=places.SPARE_BYTES)
    monkeypatch.setattr("desktop.vault.backup.make.shutil.disk_usage", lambda _path: usage)
    with pytest.raises(DiskFullError):
        make_backup(filled, stick)
    assert read_backups(stick / SET) == ()


def test_a_disk_that_fills_up_leaves_the_old_backups_good(
    filled: Vault, stick: Path, add: Callable[[str], str]
) -> None:
    old = make_backup(filled, stick)
    add("Another")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, before[1]))
    try:
        with pytest.raises((DiskFullError, CannotWriteError)):
            make_backup(filled, stick)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert read_backups(stick / SET) == (old,)
    assert unfinished(stick / SET) == ()
    assert check_backup(old, filled.keys, sample=None)


_CHILD = """
import sys
from pathlib import Path
from desktop.vault.backup.make import make_backup
from desktop.vault.unlock import unlock_vault
vault = unlock_vault(Path(sys.argv[1]), sys.argv[2])
print("open", flush=True)
make_backup(vault, Path(sys.argv[3]))
print("made", flush=True)
vault.close()
"""


@pytest.mark.parametrize("wanted", [1, 20, 39])
def test_a_kill_in_the_middle_leaves_the_old_backups_good(
    workspace: Workspace, maria: str, stick: Path, wanted: int
) -> None:
    vault = workspace.vault
    old = make_backup(vault, stick)
    for number in range(40):
        file_document(workspace, maria, title=f"Report {number}", pages=("x" * 200_000,))
    keys, path = vault.keys, vault.path
    vault.close()
    child = subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-c", _CHILD, str(path), PASSPHRASE, str(stick)], stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "open\n"
    while len(originals_there(stick / SET)) < wanted and child.poll() is None:
        time.sleep(0.001)
    child.send_signal(signal.SIGKILL)
    said = child.stdout.read()
    child.wait()
    child.stdout.close()
    if "made" not in said and not (newer := [one for one in read_backups(stick / SET) if one != old]):
        assert newer == []
        assert len(unfinished(stick / SET)) == 1
    assert old in read_backups(stick / SET)
    for one in read_backups(stick / SET):
        assert check_backup(one, keys, sample=None)


def test_other_vaults_of_the_same_name_do_not_push_backups_out(filled: Vault, stick: Path) -> None:
    """As with new keys: the backups of the old ones are counted for themselves."""
    made = [_made_on(filled, stick, day) for day in range(1, 8)]
    other = made[0].path.with_name("2026-03-01T10-00-00Z-9")
    shutil.copytree(made[0].path, other)
    text = (other / "backup.json").read_text("utf-8").replace(filled.vault_id, "0" * 32)
    (other / "backup.json").write_text(text, "utf-8")
    for day in range(8, 12):
        _made_on(filled, stick, day)
    assert read_backup(other) is not None


def _made_on(vault: Vault, stick: Path, day: int, month: int = 3) -> Backup:
    with frozen_at(datetime(2026, month, day, 12, tzinfo=UTC)):
        vault.write(lambda tx: tx.execute(update(document).values(note=f"{month}-{day}")))
        return make_backup(vault, stick)


def test_a_real_folder_keeps_what_the_rule_keeps(filled: Vault, stick: Path) -> None:
    start = datetime(2026, 1, 20, 12, tzinfo=UTC)
    for number in range(30):
        with frozen_at(start + timedelta(days=number)):
            last = make_backup(filled, stick)
    left = read_backups(stick / SET)
    assert left[0] == last
    days = [one.made.date() for one in left]
    assert days[:7] == [(start + timedelta(days=number)).date() for number in range(29, 22, -1)]
    assert 9 <= len(left) <= 12
    assert originals_there(stick / SET) == last.originals()


def test_after_the_clock_went_back_the_new_backup_is_the_newest(filled: Vault, stick: Path) -> None:
    for day in range(1, 25):
        _made_on(filled, stick, day, month=11)
    last = _made_on(filled, stick, 2, month=2)
    assert read_backups(stick / SET)[0] == last


def test_originals_of_no_backup_are_removed_with_the_last_that_named_them(
    workspace: Workspace, filled: Vault, stick: Path
) -> None:
    stray = sealed_path(stick / SET, new_id())
    make_backup(filled, stick)
    stray.parent.mkdir(exist_ok=True)
    stray.write_bytes(b"left by a crash")
    assert prune(stick / SET) == 0
    assert not stray.exists()
    assert len(originals_there(stick / SET)) == len(workspace.documents.list())
