"""Only the owner may read a vault, whatever the umask says."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.vault.create import create_vault
from desktop.vault.kdf import KdfParameters
from desktop.vault.unlock import unlock_vault
from tests.vault.notes import note
from tests.vault.other_process import run_python

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has lists instead of bits")


@pytest.fixture(params=[0o000, 0o022, 0o077], autouse=True)
def umask(request: pytest.FixtureRequest) -> Iterator[None]:
    before = os.umask(request.param)
    yield
    os.umask(before)


def _modes(folder: Path) -> dict[str, int]:
    return {
        str(path.relative_to(folder.parent)): stat.S_IMODE(path.stat().st_mode) for path in [folder, *folder.rglob("*")]
    }


def test_every_folder_is_0700_and_every_file_0600(tmp_path: Path) -> None:
    path = tmp_path / "own.sheaf"
    vault, _code = create_vault(path, "seven wide green boats", kdf=KdfParameters.floor())
    vault.sealed.seal(b"an original")
    note(vault, "a change")
    vault.close()
    unlock_vault(path, "seven wide green boats").close()
    for name, mode in _modes(path).items():
        wanted = 0o700 if (path.parent / name).is_dir() else 0o600
        assert mode == wanted, f"{name} is {mode:o}"


def test_the_journal_of_a_change_is_the_owners_too(tmp_path: Path) -> None:
    vault, _code = create_vault(tmp_path / "own.sheaf", "seven wide green boats", kdf=KdfParameters.floor())
    seen: list[int] = []

    def work(tx: object) -> None:
        tx.exec_driver_sql("INSERT INTO vault_info (name, value) VALUES ('a', 'b')")  # type: ignore[attr-defined] # a Transaction
        tx.exec_driver_sql("PRAGMA cache_spill = 1")  # type: ignore[attr-defined] # a Transaction
        seen.extend(stat.S_IMODE(path.stat().st_mode) for path in vault.path.glob("vault.db-journal"))

    try:
        vault.write(work)
    finally:
        vault.close()
    assert set(seen) <= {0o600}


def test_a_process_of_ours_leaves_no_core_and_cannot_be_read() -> None:
    said = run_python(
        "import os, resource\n"
        "from desktop.vault.hardening import harden_process\n"
        "harden_process()\n"
        "print(resource.getrlimit(resource.RLIMIT_CORE), os.stat('/proc/self/mem').st_uid)\n"
        "import ctypes\n"
        "print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))\n"
    )
    assert said.stdout.splitlines()[0].startswith("(0, 0)")
    assert said.stdout.splitlines()[1] == "0", "PR_GET_DUMPABLE"
