"""create, people, recover: what a person gets from the shell."""

from __future__ import annotations

from tests.commands.shell import PASSPHRASE, Shell


def test_create_answers_with_the_contract_and_writes_the_kit(shell: Shell) -> None:
    kit = shell.folder / "kit.txt"
    made = shell.on("create", "--name", "Maria Lopez", "--born", "1957-05-04", "--recovery-out", kit)
    assert made.code == 0
    assert made.json["recovery_code_groups"] == 7
    assert made.json["vault"] == str(shell.vault)
    assert shell.on("people").json == [
        {"person_id": made.json["person_id"], "name": "Maria Lopez", "born": "1957-05-04", "relation": ""}
    ]
    assert "Maria" not in kit.read_text("utf-8")


def test_a_vault_is_never_made_over_another(maria: Shell) -> None:
    again = maria.on("create", "--name", "Luis Lopez", "--born", "1955-09-11")
    assert again.code == 2
    assert set(again.json["error"]) == {"code", "happened", "safe", "do"}
    assert len(maria.on("people").json) == 1


def test_no_such_vault_is_wrong_usage(shell: Shell) -> None:
    answered = shell.on("documents")
    assert answered.code == 2
    assert answered.json["error"]["do"]


def test_a_wrong_passphrase_is_told_from_everything_else(maria: Shell) -> None:
    wrong = maria.file("wrong.txt", b"something else entirely\n")
    answered = maria.run("people", maria.vault, "--passphrase-file", wrong, "--json")
    assert answered.code == 3
    assert "safe" in answered.json["error"]["safe"].lower()


def test_the_code_alone_sets_a_new_passphrase(maria: Shell) -> None:
    text = (maria.folder / "kit.txt").read_text("utf-8")
    groups = next(line for line in text.splitlines() if len(line.replace("-", " ").split()) == 7)
    code = maria.file("code.txt", groups.encode())
    (maria.vault / "vault.keys").unlink()
    (maria.vault / "vault.keys.bak").unlink()
    fresh = maria.file("fresh.txt", b"a new long passphrase for today\n")
    recovered = maria.run("recover", maria.vault, "--code-file", code, "--passphrase-file", fresh, "--json")
    assert recovered.code == 0, recovered
    assert maria.run("people", maria.vault, "--passphrase-file", fresh, "--json").json[0]["name"] == "Maria Lopez"
    assert maria.on("people").code == 3


def test_several_people_need_to_be_named(maria: Shell) -> None:
    maria.on("person add", "--name", "Luis Lopez", "--born", "1955-09-11", "--relation", "father")
    answered = maria.on("put", "questions", "--set", "text=Why now?")
    assert answered.code == 2
    assert "Luis Lopez" in answered.json["error"]["do"]


def test_wrong_words_are_answered_in_json_too(shell: Shell) -> None:
    answered = shell.run("put", "--json")
    assert answered.code == 2
    assert answered.json["error"]["code"] == "usage"


def test_the_passphrase_is_never_an_argument_or_printed(maria: Shell) -> None:
    said = maria.run("people", maria.vault, "--passphrase-file", maria.folder / "passphrase.txt")
    assert PASSPHRASE not in said.out + said.err
