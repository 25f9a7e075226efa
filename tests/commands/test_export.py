"""export: the whole record leaves through the shell."""

from __future__ import annotations

import json
from pathlib import Path

from tests.commands.shell import PASSPHRASE, Shell
from tests.papers import letter


def _filled(maria: Shell) -> Path:
    maria.on("put", "results", "--set", "test=CEA", "--set", "value=6.10", "--set", "unit=ng/mL")
    paper = maria.file("letter.pdf", letter("Dear Maria Lopez"))
    assert maria.on("add", paper).code in {0, 1}
    return maria.folder / "out"


def test_export_says_how_many_files_it_wrote(maria: Shell) -> None:
    place = _filled(maria)
    said = maria.on("export", place)
    assert said.code == 0, said
    assert said.json["files"] == len([path for path in place.rglob("*") if path.is_file()])
    assert (said.json["documents"], said.json["people"], said.json["damaged"]) == (1, 1, 0)
    (original,) = (place / "Maria Lopez" / "originals").iterdir()
    assert original.read_bytes() == (maria.folder / "letter.pdf").read_bytes()
    facts = json.loads((place / "Maria Lopez" / "record.json").read_text("utf-8"))["facts"]
    assert [fact["value"] for fact in facts["results"]] == ["6.10"]


def test_export_warns_and_stands_in_the_log(maria: Shell) -> None:
    secret = maria.file("secret.txt", f"{PASSPHRASE}\n".encode())
    said = maria.run("export", maria.vault, maria.folder / "out", "--passphrase-file", secret)
    assert said.code == 0, said
    assert "Anyone who gets this folder can read it" in said.out
    (entry,) = maria.on("disclosures").json
    assert entry["medium"] == "export"


def test_the_patient_summary_alone_leaves_through_the_shell(maria: Shell) -> None:
    place = _filled(maria)
    said = maria.on("export", place, "--only-summary")
    assert said.code == 0, said
    assert (said.json["documents"], said.json["facts"]) == (0, 1)
    assert [path.name for path in (place / "Maria Lopez").iterdir()] == ["summary.ips.json"]


def test_export_of_one_person_holds_nobody_else(maria: Shell) -> None:
    luis = maria.on("person add", "--name", "Luis Lopez", "--born", "1955-09-11").json["person_id"]
    place = maria.folder / "out"
    assert maria.on("export", place, "--person", luis).code == 0
    assert {path.name for path in place.iterdir() if path.is_dir()} == {"Luis Lopez"}
    assert maria.on("export", maria.folder / "two", "--person", "nobody").code == 2
    assert not (maria.folder / "two").exists()


def test_a_place_that_holds_something_is_wrong_usage(maria: Shell) -> None:
    place = maria.folder / "out"
    place.mkdir()
    (place / "mine.txt").write_text("mine", "utf-8")
    said = maria.on("export", place)
    assert said.code == 2
    assert said.json["error"]["code"] == "export-place-taken"
    assert [path.name for path in place.iterdir()] == ["mine.txt"]
    assert maria.on("export", maria.vault / "sealed" / "out").code == 2


def test_a_place_that_cannot_be_written_is_told_in_three_sentences(maria: Shell) -> None:
    said = maria.on("export", Path("/proc/self/fdinfo/out"))
    assert said.code == 6
    assert all(said.json["error"][part] for part in ("happened", "safe", "do"))
    assert maria.on("disclosures").json == []


def test_the_trash_comes_with_it_when_asked_for(maria: Shell) -> None:
    fact = maria.on("put", "allergies", "--set", "substance=Latex").json["id"]
    maria.on("trash", fact)
    maria.on("export", maria.folder / "without")
    maria.on("export", maria.folder / "with", "--with-trash")
    without, with_it = (maria.folder / name / "Maria Lopez" / "record.json" for name in ("without", "with"))
    assert "Latex" not in without.read_text("utf-8")
    assert "Latex" in with_it.read_text("utf-8")


def test_reading_only_is_enough(maria: Shell) -> None:
    said = maria.on("export", maria.folder / "out", "--read-only")
    assert said.code == 0, said
    assert said.json["logged"] is False
