"""What is done with one document: it is moved to the person it belongs to, and its details are kept as they were."""

from __future__ import annotations

from desktop.records.dates import PartialDate
from desktop.records.fact import FactKind
from desktop.services.workspace import Workspace
from desktop.ui.documents.view import DocumentsScreen
from desktop.ui.window import SheafWindow
from tests.filing import HEMOGLOBIN, file_document
from tests.ui.looking import nameless
from tests.ui.record_window import dialog, go, press, settle, words

MOVE = "It is someone else’s…"


def _menu(screen: DocumentsScreen) -> dict[str, object]:
    return {action.text(): action for action in screen.detail.menu().actions()}


def test_a_checked_document_is_moved_with_its_facts_and_back_with_one_undo(
    window: SheafWindow, workspace: Workspace
) -> None:
    maria = workspace.people.list()[0].id
    document = file_document(workspace, maria, title="Blood count", proposals=[HEMOGLOBIN])
    (read,) = workspace.records.list(FactKind.RESULTS, maria)
    workspace.records.confirm([read.id])
    screen = go(window, DocumentsScreen)
    assert MOVE not in _menu(screen), "there is nobody to move it to"
    luis = workspace.people.add({"name": "Luis Lopez", "born": "1955"}).id
    settle()
    _menu(screen)[MOVE].trigger()  # type: ignore[attr-defined] # an action
    settle()
    assert "Whose is “Blood count”?" in words(dialog(window))
    assert nameless(dialog(window)) == []
    press(dialog(window), "Move to Luis Lopez")
    assert workspace.records.list(FactKind.RESULTS, maria) == ()
    assert [one.id for one in workspace.records.list(FactKind.RESULTS, luis)] == [read.id]
    assert screen.list.rows.rowCount() == 0
    window.undo()
    settle()
    assert [one.id for one in workspace.records.list(FactKind.RESULTS, maria)] == [read.id]
    assert workspace.records.list(FactKind.RESULTS, luis) == ()
    assert screen.list.rows.id_at(0) == document.id


def test_saving_other_details_keeps_a_date_in_its_own_words(window: SheafWindow, workspace: Workspace) -> None:
    maria = workspace.people.list()[0].id
    document = file_document(workspace, maria, title="Old letter")
    workspace.documents.edit(document.id, {"date": "2019 (spring 2019)"})
    screen = go(window, DocumentsScreen, document.id)
    press(screen.page, "Edit Old letter")
    press(dialog(window), "Save")
    assert workspace.documents.get(document.id).date == PartialDate(2019, printed="spring 2019")
