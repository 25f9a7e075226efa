"""add, documents, search, undo-import: papers in and found again."""

from __future__ import annotations

import hashlib
import os

from tests.commands.shell import Shell
from tests.papers import ct_report, lab_report, letter, paper


def test_add_reads_a_report_and_says_what_it_is(maria: Shell) -> None:
    source = ct_report()
    added = maria.on("add", maria.file("scan_20261114.pdf", source))
    assert added.code == 0, added
    (outcome,) = added.json
    assert (outcome["status"], outcome["read"], outcome["pages"]) == ("stored", True, 2)
    assert (outcome["kind"], outcome["date"], outcome["person_match"]) == ("imaging-report", "2026-11-14", "match")
    (document,) = maria.on("documents").json
    assert document["sha256"] == hashlib.sha256(source).hexdigest()
    assert document["status"] == "proposed"


def test_the_original_comes_back_byte_for_byte(maria: Shell) -> None:
    source = ct_report()
    (outcome,) = maria.on("add", maria.file("ct.pdf", source)).json
    copy = maria.folder / "copy.pdf"
    assert maria.on("document", outcome["document_id"], "--out", copy).code == 0
    assert copy.read_bytes() == source
    assert maria.on("disclosures").json[0]["medium"] == "copy"


def test_the_same_bytes_are_flagged_not_stored_twice(maria: Shell) -> None:
    first = maria.file("a.pdf", ct_report())
    second = maria.file("b.pdf", first.read_bytes())
    maria.on("add", first)
    again = maria.on("add", second)
    assert again.code == 0
    assert again.json[0]["status"] == "duplicate"
    assert len(maria.on("documents").json) == 1


def test_bad_files_get_a_sentence_and_the_rest_goes_on(maria: Shell) -> None:
    good = ct_report()
    files = [
        maria.file("empty.pdf", b""),
        maria.file("cut.pdf", good[: len(good) // 3]),
        maria.file("not a pdf.pdf", b"hello, I am text"),
        maria.file("página-纸-ورقة.pdf", good),
        maria.file("run.exe", b"MZ" + bytes(200)),
    ]
    link = maria.folder / "link.pdf"
    link.symlink_to(files[3])
    fifo = maria.folder / "pipe.pdf"
    os.mkfifo(fifo)
    answered = maria.on("add", *files, link, fifo)
    assert answered.code == 1
    by_name = {outcome["file"].rsplit("/", 1)[1]: outcome for outcome in answered.json}
    assert by_name["página-纸-ورقة.pdf"]["read"]
    assert by_name["cut.pdf"]["status"] == "stored"
    for name in ("empty.pdf", "run.exe", "link.pdf", "pipe.pdf"):
        assert by_name[name]["status"] == "refused", name
    for name in ("empty.pdf", "cut.pdf", "not a pdf.pdf", "run.exe", "link.pdf", "pipe.pdf"):
        assert by_name[name]["issues"][0]["text"].endswith((".", "?")), name


def test_a_page_that_names_someone_else_is_told(maria: Shell) -> None:
    other = maria.file("luis.pdf", ct_report(name="LOPEZ, LUIS", born="09/11/1955"))
    assert maria.on("add", other).json[0]["person_match"] == "differs"


def test_words_are_found_with_their_page(maria: Shell) -> None:
    maria.on("add", maria.file("ct.pdf", ct_report()), maria.file("l.pdf", letter("Señora López slept well.")))
    (hit,) = maria.on("search", "hepatic").json
    assert (hit["kind"], hit["page"]) == ("document", 2)
    assert "hepatic" in hit["snippet"]
    assert maria.on("search", "senora").json
    assert maria.on("search", "nothinglikeit").json == []


def test_an_import_is_taken_back_whole(maria: Shell) -> None:
    maria.on("add", maria.file("a.pdf", ct_report()), maria.file("b.pdf", paper(["One more page"])))
    undone = maria.on("undo-import")
    assert undone.json["documents"] == 2
    assert maria.on("documents").json == []
    assert maria.on("search", "hepatic").json == []


def test_what_was_checked_and_went_with_its_import_is_said_and_comes_back(maria: Shell) -> None:
    maria.on("add", maria.file("labs.pdf", lab_report()))
    read = maria.on("facts", "results").json
    maria.on("confirm", read[0]["id"])
    undone = maria.on("undo-import")
    assert undone.json["confirmed"] == 1
    assert maria.on("facts", "results").json == []
    (gone,) = maria.on("trashed").json
    assert (gone["kind"], gone["id"]) == ("import", undone.json["import_id"])
    assert maria.on("untrash", gone["id"]).code == 0
    assert maria.on("facts", "results").json[0]["status"] == "confirmed"
