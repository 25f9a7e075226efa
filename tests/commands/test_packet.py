"""packet, readiness, disclosures: the packet from the shell."""

from __future__ import annotations

import io
from pathlib import Path

import pypdf
import pyrage

from desktop.bootstrap import make_vaults
from desktop.vault.stores.said_again import Version, put_series
from tests.commands.shell import PASSPHRASE, Shell
from tests.papers import ct_report, letter


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
    assert (entry["id"], entry["fingerprint"], entry["words_kept"]) == (answer["entry_id"], answer["fingerprint"], True)
    assert "words" not in entry
    assert maria.on("disclosures", "--words").json[0]["words"] == answer["phrase"]
    assert maria.on("received", entry["id"]).code == 0
    (after,) = maria.on("disclosures", "--words").json
    assert (after["words"], bool(after["received"])) == ("", True)
    maria.on("put", "questions", "--set", "text=What about a trial?")
    (listed,) = maria.on("packets").json
    assert (listed["packet_id"], listed["to"], listed["version"], listed["sent"]) == (
        answer["packet_id"], "Dr. Lena Okafor", 1, 1,
    )  # fmt: skip
    assert listed["news"] == [{"to": "Dr. Lena Okafor", "version": 1, "titles": [], "questions": 1}]
    maria.on("handover", "--to", "Dr. Brandt", "--packet", answer["packet_id"], "--version", "1", "--way", "paper")
    assert maria.on("disclosures").json[0]["fingerprint"] == answer["fingerprint"]
    assert maria.on("remove-packet", answer["packet_id"]).code == 0
    assert maria.on("packets").json == []


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


def test_a_packet_never_overwrites_a_file(maria: Shell) -> None:
    target = maria.file("records.pdf", b"something of the person's")
    answered = maria.on("packet", "--for", "Dr. Okafor", "--out", target)
    assert answered.code in {2, 6}
    assert target.read_bytes() == b"something of the person's"


def _medicine(maria: Shell) -> str:
    return str(maria.on("facts", "medications").json[0]["id"])


WRONG = {
    "nobody named": (["--out", "x.pdf"], "Nobody is named"),
    "named twice": (["--for", "A", "--recipient", "r", "--out", "x.pdf"], "cannot be for two"),
    "plain once": (["--for", "A", "--plain", "--out", "x.pdf"], "can be read by anyone"),
    "a website once": (["--for", "A", "--shape", "portal", "--out", "x"], "not locked"),
    "a folder once": (["--for", "A", "--way", "folder", "--out", "x"], "Not everything in the folder is locked"),
    "age without a key": (["--for", "A", "--way", "age", "--out", "x.age"], "age key"),
    "a key without age": (["--for", "A", "--age-key", "age1x", "--out", "x.pdf"], "age key"),
    "words of a plain file": (
        ["--for", "A", "--plain", "--yes-plain", "--slip-out", "s.pdf", "--out", "x.pdf"],
        "no five words",
    ),
    "no folder for words": (["--for", "A", "--phrase-out", "gone/w.txt", "--out", "x.pdf"], "no folder for the phrase"),
    "a shape that is none": (["--for", "A", "--shape", "round", "--out", "x.pdf"], "do not fit"),
    "a size that is none": (["--for", "A", "--max-mb", "0", "--out", "x.pdf"], "do not fit"),
    "a day that is none": (["--for", "A", "--date", "soon", "--out", "x.pdf"], "do not fit"),
    "a packet that is none": (["--packet", "nothing", "--out", "x.pdf"], "no such packet"),
    "a recipient that is none": (["--recipient", "nothing", "--out", "x.pdf"], "no such"),
    "an entry that is none": (["--for", "A", "--exclude", "nothing", "--out", "x.pdf"], "no such"),
    "a document that is none": (["--for", "A", "--without-pages", "nothing:1", "--out", "x.pdf"], "no such document"),
    "pages that are none": (["--for", "A", "--without-pages", "DOC:x", "--out", "x.pdf"], "pages cannot be read"),
    "a page too many": (["--for", "A", "--without-pages", "DOC:3", "--out", "x.pdf"], "does not have this page"),
    "a cover of no page": (["--for", "A", "--cover", "DOC:9:0,0,50,50", "--out", "x.pdf"], "does not have this page"),
    "a cover inside out": (["--for", "A", "--cover", "DOC:1:50,0,10,50", "--out", "x.pdf"], "cover cannot be read"),
    "a topic that is none": (["--for", "A", "--sensitive", "moods=include", "--out", "x.pdf"], "answer cannot be read"),
    "not replaced": (["--for", "A", "--put-back", "DOC", "--out", "x.pdf"], "was not replaced"),
    "a version that is none": (["--for", "A", "--changed-since", "2", "--out", "x.pdf"], "never got a version 2"),
    "a part that is none": (["--for", "A", "--part", "cover", "--out", "x.pdf"], "do not fit"),
}


