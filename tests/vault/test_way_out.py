from __future__ import annotations

import hashlib
import re
from pathlib import Path

from desktop.services.workspace import Workspace
from desktop.vault import key_file, recovery
from tests.filing import file_document
from tests.vault.other_process import run_python

FORMAT = Path(__file__).resolve().parents[2] / "docs" / "vault-format.md"


def _program() -> str:
    found = re.search(r"```python\n(.*?)```", FORMAT.read_text("utf-8"), re.DOTALL)
    assert found
    return found[1]


def test_the_documented_program_reads_a_vault_without_sheaf_and_without_the_key_file(
    workspace: Workspace, maria: str
) -> None:
    program = _program()
    assert "desktop" not in program
    document = file_document(workspace, maria, title="Lab report of April")
    vault = workspace.vault
    original = vault.sealed.open(next(iter(vault.sealed.names())))
    assert hashlib.sha256(original).hexdigest() == document.sha256
    code = " ".join(recovery.to_groups(vault.keys.root))
    vault.close()
    for name in (key_file.NAME, key_file.COPY_NAME):
        (vault.path / name).unlink()

    answer = run_python(program, vault.path, code)
    assert answer.stderr == ""
    assert answer.stdout == f"good {len(original)} Lab report of April\n"
