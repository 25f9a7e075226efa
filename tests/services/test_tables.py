"""The columns of a table are said once, and then known."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.records.document import DocumentStatus, PersonMatch
from desktop.records.fact import FactKind
from desktop.services.importing import FileOutcome
from desktop.services.importing.errors import ColumnsError, NoTableError
from desktop.services.tables import Column, Order
from desktop.services.workspace import Workspace
from tests.filing import file_document

HEAD = "Patient,Name,Result,Units,Collected\n"
MARCH = HEAD + "Maria Lopez,Hemoglobin,10.90,g/dL,2024-03-02\nMaria Lopez,CRP,<0.5,mg/L,2024-03-02\n"
APRIL = HEAD + "Maria Lopez,Hemoglobin,11.20,g/dL,2024-04-02\n"


def bring(workspace: Workspace, person: str, folder: Path, text: str, name: str = "labs.csv") -> FileOutcome:
    """Import one file."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    (outcome,) = workspace.importing.import_paths([path], person).outcomes
    return outcome


def results_of(workspace: Workspace, person: str) -> list[tuple[str, str]]:
    """Return test and value of all results."""
    return sorted(
        (one.title, str(getattr(one, "value", ""))) for one in workspace.records.list(FactKind.RESULTS, person)
    )


def test_a_table_waits_until_its_columns_are_said_and_the_next_one_does_not(
    workspace: Workspace, maria: str, tmp_path: Path
) -> None:
    first = bring(workspace, maria, tmp_path, MARCH)
    assert not first.read
    assert [one.code for one in first.issues] == ["needs-columns"]
    assert first.document_id
    look = workspace.tables.look(first.document_id)
    assert look.columns == (Column.PERSON, Column.TEST, Column.VALUE, Column.UNIT, Column.DATE)
    assert look.rows[0] == ("Maria Lopez", "Hemoglobin", "10.90", "g/dL", "2024-03-02")
    (read,) = workspace.tables.say(first.document_id, look.columns)
    assert read.read
    assert read.proposed == {"results": 2}
    assert read.person_match is PersonMatch.MATCH
    second = bring(workspace, maria, tmp_path, APRIL, "april.csv")
    assert second.read
    assert second.proposed == {"results": 1}
    assert results_of(workspace, maria) == [("CRP", "0.5"), ("Hemoglobin", "10.90"), ("Hemoglobin", "11.20")]


def test_tables_that_wait_for_the_same_header_are_read_together(
    workspace: Workspace, maria: str, tmp_path: Path
) -> None:
    first, second = bring(workspace, maria, tmp_path, MARCH), bring(workspace, maria, tmp_path, APRIL, "april.csv")
    other = bring(workspace, maria, tmp_path, "Analyte;Result;Date\nTSH;1;2024-03-02\n", "other.csv")
    assert first.document_id
    outcomes = workspace.tables.say(first.document_id, workspace.tables.look(first.document_id).columns)
    assert [one.document_id for one in outcomes] == [first.document_id, second.document_id]
    assert other.document_id
    assert workspace.documents.get(other.document_id).status is DocumentStatus.NOT_READ


def test_saying_it_again_proposes_anew_but_keeps_the_persons_word(
    workspace: Workspace, maria: str, tmp_path: Path
) -> None:
    document = bring(workspace, maria, tmp_path, MARCH).document_id
    assert document
    right = workspace.tables.look(document).columns
    workspace.tables.say(document, right)
    kept = workspace.records.list(FactKind.RESULTS, maria)[0]
    workspace.records.edit(kept.id, {"lab": "Labor Nord"})
    (again,) = workspace.tables.say(document, right)
    assert again.proposed == {"results": 1}
    assert len(workspace.records.list(FactKind.RESULTS, maria)) == 2
    assert workspace.records.get(kept.id) in workspace.records.list(FactKind.RESULTS, maria)


def test_dates_in_two_ways_are_asked_and_the_answer_is_remembered(
    workspace: Workspace, maria: str, tmp_path: Path
) -> None:
    text = "Test,Result,Date\nTSH,1.1,03/04/2024\nTSH,1.2,05/06/2024\n"
    document = bring(workspace, maria, tmp_path, text).document_id
    assert document
    look = workspace.tables.look(document)
    assert look.written_order(look.columns).says == "either"
    with pytest.raises(ColumnsError):
        workspace.tables.say(document, look.columns)
    workspace.tables.say(document, look.columns, Order.DAY_FIRST)
    days = [one.date.iso for one in workspace.records.list(FactKind.RESULTS, maria) if one.date]
    assert sorted(days) == ["2024-04-03", "2024-06-05"]
    assert bring(workspace, maria, tmp_path, "Test,Result,Date\nTSH,1.3,07/08/2024\n", "next.csv").read


def test_what_is_no_test_result_stays_text(workspace: Workspace, maria: str, tmp_path: Path) -> None:
    document = bring(workspace, maria, tmp_path, "Name,Value\nRent,800\nFood,300\n").document_id
    assert document
    (outcome,) = workspace.tables.say(document, [Column.IGNORE] * 2)
    assert outcome.read
    assert not outcome.proposed
    assert workspace.search.find("Rent")


def test_a_table_of_someone_else_is_told(workspace: Workspace, maria: str, tmp_path: Path) -> None:
    document = bring(workspace, maria, tmp_path, MARCH.replace("Maria Lopez", "John Smith")).document_id
    assert document
    (outcome,) = workspace.tables.say(document, workspace.tables.look(document).columns)
    assert outcome.person_match is PersonMatch.DIFFERS
    assert not workspace.records.list(FactKind.RESULTS, maria)


def test_a_table_of_several_people_is_kept_and_not_read(workspace: Workspace, maria: str, tmp_path: Path) -> None:
    outcome = bring(workspace, maria, tmp_path, MARCH.replace("Maria Lopez,CRP", "John Smith,CRP"))
    assert not outcome.read
    assert [one.code for one in outcome.issues] == ["several-people"]


def test_only_tables_are_asked(workspace: Workspace, maria: str) -> None:
    paper = file_document(workspace, maria)
    with pytest.raises(NoTableError):
        workspace.tables.look(paper.id)


def test_a_table_without_header_is_asked_each_time(workspace: Workspace, maria: str, tmp_path: Path) -> None:
    document = bring(
        workspace, maria, tmp_path, "Hemoglobin;10.9;g/dL;2024-03-02\nTSH;1.1;mU/L;2024-03-02\n"
    ).document_id
    assert document
    (outcome,) = workspace.tables.say(document, workspace.tables.look(document).columns)
    assert outcome.proposed == {"results": 2}
    assert not bring(workspace, maria, tmp_path, "CRP;1.9;mg/L;2024-03-02\nTSH;1.4;mU/L;2024-03-02\n", "b.csv").read
