"""backup, backups and restore at a terminal."""

from __future__ import annotations

from pathlib import Path

from desktop.bootstrap import make_vaults
from tests.commands.shell import PASSPHRASE, Shell


def _medicine(shell: Shell, name: str) -> None:
    assert shell.on("put", "medications", "--set", f"generic={name}").code == 0


def _restore(shell: Shell, backup: Path | str, vault: Path, *more: str | Path) -> tuple[int, object]:
    said = shell.run("restore", backup, vault, "--passphrase-file", shell.folder / "passphrase.txt", "--json", *more)
    return said.code, said.json


def test_a_backup_says_where_it_is_and_that_it_was_opened(maria: Shell) -> None:
    _medicine(maria, "Metformin")
    said = maria.on("backup", maria.folder / "stick")
    assert said.code == 0, said
    assert said.json["verified"] is True
    assert (said.json["documents"], said.json["facts"]) == (0, 1)
    assert Path(said.json["path"]).parent == maria.folder / "stick" / "family.sheaf-backups"
    listed = maria.on("backups").json
    assert [(line["path"], line["verified"]) for line in listed] == [(said.json["path"], True)]
    secret = ("--passphrase-file", maria.folder / "passphrase.txt")
    assert maria.run("backups", maria.vault, maria.folder / "stick", *secret, "--check", "--json").json == listed


def test_a_restore_says_what_changes_and_keeps_what_was_there(maria: Shell) -> None:
    _medicine(maria, "Metformin")
    maria.on("backup", maria.folder / "stick")
    _medicine(maria, "Ramipril")
    code, shown = _restore(maria, maria.folder / "stick" / "family.sheaf-backups", maria.vault, "--dry-run")
    assert code == 0
    assert isinstance(shown, dict)
    assert shown["differences"] == [{"kind": "medications", "missing": 1, "back": 0, "different": 0}]
    assert len(maria.on("facts", "medications").json) == 2
    code, done = _restore(maria, maria.folder / "stick" / "family.sheaf-backups", maria.vault)
    assert code == 0
    assert isinstance(done, dict)
    assert (done["verified"], done["facts"]) == (True, 1)
    assert [fact["generic"] for fact in maria.on("facts", "medications").json] == ["Metformin"]
    old = maria.run(
        "facts",
        done["old"],
        "medications",
        "--passphrase-file",
        maria.folder / "passphrase.txt",
        "--json",
        "--accept-copy",
    )
    assert len(old.json) == 2


def test_a_backup_becomes_a_vault_anywhere_with_passphrase_or_code(maria: Shell) -> None:
    _medicine(maria, "Metformin")
    path = maria.on("backup", maria.folder / "stick").json["path"]
    code, done = _restore(maria, path, maria.folder / "new" / "family.sheaf")
    assert code == 0
    assert isinstance(done, dict)
    assert done["old"] is None
    kit = (maria.folder / "kit.txt").read_text("utf-8")
    words = next(
        line for line in kit.splitlines() if len(line.split()) == 7 and line.split()[0].isalnum() and line.isupper()
    )
    secret = maria.file("code.txt", words.encode())
    said = maria.run("restore", path, maria.folder / "by-code.sheaf", "--code-file", secret, "--json")
    assert said.code == 0, said
    assert said.json["facts"] == 1


def test_what_cannot_be_restored_has_its_exit_code(maria: Shell) -> None:
    path = maria.on("backup", maria.folder / "stick").json["path"]
    wrong = maria.file("wrong.txt", b"quite another passphrase")
    said = maria.run("restore", path, maria.vault, "--passphrase-file", wrong, "--json")
    assert (said.code, said.json["error"]["code"]) == (3, "wrong-passphrase")
    code, told = _restore(maria, maria.folder, maria.vault)
    assert code == 2
    assert isinstance(told, dict)
    assert told["error"]["code"] == "no-backup"
    (maria.folder / "photos").mkdir()
    assert _restore(maria, path, maria.folder / "photos")[0] == 2
    workspace = make_vaults().unlock(maria.vault, PASSPHRASE)
    try:
        assert _restore(maria, path, maria.vault)[0] == 5
        assert maria.on("backup", maria.folder / "stick").code == 5
    finally:
        workspace.close()
    (Path(path) / "vault.db").write_bytes(
        (Path(path) / "vault.db").read_bytes()[:8192] + bytes(4096) + (Path(path) / "vault.db").read_bytes()[12288:]
    )
    code, told = _restore(maria, path, maria.vault)
    assert code == 4
    assert isinstance(told, dict)
    assert told["error"]["code"] == "backup-damaged"
    assert maria.on("people").code == 0


def test_a_half_there_backup_is_told_as_such(maria: Shell) -> None:
    path = Path(maria.on("backup", maria.folder / "stick").json["path"])
    (path / "originals.txt").unlink()
    said = maria.on("backups")
    assert said.code == 1
    assert [(line["verified"], line["words"]) for line in said.json] == [(False, "Could not be opened")]


def test_no_backup_yet_is_no_error(maria: Shell) -> None:
    said = maria.on("backups")
    assert (said.code, said.json) == (0, [])
