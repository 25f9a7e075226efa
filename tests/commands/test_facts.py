"""put, edit, trash, none, facts, fields: the record from the shell."""

from __future__ import annotations

import pytest

from desktop.records.fact import FactKind
from tests.commands.shell import Shell
from tests.one_of_each import ONE_OF_EACH
from tests.papers import ct_report


def test_a_typed_fact_comes_back_with_its_own_fields(maria: Shell) -> None:
    put = maria.on(
        "put", "medications", "--set", "generic=metformin", "--set", "strength=850 mg", "--set", "start=2024-03"
    )
    assert put.code == 0, put
    (fact,) = maria.on("facts", "medications").json
    assert fact["id"] == put.json["id"]
    assert (fact["title"], fact["status"], fact["date"]) == ("metformin 850 mg", "typed", "2024-03")
    assert fact["how_often"] == ""
    assert fact["provenance"] == []


def test_a_value_is_kept_exactly_as_printed(maria: Shell) -> None:
    maria.on(
        "put", "results", "--set", "test=CEA", "--set", "value=6.10", "--set", "comparator=<", "--set", "unit=ng/mL"
    )
    (fact,) = maria.on("facts", "results").json
    assert (fact["value"], fact["comparator"], fact["unit"]) == ("6.10", "<", "ng/mL")


def test_a_wrong_field_is_refused_with_the_nearest_right_one(maria: Shell) -> None:
    answered = maria.on("put", "medications", "--set", "generic=metformin", "--set", "how_oftn=daily")
    assert answered.code == 2
    assert "how_often" in answered.json["error"]["happened"] + answered.json["error"]["do"]
    assert maria.on("facts", "medications").json == []


def test_a_missing_required_field_is_named(maria: Shell) -> None:
    answered = maria.on("put", "results", "--set", "test=CEA")
    assert answered.code == 2
    assert "value" in answered.json["error"]["happened"] + answered.json["error"]["do"]


def test_edit_trash_and_untrash(maria: Shell) -> None:
    fact_id = maria.on("put", "allergies", "--set", "substance=penicilin").json["id"]
    assert maria.on("edit", fact_id, "--set", "substance=penicillin").code == 0
    assert maria.on("facts", "allergies").json[0]["title"] == "penicillin"
    assert maria.on("trash", fact_id).code == 0
    assert maria.on("facts", "allergies").json == []
    assert maria.on("untrash", fact_id).code == 0
    assert maria.on("facts", "allergies").json[0]["id"] == fact_id


def test_edit_serves_people_too(maria: Shell) -> None:
    person_id = maria.on("people").json[0]["person_id"]
    assert maria.on("edit", person_id, "--set", "phone=555-0101").code == 0


def test_none_known_is_an_answer(maria: Shell) -> None:
    assert maria.on("none", "allergies", "--answer", "none-known").code == 0
    for thing, answer in (("pacemaker", "none-known"), ("latex", "not-known")):
        assert maria.on("none", thing, "--answer", answer).code == 0
    told = {one["thing"]: one["answer"] for one in maria.on("asked").json}
    assert (told["pacemaker"], told["latex"], told["food"]) == ("none-known", "not-known", "not-asked")
    (none,) = maria.on("facts", "devices").json
    assert (none["title"], none["negated"]) == ("Pacemaker", True)
    assert maria.on("none", "pacemaker", "--answer", "known").code == 2


def test_an_unknown_id_is_wrong_usage(maria: Shell) -> None:
    assert maria.on("trash", "nosuchthing").code == 2


def test_fields_need_no_vault(maria: Shell) -> None:
    names = {field["name"] for field in maria.run("fields", "results", "--json").json}
    assert {"test", "value", "range_text", "collected"} <= names


@pytest.mark.parametrize("kind", FactKind)
def test_every_kind_is_put_listed_and_explained(maria: Shell, kind: FactKind) -> None:
    sets = [word for name, text in ONE_OF_EACH[kind].items() for word in ("--set", f"{name}={text}")]
    put = maria.on("put", kind.value, *sets)
    assert put.code == 0, put
    (fact,) = maria.on("facts", kind.value).json
    assert fact["id"] == put.json["id"]
    assert {name: str(fact[name]) for name in ONE_OF_EACH[kind] if name != "status" and fact[name] is not True}
    assert maria.on("edit", put.json["id"], "--set", "note=as told").code == 0
    first, second = maria.on("history", put.json["id"]).json
    assert (first["changes"], first["status"]) == ([], "typed")
    assert second["changes"] == [{"field": "note", "before": "", "after": "as told"}]


def test_a_typed_fact_names_its_page(maria: Shell) -> None:
    document = maria.on("add", maria.file("device card.pdf", ct_report())).json[0]["document_id"]
    put = maria.on("put", "devices", "--document", document, "--page", "1", "--set", "name=Port")
    assert put.code == 0, put
    (fact,) = maria.on("facts", "devices").json
    assert [(one["document_id"], one["page"]) for one in fact["provenance"]] == [(document, 1)]
    assert maria.on("put", "devices", "--document", "nothing", "--set", "name=Pump").code == 2


def test_two_names_are_one_test_when_told_and_apart_again(maria: Shell) -> None:
    for test in ("WBC", "Leukocytes"):
        maria.on("put", "results", "--set", f"test={test}", "--set", "value=6.1")
    assert [one["values"] for one in maria.on("tests").json] == [1, 1]
    assert maria.on("join-tests", "leukocytes", "--to", "wbc").code == 0
    assert [(one["key"], one["values"]) for one in maria.on("tests").json] == [("wbc", 2)]
    assert maria.on("separate-tests", "wbc").code == 0
    assert len(maria.on("tests").json) == 2


def test_a_typed_entry_is_linked_trashed_and_listed_there(maria: Shell) -> None:
    document = maria.on("add", maria.file("card.pdf", ct_report())).json[0]["document_id"]
    fact = maria.on("put", "devices", "--set", "name=Port").json["id"]
    assert maria.on("link", fact, "--document", document, "--page", "2").code == 0
    (linked,) = maria.on("facts", "devices").json
    assert linked["provenance"][0]["page"] == 2
    assert maria.on("link", fact).code == 0
    assert maria.on("facts", "devices").json[0]["provenance"] == []
    maria.on("trash", fact)
    assert [(one["id"], one["days_left"]) for one in maria.on("trashed").json] == [(fact, 30)]


def test_the_list_of_medicines_is_written_once(maria: Shell) -> None:
    maria.on("put", "medications", "--set", "generic=metformin")
    target = maria.file("x", b"").with_name("list.pdf")
    assert maria.on("medication-list", "--wallet", "--out", target).code == 0
    assert target.read_bytes().startswith(b"%PDF")
    assert maria.on("medication-list", "--out", target).code == 2, "nothing is overwritten"