def test_words_that_do_not_fit_are_told_in_a_sentence_and_nothing_is_written(maria: Shell) -> None:
    document = maria.on("add", maria.file("ct.pdf", ct_report())).json[0]["document_id"]
    before = {path.name for path in maria.folder.iterdir()}
    for what, (asked, told) in WRONG.items():
        at = asked.index("--out") + 1
        words = [str(maria.folder / word) if place == at else word for place, word in enumerate(asked)]
        said = maria.on("packet", *(word.replace("DOC", document) for word in words))
        assert said.code == 2, what
        assert told in said.json["error"]["happened"], what
        assert said.json["error"]["do"], what
    assert {path.name for path in maria.folder.iterdir()} == before
    assert maria.on("packets").json == []


def test_what_was_kept_back_stays_out_until_the_next_version_puts_it_back(maria: Shell) -> None:
    _filled(maria)
    (report,) = (one["document_id"] for one in maria.on("documents").json)
    (note,) = (
        one["document_id"] for one in maria.on("add", maria.file("note.pdf", letter("The plan is FOLFOX."))).json
    )
    maria.on("put", "conditions", "--set", "name=Depression", "--set", "sensitive=mental-health")
    maria.on("put", "conditions", "--set", "name=Carrier", "--set", "sensitive=genetic")
    for name in ("Anxiety disorder", "Alcohol use disorder"):
        maria.on("put", "conditions", "--set", f"name={name}")
    first = maria.on(
        "packet", "--for", "Dr. Okafor", "--without-pages", f"{report}:2", "--cover", f"{note}:1:0,0,100,60",
        "--sensitive", "genetic=include", "--sensitive", "mental-health=leave-out", "--exclude", _medicine(maria),
        "--why", "Is surgery right for me?", "--want", "trial", "--without-part", "timeline", "--plain", "--yes-plain",
        *(word for field in ("title", "date", "source") for word in ("--withhold", f"{note}:{field}")),
        "--out", maria.folder / "one.pdf",
    )  # fmt: skip
    assert first.code in {0, 1}, first
    text = _text(maria.folder / "one.pdf")
    assert "Document 1" in text or "Document 2" in text, "what it is called by stood below the cover"
    for words in ("hypodense", "Carrier", "Is surgery right for me?"):
        assert words in text, words
    for words in ("Interval decrease", "FOLFOX", "Depression", "Anxiety", "Alcohol use disorder", "apixaban"):
        assert words not in text, words
    assert "May be about substance-use and stays out: Alcohol use disorder." in first.err
    assert "mental-health" not in first.err
    _replace(maria, report, note)
    again = maria.on(
        "packet", "--packet", first.json["packet_id"], "--include", _medicine(maria), "--include", report,
        "--include", note, "--put-back", report, "--sensitive", "mental-health=include", "--language", "es",
        "--slip-out", maria.folder / "slip.pdf", "--phrase-out", maria.folder / "words.txt",
        "--out", maria.folder / "two.pdf",
    )  # fmt: skip
    assert again.code in {0, 1}, again
    assert (again.json["packet_id"], again.json["version"]) == (first.json["packet_id"], 2)
    phrase = (maria.folder / "words.txt").read_text().strip()
    text = _text(maria.folder / "two.pdf", phrase)
    for words in (
        "hypodense",
        "Interval decrease",
        "FOLFOX",
        "Depression",
        "Anxiety",
        "apixaban",
        "Is surgery right for me?",
    ):
        assert words in text, words
    assert phrase in _text(maria.folder / "slip.pdf")
    assert "phrase" not in again.json


def _text(path: Path, phrase: str = "") -> str:
    return "".join(page.extract_text() for page in pypdf.PdfReader(path, password=phrase or None).pages)


def _replace(maria: Shell, older: str, newer: str) -> None:
    """Let the sources say that `newer` is the next version of `older`."""
    workspace = make_vaults().unlock(maria.vault, PASSPHRASE)
    workspace.vault.write(lambda tx: put_series(tx, older, Version("one", "1")))
    workspace.vault.write(lambda tx: put_series(tx, newer, Version("one", "2")))
    workspace.close()


def test_what_was_found_in_a_page_waits_for_an_answer(maria: Shell) -> None:
    maria.on("person add", "--name", "Luis Lopez", "--born", "1955-03-02")
    me = next(one["person_id"] for one in maria.on("people").json if one["name"] == "Maria Lopez")
    named = letter("Her husband Luis Lopez, born 2 March 1955, came along.")
    maria.on("add", maria.file("letter.pdf", named), "--person", me)
    asked = maria.on(
        "packet",
        "--person",
        me,
        "--for",
        "Dr. Okafor",
        "--part",
        "sources",
        "--plain",
        "--yes-plain",
        "--out",
        maria.folder / "x.pdf",
    )
    assert (asked.code, asked.json["error"]["code"]) == (1, "unanswered")
    assert not (maria.folder / "x.pdf").exists()
    answer = asked.err.split("say ")[1].split()
    assert answer[::2] == ["--packet", "--allow"]
    made = maria.on(
        "packet", "--person", me, *answer, "--allow", "nothing", "--plain", "--yes-plain",
        "--out", maria.folder / "x.pdf",
    )  # fmt: skip
    assert made.code in {0, 1}, made
    assert made.json["version"] == 1
    assert "nothing was allowed by it" in made.err


