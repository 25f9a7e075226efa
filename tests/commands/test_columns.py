"""What the columns of a table are, on the command line."""

from __future__ import annotations

from pathlib import Path

from tests.commands.shell import Shell

TABLE = "Name,Result,Units,Collected\nHemoglobin,6.10,g/dL,03/04/2024\nCRP,<0.5,mg/L,05/06/2024\n"
COLUMNS = "test=Name,value=Result,unit=Units,date=Collected"


def table(shell: Shell, text: str = TABLE, name: str = "labs.csv") -> Path:
    """Write a table."""
    path = shell.folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_table_says_that_it_needs_its_columns(maria: Shell) -> None:
    added = maria.on("add", table(maria), "--json")
    assert added.code == 1
    (outcome,) = added.json
    assert [issue["code"] for issue in outcome["issues"]] == ["needs-columns"]
    shown = maria.on("columns", outcome["document_id"], "--json").json
    assert [(one["head"], one["is"]) for one in shown["columns"]] == [
        ("Name", "test"), ("Result", "value"), ("Units", "unit"), ("Collected", "date"),
    ]  # fmt: skip
    assert shown["dates"] == "either"
    asked = maria.on("columns", outcome["document_id"], "--columns", COLUMNS, "--json")
    assert asked.json["error"]["code"] == "columns"
    said = maria.on("columns", outcome["document_id"], "--columns", COLUMNS, "--date-order", "day-first", "--json")
    assert said.code == 0
    assert said.json[0]["proposed"] == {"results": 2}
    facts = maria.on("facts", "results", "--json").json
    assert {(one["test"], one["comparator"], one["value"], one["date"]) for one in facts} == {
        ("Hemoglobin", "", "6.10", "2024-04-03"), ("CRP", "<", "0.5", "2024-06-05"),
    }  # fmt: skip
    later = table(maria, "Name,Result,Units,Collected\nTSH,1.10,mU/L,07/08/2024\n", "later.csv")
    again = maria.on("add", later, "--json")
    assert (again.code, again.json[0]["proposed"]) == (0, {"results": 1})


def test_the_columns_can_be_said_with_the_file(maria: Shell) -> None:
    added = maria.on("add", table(maria), "--columns", COLUMNS, "--date-order", "month-first", "--json")
    assert (added.code, added.json[0]["read"], added.json[0]["proposed"]) == (0, True, {"results": 2})


def test_a_wrong_column_is_named_with_those_there_are(maria: Shell) -> None:
    added = maria.on("add", table(maria), "--columns", "test=Nmae,value=Result", "--json")
    assert added.code == 2
    assert "#1 Name" in added.json["error"]["do"]
    wrong = maria.on("add", table(maria), "--columns", "tset=Name", "--json")
    assert wrong.code == 2


def test_a_table_of_other_things_can_be_said_to_be_none(maria: Shell) -> None:
    added = maria.on("add", table(maria, "Name,Value\nRent,800\nFood,300\n"), "--columns", "none", "--json")
    assert (added.code, added.json[0]["read"], added.json[0]["proposed"]) == (0, True, {})
