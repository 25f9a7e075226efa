"""check: damage is found, named and counted; what a backup has comes back."""

from __future__ import annotations

from tests.commands.shell import Shell
from tests.papers import letter


def _two(shell: Shell) -> None:
    shell.on("add", shell.file("one.pdf", letter("One.")), shell.file("two.pdf", letter("Two.")))


def test_a_whole_vault_is_in_good_order(maria: Shell) -> None:
    _two(maria)
    for more in ((), ("--full",)):
        said = maria.on("check", *more)
        assert said.code == 0
        assert (said.json["ok"], said.json["documents"], said.json["damaged"]) == (True, 2, [])
        assert said.json["full"] is bool(more)
        assert said.json["last_backup"] == ""


def test_a_deleted_original_is_noticed_at_once(maria: Shell) -> None:
    _two(maria)
    next((maria.vault / "sealed").glob("??/*.age")).unlink()
    said = maria.on("check")
    assert said.code == 4
    assert [one["mendable"] for one in said.json["damaged"]] == [False]


def test_a_changed_original_is_found_by_the_full_check_and_mended_from_a_backup(maria: Shell) -> None:
    _two(maria)
    assert maria.on("backup", maria.vault.parent).code == 0
    sealed = next((maria.vault / "sealed").glob("??/*.age"))
    good = sealed.read_bytes()
    sealed.write_bytes(good[:-1] + bytes([good[-1] ^ 1]))
    assert maria.on("check").code == 0
    said = maria.on("check", "--full")
    assert said.code == 4
    assert [one["mendable"] for one in said.json["damaged"]] == [True]
    assert said.json["damaged"][0]["title"]
    mended = maria.on("check", "--full", "--mend")
    assert (mended.code, mended.json["mended"], mended.json["ok"]) == (0, 1, True)
    assert sealed.read_bytes() == good


def test_a_second_copy_of_a_sync_program_is_named_and_left_alone(maria: Shell) -> None:
    _two(maria)
    other = maria.vault / "vault (conflicted copy 2026-11-24).db"
    other.write_bytes(b"another copy")
    said = maria.on("check")
    assert said.code == 1
    assert said.json["ok"]
    assert other.name in said.json["warnings"][0]
    assert other.read_bytes() == b"another copy"
