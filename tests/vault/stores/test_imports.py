from __future__ import annotations

from datetime import UTC, datetime

from desktop.foundation.ids import new_id
from desktop.records.fact import FactKind
from desktop.services.workspace import Workspace
from desktop.vault.stores import documents, fact_writes, imports, pictures
from desktop.vault.vault import Transaction
from tests.filing import CEA, HEMOGLOBIN, file_document

MOMENT = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


def _start(workspace: Workspace, person_id: str) -> str:
    import_id = new_id()
    workspace.vault.write(lambda tx: imports.start_batch(tx, import_id, person_id, MOMENT))
    return import_id


def test_an_import_taken_back_leaves_nothing_behind_and_comes_back_whole(workspace: Workspace) -> None:
    maria = workspace.people.list()[0].id
    kept = file_document(workspace, maria, title="Earlier letter", pages=["earlier"])
    import_id = _start(workspace, maria)
    first = file_document(workspace, maria, import_id=import_id, proposals=[HEMOGLOBIN, CEA])
    file_document(workspace, maria, import_id=import_id, title="Second", pages=["second page"])
    confirmed = workspace.records.list(FactKind.RESULTS)[0].id
    workspace.records.confirm([confirmed])

    assert workspace.vault.write(lambda tx: imports.undo_batch(tx, import_id, MOMENT)) == (2, 2, 1)
    assert [each.id for each in workspace.documents.list()] == [kept.id]
    assert workspace.records.list(FactKind.RESULTS) == ()
    assert workspace.records.list(FactKind.RESULTS, document_id=first.id) == ()
    assert not workspace.documents.has(first.id)
    assert workspace.search.find("hemoglobin") == ()
    assert len(workspace.timeline.events()) == 1
    assert workspace.vault.read(lambda tx: documents.same_bytes(tx, first.sha256)) == ()

    assert workspace.vault.write(lambda tx: imports.redo_batch(tx, import_id)) == (2, 2, 1)
    assert len(workspace.documents.list()) == 3
    assert workspace.records.get(confirmed).origin == "confirmed"
    assert len(workspace.records.list(FactKind.RESULTS)) == 2
    assert [each.id for each in workspace.vault.read(lambda tx: documents.same_bytes(tx, first.sha256))] == [first.id]


def test_the_last_import_is_the_last_one_that_brought_something(workspace: Workspace) -> None:
    maria = workspace.people.list()[0].id
    assert workspace.vault.read(imports.last_batch) is None
    first, second, empty = (_start(workspace, maria) for _ in range(3))
    for import_id in (first, second):
        file_document(workspace, maria, import_id=import_id, proposals=[CEA])
    last = workspace.vault.read(imports.last_batch)
    assert last is not None
    assert (last.import_id, last.documents, last.facts) == (second, 1, 1)
    workspace.vault.write(lambda tx: imports.undo_batch(tx, second, MOMENT))
    last = workspace.vault.read(imports.last_batch)
    assert last is not None
    assert last.import_id == first
    recent = workspace.vault.read(imports.recent_batches)
    assert [each.import_id for each in recent] == [empty, second, first]
    assert recent[1].undone == MOMENT
    assert workspace.vault.read(lambda tx: imports.get_batch(tx, "nothing")) is None


def test_reading_again_replaces_pages_and_proposals_and_keeps_the_persons_word(workspace: Workspace) -> None:
    maria = workspace.people.list()[0].id
    document = file_document(workspace, maria, pages=["old words"], proposals=[HEMOGLOBIN, CEA])
    kept = workspace.records.list(FactKind.RESULTS)[0].id
    workspace.records.confirm([kept])

    def again(tx: Transaction) -> int:
        documents.put_pages(tx, document.id, [(1, "new words", False), (2, "", True)])
        return fact_writes.delete_proposals(tx, document.id)

    assert workspace.vault.write(again) == 1
    assert [fact.id for fact in workspace.records.list(FactKind.RESULTS)] == [kept]
    assert workspace.search.find("old words") == ()
    assert [hit.page for hit in workspace.search.find("new words")] == [1]
    assert [hit.page for hit in workspace.search.find("lab report")] == [0]
    assert workspace.vault.read(lambda tx: documents.picture_pages(tx, document.id)) == (2,)


def test_every_sealed_file_that_a_document_needs_is_known(workspace: Workspace) -> None:
    maria = workspace.people.list()[0].id
    document = file_document(workspace, maria)
    workspace.vault.write(lambda tx: imports.undo_batch(tx, document.import_id, MOMENT))
    needed = workspace.vault.read(documents.sealed_names)
    assert needed == set(workspace.vault.sealed.names())
    assert workspace.vault.read(lambda tx: documents.sealed_name(tx, document.id)) in needed


def test_pictures_are_kept_and_the_oldest_go_first(workspace: Workspace) -> None:
    before = pictures.MOST_PICTURES

    def work(tx: Transaction) -> list[bytes | None]:
        for page in range(1, before + 3):
            pictures.put_picture(tx, "ab", page, 100, b"png")
        pictures.put_picture(tx, "ab", before, 100, b"again")
        return [pictures.get_picture(tx, "ab", page, 100) for page in (1, 2, 3, before)]

    assert workspace.vault.write(work) == [None, None, b"png", b"png"]
