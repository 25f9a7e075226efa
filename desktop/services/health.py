"""The health of a vault in words: what was checked, what is damaged, what a backup can mend, and where it lies."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from types import MappingProxyType

from desktop.foundation.atomic import write_atomic
from desktop.foundation.clock import now
from desktop.foundation.paths import state_folder
from desktop.foundation.progress import CancelToken, Progress
from desktop.records.changes import ChangeSet
from desktop.services.backups import Backups
from desktop.services.changes import Changes
from desktop.vault.checking import Problem
from desktop.vault.health import Findings, look
from desktop.vault.reindexing import rebuild_index
from desktop.vault.stores import documents as store
from desktop.vault.stores.imaging_files import paths_by_sealed
from desktop.vault.vault import Transaction, Vault

FULL_EVERY = timedelta(days=7)
HEALTH = "health"
"""Kind of a change of what is known about the vault's health."""
_SHOWN_STRAYS = 3
_SENTENCES: Mapping[Problem, str] = MappingProxyType(
    {
        Problem.UNREADABLE: "The vault’s database cannot be read any more.",
        Problem.PAGES: "A part of the vault’s database is damaged.",
        Problem.STRUCTURE: "The parts of the vault’s database do not fit together.",
        Problem.LINKS: "Some entries belong to something that is gone.",
        Problem.INDEX: "The search index is out of step: searching may miss something. Nothing is lost.",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DamagedDocument:
    """A document whose original is missing or not as it was sealed; `mendable` when a backup has a good copy.

    A study comes once for each of its files that is; its title then names the file.
    """

    id: str
    title: str
    date: str
    sealed: str
    mendable: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthReport:
    """What a check found; `problems` and `warnings` are sentences, `at` is when it was made."""

    full: bool
    at: datetime
    sequence: int
    documents: int
    facts: int
    sourceless: int
    damaged: tuple[DamagedDocument, ...]
    problems: tuple[str, ...]
    warnings: tuple[str, ...]
    index_stale: bool
    last_backup: datetime | None
    last_full: datetime | None

    @property
    def ok(self) -> bool:
        """Whether nothing is damaged; a warning is not damage."""
        return not self.damaged and not self.problems

    @property
    def words(self) -> str:
        """What was checked, in one or two sentences."""
        documents = "1 document" if self.documents == 1 else f"{self.documents:,} documents"
        facts = "1 fact" if self.facts == 1 else f"{self.facts:,} facts"
        how = "checked" if self.full else "there"
        return (
            f"{documents} {how}, {len(self.damaged):,} {'damaged' if self.full else 'missing'}. "
            f"{facts} checked, {self.sourceless:,} without a source."
        )


def _surroundings(found: Findings) -> list[str]:
    told: list[str] = []
    if found.synced_by:
        told.append(
            f"The vault lies in a folder that {found.synced_by} copies, which can put an older or half-copied vault "
            f"back. Move it to a folder of its own, and choose {found.synced_by} as the second place for backups."
        )
    if found.on_network:
        told.append(
            "The vault lies on a disk of another computer. When the connection breaks while something is saved, it "
            "can be damaged. Keep it on this computer, and back it up there."
        )
    if found.strays:
        named = ", ".join(f"“{name}”" for name in found.strays[:_SHOWN_STRAYS])
        more = len(found.strays) - _SHOWN_STRAYS
        rest = f" and {more} more" if more > 0 else ""
        told.append(
            f"Something in the vault’s folder is not Sheaf’s: {named}{rest}. A sync program may have put a second copy "
            "there. Sheaf leaves it alone; move it elsewhere when you are sure that you do not need it."
        )
    if found.locks_changed:
        told.append(
            "The locks of this vault (vault.keys) are not those that this computer saw last. If you changed the "
            "passphrase on another computer, that is why. Otherwise an older file was put back, and an older "
            "passphrase opens the vault again: change the passphrase, or make new keys."
        )
    if found.short_of_room:
        told.append(
            f"The disk is nearly full ({found.free_bytes / 1_000_000:,.0f} MB free). Changes are refused until there "
            "is more room, so that nothing is saved by half."
        )
    return told


def _memory(vault_id: str) -> Path:
    return state_folder() / "health" / f"{vault_id}.json"


class Health:
    """Looks at a vault and mends what backups can mend; any thread may use it."""

    def __init__(self, vault: Vault, backups: Backups, changes: Changes) -> None:
        """Look at `vault`; what `backups` hold can mend it, and `changes` hears of a new full check."""
        self._vault = vault
        self._backups = backups
        self._changes = changes
        self._last: HealthReport | None = None
        self._first: HealthReport | None = None

    @property
    def last(self) -> HealthReport | None:
        """The last full check of this sitting, or None."""
        return self._last

    def at_opening(self) -> HealthReport:
        """Return the quick look of this sitting, made when it is first asked for; raises as `check`."""
        if self._first is None:
            self._first = self.check()
        return self._first

    def last_full(self) -> datetime | None:
        """Return when everything was checked last on this computer, as far as it remembers."""
        try:
            found = json.loads(_memory(self._vault.vault_id).read_text("utf-8"))["full"]
            moment = datetime.fromisoformat(str(found))
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return moment if moment.tzinfo is not None else None

    def full_due(self) -> bool:
        """Whether the last full check was over a week ago; a clock that went back does not put it off for ever."""
        last = self.last_full()
        return last is None or not timedelta() <= now() - last < FULL_EVERY

    def check(
        self, *, full: bool = False, progress: Progress | None = None, cancel: CancelToken | None = None
    ) -> HealthReport:
        """Look at the vault; `full` reads every page and opens every original. Damage is in the answer.

        Raises DamagedVaultError when not even the list of documents can be read, CancelledError.
        """
        found = look(self._vault, full=full, progress=progress, cancel=cancel)
        if full:
            self._remember()
        report = self._report(found)
        if full:
            self._last = report
            self._changes.publish(ChangeSet((), frozenset({HEALTH}), ""))
        return report

    def _remember(self) -> None:
        try:
            path = _memory(self._vault.vault_id)
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_atomic(path, [json.dumps({"full": now().isoformat()}).encode()])
        except OSError:
            return  # it is checked again sooner

    def _report(self, found: Findings) -> HealthReport:
        backups = self._backups.state()
        return HealthReport(
            full=found.full,
            at=now(),
            sequence=self._vault.sequence,
            documents=found.documents,
            facts=found.facts,
            sourceless=found.sourceless,
            damaged=self._named(found.damaged),
            problems=tuple(_SENTENCES[one] for one in found.problems),
            warnings=tuple(_surroundings(found)),
            index_stale=Problem.INDEX in found.problems,
            last_backup=backups.last,
            last_full=self.last_full(),
        )

    def _named(self, names: tuple[str, ...]) -> tuple[DamagedDocument, ...]:
        if not names:
            return ()
        mendable = self._backups.mendable(names)

        def work(tx: Transaction) -> tuple[DamagedDocument, ...]:
            paths = paths_by_sealed(tx, names)
            return tuple(
                DamagedDocument(
                    id=one.id,
                    title=f"{one.title} ({paths[name]})" if name in paths else one.title,
                    date="" if one.date is None else one.date.iso,
                    sealed=name,
                    mendable=name in mendable,
                )
                for name, one in store.by_sealed(tx, names)
            )

        return self._vault.read(work)

    def mend(self, report: HealthReport) -> int:
        """Bring damaged originals back from backups, and make the index anew; returns how many originals are good.

        Raises ReadOnlyVaultError, DiskFullError, CannotWriteError.
        """
        names = tuple(one.sealed for one in report.damaged if one.mendable)
        mended = self._backups.repair(names) if names else 0
        if report.index_stale:
            self._vault.write(rebuild_index)
        self._first = self._last = None
        self._changes.publish(ChangeSet((), frozenset({HEALTH}), ""))
        return mended
