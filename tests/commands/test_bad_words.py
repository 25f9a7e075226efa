"""What people mistype on the command line: kept as it is, or asked about in a sentence; never lost."""

from __future__ import annotations

import pytest

from tests.commands.shell import Shell
from tests.papers import ct_report

SET = "--set"
DOUBTS = {
    "future": ("conditions", ("name=Anemia", "since=2999-01-01"), "future"),
    "before birth": ("conditions", ("name=Anemia", "since=1900"), "born"),
    "end before start": ("medications", ("generic=iron", "start=2024", "stop=2020"), "before the beginning"),
    "signs nobody sees": ("allergies", ("substance=la\x00tex",), "nobody can see"),
}


def _sets(pairs: tuple[str, ...]) -> list[str]:
    return [word for pair in pairs for word in (SET, pair)]


@pytest.mark.parametrize("doubt", DOUBTS)
def test_what_can_hardly_be_meant_is_kept_and_asked_about(maria: Shell, doubt: str) -> None:
    kind, pairs, words = DOUBTS[doubt]
    put = maria.on("put", kind, *_sets(pairs))
    assert put.code == 0
    assert words in put.err
    (asked,) = put.json["asked"]
    assert words in asked
    (kept,) = maria.on("facts", kind).json
    for pair in pairs:
        name, _, value = pair.partition("=")
        assert kept[name] == value.replace("\x00", "")


KEPT = {
    "a comma in a dose": ("medications", "generic=metformin", "dose", "2,5 mg"),
    "ten thousand characters": ("allergies", "substance=nuts", "note", "líneas\n" * 1500 + "end"),
    "right to left": ("allergies", "substance=nuts", "reaction", "طفح جلدي"),
    "an emoji of several signs": ("allergies", "substance=nuts", "reaction", "🤧👩🏽‍⚕️"),
    "a pasted form feed": ("allergies", "substance=nuts", "note", "page one\x0cpage two"),
}


@pytest.mark.parametrize("what", KEPT)
def test_unusual_text_is_kept_as_it_was_typed(maria: Shell, what: str) -> None:
    kind, first, name, text = KEPT[what]
    put = maria.on("put", kind, SET, first, SET, f"{name}={text}")
    assert (put.code, put.err) == (0, "")
    (kept,) = maria.on("facts", kind).json
    assert kept[name] == text.replace("\x0c", "\n")


def test_other_words_for_the_same_year_are_a_change(maria: Shell) -> None:
    fact_id = maria.on("put", "conditions", SET, "name=Anemia", SET, "since=2019 (spring 2019)").json["id"]
    assert maria.on("edit", fact_id, SET, "since=2019 (autumn 2019)").code == 0
    (change,) = maria.on("history", fact_id).json[-1]["changes"]
    assert (change["before"], change["after"]) == ("2019 (spring 2019)", "2019 (autumn 2019)")


REFUSED = (
    ("put", "conditions", SET, "name=one", SET, "name=two"),
    ("put", "conditions", SET, "name=one", "--page", "3"),
    ("put", "conditions", SET, "name"),
    ("put", "conditions", SET, "name=\ud800"),
    ("put", "conditions", SET, "name=\x07"),
    ("put", "nonsense", SET, "name=one"),
    ("put", "conditions", SET, "name=one", "--person", "nobody"),
    ("edit", "nothing", SET, "name=one"),
    ("trash", "nothing"),
    ("untrash", "nothing"),
    ("confirm", "nothing"),
    ("undo-import", "nothing"),
    ("move", "nothing", "--to", "nobody"),
    ("join-tests", "one", "--to", "two"),
    ("separate-tests", "one"),
    *((command, "--person", "nobody") for command in ("documents", "timeline", "trashed", "disclosures")),
    ("facts", "allergies", "--person", "nobody"),
    ("search", "latex", "--person", "nobody"),
)


@pytest.mark.parametrize("words", REFUSED, ids=lambda words: " ".join(words).encode("unicode_escape").decode())
def test_what_names_nothing_is_refused_in_sentences_and_changes_nothing(maria: Shell, words: tuple[str, ...]) -> None:
    refused = maria.on(*words)
    assert refused.code == 2
    error = refused.json["error"]
    assert all(error[sentence] for sentence in ("happened", "safe", "do"))
    assert "unrecognized" not in error["happened"], "the id stood after an option and was understood"
    assert maria.on("facts", "conditions").json == []


def test_a_page_that_the_document_does_not_have_is_refused(maria: Shell) -> None:
    (added,) = maria.on("add", maria.file("ct.pdf", ct_report())).json
    for page in ("99", "-1"):
        put = maria.on("put", "conditions", SET, "name=one", "--document", added["document_id"], "--page", page)
        assert (put.code, put.json["error"]["code"]) == (2, "no-such-page")
    assert maria.on("edit", added["document_id"], SET, "title=").json["error"]["code"] == "missing-value"


def test_with_two_people_whoever_writes_says_for_whom(maria: Shell) -> None:
    added = maria.on("person add", "--name", "محمد علي", "--born", "2999")
    assert (added.code, len(added.json["asked"])) == (0, 1)
    for words in (
        ("put", "allergies", SET, "substance=z"),
        ("none", "devices", "--answer", "known"),
        ("confirm", "--all"),
    ):
        refused = maria.on(*words)
        assert refused.code == 2
        assert all(one["person_id"] in refused.json["error"]["do"] for one in maria.on("people").json)
    assert maria.on("trash", added.json["person_id"]).code == 0
    assert len(maria.on("people").json) == 1
    assert maria.on("untrash", added.json["person_id"]).code == 0
    assert len(maria.on("people").json) == 2


@pytest.mark.parametrize("words", ['"', "AND OR NOT *", "NEAR(", "\x00", "\ud800", "🥜", "word " * 3000, "x" * 10_000])
def test_any_words_can_be_searched(maria: Shell, words: str) -> None:
    found = maria.on("search", words)
    assert (found.code, found.json) == (0, [])
