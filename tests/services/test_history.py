from __future__ import annotations

import pytest

from desktop.records.changes import ChangeSet
from desktop.records.fact import FactKind
from desktop.services.history import Done
from desktop.services.workspace import Workspace
from desktop.vault.vault import Transaction


def test_every_write_is_told_once_to_every_listener(workspace: Workspace) -> None:
    heard: list[ChangeSet] = []
    stop = workspace.changes.subscribe(heard.append)
    added = workspace.records.put(FactKind.ALLERGIES, workspace.people.list()[0].id, {"substance": "Milk"})
    undone = workspace.history.undo()
    stop()
    workspace.records.untrash(added.id)
    assert heard == [added, undone]


def test_words_never_hold_what_was_written(workspace: Workspace) -> None:
    workspace.records.put(FactKind.MEDICATIONS, workspace.people.list()[0].id, {"generic": "Methadone"})
    assert workspace.history.last_words == "Medicine added"


def test_without_a_step_there_is_nothing_to_undo(workspace: Workspace) -> None:
    while workspace.history.undo() is not None:
        pass
    assert workspace.history.last_words == ""


def test_a_write_that_fails_changes_nothing_and_is_no_step(workspace: Workspace) -> None:
    maria = workspace.people.list()[0].id
    workspace.records.put(FactKind.ALLERGIES, maria, {"substance": "Milk"})

    def failing(_: Transaction) -> Done:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        workspace.history.perform(failing)
    assert workspace.history.last_words == "Allergy added"


def test_an_undo_that_fails_can_be_tried_again(workspace: Workspace) -> None:
    failures = [ZeroDivisionError()]

    def inverse(_: Transaction) -> ChangeSet:
        if failures:
            raise failures.pop()
        return ChangeSet(("x",), frozenset({"person"}))

    workspace.history.perform(lambda _: Done(ChangeSet(("x",), frozenset({"person"}), "Tried"), inverse))
    with pytest.raises(ZeroDivisionError):
        workspace.history.undo()
    undone = workspace.history.undo()
    assert undone is not None
    assert undone.words == "Undone: tried"
