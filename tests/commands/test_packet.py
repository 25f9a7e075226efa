"""packet, readiness, disclosures: the packet from the shell."""

from __future__ import annotations

import io

import pypdf

from tests.commands.shell import Shell
from tests.papers import ct_report


def _filled(maria: Shell) -> Shell:
    maria.on("add", maria.file("ct.pdf", ct_report()))
    maria.on(
        "put", "medications", "--set", "generic=apixaban", "--set", "strength=5 mg", "--set", "how_often=twice a day"
    )
    maria.on("put", "questions", "--set", "text=Is surgery on my liver still an option?", "--set", "rank=1")
    maria.on("none", "allergies", "--answer", "none-known")
    return maria


def test_a_locked_packet_opens_with_its_phrase_only(maria: Shell) -> None:
    _filled(maria)
    target = maria.folder / "records.pdf"
    made = maria.on("packet", "--for", "Dr. Lena Okafor", "--sensitive", "include", "--out", target)
    assert made.code in {0, 1}, made
    answer = made.json
    assert answer["phrase_words"] == 5
    reader = pypdf.PdfReader(io.BytesIO(target.read_bytes()))
    assert reader.is_encrypted
    assert reader.decrypt("wrong words") == 0
    assert reader.decrypt(answer["phrase"]) != 0
    assert len(reader.pages) == answer["pages"]
    text = "\n".join(page.extract_text() for page in reader.pages)
    for words in ("apixaban", "Is surgery on my liver still an option?", "Dr. Lena Okafor", "hypodense"):
        assert words in text, words
    (entry,) = maria.on("disclosures").json
    assert (entry["to"], entry["version"], entry["medium"]) == ("Dr. Lena Okafor", 1, "locked-pdf")


def test_an_excluded_document_leaves_no_word(maria: Shell) -> None:
    _filled(maria)
    document = maria.on("documents").json[0]["document_id"]
    target = maria.folder / "records.pdf"
    plain = ["--plain", "--yes-plain", "--sensitive", "include"]
    made = maria.on("packet", "--for", "Dr. Okafor", "--exclude", document, *plain, "--out", target)
    assert made.code in {0, 1}, made
    assert not pypdf.PdfReader(target).is_encrypted
    assert "hypodense" not in "".join(page.extract_text() for page in pypdf.PdfReader(target).pages)
    assert made.json["phrase_words"] == 0


def test_plain_needs_a_second_word(maria: Shell) -> None:
    answered = maria.on("packet", "--for", "Dr. Okafor", "--plain", "--out", maria.folder / "x.pdf")
    assert answered.code == 2
    assert not (maria.folder / "x.pdf").exists()


def test_a_packet_never_overwrites_a_file(maria: Shell) -> None:
    target = maria.file("records.pdf", b"something of the person's")
    answered = maria.on("packet", "--for", "Dr. Okafor", "--out", target)
    assert answered.code in {2, 6}
    assert target.read_bytes() == b"something of the person's"


def test_readiness_says_what_is_missing(maria: Shell) -> None:
    answered = maria.on("readiness", "--case", "cancer")
    assert answered.code == 1
    assert {"rule", "level", "state", "text"} <= set(answered.json[0])
    assert any(item["state"] == "missing" and item["level"] == "must" for item in answered.json)


def test_the_shell_says_what_came_in_since_the_last_version(maria: Shell) -> None:
    _filled(maria)
    made = maria.on("packet", "--for", "Dr. Okafor", "--out", maria.folder / "one.pdf").json
    added = maria.on("put", "medications", "--set", "generic=metformin").json["id"]
    medicine = next(one for one in maria.on("facts", "medications").json if one["title"].startswith("apixaban"))
    maria.on("edit", medicine["id"], "--set", "strength=2.5 mg")
    told = maria.on("packet-versions", made["packet_id"])
    assert told.code == 0
    assert [one["id"] for one in told.json["added"]] == [added]
    assert told.json["removed"] == []
    (changed,) = told.json["changed"]
    assert {"field": "strength", "before": "5 mg", "after": "2.5 mg"} in changed["fields"]
    assert maria.on("packet-versions", made["packet_id"], "--from", "7").code == 2
    assert maria.on("packet-versions", "nothing").code == 2


def test_small_files_for_a_website_come_in_a_folder_after_a_second_word(maria: Shell) -> None:
    _filled(maria)
    asked = [
        "packet",
        "--for",
        "Dr. Okafor",
        "--shape",
        "portal",
        "--max-mb",
        "2",
        "--out",
        str(maria.folder / "parts"),
    ]
    assert maria.on(*asked).code == 2
    made = maria.on(*asked, "--plain", "--yes-plain")
    assert made.code in {0, 1}, made
    assert len(made.json["files"]) > 1
    assert any(check["name"] == "size" and check["ok"] for check in made.json["checks"])
    assert "phrase" not in made.json


def test_the_shell_sends_only_what_changed(maria: Shell) -> None:
    _filled(maria)
    named = ["packet", "--for", "Dr. Okafor", "--plain", "--yes-plain"]
    first = maria.on(*named, "--out", maria.folder / "one.pdf").json
    maria.on("put", "questions", "--set", "text=What about a trial?")
    second = maria.on(*named, "--changed-since", "1", "--out", maria.folder / "two.pdf").json
    assert (second["packet_id"], second["version"]) == (first["packet_id"], 2)
    text = "".join(page.extract_text() for page in pypdf.PdfReader(maria.folder / "two.pdf").pages)
    assert "What about a trial?" in text
    assert "hypodense" not in text
    assert maria.on(*named, "--changed-since", "9", "--out", maria.folder / "three.pdf").code == 2
