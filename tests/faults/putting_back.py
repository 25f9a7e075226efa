"""Puts old things back into a closed vault, or takes files away, and says whether the next opening or check noticed."""

from __future__ import annotations

import random  # noqa: TID251 - cases that can be repeated, not secrets
import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from desktop.bootstrap import make_workspace
from desktop.foundation.errors import SheafError
from desktop.foundation.paths import state_folder
from desktop.records.fact import FactKind
from desktop.services.workspace import Workspace
from desktop.vault.engine import PAGE_BYTES
from desktop.vault.kdf import KdfParameters
from desktop.vault.key_file import NAME as LOCKS
from desktop.vault.key_file import wrap, write
from desktop.vault.keys import VaultKeys
from desktop.vault.opening import open_vault
from desktop.vault.unlock import unlock_vault
from tests.filing import CEA, HEMOGLOBIN, file_document

STATES = 6


@dataclass(frozen=True)
class Case:
    """What was done to the newest vault."""

    what: str
    do: Callable[[], object]


class History:
    """A vault as it was after each of several sittings; every case begins with the newest and its state folder."""

    def __init__(self, workspace: Workspace, maria: str, scratch: Path, seed: int) -> None:
        self.places = random.Random(seed)  # noqa: S311 - as above
        self.path, self.scratch = workspace.vault.path, scratch
        self.keys = VaultKeys.from_root(workspace.vault.keys.root)
        self.counts: Counter[tuple[str, bool]] = Counter()
        medicine = workspace.records.put(FactKind.MEDICATIONS, maria, {"generic": "apixaban", "strength": "0 mg"}).id
        workspace.close()
        for number in range(STATES):
            write(self.path, wrap(self.keys, f"the passphrase of sitting {number}", KdfParameters.floor()))
            sitting = make_workspace(open_vault(self.path, self.keys))
            file_document(sitting, maria, title=f"Report {number}", proposals=[HEMOGLOBIN, CEA])
            sitting.records.edit(medicine, {"strength": f"{number + 1} mg"})
            sitting.close()
            shutil.copytree(self.path, scratch / str(number))
        shutil.copytree(state_folder() / "vaults", scratch / "state")

    def _fresh(self) -> None:
        shutil.rmtree(self.path)
        shutil.copytree(self.scratch / str(STATES - 1), self.path)
        shutil.rmtree(state_folder() / "vaults")
        shutil.copytree(self.scratch / "state", state_folder() / "vaults")

    def _old(self) -> Path:
        return self.scratch / str(self.places.randrange(STATES - 1))

    def old_page(self) -> Case:
        """One page of an older database at its place."""
        old, new = (self._old() / "vault.db").read_bytes(), (self.path / "vault.db").read_bytes()
        size = min(len(old), len(new))
        differ = [
            place
            for place in range(0, size, PAGE_BYTES)
            if old[place : place + PAGE_BYTES] != new[place : place + PAGE_BYTES]
        ]
        place = self.places.choice(differ)
        mixed = new[:place] + old[place : place + PAGE_BYTES] + new[place + PAGE_BYTES :]
        return Case("an old page", lambda: (self.path / "vault.db").write_bytes(mixed))

    def old_database(self) -> Case:
        """The whole database of an older sitting."""
        return Case("an old database", lambda: shutil.copyfile(self._old() / "vault.db", self.path / "vault.db"))

    def old_locks(self) -> Case:
        """vault.keys of an older passphrase."""
        return Case("old locks", lambda: shutil.copyfile(self._old() / LOCKS, self.path / LOCKS))

    def old_copy(self) -> Case:
        """The whole folder of an older sitting."""

        def do() -> None:
            shutil.rmtree(self.path)
            shutil.copytree(self._old(), self.path)

        return Case("an old copy", do)

    def deleted(self) -> Case:
        """Any one file of the vault away."""
        files = sorted(path for path in self.path.rglob("*") if path.is_file() and path.name != "vault.lock")
        path = self.places.choice(files)
        return Case("a deleted file", path.unlink)

    def exchanged(self) -> Case:
        """Two originals under each other's name."""
        first, second = self.places.sample(sorted((self.path / "sealed").glob("??/*.age")), 2)

        def do() -> None:
            one, other = first.read_bytes(), second.read_bytes()
            first.write_bytes(other)
            second.write_bytes(one)

        return Case("exchanged originals", do)

    def try_one(self, number: int) -> None:
        """Do one case of each kind in turn, and count whether it was noticed."""
        self._fresh()
        kinds = (
            self.old_page,
            self.old_database,
            self.old_page,
            self.old_locks,
            self.deleted,
            self.old_copy,
            self.exchanged,
        )
        case = kinds[number % len(kinds)]()
        before = {path.relative_to(self.path) for path in self.path.rglob("*") if path.is_file()}
        case.do()
        self.counts[(case.what, self._noticed(before))] += 1

    def _open(self, *, with_locks: bool) -> Workspace:
        if with_locks:
            return make_workspace(unlock_vault(self.path, f"the passphrase of sitting {STATES - 1}"))
        return make_workspace(open_vault(self.path, self.keys))

    def _noticed(self, before: set[Path]) -> bool:
        gone = any(not (self.path / one).is_file() for one in before)
        try:
            workspace = self._open(with_locks=gone)
        except SheafError:
            return True
        try:
            report = workspace.health.check(full=True)
        finally:
            workspace.close()
        mended = gone and all((self.path / one).is_file() for one in before)
        return not report.ok or bool(report.warnings) or mended

    @property
    def unnoticed(self) -> int:
        """How many went by."""
        return sum(count for (_, noticed), count in self.counts.items() if not noticed)
