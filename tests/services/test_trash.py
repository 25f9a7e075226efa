"""The trash: back within 30 days, gone for good after, and never the source of something that is kept."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from desktop.foundation import clock
from desktop.foundation.clock import frozen_at
from desktop.records.answers import Answer
from desktop.records.fact import FactKind
from desktop.services.errors import StandsThereError
from desktop.services.trash import KEPT_DAYS
from desktop.services.workspace import Workspace
from tests.filing import CEA, HEMOGLOBIN, file_document
from tests.one_of_each import ONE_OF_EACH


def _later(days: int) -> AbstractContextManager[None]:
    return frozen_at(clock.now() + timedelta(days=days))


def _rows(workspace: Workspace, table: str) -> int:
    return int(workspace.vault.read(lambda tx: tx.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()))  # noqa: S608 - names of tables in this file


@pytest.mark.parametrize("kind", FactKind)
def test_a_fact_is_taken_back_whole_until_the_last_day(workspace: Workspace, maria: str, kind: FactKind) -> None:
    fact_id = workspace.records.put(kind, maria, ONE_OF_EACH[kind]).id
    kept = workspace.records.get(fact_id)
    workspace.records.trash(fact_id)
    with _later(KEPT_DAYS - 1):
        assert workspace.trash.empty_old() == 0
        (item,) = workspace.trash.items(maria)
        assert (item.kind, item.title, item.days_left) == (kind.value, kept.title, 1)
        workspace.trash.take_back(item)
    assert workspace.records.list(kind, maria) == (kept,)


def test_after_thirty_days_a_fact_is_gone_from_every_table_and_the_index(workspace: Workspace, maria: str) -> None:
    fact_id = workspace.records.put(FactKind.DEVICES, maria, {"name": "Quickport"}).id
    workspace.records.edit(fact_id, {"model": "X"})
    workspace.records.trash(fact_id)
    with _later(KEPT_DAYS + 1):
        assert workspace.trash.empty_old() == 1
    for table in ("fact", "device", "fact_revision", "provenance", "search_entry"):
        assert _rows(workspace, table) == 0, table
    assert workspace.health.check(full=True).ok


def test_a_document_goes_with_its_pages_pictures_proposals_and_original(workspace: Workspace, maria: str) -> None:
    document = file_document(workspace, maria, title="Old letter", proposals=[HEMOGLOBIN, CEA])
    sealed = list(workspace.vault.sealed.names())
    workspace.documents.trash(document.id)
    with _later(KEPT_DAYS + 1):
        assert workspace.trash.empty_old() == 1
    assert sealed
    assert list(workspace.vault.sealed.names()) == []
    for table in ("document", "page_text", "page_picture", "fact", "search_entry"):
        assert _rows(workspace, table) == 0, table
    assert workspace.health.check(full=True).ok


def test_a_document_that_entries_were_read_in_is_kept_for_them(workspace: Workspace, maria: str) -> None:
    document = file_document(workspace, maria, title="Blood count", proposals=[HEMOGLOBIN])
    (read,) = workspace.records.list(FactKind.RESULTS, maria)
    workspace.records.confirm([read.id])
    workspace.documents.trash(document.id)
    (item,) = workspace.trash.items(maria)
    with pytest.raises(StandsThereError):
        workspace.trash.delete(item)
    with _later(KEPT_DAYS + 1):
        assert workspace.trash.empty_old() == 0
        workspace.trash.take_back(item)
    assert workspace.documents.get(document.id).trashed is None
    assert workspace.documents.original(document.id)


def test_everything_of_a_removed_person_goes_and_nothing_of_the_others(workspace: Workspace, maria: str) -> None:
    luis = workspace.people.add({"name": "Luis Lopez", "born": "1955"}).id
    file_document(workspace, luis, title="Luis's letter", proposals=[CEA])
    workspace.records.put(FactKind.ALLERGIES, luis, {"substance": "Latex"})
    workspace.records.put(FactKind.ALLERGIES, maria, {"substance": "Penicillin"})
    file_document(workspace, maria, title="Maria's letter")
    workspace.records.answer(FactKind.FAMILY, luis, Answer.NONE_KNOWN)
    workspace.packets.start(luis)
    workspace.people.trash(luis)
    assert [one.title for one in workspace.trash.items(maria)] == ["Luis Lopez"]
    with _later(KEPT_DAYS + 1):
        workspace.trash.empty_old()
    assert _rows(workspace, "document") == _rows(workspace, "fact") == 1
    assert _rows(workspace, "person") == 1
    assert workspace.trash.items(maria) == ()
    assert workspace.health.check(full=True).ok
    assert [one.title for one in workspace.records.list(FactKind.ALLERGIES)] == ["Penicillin"]


def test_one_thing_is_deleted_at_once_when_asked(workspace: Workspace, maria: str) -> None:
    fact_id = workspace.records.put(FactKind.DEVICES, maria, {"name": "Port"}).id
    workspace.records.trash(fact_id)
    (item,) = workspace.trash.items(maria)
    workspace.trash.delete(item)
    assert workspace.trash.items() == ()
    assert _rows(workspace, "fact") == 0


def test_whoever_is_in_the_sent_log_stays_out_of_sight(workspace: Workspace, maria: str, tmp_path: Path) -> None:
    luis = workspace.people.add({"name": "Luis Lopez", "born": "1955"}).id
    document = file_document(workspace, luis, title="Luis's letter")
    workspace.documents.export_copy(document.id, tmp_path / "copy.txt")
    workspace.people.trash(luis)
    with _later(KEPT_DAYS + 1):
        workspace.trash.empty_old()
        assert workspace.trash.items(maria) == ()
    assert _rows(workspace, "document") == 0
    assert len(workspace.packets.disclosures()) == 1
    assert workspace.health.check(full=True).ok
