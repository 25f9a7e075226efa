"""Saves on a disk that is full at one place or another: the old state stays, it is said, and work goes on after."""

from __future__ import annotations

import random  # noqa: TID251 - places that can be repeated, not secrets
import shutil
from collections import Counter
from pathlib import Path

from desktop.bootstrap import make_workspace
from desktop.records.fact import FactKind
from desktop.services.workspace import Workspace
from desktop.vault.errors import CannotWriteError, DiskFullError
from desktop.vault.keys import VaultKeys
from desktop.vault.opening import open_vault
from tests.filing import CEA, HEMOGLOBIN, file_document

NEEDED = 400_000
"""Bytes that one save takes at most, with its journal; less than that is left on the disk."""
SAID = "said, nothing lost"


class FullDisk:
    """A vault on a small disk; the check for free space beforehand is switched off by the test, so that writes fail."""

    def __init__(self, template: Path, disk: Path, keys: VaultKeys, seed: int) -> None:
        self.places = random.Random(seed)  # noqa: S311 - as above
        self.disk, self.keys = disk, keys
        self.path = disk / template.name
        shutil.copytree(template, self.path)
        self.ballast = disk / "ballast"
        self.counts: Counter[str] = Counter()

    def _leave(self, free: int) -> None:
        self.ballast.unlink(missing_ok=True)
        room = shutil.disk_usage(self.disk).free
        with self.ballast.open("wb") as written:
            written.write(bytes(max(0, room - free)))

    def _save(self, workspace: Workspace, number: int) -> str:
        (person,) = workspace.people.list()
        if number % 2:
            page = "x" * 60_000
            return file_document(
                workspace, person.id, title=f"Report {number}", pages=(page,), proposals=[HEMOGLOBIN, CEA]
            ).id
        return workspace.records.put(FactKind.CONTACTS, person.id, {"name": f"Dr. {number}", "note": "y" * 20_000}).id

    def _held(self, workspace: Workspace) -> set[str]:
        (person,) = workspace.people.list()
        facts = workspace.records.list(FactKind.CONTACTS, person.id)
        return {one.id for one in workspace.documents.list()} | {one.id for one in facts}

    def try_one(self, number: int) -> None:
        """Save with a random rest of room; then make room, and save again."""
        workspace = make_workspace(open_vault(self.path, self.keys))
        try:
            before = self._held(workspace)
            self._leave(self.places.randrange(NEEDED))
            try:
                saved = {self._save(workspace, number)}
                how = "saved"
            except (DiskFullError, CannotWriteError):
                saved, how = set(), SAID
            assert self._held(workspace) == before | saved
            self.ballast.unlink()
            again = self._save(workspace, number)
            assert self._held(workspace) == before | saved | {again}
        finally:
            self.ballast.unlink(missing_ok=True)
            workspace.close()
        after = make_workspace(open_vault(self.path, self.keys))
        try:
            assert after.health.check(full=True).ok
            assert self._held(after) == before | saved | {again}
        finally:
            after.close()
        self.counts[how] += 1
