"""Flips one bit in a closed vault or its backup, and says whether that was noticed, did no harm, or went by."""

from __future__ import annotations

import random  # noqa: TID251 - places that can be repeated, not secrets
from collections import Counter
from pathlib import Path

from desktop.foundation.errors import SheafError
from desktop.records.fact import FactKind
from desktop.services.workspace import Workspace
from desktop.vault.backup.difference import contents
from desktop.vault.backup.folder import read_backup, read_backups
from desktop.vault.backup.make import make_backup
from desktop.vault.backup.restore import check_backup
from desktop.vault.checking import check_database, read_closed
from desktop.vault.keys import VaultKeys
from desktop.vault.sealed import SealedFiles
from tests.filing import CEA, HEMOGLOBIN, file_document

NOTICED, HARMLESS, UNNOTICED = "noticed", "harmless", "unnoticed"


class Flipper:
    """A vault with a backup, closed; each flip is undone."""

    def __init__(self, workspace: Workspace, maria: str, stick: Path, seed: int) -> None:
        self.places = random.Random(seed)  # noqa: S311 - as above
        for number in range(3):
            file_document(workspace, maria, title=f"Report {number}", proposals=[HEMOGLOBIN, CEA])
        workspace.records.put(FactKind.MEDICATIONS, maria, {"generic": "apixaban"})
        self.path, self.keys = workspace.vault.path, VaultKeys.from_root(workspace.vault.keys.root)
        self.backup = make_backup(workspace.vault, stick).path
        workspace.close()
        self.database = self.path / "vault.db"
        self.held = read_closed(self.database, self.keys, contents)
        self.counts: Counter[tuple[str, str]] = Counter()

    def _flip(self, path: Path) -> bytes:
        """Flip one bit; returns the bytes from before."""
        before = path.read_bytes()
        place, bit = self.places.randrange(len(before)), self.places.randrange(8)
        with path.open("rb+") as opened:
            opened.seek(place)
            opened.write(bytes([before[place] ^ 1 << bit]))
        return before

    def flip_database(self) -> None:
        """One bit of vault.db."""
        before = self._flip(self.database)
        found = check_database(self.database, self.keys, full=True)
        same = found.ok and read_closed(self.database, self.keys, contents) == self.held
        self._count("vault.db", noticed=not found.ok, harmless=same)
        self.database.write_bytes(before)

    def flip_original(self) -> None:
        """One bit of a sealed file."""
        path = self.places.choice(sorted((self.path / "sealed").glob("??/*.age")))
        good = SealedFiles(self.path, self.keys).open(path.stem)
        before = self._flip(path)
        try:
            same, noticed = SealedFiles(self.path, self.keys).open(path.stem) == good, False
        except SheafError:
            same, noticed = False, True
        self._count("sealed file", noticed=noticed, harmless=same)
        path.write_bytes(before)

    def flip_backup(self) -> None:
        """One bit of any file of a backup."""
        files = [self.backup / name for name in ("vault.db", "originals.txt", "backup.json")]
        files += sorted((self.backup.parent / "sealed").glob("??/*.age"))
        path = self.places.choice(files)
        before = self._flip(path)
        try:
            listed = read_backups(self.backup.parent)
            good = bool(listed) and check_backup(listed[0], self.keys, sample=None)
        except SheafError:
            good = False
        same = good and self._same_backup()
        self._count("backup", noticed=not good, harmless=same)
        path.write_bytes(before)

    def _same_backup(self) -> bool:
        made = read_backup(self.backup)
        return made is not None and read_closed(made.database, self.keys, contents) == self.held

    def _count(self, what: str, *, noticed: bool, harmless: bool) -> None:
        self.counts[(what, NOTICED if noticed else HARMLESS if harmless else UNNOTICED)] += 1

    @property
    def unnoticed(self) -> int:
        """How many went by."""
        return sum(count for (_, how), count in self.counts.items() if how == UNNOTICED)
