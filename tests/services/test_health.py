"""The health check: it finds damage of every kind, says it in words, and mends what can be mended."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from desktop.foundation.clock import frozen_at
from desktop.foundation.errors import CancelledError
from desktop.foundation.progress import CancelToken
from desktop.records.fact import FactKind
from desktop.services.workspace import Workspace
from desktop.vault import surroundings
from tests.filing import CEA, HEMOGLOBIN, file_document

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture
def filled(workspace: Workspace, maria: str) -> Workspace:
    """Three documents, one of them in the trash, with two values; a typed fact."""
    file_document(workspace, maria, title="CT report", date="2026-11-20")
    file_document(workspace, maria, title="Lab report", proposals=[HEMOGLOBIN, CEA])
    old = file_document(workspace, maria, title="Old letter")
    workspace.documents.trash(old.id)
    workspace.records.put(FactKind.MEDICATIONS, maria, {"generic": "apixaban"})
    return workspace


def _sealed(workspace: Workspace, title: str) -> Path:
    with_trash = (*workspace.documents.list(), *workspace.documents.list(trashed=True))
    wanted = next(one.id for one in with_trash if one.title == title)
    name = workspace.vault.read(
        lambda tx: tx.execute(text("SELECT sealed FROM document WHERE id = :id"), {"id": wanted}).scalar_one()
    )
    return Path(workspace.vault.path, "sealed", name[:2], f"{name}.age")


@pytest.mark.parametrize("full", [False, True])
def test_a_whole_vault_is_in_order(filled: Workspace, *, full: bool) -> None:
    report = filled.health.check(full=full)
    assert report.ok
    assert (report.problems, report.damaged, report.warnings) == ((), (), ())
    assert (report.documents, report.facts, report.sourceless) == (3, 3, 0)
    how, what = ("checked", "damaged") if full else ("there", "missing")
    assert report.words == f"3 documents {how}, 0 {what}. 3 facts checked, 0 without a source."
    assert report.sequence == filled.vault.sequence


def test_an_original_that_is_gone_is_named_by_the_quick_look(filled: Workspace) -> None:
    _sealed(filled, "CT report").unlink()
    report = filled.health.check()
    assert not report.ok
    assert [(one.title, one.date, one.mendable) for one in report.damaged] == [("CT report", "2026-11-20", False)]


def test_a_changed_byte_is_found_by_the_full_check_also_in_the_trash(filled: Workspace) -> None:
    path = _sealed(filled, "Old letter")
    data = path.read_bytes()
    path.write_bytes(data[:-3] + bytes([data[-3] ^ 4]) + data[-2:])
    assert filled.health.check().ok
    assert [one.title for one in filled.health.check(full=True).damaged] == ["Old letter"]


def test_two_originals_exchanged_are_both_found(filled: Workspace) -> None:
    first, second = _sealed(filled, "CT report"), _sealed(filled, "Lab report")
    one, other = first.read_bytes(), second.read_bytes()
    first.write_bytes(other)
    second.write_bytes(one)
    assert filled.health.check().ok
    assert {one.title for one in filled.health.check(full=True).damaged} == {"CT report", "Lab report"}


def test_what_a_backup_has_comes_back(filled: Workspace) -> None:
    filled.backups.make()
    path = _sealed(filled, "CT report")
    good = path.read_bytes()
    path.write_bytes(b"")
    report = filled.health.check(full=True)
    assert [one.mendable for one in report.damaged] == [True]
    assert filled.health.mend(report) == 1
    assert path.read_bytes() == good
    assert filled.health.check(full=True).ok


def test_an_index_that_lost_an_entry_is_noticed_and_made_anew(filled: Workspace, maria: str) -> None:
    filled.vault.write(lambda tx: tx.execute(text("DELETE FROM search_entry WHERE item_kind = 'fact'")))
    filled.vault.write(lambda tx: tx.execute(text("INSERT INTO search_index (search_index) VALUES ('delete-all')")))
    assert not filled.search.find("apixaban", maria)
    report = filled.health.check(full=True)
    assert report.index_stale
    assert report.problems == ("The search index is out of step: searching may miss something. Nothing is lost.",)
    filled.health.mend(report)
    assert filled.health.check(full=True).ok
    assert [hit.title for hit in filled.search.find("apixaban", maria)] == ["apixaban"]
    assert filled.search.find("hemoglobin", maria)


def test_a_vault_whose_index_is_out_of_step_is_still_backed_up(filled: Workspace) -> None:
    filled.vault.write(lambda tx: tx.execute(text("DELETE FROM search_entry")))
    assert filled.backups.make().documents == 2


def test_an_index_made_anew_finds_what_comes_back_from_the_trash(filled: Workspace, maria: str) -> None:
    filled.vault.write(lambda tx: tx.execute(text("DELETE FROM search_entry")))
    filled.health.mend(filled.health.check(full=True))
    old = next(one for one in filled.documents.list(trashed=True))
    filled.documents.untrash(old.id)
    assert filled.search.find("letter", maria)


def test_a_row_whose_parent_is_gone_is_found(filled: Workspace) -> None:
    filled.vault._engine.connect().connection.driver_connection.execute("PRAGMA foreign_keys = OFF")  # type: ignore[union-attr] # DBAPI
    filled.vault.write(lambda tx: tx.execute(text("INSERT INTO page_text VALUES ('nowhere', 1, 'lost words', 0)")))
    assert "Some entries belong to something that is gone." in filled.health.check().problems


def test_a_full_check_is_remembered_and_due_after_a_week(filled: Workspace) -> None:
    with frozen_at(NOON):
        assert filled.health.full_due()
        filled.health.check()
        assert filled.health.full_due()
        filled.health.check(full=True)
        assert not filled.health.full_due()
        assert filled.health.last_full() == NOON
    with frozen_at(NOON + timedelta(days=7)):
        assert filled.health.full_due()
    with frozen_at(NOON - timedelta(days=1)):
        assert filled.health.full_due()


def test_a_check_can_be_stopped_and_then_does_not_count(filled: Workspace) -> None:
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(CancelledError):
        filled.health.check(full=True, cancel=cancel)
    assert filled.health.full_due()


def test_a_synced_place_and_a_full_disk_are_warned_of(filled: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    (filled.vault.path.parent / ".stfolder").mkdir()
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: shutil._ntuple_diskusage(10**9, 10**9, 10**6))
    report = filled.health.check()
    assert report.ok
    assert "Syncthing copies" in report.warnings[0]
    assert "1 MB free" in report.warnings[1]


def test_checking_writes_nothing_into_the_vault(filled: Workspace) -> None:
    before = {path: path.stat().st_mtime_ns for path in filled.vault.path.rglob("*") if path.is_file()}
    sequence = filled.vault.sequence
    filled.health.check()
    filled.health.check(full=True)
    assert {path: path.stat().st_mtime_ns for path in filled.vault.path.rglob("*") if path.is_file()} == before
    assert filled.vault.sequence == sequence
    assert surroundings.strays(filled.vault.path) == ()
