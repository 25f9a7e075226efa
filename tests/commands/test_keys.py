"""passphrase, rekey, keyring and recover: the ways into a vault, from the command line."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from desktop.vault import os_keyring
from tests.commands.shell import PASSPHRASE, Said, Shell
from tests.papers import letter

NEW = "another six words of my own"


def _with(shell: Shell, secret: str) -> Said:
    path = shell.file("other.txt", f"{secret}\n".encode())
    return shell.run("documents", shell.vault, "--passphrase-file", path, "--json")


def test_another_passphrase_opens_the_vault_and_the_old_one_does_not(maria: Shell) -> None:
    assert maria.on("passphrase", "--new-passphrase-file", maria.file("new.txt", f"{NEW}\n".encode())).code == 0
    assert _with(maria, NEW).code == 0
    refused = _with(maria, PASSPHRASE)
    assert (refused.code, refused.json["error"]["code"]) == (3, "wrong-passphrase")


def test_a_short_new_passphrase_is_refused_and_the_old_one_stays(maria: Shell) -> None:
    said = maria.on("passphrase", "--new-passphrase-file", maria.file("new.txt", b"short\n"))
    assert said.json["error"]["code"] == "bad-passphrase"
    assert _with(maria, PASSPHRASE).code == 0


def test_new_keys_keep_everything_and_name_the_old_vault(maria: Shell) -> None:
    maria.on("add", maria.file("one.pdf", letter("One.")))
    before = maria.on("documents").json
    kit = maria.folder / "new-kit.txt"
    said = maria.on("rekey", "--recovery-out", kit)
    assert said.code == 0
    assert "recovery_code" not in said.json
    assert Path(said.json["old"]).is_dir()
    assert maria.on("documents").json == before
    assert kit.stat().st_mode & 0o777 == 0o600 or os.name == "nt"
    again = maria.on("rekey", "--recovery-out", kit)
    assert again.code == 2


def test_the_new_code_opens_a_vault_whose_locks_are_gone(maria: Shell) -> None:
    code = maria.on("rekey").json["recovery_code"]
    for name in ("vault.keys", "vault.keys.bak"):
        (maria.vault / name).unlink()
    lost = _with(maria, PASSPHRASE)
    assert (lost.code, lost.json["error"]["code"]) == (4, "keys-damaged")
    code_file = maria.file("code.txt", f"{code}\n".encode())
    new = maria.file("new.txt", f"{NEW}\n".encode())
    assert maria.run("recover", maria.vault, "--code-file", code_file, "--passphrase-file", new, "--json").code == 0
    assert _with(maria, NEW).code == 0


def test_a_code_with_one_wrong_sign_is_mistyped_not_wrong(maria: Shell) -> None:
    code = maria.on("rekey").json["recovery_code"]
    wrong = ("0" if code[0] != "0" else "1") + code[1:]
    code_file = maria.file("code.txt", f"{wrong}\n".encode())
    new = maria.file("new.txt", f"{NEW}\n".encode())
    said = maria.run("recover", maria.vault, "--code-file", code_file, "--passphrase-file", new, "--json")
    assert (said.code, said.json["error"]["code"]) == (3, "mistyped-code")
    assert "Group 1" in said.json["error"]["happened"]


def test_without_a_key_store_the_passphrase_stays_the_way(maria: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os_keyring, "_viable", lambda: iter(()))
    said = maria.on("keyring", "on")
    assert (said.code, said.json["error"]["code"]) == (6, "key-store")
    assert _with(maria, PASSPHRASE).code == 0
    assert maria.on("keyring", "off").code == 0
