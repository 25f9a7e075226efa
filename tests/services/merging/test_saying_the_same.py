"""Which readings are one result, which differ, and which stay lines of their own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop.records.fact import FactKind
from desktop.services.workspace import Workspace
from tests.services.merging.papers import fact, file_paper, ids_of, result

HB = result("Hemoglobin", "10.9", loinc="718-7")
SAME = {
    "word for word": HB,
    "under another printed name": result("HGB", "10.9"),
    "with another spelling of its unit": result("Hemoglobin", "10.9", unit="G/DL"),
    "with a zero more": result("Hemoglobin", "10.90"),
    "with a comma": result("Hemoglobin", "10,9"),
    "with the time of that day": result("Hemoglobin", "10.9", day="2024-03-02T08:15"),
}
OTHER_VALUE = {
    "value": result("Hemoglobin", "11.0"),
    "unit": result("Hemoglobin", "10.9", unit="mmol/L"),
    "no unit": result("Hemoglobin", "10.9", unit=""),
    "sign": replace(HB, values={**HB.values, "comparator": "<"}),
    "words for a number": result("Hemoglobin", "low"),
}
ANOTHER = {
    "day": result("Hemoglobin", "10.9", day="2024-03-03"),
    "month without a day": result("Hemoglobin", "10.9", day="2024-03"),
    "no day": result("Hemoglobin", "10.9", day=""),
    "test": result("Hematocrit", "10.9"),
    "specimen": replace(HB, values={**HB.values, "specimen": "urine"}),
}


def _listed(workspace: Workspace, person: str, kind: FactKind = FactKind.RESULTS) -> list[str]:
    return [one.id for one in workspace.records.list(kind, person)]


@pytest.mark.parametrize("again", SAME.values(), ids=SAME)
def test_one_result_of_two_sources_is_one_line_with_both_places(
    workspace: Workspace, maria: str, again: object
) -> None:
    first = file_paper(workspace, maria, [HB])
    second = file_paper(workspace, maria, [again], source="St. Mary's Laboratory")  # type: ignore[list-item]
    (listed,) = workspace.records.list(FactKind.RESULTS, maria)
    assert listed.id == first.ids[0]
    assert [place.document_id for place in listed.provenance] == [first.document.id, second.document.id]
    assert [place.fact_id for place in listed.provenance] == ["", second.ids[0]]
    assert listed.provenance[1].snippet == " ".join(again.values.values())  # type: ignore[attr-defined] # as printed
    assert workspace.merging.differing([listed]) == {}
    assert dict(second.filed.already) == {"results": 1}
    assert workspace.records.list(FactKind.RESULTS, document_id=second.document.id) == ()


@pytest.mark.parametrize("other", OTHER_VALUE.values(), ids=OTHER_VALUE)
def test_another_value_of_the_same_test_and_day_stays_beside_it_and_both_say_so(
    workspace: Workspace, maria: str, other: object
) -> None:
    first = file_paper(workspace, maria, [HB])
    second = file_paper(workspace, maria, [other])  # type: ignore[list-item]
    listed = workspace.records.list(FactKind.RESULTS, maria)
    assert {one.id for one in listed} == {*first.ids, *second.ids}
    differing = workspace.merging.differing(listed)
    assert [one.id for one in differing[first.ids[0]]] == list(second.ids)
    assert [one.id for one in differing[second.ids[0]]] == list(first.ids)
    assert dict(second.filed.differs) == {"results": 1}


@pytest.mark.parametrize("other", ANOTHER.values(), ids=ANOTHER)
def test_what_is_no_reading_of_the_same_test_and_day_neither_merges_nor_differs(
    workspace: Workspace, maria: str, other: object
) -> None:
    file_paper(workspace, maria, [HB])
    file_paper(workspace, maria, [other], source="St. Mary's Laboratory")  # type: ignore[list-item]
    listed = workspace.records.list(FactKind.RESULTS, maria)
    assert len(listed) == 2
    assert workspace.merging.differing(listed) == {}


def test_two_times_of_one_day_are_two_measurements(workspace: Workspace, maria: str) -> None:
    for day in ("2024-03-02T08:00", "2024-03-02T14:00"):
        file_paper(workspace, maria, [result("Glucose", "98", unit="mg/dL", day=day)])
    listed = workspace.records.list(FactKind.RESULTS, maria)
    assert len(listed) == 2
    assert workspace.merging.differing(listed) == {}


def test_two_rows_of_one_paper_stay_two_rows(workspace: Workspace, maria: str) -> None:
    paper = file_paper(workspace, maria, [HB, result("HGB", "10.9"), result("Hemoglobin", "11.2")])
    assert set(_listed(workspace, maria)) == set(paper.ids)
    assert workspace.merging.differing(workspace.records.list(FactKind.RESULTS, maria)) == {}


METFORMIN = fact(FactKind.MEDICATIONS, generic="Metformin", strength="850 mg", status="active")
NO_ALLERGY = fact(FactKind.ALLERGIES, substance="No known allergies", negated=True)
DAUGHTER = fact(FactKind.FAMILY, relation="Mother", condition="breast cancer")


def test_a_medicine_that_two_places_name_stays_two_lines_and_one_place_says_it_once(
    workspace: Workspace, maria: str
) -> None:
    first = file_paper(workspace, maria, [METFORMIN, NO_ALLERGY])
    other = file_paper(workspace, maria, [METFORMIN, NO_ALLERGY], source="St. Mary's Hospital")
    file_paper(workspace, maria, [METFORMIN, NO_ALLERGY])
    assert _listed(workspace, maria, FactKind.MEDICATIONS) == [first.ids[0], other.ids[0]]
    assert _listed(workspace, maria, FactKind.ALLERGIES) == [first.ids[1], other.ids[1]]


def test_kinds_without_groups_are_one_line_when_two_places_use_the_same_words(workspace: Workspace, maria: str) -> None:
    first = file_paper(workspace, maria, [DAUGHTER])
    file_paper(workspace, maria, [DAUGHTER], source="St. Mary's Hospital")
    assert _listed(workspace, maria, FactKind.FAMILY) == list(first.ids)


@pytest.mark.parametrize("act", ["edit", "reject", "trash", "confirm"])
def test_what_the_person_said_of_a_reading_stays_when_it_is_imported_again(
    workspace: Workspace, maria: str, act: str
) -> None:
    first = file_paper(workspace, maria, [HB])
    own = first.ids[0]
    if act == "edit":
        workspace.records.edit(own, {"value": "11.9", "collected": "2024-03-05", "test": "Hemoglobin, corrected"})
    elif act == "trash":
        workspace.records.trash(own)
    else:
        getattr(workspace.records, act)([own])
    before = workspace.records.list(FactKind.RESULTS, maria)
    again = file_paper(workspace, maria, [HB])
    after = workspace.records.list(FactKind.RESULTS, maria)
    assert [replace(one, provenance=()) for one in after] == [replace(one, provenance=()) for one in before]
    assert workspace.records.waiting(FactKind.RESULTS, maria) == ()
    assert dict(again.filed.already) == {"results": 1}


def test_an_import_that_says_otherwise_than_the_person_is_marked_and_changes_nothing(
    workspace: Workspace, maria: str
) -> None:
    own = file_paper(workspace, maria, [HB]).ids[0]
    workspace.records.edit(own, {"value": "11.9"})
    other = file_paper(workspace, maria, [result("Hemoglobin", "12.4")]).ids[0]
    mine = workspace.records.get(own)
    assert getattr(mine, "value", "") == "11.9"
    assert [one.id for one in workspace.merging.differing([mine])[own]] == [other]


def test_an_edit_that_ends_the_difference_ends_the_mark_and_undo_brings_it_back(
    workspace: Workspace, maria: str
) -> None:
    own, other = (file_paper(workspace, maria, [result("Hemoglobin", value)]).ids[0] for value in ("10.9", "11.9"))
    workspace.records.edit(own, {"value": "11.9"})
    assert workspace.merging.differing(workspace.records.list(FactKind.RESULTS, maria)) == {}
    workspace.history.undo()
    assert set(workspace.merging.differing(workspace.records.list(FactKind.RESULTS, maria))) == {own, other}


def test_an_edit_that_makes_a_difference_is_marked(workspace: Workspace, maria: str) -> None:
    own = file_paper(workspace, maria, [result("Sodium", "10.9")]).ids[0]
    other = file_paper(workspace, maria, [result("Hemoglobin", "11.9")]).ids[0]
    workspace.records.edit(own, {"test": "Hemoglobin"})
    assert set(workspace.merging.differing(workspace.records.list(FactKind.RESULTS, maria))) == {own, other}


def test_keep_both_takes_a_reading_out_and_ends_a_mark_and_undo_brings_them_back(
    workspace: Workspace, maria: str
) -> None:
    first = file_paper(workspace, maria, [HB])
    again = file_paper(workspace, maria, [HB])
    other = file_paper(workspace, maria, [result("Hemoglobin", "11.0")])
    workspace.merging.keep_both(again.ids[0])
    assert len(_listed(workspace, maria)) == 3
    workspace.merging.keep_both(other.ids[0])
    assert workspace.merging.differing(workspace.records.list(FactKind.RESULTS, maria)) == {}
    workspace.history.undo()
    assert set(workspace.merging.differing(workspace.records.list(FactKind.RESULTS, maria))) == {*first.ids, *other.ids}
    workspace.history.undo()
    assert set(_listed(workspace, maria)) == {*first.ids, *other.ids}


def test_a_difference_follows_the_reading_that_is_in_sight(workspace: Workspace, maria: str) -> None:
    first = file_paper(workspace, maria, [HB])
    again = file_paper(workspace, maria, [HB])
    other = file_paper(workspace, maria, [result("Hemoglobin", "11.0")])
    workspace.importing.undo(first.document.import_id)
    listed = workspace.records.list(FactKind.RESULTS, maria)
    assert {one.id for one in listed} == {*again.ids, *other.ids}
    assert set(workspace.merging.differing(listed)) == {*again.ids, *other.ids}
    workspace.records.confirm(again.ids)
    workspace.importing.redo(first.document.import_id)
    listed = workspace.records.list(FactKind.RESULTS, maria)
    assert {one.id for one in listed} == {*again.ids, *other.ids}
    assert set(workspace.merging.differing(listed)) == {*again.ids, *other.ids}


def test_a_paper_of_someone_else_is_compared_once_the_person_says_whose_it_is(workspace: Workspace, maria: str) -> None:
    first = file_paper(workspace, maria, [HB])
    other = file_paper(workspace, maria, [HB], named="Luis Gomez")
    assert not other.document.belongs
    workspace.documents.keep_here(other.document.id)
    assert _listed(workspace, maria) == list(first.ids)
    workspace.history.undo()
    assert _listed(workspace, maria) == list(first.ids)
    luis = workspace.people.add({"name": "Luis Gomez", "born": "1955"}).id
    workspace.documents.move(other.document.id, luis)
    assert _listed(workspace, luis) == list(other.ids)
    assert _listed(workspace, maria) == list(first.ids)


def test_moving_the_first_paper_leaves_what_others_say_in_the_record(workspace: Workspace, maria: str) -> None:
    first = file_paper(workspace, maria, [HB])
    again = file_paper(workspace, maria, [HB])
    third = file_paper(workspace, maria, [HB])
    luis = workspace.people.add({"name": "Luis Gomez", "born": "1955"}).id
    workspace.documents.move(first.document.id, luis)
    assert _listed(workspace, maria) == list(again.ids)
    fourth = file_paper(workspace, maria, [HB])
    assert _listed(workspace, maria) == list(again.ids)
    workspace.history.undo()
    assert _listed(workspace, maria) == list(first.ids)
    assert ids_of(workspace, third.document.id) != ids_of(workspace, fourth.document.id)


def test_what_was_let_go_for_good_takes_its_other_sources_along(workspace: Workspace, maria: str) -> None:
    first = file_paper(workspace, maria, [HB])
    again = file_paper(workspace, maria, [HB])
    workspace.records.reject(first.ids)
    (item,) = workspace.trash.items(maria)
    workspace.trash.delete(item)
    assert _listed(workspace, maria) == []
    assert ids_of(workspace, again.document.id) == ()


def test_an_import_deleted_for_good_leaves_the_other_source_in_the_list(workspace: Workspace, maria: str) -> None:
    first = file_paper(workspace, maria, [HB])
    again = file_paper(workspace, maria, [HB])
    third = file_paper(workspace, maria, [HB])
    workspace.importing.undo(first.document.import_id)
    (item,) = workspace.trash.items(maria)
    workspace.trash.delete(item)
    assert _listed(workspace, maria) == list(again.ids)
    (shown,) = workspace.records.list(FactKind.RESULTS, maria)
    assert [place.document_id for place in shown.provenance] == [again.document.id, third.document.id]
    file_paper(workspace, maria, [HB])
    assert _listed(workspace, maria) == list(again.ids)