def test_every_way_out_has_its_name(maria: Shell) -> None:
    maria.on("put", "questions", "--set", "text=What about a trial?")
    made = maria.on(
        "packet", "--for", "Dr. Okafor", "--part", "questions", "--way", "folder", "--yes-plain", "--no-originals",
        "--out", maria.folder / "stick",
    )  # fmt: skip
    assert made.code in {0, 1}, made
    assert {"README.txt", "summary.html", "manifest.csv"} <= {Path(file).name for file in made.json["files"]}
    (pdf,) = (maria.folder / "stick").glob("*.pdf")
    assert pypdf.PdfReader(pdf, password=made.json["phrase"]).pages
    key = pyrage.x25519.Identity.generate()
    again = ["packet", "--packet", made.json["packet_id"]]
    made = maria.on(*again, "--way", "age", "--age-key", str(key.to_public()), "--out", maria.folder / "x.age")
    assert made.code in {0, 1}, made
    opened = pyrage.decrypt((maria.folder / "x.age").read_bytes(), [key])
    assert len(pypdf.PdfReader(io.BytesIO(opened)).pages) == made.json["pages"]
    media = [(one["medium"], one["version"]) for one in maria.on("disclosures").json]
    assert media == [("age", 2), ("folder", 1)]


def test_a_handover_is_written_down_with_notes(maria: Shell) -> None:
    told = ["--to", "Northfield Pathology", "--what", "Biopsy slides", "--way", "post", "--day", "2026-11"]
    made = maria.on("handover", *told, "--detail", "parcel 4471", "--purpose", "review", "--address", "Northfield")
    assert made.code == 0, made
    assert maria.on("sent-note", made.json["id"], "Nurse", "Kim", "called").code == 0
    (entry,) = maria.on("disclosures").json
    assert {name: entry[name] for name in ("medium", "to", "what", "way", "day", "detail", "purpose", "address")} == {
        "medium": "handover", "to": "Northfield Pathology", "what": "Biopsy slides", "way": "post", "day": "2026-11",
        "detail": "parcel 4471", "purpose": "review", "address": "Northfield",
    }  # fmt: skip
    assert [note["text"] for note in entry["notes"]] == ["Nurse Kim called"]
    for wrong in (
        ["--to", " ", "--what", "x"],
        ["--to", "A"],
        ["--to", "A", "--what", "x", "--day", "soon"],
        ["--to", "A", "--what", "x", "--day", "2999-01-01"],
        ["--to", "A", "--packet", "nothing", "--version", "1"],
        ["--to", "A", "--packet", "nothing"],
    ):
        assert maria.on("handover", *wrong).code == 2, wrong
    assert maria.on("sent-note", "nothing", "words").code == 2
    assert maria.on("received", "nothing").code == 2
    assert len(maria.on("disclosures").json) == 1
    lines = maria.run("disclosures", maria.vault, "--passphrase-file", maria.folder / "passphrase.txt").out
    assert "Northfield Pathology  Biopsy slides  handover, post, parcel 4471" in lines
    assert "Nurse Kim called" in lines
    assert maria.on("disclosures", "--out", maria.folder / "log.pdf", "--language", "es").code == 0
    assert "Northfield Pathology" in _text(maria.folder / "log.pdf")
    assert "sin confirmar" in " ".join(_text(maria.folder / "log.pdf").split())
    assert maria.on("disclosures", "--out", maria.folder / "log.pdf").code == 2


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
    assert [one["version"] for one in told.json["versions"]] == [1]
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
    assert made.json["uploads"] == [[Path(one).name for one in made.json["files"]]]
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
    for asked, told in (
        (named, "Dr. Okafor never got a version 9. They have version 1, 2."),
        (["packet", "--packet", first["packet_id"], "--for", "Dr. Never"], "no version 9"),
        (["packet", "--recipient", _medicine(maria)], "This entry is not a recipient."),
    ):
        refused = maria.on(*asked, "--changed-since", "9", "--out", maria.folder / "three.pdf")
        assert (refused.code, told in refused.json["error"]["happened"]) == (2, True), refused


def test_news_since_a_version_that_this_doctor_never_got_are_refused(maria: Shell) -> None:
    _filled(maria)
    first = maria.on("packet", "--for", "Dr. Okafor", "--plain", "--yes-plain", "--out", maria.folder / "one.pdf").json
    asked = ["packet", "--packet", first["packet_id"], "--for", "Dr. Never", "--changed-since", "1"]
    refused = maria.on(*asked, "--out", maria.folder / "two.pdf")
    assert refused.code == 2
    assert "never got version 1 of it. They have no version of it." in refused.json["error"]["happened"]
    assert refused.json["error"]["do"] == "Send the whole packet."
    (kept,) = maria.on("packets").json
    assert (kept["to"], kept["changed_since"]) == ("Dr. Okafor", 0)
    assert not (maria.folder / "two.pdf").exists()
    (entry,) = maria.on("disclosures").json
    arrived = maria.run("received", maria.vault, entry["id"], "--passphrase-file", maria.folder / "passphrase.txt")
    assert "received" in arrived.out
    assert "words" not in arrived.out
