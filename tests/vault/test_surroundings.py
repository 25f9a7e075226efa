"""Where a vault lies: sync programs, other computers' disks, and files that are not the vault's."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import psutil
import pytest

from desktop.vault.surroundings import on_network, strays, synced_by


@pytest.mark.parametrize(
    ("place", "program"),
    [
        ("/home/ana/Dropbox/family.sheaf", "Dropbox"),
        ("/home/ana/Dropbox (Personal)/health/family.sheaf", "Dropbox"),
        ("/Users/ana/Library/Mobile Documents/com~apple~CloudDocs/family.sheaf", "iCloud Drive"),
        ("/home/ana/OneDrive - Clinic/family.sheaf", "OneDrive"),
        ("/Users/ana/Library/CloudStorage/GoogleDrive-ana@example.org/My Drive/family.sheaf", "Google Drive"),
        ("/home/ana/Nextcloud2/family.sheaf", "Nextcloud"),
        ("/home/ana/Documents/family.sheaf", ""),
        ("/home/ana/boxes/family.sheaf", ""),
        ("/home/ana/my dropbox notes/family.sheaf", ""),
    ],
)
def test_a_synced_folder_is_known_by_its_name(place: str, program: str) -> None:
    assert synced_by(Path(place)) == program


@pytest.mark.parametrize(
    ("mark", "program"),
    [
        (".stfolder", "Syncthing"),
        (".sync_3f2a.db", "Nextcloud"),
        (".dropbox", "Dropbox"),
        (".owncloudsync.log", "ownCloud"),
    ],
)
def test_a_synced_folder_is_known_by_what_the_program_keeps_there(tmp_path: Path, mark: str, program: str) -> None:
    vault = tmp_path / "papers" / "family.sheaf"
    vault.mkdir(parents=True)
    assert synced_by(vault) == ""
    (tmp_path / mark).touch()
    assert synced_by(vault) == program


def _mounts(monkeypatch: pytest.MonkeyPatch, *mounts: tuple[str, str, str]) -> None:
    listed = [SimpleNamespace(device="", mountpoint=place, fstype=kind, opts=opts) for place, kind, opts in mounts]
    monkeypatch.setattr(psutil, "disk_partitions", lambda **_: listed)


@pytest.mark.parametrize("kind", ["nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "fuse.gvfsd-fuse", "9p", "afpfs"])
def test_a_disk_of_another_computer_is_known_by_its_kind(monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    _mounts(monkeypatch, ("/", "ext4", "rw"), ("/mnt/nas", kind, "rw"), ("/mnt/nas2", "ext4", "rw"))
    assert on_network(Path("/mnt/nas/family.sheaf"))
    assert not on_network(Path("/mnt/nas2/family.sheaf"))
    assert not on_network(Path("/home/ana/family.sheaf"))


def test_a_local_disk_inside_a_network_one_is_local(monkeypatch: pytest.MonkeyPatch) -> None:
    _mounts(monkeypatch, ("/", "nfs", "rw"), ("/home", "ext4", "rw"), ("/remote", "NTFS", "rw,remote"))
    assert on_network(Path("/srv/family.sheaf"))
    assert not on_network(Path("/home/ana/family.sheaf"))
    assert on_network(Path("/remote/family.sheaf"))


def test_this_computers_own_mounts_can_be_read(tmp_path: Path) -> None:
    assert psutil.disk_partitions(all=True)
    assert not on_network(tmp_path)


def test_what_belongs_to_a_vault_is_no_stray(vault_path: Path) -> None:
    for name in (".DS_Store", "desktop.ini", "vault.db-journal", "vault.keys.part"):
        (vault_path / name).touch()
    (vault_path / "sealed" / "ab").mkdir(exist_ok=True)
    (vault_path / "sealed" / "ab" / f"{'ab' * 13}.age").touch()
    (vault_path / "sealed" / "ab" / f"{'ab' * 13}.age.part").touch()
    assert strays(vault_path) == ()


def test_second_copies_of_sync_programs_are_strays(vault_path: Path) -> None:
    (vault_path / "sealed" / "ab").mkdir(exist_ok=True)
    names = [
        "sealed/ab/abababababababababababababab.sync-conflict-20261124-101112-ABCDEFG.age",
        "sealed/cd (1)",
        "vault (Ana's conflicted copy 2026-11-24).db",
        "vault-LAPTOP.db",
        "vault.sync-conflict-20261124-101112-ABCDEFG.db",
        "vault_conf(2).keys",
    ]
    for name in names:
        (vault_path / name).write_bytes(b"other")
    assert list(strays(vault_path)) == names
    assert strays(vault_path / "gone") == ()
