from __future__ import annotations

import pytest

from desktop.foundation.errors import ExitCode
from desktop.records.dates import PartialDate
from desktop.records.fact import FactKind
from desktop.services.errors import (
    BadValueError,
    LastPersonError,
    MissingValueError,
    NeedsPersonError,
    NoSuchThingError,
    UnknownFieldNamedError,
)
from desktop.services.workspace import Workspace


def test_a_person_is_kept_as_typed(workspace: Workspace) -> None:
    added = workspace.people.add({"name": "José Núñez", "born": "1988-02", "record_numbers": "St. Mary's: 12\nLab: 7"})
    person = workspace.people.get(added.id)
    assert (person.name, person.born) == ("José Núñez", PartialDate(1988, 2))
    assert person.record_numbers == "St. Mary's: 12\nLab: 7"
    assert [each.id for each in workspace.people.list()][-1] == person.id
    assert added.words == "Person added"


@pytest.mark.parametrize(
    ("values", "error"),
    [
        ({"name": "Ana"}, MissingValueError),
        ({"born": "1990"}, MissingValueError),
        ({"name": "Ana", "born": "01/02/1990"}, BadValueError),
        ({"name": "Ana", "born": "1990-02-30"}, BadValueError),
        ({"name": "Ana", "born": "1990", "fone": "1"}, UnknownFieldNamedError),
    ],
)
def test_a_person_without_what_is_needed_is_refused_and_not_kept(
    workspace: Workspace, values: dict[str, str], error: type[Exception]
) -> None:
    before = workspace.people.list()
    with pytest.raises(error):
        workspace.people.add(values)
    assert workspace.people.list() == before


def test_a_refusal_has_three_sentences_and_the_usage_code(workspace: Workspace) -> None:
    with pytest.raises(UnknownFieldNamedError) as refused:
        workspace.people.add({"name": "Ana", "born": "1990", "fone": "1"})
    assert refused.value.exit_code is ExitCode.USAGE
    assert "phone" in refused.value.do
    assert all((refused.value.happened, refused.value.safe, refused.value.do))


def test_an_edit_changes_what_is_named_and_undo_brings_it_back(workspace: Workspace) -> None:
    person = workspace.people.list()[0]
    workspace.people.edit(person.id, {"phone": "555 0100"})
    edited = workspace.people.get(person.id)
    assert (edited.name, edited.phone, edited.revision) == (person.name, "555 0100", person.revision + 1)
    undone = workspace.history.undo()
    assert undone is not None
    assert undone.words == "Undone: person changed"
    assert workspace.people.get(person.id).phone == ""


def test_an_edit_that_changes_nothing_is_no_step_to_undo(workspace: Workspace) -> None:
    person = workspace.people.list()[0]
    assert not workspace.people.edit(person.id, {"name": person.name}).kinds
    assert workspace.people.get(person.id).revision == person.revision


def test_the_only_person_cannot_be_set_aside(workspace: Workspace) -> None:
    with pytest.raises(LastPersonError):
        workspace.people.trash(workspace.people.list()[0].id)


def test_a_person_set_aside_takes_everything_along_and_brings_it_back(workspace: Workspace) -> None:
    son = workspace.people.add({"name": "Leo Lopez", "born": "2015"}).id
    workspace.records.put(FactKind.ALLERGIES, son, {"substance": "Peanuts"})
    workspace.people.trash(son)
    assert son not in {person.id for person in workspace.people.list()}
    assert [person.id for person in workspace.people.list(trashed=True)] == [son]
    assert workspace.records.list(FactKind.ALLERGIES) == ()
    assert workspace.search.find("peanuts") == ()
    with pytest.raises(NoSuchThingError):
        workspace.records.put(FactKind.ALLERGIES, son, {"substance": "Milk"})
    workspace.people.untrash(son)
    assert len(workspace.records.list(FactKind.ALLERGIES)) == 1


def test_whom_is_meant_is_asked_only_when_there_are_several(workspace: Workspace) -> None:
    maria = workspace.people.list()[0]
    assert workspace.people.resolve(None) == maria
    workspace.people.add({"name": "Leo Lopez", "born": "2015"})
    with pytest.raises(NeedsPersonError) as asked:
        workspace.people.resolve(None)
    assert len(asked.value.people) == 2
    assert "Lopez" not in asked.value.happened + asked.value.do
    with pytest.raises(NoSuchThingError):
        workspace.people.resolve("nobody")
