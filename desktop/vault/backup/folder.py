"""Where backups lie: one folder of each vault's backups, in which originals are kept once for all of them.

NAME.sheaf-backups/
    README.txt
    sealed/xx/….age                     every original of every backup, as in the vault
    2026-11-24T18-40-03Z-812/           one backup: database, locks, the names of its originals, backup.json
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from desktop.foundation.atomic import write_atomic
from desktop.vault import places
from desktop.vault.key_file import COPY_NAME, NAME
from desktop.vault.sealed import FOLDER as SEALED

ENDING = ".sheaf-backups"
ORIGINALS = "originals.txt"
MANIFEST = "backup.json"
PART = ".part"
FORMAT = 1
_STAMP = "%Y-%m-%dT%H-%M-%SZ"
_COUNTS = ("number", "sequence", "documents", "facts", "lost", "database_bytes", "bytes_written")
_FOLDER_NAME = re.compile(r"(\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ)-(\d+)")

_README_TEXT = """\
These are backups of a Sheaf vault. Everything in them is encrypted.

To get one back, choose "Restore" in Sheaf, or:
  sheaf restore FOLDER NEW-VAULT.sheaf
Without Sheaf: copy the files of one dated folder and the folder "sealed" into one new folder whose name ends in .sheaf.
That is a whole vault.
"""


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup that was opened and compared; it counts documents and facts, and names none."""

    path: Path
    vault_id: str
    number: int
    """Counts the backups of a folder in the order in which they were made, whatever the clock says."""
    sequence: int
    """The number of the last change in it."""
    made: datetime
    documents: int
    facts: int
    lost: int
    """Originals that the vault itself had lost when this backup was made."""
    database_bytes: int
    bytes_written: int

    @property
    def database(self) -> Path:
        """The database in it."""
        return places.database(self.path)

    @property
    def set_folder(self) -> Path:
        """The folder in which `sealed/` lies."""
        return self.path.parent

    def originals(self) -> frozenset[str]:
        """Return the names of the sealed files that belong to it; raises OSError."""
        return frozenset((self.path / ORIGINALS).read_text("ascii").split())


def folder_for(destination: Path, vault_name: str) -> Path:
    """Return the folder of a vault's backups under `destination`, or `destination` when it is such a folder."""
    return destination if destination.suffix == ENDING else destination / f"{vault_name}{ENDING}"


def stamp(made: datetime, sequence: int) -> str:
    """Return the name of a backup's folder: UTC, and the number of the last change in it."""
    return f"{made.astimezone(UTC).strftime(_STAMP)}-{sequence}"


def is_backup_name(name: str) -> bool:
    """Whether a folder's name is that of a finished backup."""
    return _FOLDER_NAME.fullmatch(name) is not None


def write_readme(folder: Path) -> None:
    """Say in plain words what the folder is; raises OSError."""
    if not (folder / places.README).is_file():
        write_atomic(folder / places.README, [_README_TEXT.encode()])


def write_manifest(path: Path, backup: Backup) -> None:
    """Write backup.json: numbers and a date, nothing of the record; raises OSError."""
    content = {
        "format": FORMAT,
        "vault_id": backup.vault_id,
        "made": backup.made.isoformat(),
        **{name: getattr(backup, name) for name in _COUNTS},
    }
    write_atomic(path / MANIFEST, [json.dumps(content, indent=1).encode() + b"\n"])


def read_backup(path: Path) -> Backup | None:
    """Return the backup in a folder, or None when it is half there: parts missing or cut off, or never finished."""
    needed = (places.DATABASE, NAME, ORIGINALS, MANIFEST)
    if not is_backup_name(path.name) or any(not (path / name).is_file() for name in needed):
        return None
    try:
        raw = json.loads((path / MANIFEST).read_text("utf-8"))
        if raw["format"] != FORMAT:
            return None
        counts = {name: int(raw[name]) for name in _COUNTS}
        made = datetime.fromisoformat(raw["made"])
        found = Backup(path=path, vault_id=str(raw["vault_id"]), made=made, **counts)
        return found if found.database.stat().st_size == found.database_bytes and made.tzinfo else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def read_backups(folder: Path) -> tuple[Backup, ...]:
    """Return the finished backups in a folder of backups, the last made first; none when it is not there."""
    found = [read_backup(path) for path in _folders(folder)]
    whole = [one for one in found if one is not None]
    return tuple(sorted(whole, key=lambda one: (one.number, one.path.name), reverse=True))


def originals_there(folder: Path) -> frozenset[str]:
    """Return the names of all originals that lie in a folder of backups, without opening them."""
    return frozenset(path.stem for path in (folder / SEALED).glob("??/*.age"))


def _folders(folder: Path) -> Iterator[Path]:
    try:
        yield from (path for path in folder.iterdir() if path.is_dir())
    except OSError:
        return


def half_there(folder: Path) -> tuple[Path, ...]:
    """Return dated folders that are no whole backup."""
    return tuple(path for path in _folders(folder) if is_backup_name(path.name) and read_backup(path) is None)


def unfinished(folder: Path) -> tuple[Path, ...]:
    """Return what an interrupted backup left behind."""
    return tuple(path for path in _folders(folder) if path.name.endswith(PART))


LOCKS = (NAME, COPY_NAME)
"""The files that hold the locks, copied as they are."""


def made_of(name: str) -> datetime | None:
    """Return when a backup was begun, from its folder's name alone; None when it is no such name."""
    fitting = _FOLDER_NAME.fullmatch(name)
    try:
        return datetime.strptime(fitting[1], _STAMP).replace(tzinfo=UTC) if fitting else None
    except ValueError:
        return None


def own_folder(destination: Path, vault_name: str, vault_id: str) -> Path:
    """Return the folder of a vault's backups under `destination`, also when the vault had another name before."""
    usual = folder_for(destination, vault_name)
    if usual == destination or usual.is_dir():
        return usual
    for path in sorted(destination.glob(f"*{ENDING}")):
        if any(one.vault_id == vault_id for one in read_backups(path)):
            return path
    return usual
