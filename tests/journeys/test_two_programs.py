"""The same entry changed by two programs at once: nothing is lost, and the later one is told in one sentence."""

from __future__ import annotations

import json
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from desktop.records.fact import FactKind
from desktop.services.workspace import Workspace
from tests.conftest import PASSPHRASE
from tests.vault.other_process import run_python

COMMAND = "import sys; from desktop.__main__ import main; sys.exit(main(sys.argv[1:]))"


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    """A file with the passphrase."""
    path = tmp_path / "words"
    path.write_text(PASSPHRASE, "utf-8")
    return path


def _edit(vault: Path, secret: Path, fact_id: str, entry: str) -> subprocess.CompletedProcess[str]:
    return run_python(COMMAND, "edit", vault, "--passphrase-file", secret, fact_id, "--set", entry)


def test_a_command_beside_the_open_window_is_told_and_both_changes_stay(
    workspace: Workspace, maria: str, secret: Path
) -> None:
    fact_id = workspace.records.put(FactKind.ALLERGIES, maria, {"substance": "Milk"}).id
    workspace.records.edit(fact_id, {"reaction": "hives"})
    told = _edit(workspace.vault_path, secret, fact_id, "note=since childhood")
    assert told.returncode != 0
    assert "Traceback" not in told.stderr + told.stdout
    assert told.stderr.startswith("This vault is open in another window on this computer."), told.stderr
    assert "nothing was changed" in told.stderr
    workspace.records.edit(fact_id, {"severity": "severe"})
    workspace.close()
    assert _edit(workspace.vault_path, secret, fact_id, "note=since childhood").returncode == 0
    asked = run_python(COMMAND, "facts", workspace.vault_path, "allergies", "--passphrase-file", secret, "--json")
    (fact,) = json.loads(asked.stdout)
    values = json.dumps(fact)
    assert all(words in values for words in ("hives", "severe", "since childhood"))


def test_two_commands_at_once_lose_nothing(workspace: Workspace, maria: str, secret: Path) -> None:
    fact_id = workspace.records.put(FactKind.ALLERGIES, maria, {"substance": "Milk"}).id
    workspace.close()
    entries = ("note=since childhood", "reaction=hives")
    with ThreadPoolExecutor(2) as both:
        told = list(both.map(lambda entry: _edit(workspace.vault_path, secret, fact_id, entry), entries))
    assert any(one.returncode == 0 for one in told)
    for entry, one in zip(entries, told, strict=True):
        if one.returncode:
            assert one.stderr.startswith("This vault is open in another window on this computer."), one.stderr
            assert _edit(workspace.vault_path, secret, fact_id, entry).returncode == 0
    asked = run_python(COMMAND, "history", workspace.vault_path, fact_id, "--passphrase-file", secret, "--json")
    assert "since childhood" in asked.stdout
    assert "hives" in asked.stdout
