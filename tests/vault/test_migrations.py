"""A vault of an older version is brought up to date on a copy; whatever fails, it is as it was."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import text

from desktop.bootstrap import make_workspace
from desktop.foundation.errors import SheafError
from desktop.services.workspace import Workspace
from desktop.vault import migrating, schema
from desktop.vault.backup.folder import read_backups
from desktop.vault.engine import make_engine
from desktop.vault.errors import (
    DiskFullError,
    MigrationFailedError,
    NewerVaultError,
    OtherCopyError,
    OutdatedVaultError,
)
from desktop.vault.opening import open_vault
from desktop.vault.places import database
from desktop.vault.schema import CURRENT
from desktop.vault.unlock import unlock_vault
from tests.conftest import PASSPHRASE
from tests.filing import CEA, HEMOGLOBIN, file_document
from tests.vault import kept_vaults

NEXT = f"{int(CURRENT) + 1:04}"
STEP = '''
"""A step of a later version."""
from alembic import op
import sqlalchemy as sa
revision = "{next}"
down_revision = "{current}"
branch_labels = None
depends_on = None

def upgrade():
    {work}
'''
GROWS = """with op.batch_alter_table("fact") as batch:
        batch.add_column(sa.Column("color", sa.Text))
        batch.alter_column("kind", existing_type=sa.Text, server_default="results")
    op.execute("UPDATE fact SET color = 'seen: ' || kind")"""
"""SQLite has to make the table anew for this: with foreign keys on, everything of the facts would be deleted."""


class Later:
    """Makes this program a later version, whose schema has one more step; `undo` makes it itself again."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._patch = folder, pytest.MonkeyPatch()

    def __call__(self, work: str) -> None:
        shutil.copytree(schema.MIGRATIONS, self._folder, ignore=shutil.ignore_patterns("__pycache__"))
        (self._folder / "versions" / "next_step.py").write_text(
            STEP.format(work=work, next=NEXT, current=CURRENT), "utf-8"
        )
        self._patch.setattr(schema, "MIGRATIONS", self._folder)
        self._patch.setattr(schema, "CURRENT", NEXT)
        self._patch.setattr(schema, "NEEDS_VERSION", "0.3.0")

    def undo(self) -> None:
        self._patch.undo()


@pytest.fixture
def later(tmp_path: Path) -> Iterator[Later]:
    made = Later(tmp_path / "migrations")
    yield made
    made.undo()


@pytest.fixture
def filled(workspace: Workspace, vault_path: Path) -> Path:
    """A closed vault with people, documents, facts and a packet."""
    kept_vaults.fill(workspace)
    workspace.close()
    return vault_path


def _state(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != "vault.lock")
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def _told(path: Path) -> tuple[dict[str, object], str]:
    vault = unlock_vault(path, PASSPHRASE)
    try:
        return kept_vaults.told(make_workspace(vault)), vault.read(schema.revision)
    finally:
        vault.close()


