"""Works that are killed in the middle, and what must hold of the vault afterwards."""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

import pytest

from desktop.bootstrap import make_workspace
from desktop.foundation.ids import new_id
from desktop.foundation.paths import state_folder
from desktop.records.fact import FactKind
from desktop.services.workspace import Workspace
from desktop.vault import schema
from desktop.vault.backup.folder import read_backups
from desktop.vault.backup.make import make_backup
from desktop.vault.backup.restore import check_backup
from desktop.vault.kdf import KdfParameters
from desktop.vault.keys import VaultKeys
from desktop.vault.opening import open_vault
from desktop.vault.rekey import rekey_vault
from desktop.vault.unlock import unlock_vault
from desktop.vault.vault import Vault
from tests.filing import CEA, HEMOGLOBIN, file_document

Ack = Callable[[str], None]
PASSPHRASE = "river candle orange window nine seven"
KEPT_CONTACTS = 40
"""An edit-only vault would grow for ever; beyond this many the oldest goes to the trash."""


class Work(Protocol):
    """`do` says each thing that it has finished; `check` gets all that was said and raises AssertionError."""

    def do(self, path: Path, ack: Ack) -> None: ...

    def check(self, path: Path, said: Sequence[str]) -> None: ...


def opened(path: Path, keys: VaultKeys) -> Workspace:
    """Open the vault as the next start would, without accepting an older copy, and check all of it."""
    workspace = make_workspace(open_vault(path, keys))
    report = workspace.health.check(full=True)
    assert report.ok, (report.problems, report.damaged)
    return workspace


class Edit:
    """Facts are typed, changed and put into the trash."""

    def __init__(self, keys: VaultKeys) -> None:
        self.keys = keys

    def do(self, path: Path, ack: Ack) -> None:
        workspace = make_workspace(open_vault(path, self.keys))
        (person,) = workspace.people.list()
        for number in range(6):
            made = workspace.records.put(FactKind.CONTACTS, person.id, {"name": f"Dr. {number}"})
            ack(f"{made.id} Dr. {number}")
            workspace.records.edit(made.id, {"name": f"Prof. {number}"})
            ack(f"{made.id} Prof. {number}")
        listed = workspace.records.list(FactKind.CONTACTS, person.id)
        for old in listed[KEPT_CONTACTS:]:
            workspace.records.trash(old.id)
            ack(f"{old.id} trash")
        workspace.close()

    def check(self, path: Path, said: Sequence[str]) -> None:
        last = dict(line.split(" ", 1) for line in said)
        workspace = opened(path, self.keys)
        try:
            for fact_id, words in last.items():
                fact = workspace.records.get(fact_id)
                if words == "trash":
                    assert fact.trashed is not None
                elif words.startswith("Dr."):
                    assert fact.title in {words, words.replace("Dr.", "Prof.")}
                else:
                    assert fact.title == words
        finally:
            workspace.close()


class Liar(Edit):
    """Says things before they are done, and is killed in between: the control that a loss is seen."""

    def do(self, path: Path, ack: Ack) -> None:  # noqa: ARG002 - it does nothing to it
        ack(f"{new_id()} Dr. Nobody")
        os.kill(os.getpid(), signal.SIGKILL)


class Import:
    """Originals are sealed, and their rows written, with pages and proposals."""

    def __init__(self, keys: VaultKeys) -> None:
        self.keys = keys

    def do(self, path: Path, ack: Ack) -> None:
        workspace = make_workspace(open_vault(path, self.keys))
        (person,) = workspace.people.list()
        for number in range(8):
            pages = (f"Page of {number}", "Second page")
            made = file_document(
                workspace, person.id, title=f"Report {number}", pages=pages, proposals=[HEMOGLOBIN, CEA]
            )
            ack(f"{made.id} {made.sha256}")
        workspace.close()

    def check(self, path: Path, said: Sequence[str]) -> None:
        workspace = opened(path, self.keys)
        try:
            for line in said:
                document_id, digest = line.split(" ")
                assert hashlib.sha256(workspace.documents.original(document_id)).hexdigest() == digest
                assert workspace.documents.page_text(document_id, 2) == "Second page"
        finally:
            workspace.close()


