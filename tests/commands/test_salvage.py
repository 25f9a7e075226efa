"""salvage: a new vault of what can be read, with a list of what cannot."""

from __future__ import annotations

from tests.commands.shell import Shell
from tests.papers import letter


def test_a_damaged_original_is_listed_and_the_rest_is_saved(maria: Shell) -> None:
    maria.on("add", maria.file("one.pdf", letter("One.")), maria.file("two.pdf", letter("Two.")))
    sealed = next((maria.vault / "sealed").glob("??/*.age"))
    sealed.write_bytes(b"gone")
    saved = maria.folder / "saved.sheaf"
    said = maria.on("salvage", saved)
    assert said.code == 1
    assert said.json["documents"] == 2
    assert [one["kind"] for one in said.json["lost"]] == ["document"]
    assert maria.run("check", saved, "--passphrase-file", maria.folder / "passphrase.txt", "--json").code != 3


def test_the_place_must_be_free(maria: Shell) -> None:
    said = maria.on("salvage", maria.vault)
    assert said.code == 2
    assert said.json["error"]["code"] == "vault-exists"
