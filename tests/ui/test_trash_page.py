"""The trash in the window: seen, taken back, deleted for good after asking."""

from __future__ import annotations

from desktop.records.fact import FactKind
from desktop.services.workspace import Workspace
from desktop.ui.trash.view import TrashScreen
from desktop.ui.window import SheafWindow
from tests.filing import CEA, file_document
from tests.ui.looking import nameless, same_named_buttons
from tests.ui.record_window import dialog, go, press, settle, words


def test_things_are_taken_back_and_undone(window: SheafWindow, workspace: Workspace) -> None:
    maria = workspace.people.list()[0].id
    screen = go(window, TrashScreen)
    assert "The trash is empty." in words(screen.page)
    fact = workspace.records.put(FactKind.DEVICES, maria, {"name": "Port"}).id
    workspace.records.trash(fact)
    settle()
    assert screen.list.rows.item(0).pill == "30 days left"
    assert nameless(screen.page) == []
    assert same_named_buttons(screen.page) == set()
    press(screen.page, "Take back Port")
    assert len(workspace.records.list(FactKind.DEVICES)) == 1
    window.undo()
    settle()
    assert screen.list.rows.rowCount() == 1


def test_deleting_for_good_asks_with_the_name(window: SheafWindow, workspace: Workspace) -> None:
    maria = workspace.people.list()[0].id
    workspace.records.trash(workspace.records.put(FactKind.DEVICES, maria, {"name": "Port"}).id)
    screen = go(window, TrashScreen)
    press(screen.page, "Delete Port for good")
    assert "Delete “Port” for good?" in words(dialog(window)) or dialog(window).windowTitle()
    press(dialog(window), "Delete Port")
    assert workspace.trash.items() == ()
    assert "The trash is empty." in words(screen.page)


def test_another_persons_trash_is_not_shown(window: SheafWindow, workspace: Workspace) -> None:
    luis = workspace.people.add({"name": "Luis Lopez", "born": "1955"}).id
    workspace.records.trash(workspace.records.put(FactKind.DEVICES, luis, {"name": "Pump"}).id)
    assert go(window, TrashScreen).items == {}


def test_an_import_taken_back_comes_back_from_the_trash(window: SheafWindow, workspace: Workspace) -> None:
    maria = workspace.people.list()[0].id
    paper = file_document(workspace, maria, title="Blood count", proposals=[CEA])
    workspace.records.confirm(workspace.records.ids(FactKind.RESULTS, maria))
    workspace.importing.undo(paper.import_id)
    screen = go(window, TrashScreen)
    assert screen.list.rows.item(0).detail == "Import taken back, with what was read in it"
    press(screen.page, "Take back Blood count")
    assert len(workspace.records.list(FactKind.RESULTS, maria)) == 1
    assert "The trash is empty." in words(screen.page)
