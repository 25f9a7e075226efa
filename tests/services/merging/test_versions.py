"""A newer version of a document replaces the older one; both originals stay, and the person's word with them."""

from __future__ import annotations

from desktop.records.fact import FactKind
from desktop.services.workspace import Workspace
from tests.services.merging.papers import file_paper, result

HB, WRONG, NA = result("Hemoglobin", "10.9"), result("Hemoglobin", "19.0"), result("Sodium", "140", unit="mmol/L")


def _values(workspace: Workspace, person: str) -> list[str]:
    return sorted(str(getattr(one, "value", "")) for one in workspace.records.list(FactKind.RESULTS, person))


def test_proposals_that_the_newer_version_does_not_make_are_out_of_the_list(workspace: Workspace, maria: str) -> None:
    old = file_paper(workspace, maria, [WRONG, NA], series="set 1", version="1")
    new = file_paper(workspace, maria, [HB, NA], series="set 1", version="2")
    assert _values(workspace, maria) == ["10.9", "140"]
    assert workspace.merging.replaced(maria) == {old.document.id: new.document.id}
    assert {one.id for one in workspace.documents.list(maria)} == {old.document.id, new.document.id}
    brought = workspace.merging.brought(new.document.import_id)
    assert brought.replaced == {old.document.id: new.document.id}
    assert brought.withdrawn == {FactKind.RESULTS: (old.ids[0],)}
    assert brought.already == {FactKind.RESULTS: {new.ids[1]: old.ids[1]}}
    workspace.importing.undo(new.document.import_id)
    assert _values(workspace, maria) == ["140", "19.0"]
    assert workspace.merging.replaced(maria) == {}
    workspace.importing.redo(new.document.import_id)
    assert _values(workspace, maria) == ["10.9", "140"]


def test_what_the_person_confirmed_of_an_older_version_stays_and_differs(workspace: Workspace, maria: str) -> None:
    old = file_paper(workspace, maria, [WRONG, NA], series="set 1", version="1")
    workspace.records.confirm(old.ids)
    new = file_paper(workspace, maria, [HB, NA], series="set 1", version="2")
    listed = workspace.records.list(FactKind.RESULTS, maria)
    assert {one.id for one in listed} == {*old.ids, new.ids[0]}
    assert set(workspace.merging.differing(listed)) == {old.ids[0], new.ids[0]}


def test_the_newest_of_three_versions_counts_whichever_comes_last(workspace: Workspace, maria: str) -> None:
    first = file_paper(workspace, maria, [WRONG, NA], series="set 1", version="1")
    third = file_paper(workspace, maria, [HB, NA], series="set 1", version="3")
    second = file_paper(workspace, maria, [result("Hemoglobin", "12.0"), NA], series="set 1", version="2")
    assert _values(workspace, maria) == ["10.9", "140"]
    assert set(workspace.merging.replaced(maria)) == {first.document.id, second.document.id}
    workspace.documents.trash(third.document.id)
    assert _values(workspace, maria) == ["12.0", "140"]


def test_a_version_that_names_the_one_it_replaces_is_of_its_series(workspace: Workspace, maria: str) -> None:
    old = file_paper(workspace, maria, [WRONG], own_name="document 1", version="2024-03-02")
    new = file_paper(workspace, maria, [HB], own_name="document 2", version="2024-03-04", replaces=("document 1",))
    assert workspace.merging.replaced(maria) == {old.document.id: new.document.id}


def test_a_number_that_two_papers_share_makes_them_no_versions(workspace: Workspace, maria: str) -> None:
    file_paper(workspace, maria, [HB], series="set 1", version="1")
    file_paper(workspace, maria, [NA], series="set 1", version="2")
    assert workspace.merging.replaced(maria) == {}
    assert _values(workspace, maria) == ["10.9", "140"]
