"""The backups of the open vault: made by themselves and by button, listed, looked into, and brought back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from threading import Lock

from desktop.foundation.clock import today
from desktop.foundation.errors import AppError, EnvironmentProblem, SheafError
from desktop.foundation.progress import CancelToken, Progress
from desktop.records.changes import ChangeSet
from desktop.services.backups import remembered as memory
from desktop.services.backups.listing import HERE, BackupLine, Place, as_broken, lines_of
from desktop.services.backups.remembered import MOST_PLACES, Remembered, SecondPlace, place_name, second_place
from desktop.services.backups.words import Inside, inside_of
from desktop.services.changes import Changes
from desktop.vault.backup.difference import contents, differences
from desktop.vault.backup.folder import Backup, own_folder, read_backups
from desktop.vault.backup.make import make_backup
from desktop.vault.backup.mend import mend_originals, whole_copies
from desktop.vault.backup.restore import Restored, check_backup, find_backup, read_backup_contents, restore_backup
from desktop.vault.checking import wanted_originals
from desktop.vault.vault import Vault

BACKUP = "backup"
"""The kind of change that is told when a backup was made or a place chosen."""


class NotThereError(EnvironmentProblem):
    """The second place cannot be reached."""

    code = "backup-place-not-there"

    def __init__(self, name: str) -> None:
        """`name` is what the person calls the place."""
        plugged = name.startswith(("USB", "Drive"))
        super().__init__(
            f"The {name} is not plugged in." if plugged else f"The {name[:1].lower()}{name[1:]} is not there.",
            do="Plug it in and try again, or choose another place."
            if plugged
            else "Look whether it was moved, or choose another place.",
        )


class BadPlaceError(AppError):
    """A folder that no backup may lie in."""

    code = "bad-backup-place"

    def __init__(self) -> None:
        """Say why."""
        super().__init__("This folder is inside the vault itself.", do="Choose a folder on another disk or stick.")


class OtherKeysError(AppError):
    """The backup was made with keys that the vault no longer has."""

    code = "backup-other-keys"

    def __init__(self) -> None:
        """Say what opens it."""
        super().__init__(
            "This backup was made with other keys than the vault has now.",
            do="Lock Sheaf, choose “Open another vault…” and this folder, and type the passphrase of that time.",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupState:
    """Where the backups of a vault stand; `problem` is what went wrong with the last one made by itself, or empty."""

    on: bool
    folder: Path
    last: datetime | None
    """The last good backup on this computer."""
    second: SecondPlace | None
    problem: str


class Backups:
    """Knows the places, and makes, reads and restores backups; any thread may use it."""

    def __init__(self, vault: Vault, changes: Changes) -> None:
        """Back up `vault`; tell `changes` when something about backups changed."""
        self._vault = vault
        self._changes = changes
        self._one_at_a_time = Lock()
        self._broken: set[Path] = set()
        """Those that a check of this sitting could not open; a new backup may mend their originals."""

    @property
    def folder(self) -> Path:
        """Where the backups on this computer lie: NAME.sheaf-backups beside the vault."""
        return self._set_in(self._vault.path.parent)

    def _set_in(self, place: Path) -> Path:
        return own_folder(place, self._vault.name, self._vault.vault_id)

    @property
    def closed(self) -> bool:
        """Whether the vault was closed, as just before a restore ends."""
        return self._vault.closed

    def _recall(self) -> Remembered:
        return memory.recall(self._vault.vault_id)

    def _keep(self, changed: Remembered, words: str = "") -> None:
        """Remember, and tell who listens; raises EnvironmentProblem."""
        try:
            memory.keep(self._vault.vault_id, changed)
        except OSError as error:
            raise EnvironmentProblem(
                "Your choice about backups could not be saved on this computer.",
                do="Check the free space of the disk and try again.",
            ) from error
        self._changes.publish(ChangeSet((), frozenset({BACKUP}), words))

    def _own(self) -> tuple[Backup, ...]:
        """Return the backups beside the vault that its present keys open, the last made first."""
        return tuple(one for one in read_backups(self.folder) if one.vault_id == self._vault.vault_id)

    def state(self) -> BackupState:
        """Return where the backups stand."""
        remembered, own = self._recall(), self._own()
        return BackupState(
            on=remembered.here,
            folder=self.folder,
            last=own[0].made if own else None,
            second=second_place(remembered, self._vault.path, self._vault.sequence),
            problem=remembered.problem,
        )

    def switch(self, *, on: bool) -> None:
        """Make backups on this computer by themselves, or no longer; those that are there stay."""
        self._keep(replace(self._recall(), here=on))

    def choose_second(self, path: Path) -> SecondPlace:
        """Remember a folder as the second place; raises BadPlaceError, NotThereError."""
        chosen, own = path.absolute(), self._vault.path
        if chosen == own or own in chosen.parents:
            raise BadPlaceError
        if not chosen.is_dir():
            raise NotThereError(place_name(chosen))
        newest = [one for one in read_backups(self._set_in(chosen)) if self._is_own(one)]
        other = memory.disk_of(chosen) != memory.disk_of(own)
        changed = replace(self._recall(), second=str(chosen), other_disk=other, second_made="", second_sequence=0)
        if newest:
            changed = replace(changed, second_made=newest[0].made.isoformat(), second_sequence=newest[0].sequence)
        self._keep(changed)
        found = second_place(changed, own, self._vault.sequence)
        if found is None:
            raise NotThereError(place_name(chosen))
        return found

    def forget_second(self) -> None:
        """No longer remember the second place; the backups there stay."""
        self._keep(replace(self._recall(), second="", other_disk=False, second_made="", second_sequence=0))

    def _is_own(self, backup: Backup) -> bool:
        return backup.vault_id == self._vault.vault_id

    def make(
        self,
        destination: Path | None = None,
        *,
        progress: Progress | None = None,
        cancel: CancelToken | None = None,
    ) -> Backup:
        """Make a backup on this computer, or under `destination`, and return it: opened and compared.

        Raises NotThereError (the second place), DiskFullError, CannotWriteError, DamagedVaultError,
        VerificationFailedError, CancelledError; then there is no new backup.
        """
        second = self.state().second
        if second is not None and destination == second.path and not second.there:
            raise NotThereError(second.name)
        with self._one_at_a_time:
            made = make_backup(self._vault, destination or self.folder, progress=progress, cancel=cancel)
        self._broken = {path for path in self._broken if path.parent != made.set_folder}
        self._note(made, destination)
        return made

    def _note(self, made: Backup, destination: Path | None) -> None:
        remembered = self._recall()
        changed = replace(remembered, problem="")
        if destination is not None and str(destination.absolute()) == remembered.second:
            changed = replace(changed, second_made=made.made.isoformat(), second_sequence=made.sequence)
        elif destination is not None and made.set_folder != self.folder:
            others = [path for path in remembered.elsewhere if path != str(destination.absolute())]
            changed = replace(changed, elsewhere=(str(destination.absolute()), *others)[:MOST_PLACES])
        self._keep(changed, "Backup made")

    def due(self) -> bool:
        """Whether one should be made by itself: they are on, something changed, and none was made today."""
        if self._vault.read_only or not self._recall().here:
            return False
        own = self._own()
        if not own:
            return True
        return own[0].sequence != self._vault.sequence and own[0].made.astimezone().date() != today()

    def make_due(self, progress: Progress | None = None, cancel: CancelToken | None = None) -> Backup | None:
        """Make the backup of today when it is due; what goes wrong is remembered and told on the health page."""
        return self._by_itself(progress, cancel) if self.due() else None

    def before_large(self, progress: Progress | None = None, cancel: CancelToken | None = None) -> Backup | None:
        """Make a backup before a restore, new keys, a large import or removal, unless the last one has everything.

        None when backups are off, or it could not be made: that is remembered and told on the health page.
        """
        if self._vault.read_only or not self._recall().here:
            return None
        own = self._own()
        if own and own[0].sequence == self._vault.sequence:
            return own[0]
        return self._by_itself(progress, cancel)

    def _by_itself(self, progress: Progress | None, cancel: CancelToken | None) -> Backup | None:
        try:
            return self.make(progress=progress, cancel=cancel)
        except SheafError as error:
            self._keep(replace(self._recall(), problem=f"{error.happened} {error.do}"))
            return None

    def _places(self) -> list[Place]:
        remembered = self._recall()
        others = [remembered.second, *remembered.elsewhere]
        return [Place(self.folder, HERE), *(Place(Path(path), place_name(Path(path))) for path in others if path)]

    def listing(self, *more: Path) -> tuple[BackupLine, ...]:
        """Return every backup in the known places and `more`, the newest first; broken ones say so."""
        places = [*self._places(), *(Place(path.absolute(), place_name(path.absolute())) for path in more)]
        found = lines_of(places, self._vault.name, self._vault.vault_id)
        return tuple(as_broken(line) if line.path in self._broken else line for line in found)

    def _find(self, path: Path) -> Backup:
        """Return the backup at a path; raises NoSuchBackupError, OtherKeysError."""
        found = find_backup(path)
        if not self._is_own(found):
            raise OtherKeysError
        return found

    def look_inside(self, path: Path) -> Inside:
        """Return what would change if this backup took the vault's place.

        Raises NoSuchBackupError, OtherKeysError, DamagedBackupError.
        """
        backup = self._find(path)
        then = read_backup_contents(backup, self._vault.keys)
        return inside_of(differences(self._vault.read(contents), then))

    def check_all(self, progress: Progress | None = None, cancel: CancelToken | None = None) -> tuple[BackupLine, ...]:
        """Open every backup of the present keys again, with every original; return the list, as `listing` does then.

        Raises CancelledError; what was found until then is kept for the list.
        """
        lines = [line for line in self.listing() if line.own_keys and (line.verified or line.path in self._broken)]
        for done, line in enumerate(lines):
            if progress is not None:
                progress.tell(done, len(lines), f"Opening backup {done + 1} of {len(lines)}…")
            if self.check(line.path, cancel=cancel):
                self._broken.discard(line.path)
            else:
                self._broken.add(line.path)
        return self.listing()

    def check(self, path: Path, *, progress: Progress | None = None, cancel: CancelToken | None = None) -> bool:
        """Open a backup again, with every original: whether it is whole. Raises NoSuchBackupError, OtherKeysError."""
        return check_backup(self._find(path), self._vault.keys, sample=None, progress=progress, cancel=cancel)

    def restore(self, path: Path, *, progress: Progress | None = None, cancel: CancelToken | None = None) -> Restored:
        """Put a backup in the place of the open vault, which is closed just before; unlock it again afterwards.

        A backup of the vault as it is comes first, when backups are on; the vault itself is kept beside the new one.
        Raises NoSuchBackupError, OtherKeysError, DamagedBackupError, DiskFullError, CannotWriteError,
        VerificationFailedError, CancelledError; then the vault is as it was, and open.
        """
        backup, vault = self._find(path), self._vault
        self.before_large(progress, cancel)
        let_go = None if vault.read_only else vault.close
        return restore_backup(backup, vault.keys, vault.path, let_go=let_go, progress=progress, cancel=cancel)

    def _whole_copies(self, document_ids: Mapping[str, str]) -> dict[str, Path]:
        folders = [self._set_in(place.folder) for place in self._places()]
        return whole_copies(self._vault, document_ids, [folder for folder in folders if folder.is_dir()])

    def mendable(self, names: tuple[str, ...]) -> frozenset[str]:
        """Return of which of these damaged originals (names of sealed files) a backup has a good copy."""
        return frozenset(self._whole_copies(self._wanted(names)))

    def repair(self, names: tuple[str, ...]) -> int:
        """Bring damaged originals (names of sealed files) back from the backups; returns how many are good again.

        Raises DiskFullError, CannotWriteError.
        """
        return mend_originals(self._vault, self._whole_copies(self._wanted(names)))

    def _wanted(self, names: tuple[str, ...]) -> dict[str, str]:
        all_wanted = self._vault.read(wanted_originals)
        return {name: all_wanted[name] for name in names if name in all_wanted}
