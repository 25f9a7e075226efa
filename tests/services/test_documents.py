from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from desktop.foundation.errors import EnvironmentProblem
from desktop.records.document import DocumentKind, DocumentStatus, PersonMatch
from desktop.records.fact import FactKind
from desktop.records.provenance import Origin
from desktop.records.sensitive import SensitiveTag
from desktop.services.errors import BadValueError, NoSuchThingError, PersonUndecidedError
from desktop.services.workspace import Workspace
from desktop.vault.stores.disclosures import list_disclosures
from tests.filing import CEA, HEMOGLOBIN, file_document


def _maria(workspace: Workspace) -> str:
    return workspace.people.list()[0].id


def _leo(workspace: Workspace) -> str:
    return workspace.people.add({"name": "Leo Lopez", "born": "2015"}).id


def test_documents_stand_newest_first_and_undated_last(workspace: Workspace) -> None:
    maria = _maria(workspace)
    for title, date in (("old", "2019"), ("undated", ""), ("new", "2026-11-14"), ("middle", "2024-03")):
        file_document(workspace, maria, title=title, date=date)
    assert [each.title for each in workspace.documents.list(maria)] == ["new", "middle", "old", "undated"]
    assert workspace.documents.list(maria, kind=DocumentKind.BILL) == ()
    assert len(workspace.documents.list(maria, status=DocumentStatus.PROPOSED)) == 4


def test_the_original_comes_back_byte_for_byte(workspace: Workspace) -> None:
    document = file_document(workspace, _maria(workspace))
    assert hashlib.sha256(workspace.documents.original(document.id)).hexdigest() == document.sha256
    assert workspace.documents.page_text(document.id, 1) == "Hemoglobin 10.9 g/dL"
    assert workspace.documents.page_text(document.id, 2) == ""


def test_what_is_not_there_is_said(workspace: Workspace) -> None:
    documents = workspace.documents
    assert not documents.has("nothing")
    for act in (documents.get, documents.original, documents.trash, documents.keep_here, documents.mark_reviewed):
        with pytest.raises(NoSuchThingError):
            act("nothing")


def test_an_edit_is_kept_and_undone(workspace: Workspace) -> None:
    document = file_document(workspace, _maria(workspace))
    workspace.documents.edit(
        document.id, {"title": "CT report", "kind": "imaging-report", "date": "2026-11", "sensitive": "genetic,minor"}
    )
    edited = workspace.documents.get(document.id)
    assert (edited.title, edited.kind) == ("CT report", DocumentKind.IMAGING)
    assert edited.date is not None
    assert edited.date.iso == "2026-11"
    assert edited.sensitive == (SensitiveTag.GENETIC, SensitiveTag.MINOR)
    workspace.history.undo()
    undone = workspace.documents.get(document.id)
    assert (undone.title, undone.kind, undone.sensitive) == (document.title, document.kind, ())
    with pytest.raises(BadValueError):
        workspace.documents.edit(document.id, {"kind": "poem"})


def test_reviewing_keeps_the_persons_look_with_the_changed_fields(workspace: Workspace) -> None:
    document = file_document(workspace, _maria(workspace))
    workspace.documents.mark_reviewed(document.id, {"doctor": "Dr. Patel"})
    reviewed = workspace.documents.get(document.id)
    assert (reviewed.status, reviewed.doctor) == (DocumentStatus.REVIEWED, "Dr. Patel")
    workspace.history.undo()
    assert workspace.documents.get(document.id).status is DocumentStatus.PROPOSED


def test_facts_of_a_document_that_names_someone_else_are_in_no_list(workspace: Workspace) -> None:
    maria = _maria(workspace)
    document = file_document(workspace, maria, match=PersonMatch.DIFFERS, proposals=[HEMOGLOBIN])
    assert workspace.records.list(FactKind.RESULTS, maria) == ()
    assert workspace.records.list(FactKind.RESULTS) == ()
    assert workspace.timeline.events(maria) == ()
    (waiting,) = workspace.records.list(FactKind.RESULTS, document_id=document.id)
    with pytest.raises(PersonUndecidedError):
        workspace.records.confirm([waiting.id])
    workspace.documents.keep_here(document.id)
    assert [fact.id for fact in workspace.records.list(FactKind.RESULTS, maria)] == [waiting.id]
    workspace.history.undo()
    assert workspace.records.list(FactKind.RESULTS, maria) == ()