@pytest.mark.parametrize("path", sorted(kept_vaults.KEPT.glob("*.sheaf")), ids=lambda path: path.stem)
def test_a_real_vault_of_every_version_opens_with_all_that_was_in_it(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / path.name
    shutil.copytree(path, copy)
    vault = unlock_vault(copy, kept_vaults.PASSPHRASE)
    workspace = make_workspace(vault)
    try:
        told = json.loads(json.dumps(kept_vaults.told(workspace)))
        assert vault.read(schema.revision) == CURRENT
        report = workspace.health.check(full=True)
        assert report.ok
        assert workspace.search.find("hypodense")
    finally:
        workspace.close()
    kept = json.loads(path.with_suffix(".json").read_text("utf-8"))
    assert told["people"] == kept["people"]
    assert told["documents"] == kept["documents"]
    assert told["packets"] == kept["packets"]
    assert told["images"] == kept.get("images", {})
    assert told["facts"].keys() == kept["facts"].keys()
    for fact_id, fields in kept["facts"].items():
        assert fields.items() <= told["facts"][fact_id].items(), fact_id


def test_the_vault_of_this_version_is_kept() -> None:
    assert (kept_vaults.KEPT / f"{CURRENT}.sheaf" / "vault.db").is_file()


def test_a_step_keeps_everything_and_everybody(filled: Path, later: Later) -> None:
    before, revision = _told(filled)
    assert revision == CURRENT
    later(GROWS)
    after, revision = _told(filled)
    assert revision == NEXT
    assert after == before
    vault = unlock_vault(filled, PASSPHRASE)
    try:
        assert vault.read(lambda tx: tx.execute(text("SELECT 1 FROM fact WHERE color = 'seen: results'")).all())
        assert vault.read(lambda tx: tx.execute(text("PRAGMA foreign_key_check")).all()) == []
        assert make_workspace(vault).health.check(full=True).ok
        vault.write(lambda tx: tx.execute(text("UPDATE fact SET color = ''")))
    finally:
        vault.close()
    assert not list(filled.glob("*.part*"))


def test_a_backup_of_before_lies_beside_it_and_can_be_brought_back(filled: Path, later: Later) -> None:
    before, _ = _told(filled)
    later(GROWS)
    _told(filled)
    (made,) = read_backups(filled.with_suffix(".sheaf-backups"))
    old = filled.parent / "old.sheaf"
    shutil.copytree(made.path, old)
    shutil.copytree(made.path.parent / "sealed", old / "sealed")
    vault = unlock_vault(old, PASSPHRASE, accept_copy=True)
    try:
        assert vault.read(schema.revision) == NEXT
        assert kept_vaults.told(make_workspace(vault)) == before
    finally:
        vault.close()


FAILURES = {
    "a step that raises": 'raise ValueError("Maria")',
    "a step that is bad SQL": 'op.execute("UPDATE nobody SET nothing = 1")',
    "a step that fails at its end": f"{GROWS}\n    raise ValueError",
    "a step that loses facts": "op.execute(\"DELETE FROM fact WHERE kind = 'results'\")",
    "a step that loses a person and leaves children": 'op.execute("DELETE FROM person")',
    "a step that breaks the chain": 'op.execute("DELETE FROM chain WHERE seq = (SELECT max(seq) FROM chain)")',
}


@pytest.mark.parametrize("work", FAILURES.values(), ids=FAILURES)
def test_a_step_that_fails_changes_nothing(filled: Path, later: Later, work: str) -> None:
    before, _ = _told(filled)
    bytes_before = _state(filled)
    later(work)
    with pytest.raises(MigrationFailedError) as caught:
        unlock_vault(filled, PASSPHRASE)
    assert "Maria" not in str(caught.value)
    assert _state(filled) == bytes_before
    later.undo()
    after, revision = _told(filled)
    assert (after, revision) == (before, CURRENT)


def test_a_step_that_empties_the_index_has_it_made_anew(filled: Path, later: Later) -> None:
    later('op.execute("DELETE FROM search_entry")')
    vault = unlock_vault(filled, PASSPHRASE)
    try:
        workspace = make_workspace(vault)
        assert workspace.health.check(full=True).ok
        assert workspace.search.find("hypodense")
    finally:
        vault.close()


def test_with_foreign_keys_on_the_same_step_would_delete_children(filled: Path, later: Later) -> None:
    """The trap that `schema.migrate` goes around, shown by walking into it."""
    vault = unlock_vault(filled, PASSPHRASE)
    keys = vault.keys
    vault.close()
    later(GROWS)
    engine = make_engine(database(filled), keys)
    try:
        with engine.connect() as tx:
            assert tx.execute(text("PRAGMA foreign_keys")).scalar_one() == 1
            assert tx.execute(text("SELECT count(*) FROM result")).scalar_one() > 0
            command.upgrade(schema._alembic_config(tx), "head")  # type: ignore[arg-type] # a Config
            assert tx.execute(text("SELECT count(*) FROM fact")).scalar_one() > 0
            assert tx.execute(text("SELECT count(*) FROM result")).scalar_one() == 0
    finally:
        engine.dispose()


def test_a_vault_from_the_future_is_refused_by_name_and_left_alone(vault_path: Path) -> None:
    vault = unlock_vault(vault_path, PASSPHRASE)
    vault.write(lambda tx: tx.execute(text("UPDATE alembic_version SET version_num = '0099'")))
    vault.write(lambda tx: tx.execute(text("UPDATE vault_info SET value = '3.1.0' WHERE name = 'needs_version'")))
    vault.close()
    before = _state(vault_path)
    for read_only in (False, True):
        with pytest.raises(NewerVaultError) as caught:
            unlock_vault(vault_path, PASSPHRASE, read_only=read_only)
        assert caught.value.happened == "This vault needs Sheaf 3.1.0 or newer."
    assert _state(vault_path) == before


def test_after_a_step_the_older_program_names_the_version_it_would_need(filled: Path, later: Later) -> None:
    later(GROWS)
    _told(filled)
    later.undo()
    with pytest.raises(NewerVaultError) as caught:
        unlock_vault(filled, PASSPHRASE)
    assert caught.value.happened == "This vault needs Sheaf 0.3.0 or newer."


def test_for_reading_only_nothing_is_migrated(filled: Path, later: Later) -> None:
    before = _state(filled)
    later(GROWS)
    with pytest.raises(OutdatedVaultError):
        unlock_vault(filled, PASSPHRASE, read_only=True)
    assert _state(filled) == before


def test_an_older_copy_is_asked_about_before_it_is_migrated(filled: Path, later: Later) -> None:
    copy = filled.parent / "copy"
    shutil.copytree(filled, copy)
    vault = unlock_vault(filled, PASSPHRASE)
    make_workspace(vault).people.add({"name": "Ana", "born": "1990"})
    vault.close()
    shutil.copy(copy / "vault.db", filled / "vault.db")
    later(GROWS)
    before = _state(filled)
    with pytest.raises(OtherCopyError):
        unlock_vault(filled, PASSPHRASE)
    assert _state(filled) == before


def test_without_room_nothing_begins(filled: Path, later: Later, monkeypatch: pytest.MonkeyPatch) -> None:
    before = _state(filled)
    later(GROWS)
    free = shutil._ntuple_diskusage(10**12, 10**12, 1000)
    with monkeypatch.context() as full:
        full.setattr(shutil, "disk_usage", lambda _path: free)
        with pytest.raises(DiskFullError):
            unlock_vault(filled, PASSPHRASE)
    assert _state(filled) == before
    assert _told(filled)[1] == NEXT


@pytest.mark.parametrize("moment", ["_upgrade", "_verify", "sync_folder"])
def test_a_cut_at_any_moment_leaves_the_old_or_the_new(
    filled: Path, later: Later, moment: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A BaseException stands for a kill: nothing is tidied up behind it."""
    before, _ = _told(filled)
    later(GROWS)

    def cut(*_: object) -> None:
        raise SystemExit

    with monkeypatch.context() as cutting:
        cutting.setattr(migrating, moment, cut)
        with pytest.raises(SystemExit):
            unlock_vault(filled, PASSPHRASE)
    assert _told(filled) == (before, NEXT)
    assert not list(filled.glob("*.part*"))


def test_a_new_vault_is_not_migrated(vault_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(migrating, "migrate_vault", never)
    unlock_vault(vault_path, PASSPHRASE).close()


def test_many_documents_survive_the_step(workspace: Workspace, maria: str, later: Later) -> None:
    for number in range(30):
        file_document(workspace, maria, title=f"Report {number}", proposals=[HEMOGLOBIN, CEA])
    path = workspace.vault.path
    keys = workspace.vault.keys
    workspace.close()
    later(GROWS)
    try:
        vault = open_vault(path, keys)
    except SheafError as error:
        raise AssertionError(error.happened) from error
    assert len(make_workspace(vault).documents.list()) == 30
    vault.close()
