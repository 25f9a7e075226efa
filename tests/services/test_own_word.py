"""What the person typed stays in sight whatever becomes of the paper they named as its source; the rest is told of."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from desktop.records.document import PersonMatch
from desktop.records.fact import FactKind
from desktop.services.workspace import Workspace
from desktop.vault.backup.difference import contents, count_shown
from desktop.vault.vault import Transaction
from tests.filing import CEA, HEMOGLOBIN, file_document

TYPED = {"test": "Ferritin", "value": "12", "unit": "ng/mL", "collected": "2024-03-02", "panel": "Iron"}


def _take_back(workspace: Workspace, document_id: str) -> None:
    workspace.importing.undo(workspace.documents.get(document_id).import_id)


def _names_someone_else(workspace: Workspace, document_id: str) -> None:
    """As when a paper that could not be read is read at last, and another name stands in it."""

    def work(tx: Transaction) -> None:
        tx.exec_driver_sql("UPDATE document SET person_match = ? WHERE id = ?", (PersonMatch.DIFFERS, document_id))

    workspace.vault.write(work)


FATES: dict[str, Callable[[Workspace, str], object]] = {
    "its import is taken back": _take_back,
    "it goes to the trash": lambda workspace, document_id: workspace.documents.trash(document_id),
    "it names someone else after all": _names_someone_else,
}


def _in_sight(workspace: Workspace, person: str, fact_id: str) -> dict[str, bool]:
    records, results = workspace.records, workspace.results
    tests = results.tests(person)
    return {
        "list": [one.id for one in records.list(FactKind.RESULTS, person)] == [fact_id],
        "ids": records.ids(FactKind.RESULTS, person) == (fact_id,),
        "counts": records.counts(person) == {FactKind.RESULTS: 1},
        "answers": records.answers(person)[FactKind.RESULTS] == "known",
        "search": [hit.id for hit in workspace.search.find("ferritin", person)] == [fact_id],
        "search of everybody": fact_id in {hit.id for hit in workspace.search.find("ferritin")},
        "timeline": fact_id in {event.id for event in workspace.timeline.events(person)},
        "tests": [one.id for test in tests for one in results.of(person, test.key)] == [fact_id],
        "newest value": [one.id for test in tests for one in test.newest] == [fact_id],
        "reports": [one.id for each in results.reports(person) for one in results.of_report(person, each)] == [fact_id],
        "own words": workspace.own_words.of(person, FactKind.RESULTS, "panel") == ("Iron",),
        "backup": fact_id in workspace.vault.read(contents)["results"] and workspace.vault.read(count_shown)[1] == 1,
    }


@pytest.mark.parametrize("fate", FATES)
def test_what_was_typed_stays_in_sight_when(workspace: Workspace, maria: str, fate: str) -> None:
    paper = file_document(workspace, maria)
    fact_id = workspace.records.put(FactKind.RESULTS, maria, TYPED).id
    workspace.records.link(fact_id, paper.id, 1)
    FATES[fate](workspace, paper.id)
    seen = _in_sight(workspace, maria, fact_id)
    assert seen == dict.fromkeys(seen, True)
    workspace.records.link(fact_id, "")
    assert workspace.records.get(fact_id).provenance == ()


@pytest.mark.parametrize("fate", FATES)
def test_what_was_typed_lies_in_the_trash_and_can_be_taken_back_when(
    workspace: Workspace, maria: str, fate: str
) -> None:
    paper = file_document(workspace, maria)
    fact_id = workspace.records.put(FactKind.RESULTS, maria, TYPED).id
    workspace.records.link(fact_id, paper.id, 1)
    workspace.records.trash(fact_id)
    FATES[fate](workspace, paper.id)
    assert [one.id for one in workspace.records.list(FactKind.RESULTS, maria, trashed=True)] == [fact_id]
    (item,) = [one for one in workspace.trash.items(maria) if one.what == "fact"]
    workspace.trash.take_back(item)
    assert workspace.records.ids(FactKind.RESULTS, maria) == (fact_id,)


def test_what_was_typed_keeps_its_source_until_the_import_comes_back(workspace: Workspace, maria: str) -> None:
    paper = file_document(workspace, maria)
    fact_id = workspace.records.put(FactKind.RESULTS, maria, TYPED).id
    workspace.records.link(fact_id, paper.id, 1)
    places = workspace.records.get(fact_id).provenance
    taken = workspace.importing.undo(paper.import_id)
    assert (taken.documents, taken.facts, taken.stated) == (1, 0, 0)
    workspace.records.edit(fact_id, {"value": "13"})
    workspace.importing.redo(paper.import_id)
    assert workspace.records.get(fact_id).provenance == places
    assert fact_id in {one.id for one in workspace.records.list(FactKind.RESULTS, document_id=paper.id)}


def test_what_was_confirmed_or_changed_goes_with_its_import_and_is_counted(workspace: Workspace, maria: str) -> None:
    paper = file_document(workspace, maria, proposals=[HEMOGLOBIN, CEA, (FactKind.DEVICES, {"name": "Port"})])
    first, second = workspace.records.ids(FactKind.RESULTS, maria)
    workspace.records.confirm([first])
    workspace.records.edit(second, {"note": "fasting"})
    taken = workspace.importing.undo(paper.import_id)
    assert (taken.documents, taken.facts, taken.stated) == (1, 3, 2)
    assert workspace.records.counts(maria) == {}
    (item,) = workspace.trash.items(maria)
    assert (item.kind, item.title, item.days_left) == ("import", "Lab report", 30)
    workspace.trash.take_back(item)
    assert workspace.trash.items(maria) == ()
    assert workspace.records.ids(FactKind.RESULTS, maria) == (first, second)
    assert workspace.records.get(second).note == "fasting"
    assert workspace.history.undo() is not None
    assert workspace.records.counts(maria) == {}


def test_what_was_left_out_of_a_paper_does_not_lie_in_the_trash_without_it(workspace: Workspace, maria: str) -> None:
    paper = file_document(workspace, maria, proposals=[CEA])
    workspace.records.reject(workspace.records.ids(FactKind.RESULTS, maria))
    assert [one.kind for one in workspace.trash.items(maria)] == ["results"]
    workspace.importing.undo(paper.import_id)
    assert [one.kind for one in workspace.trash.items(maria)] == ["import"]
    assert workspace.records.list(FactKind.RESULTS, maria, trashed=True) == ()


def test_an_import_taken_back_is_one_line_in_the_trash_of_each_person(workspace: Workspace, maria: str) -> None:
    luis = workspace.people.add({"name": "Luis Lopez", "born": "1955"}).id
    first = file_document(workspace, maria, title="First")
    for title in ("Second", "Third", "Of Luis"):
        file_document(workspace, maria, title=title, import_id=first.import_id)
    (moved,) = [one.id for one in workspace.documents.list(maria) if one.title == "Of Luis"]
    workspace.documents.move(moved, luis)
    workspace.importing.undo(first.import_id)
    assert [one.title for one in workspace.trash.items(maria)] == ["First (+2)"]
    (item,) = workspace.trash.items(luis)
    assert item.title == "Of Luis"
    workspace.trash.delete(item)
    assert workspace.trash.items(luis) == ()
    (item,) = workspace.trash.items(maria)
    workspace.trash.take_back(item)
    assert {one.title for one in workspace.documents.list()} == {"First", "Second", "Third"}


def test_an_import_is_deleted_for_good_with_what_was_read_and_without_what_was_typed(
    workspace: Workspace, maria: str
) -> None:
    paper = file_document(workspace, maria, proposals=[CEA])
    workspace.records.confirm(workspace.records.ids(FactKind.RESULTS, maria))
    workspace.importing.undo(paper.import_id)
    other = file_document(workspace, maria, title="Other", proposals=[HEMOGLOBIN])
    (item,) = workspace.trash.items(maria)
    workspace.trash.delete(item)
    assert workspace.trash.items(maria) == ()
    assert [one.id for one in workspace.documents.list()] == [other.id]
    assert [one.title for one in workspace.records.list(FactKind.RESULTS, maria)] == ["Hemoglobin"]
    assert workspace.health.check(full=True).ok