class Backup:
    """Something changes, and a backup is made."""

    def __init__(self, keys: VaultKeys, stick: Path) -> None:
        self.keys, self.stick = keys, stick

    def do(self, path: Path, ack: Ack) -> None:
        workspace = make_workspace(open_vault(path, self.keys))
        (person,) = workspace.people.list()
        file_document(workspace, person.id, title="New report")
        made = make_backup(workspace.vault, self.stick)
        ack(str(made.sequence))
        workspace.close()

    def check(self, path: Path, said: Sequence[str]) -> None:
        opened(path, self.keys).close()
        there = read_backups(self.stick / f"{path.stem}.sheaf-backups") if self.stick.is_dir() else ()
        for one in there:
            assert check_backup(one, self.keys, sample=None), one.path
        if said:
            assert max(one.sequence for one in there) >= max(map(int, said))


class Rekey:
    """The vault gets new keys; the passphrase stays."""

    def __init__(self) -> None:
        self.documents = 0

    def _unlocked(self, path: Path) -> Vault:
        return unlock_vault(path, PASSPHRASE)

    def do(self, path: Path, ack: Ack) -> None:
        vault = self._unlocked(path)
        rekey_vault(vault, PASSPHRASE, kdf=KdfParameters.floor())
        ack(self._unlocked_id(path))

    def _unlocked_id(self, path: Path) -> str:
        vault = self._unlocked(path)
        vault.close()
        return vault.vault_id

    def check(self, path: Path, said: Sequence[str]) -> None:
        vault = self._unlocked(path)
        workspace = make_workspace(vault)
        try:
            report = workspace.health.check(full=True)
            assert report.ok
            documents = workspace.documents.list()
            assert len(documents) == 3
            for one in documents:
                assert hashlib.sha256(workspace.documents.original(one.id)).hexdigest() == one.sha256
            assert not said or vault.vault_id == said[-1]
        finally:
            workspace.close()
        for left in path.parent.glob(f"{path.stem} *.sheaf"):
            shutil.rmtree(left)
        assert not list(path.parent.glob("*.incoming"))


class Export:
    """The whole record goes into a folder."""

    def __init__(self, keys: VaultKeys, out: Path) -> None:
        self.keys, self.out = keys, out
        out.parent.mkdir(exist_ok=True)

    def do(self, path: Path, ack: Ack) -> None:
        workspace = make_workspace(open_vault(path, self.keys))
        workspace.exporting.export(self.out)
        ack("exported")
        workspace.close()

    def check(self, path: Path, said: Sequence[str]) -> None:
        opened(path, self.keys).close()
        if said:
            assert (self.out / "manifest.sha256").is_file()
        if (self.out / "manifest.sha256").is_file():
            for line in (self.out / "manifest.sha256").read_text("utf-8").splitlines():
                digest, name = line.split("  ", 1)
                assert hashlib.sha256((self.out / name).read_bytes()).hexdigest() == digest
        for left in self.out.parent.glob(f"*{self.out.name}*"):
            shutil.rmtree(left)


class Migration:
    """A vault of an older version is opened; every attempt begins with the older one."""

    STEP = """
from alembic import op
import sqlalchemy as sa
revision, down_revision, branch_labels, depends_on = "next", "{current}", None, None

def upgrade():
    with op.batch_alter_table("fact") as batch:
        batch.add_column(sa.Column("color", sa.Text))
        batch.alter_column("kind", existing_type=sa.Text, server_default="results")
"""

    def __init__(self, keys: VaultKeys, pristine: Path) -> None:
        self.keys, self.pristine = keys, pristine
        folder = pristine.parent / "migrations"
        shutil.copytree(schema.MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
        (folder / "versions" / "next_step.py").write_text(self.STEP.format(current=schema.CURRENT), "utf-8")
        later = pytest.MonkeyPatch()
        later.setattr(schema, "MIGRATIONS", folder)
        later.setattr(schema, "CURRENT", "next")

    def do(self, path: Path, ack: Ack) -> None:
        vault = open_vault(path, self.keys)
        ack(vault.read(schema.revision))
        vault.close()

    def check(self, path: Path, said: Sequence[str]) -> None:
        assert set(said) <= {"next"}
        workspace = opened(path, self.keys)
        try:
            assert workspace.vault.read(schema.revision) == "next"
            assert len(workspace.documents.list()) == 3
            assert len(workspace.records.list(FactKind.RESULTS, workspace.people.list()[0].id)) == 6
        finally:
            workspace.close()
        shutil.rmtree(path)
        shutil.copytree(self.pristine, path)
        shutil.rmtree(state_folder() / "vaults")  # as on a computer that has not seen it