def test_moving_a_document_takes_its_facts_along_in_one_step(workspace: Workspace) -> None:
    maria, leo = _maria(workspace), _leo(workspace)
    document = file_document(workspace, maria, match=PersonMatch.DIFFERS, proposals=[HEMOGLOBIN, CEA])
    workspace.documents.move(document.id, leo)
    assert [each.id for each in workspace.documents.list(leo)] == [document.id]
    assert len(workspace.records.list(FactKind.RESULTS, leo)) == 2
    assert workspace.documents.list(maria) == ()
    assert workspace.records.list(FactKind.RESULTS, maria) == ()
    assert {hit.person_id for hit in workspace.search.find("hemoglobin")} == {leo}
    workspace.history.undo()
    assert workspace.documents.list(leo) == ()
    assert len(workspace.records.list(FactKind.RESULTS, document_id=document.id)) == 2
    assert not workspace.documents.get(document.id).belongs
    with pytest.raises(NoSuchThingError):
        workspace.documents.move(document.id, "nobody")


def test_a_trashed_document_takes_its_proposals_along_and_leaves_the_persons_word(workspace: Workspace) -> None:
    maria = _maria(workspace)
    document = file_document(workspace, maria, proposals=[HEMOGLOBIN, CEA])
    kept = next(fact for fact in workspace.records.list(FactKind.RESULTS) if fact.title == "CEA")
    workspace.records.confirm([kept.id])
    workspace.documents.trash(document.id)
    assert [fact.id for fact in workspace.records.list(FactKind.RESULTS, maria)] == [kept.id]
    assert workspace.documents.list(maria) == ()
    assert [each.id for each in workspace.documents.list(trashed=True)] == [document.id]
    assert {hit.kind for hit in workspace.search.find("hemoglobin OR cea")} == set()
    workspace.history.undo()
    assert len(workspace.records.list(FactKind.RESULTS, maria)) == 2


def test_a_copy_is_the_original_and_is_kept_in_the_sent_log(workspace: Workspace, tmp_path: Path) -> None:
    document = file_document(workspace, _maria(workspace))
    target = tmp_path / "copy.pdf"
    workspace.documents.export_copy(document.id, target)
    assert hashlib.sha256(target.read_bytes()).hexdigest() == document.sha256
    (entry,) = workspace.vault.read(list_disclosures)
    assert (entry.medium, entry.items, entry.sha256) == ("copy", (document.id,), document.sha256)
    with pytest.raises(EnvironmentProblem):
        workspace.documents.export_copy(document.id, tmp_path / "missing" / "copy.pdf")
    assert len(workspace.vault.read(list_disclosures)) == 1


def test_timeline_shows_what_is_dated_and_the_persons_word(workspace: Workspace) -> None:
    maria, leo = _maria(workspace), _leo(workspace)
    document = file_document(workspace, maria, proposals=[HEMOGLOBIN], date="2024-03-05")
    records = workspace.records
    records.put(
        FactKind.MEDICATIONS,
        maria,
        {
            "generic": "FOLFOX",
            "start": "2024-04",
            "stop": "2024-08",
            "status": "stopped",
            "reason_stopped": "numb hands",
        },
    )
    records.put(FactKind.QUESTIONS, maria, {"text": "Undated?"})
    records.put(FactKind.CONDITIONS, leo, {"name": "Flu", "since": "2025"})
    events = workspace.timeline.events(maria)
    assert [(event.date.iso, event.kind, event.title) for event in events] == [
        ("2024-08", "medications", "FOLFOX"),
        ("2024-04", "medications", "FOLFOX"),
        ("2024-03-05", "document", document.title),
    ]
    assert "numb hands" in events[0].detail
    (proposal,) = records.list(FactKind.RESULTS, maria)
    assert proposal.origin is Origin.PROPOSED
    records.confirm([proposal.id])
    assert workspace.timeline.events(maria)[-1].id == proposal.id
    assert {event.person_id for event in workspace.timeline.events()} == {maria, leo}
