"""One writer at a time, also between processes; a lock that a dead process left does not count."""

from __future__ import annotations

import json
import signal
from pathlib import Path

import pytest

from desktop.vault.errors import VaultInUseError
from desktop.vault.unlock import unlock_vault
from desktop.vault.vault import Vault
from tests.conftest import PASSPHRASE
from tests.vault.notes import note, notes
from tests.vault.other_process import run_python, start_python

HOLD = """
import sys
from pathlib import Path
from desktop.vault.unlock import unlock_vault
vault = unlock_vault(Path(sys.argv[1]), sys.argv[2])
print("held", flush=True)
sys.stdin.read()
vault.close()
"""
TRY = """
import sys
from pathlib import Path
from desktop.foundation.errors import SheafError
from desktop.vault.unlock import unlock_vault
try:
    unlock_vault(Path(sys.argv[1]), sys.argv[2], read_only=sys.argv[3] == "read").close()
    print("opened")
except SheafError as error:
    print(error.code, error)
"""


def _try(vault: Path, how: str = "write") -> str:
    done = run_python(TRY, vault, PASSPHRASE, how)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_a_second_process_is_told_where_it_is_open_and_may_read(new_vault: Vault) -> None:
    note(new_vault, "mine")
    assert _try(new_vault.path) == "in-use This vault is open in another window on this computer."
    assert _try(new_vault.path, "read") == "opened"
    note(new_vault, "still mine")
    assert notes(new_vault) == {"mine", "still mine"}


def test_a_second_opening_in_the_same_process_is_refused_too(new_vault: Vault) -> None:
    with pytest.raises(VaultInUseError):
        unlock_vault(new_vault.path, PASSPHRASE)


def test_closing_gives_it_back(vault_path: Path) -> None:
    unlock_vault(vault_path, PASSPHRASE).close()
    assert _try(vault_path) == "opened"


def test_a_killed_process_holds_nothing(vault_path: Path) -> None:
    holder = start_python(HOLD, vault_path, PASSPHRASE)
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    with pytest.raises(VaultInUseError):
        unlock_vault(vault_path, PASSPHRASE)
    holder.send_signal(signal.SIGKILL)
    holder.communicate()
    assert json.loads((vault_path / "vault.lock").read_bytes())["pid"] == holder.pid
    unlock_vault(vault_path, PASSPHRASE).close()


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b"[]", b'{"host": 7}', b"x" * 100_000])
def test_a_stale_or_odd_lock_file_opens(vault_path: Path, content: bytes) -> None:
    (vault_path / "vault.lock").write_bytes(content)
    unlock_vault(vault_path, PASSPHRASE).close()


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b"[]", b'{"host": "elsewhere"}'])
def test_whatever_the_file_says_a_held_lock_is_held(new_vault: Vault, content: bytes) -> None:
    (new_vault.path / "vault.lock").write_bytes(content)
    with pytest.raises(VaultInUseError) as told:
        unlock_vault(new_vault.path, PASSPHRASE)
    assert ("on another computer" in str(told.value)) == (b"elsewhere" in content)
