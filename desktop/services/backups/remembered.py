"""What this computer remembers of a vault's backups: whether they are on, and the places; no health data."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass, fields
from datetime import datetime, timedelta
from pathlib import Path, PurePath

from desktop.foundation.atomic import write_atomic
from desktop.foundation.clock import now, today
from desktop.foundation.paths import state_folder

REMIND_AFTER = timedelta(days=14)
MOST_PLACES = 5
_STICK = re.compile(r"(?:/run)?/media/[^/]+/(?P<media>[^/]+)(?:/.*)?|/(?:Volumes|mnt)/(?P<volume>[^/]+)(?:/.*)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    """Kept outside the vault, so that a reminder can be given before the stick is plugged in."""

    here: bool = True
    """Whether backups beside the vault are made by themselves."""
    second: str = ""
    """Path of the second place; empty without one."""
    other_disk: bool = False
    """Whether the second place was on another disk than the vault when it was chosen."""
    second_made: str = ""
    """ISO moment of the last good backup there."""
    second_sequence: int = 0
    """The number of the last change in it."""
    elsewhere: tuple[str, ...] = ()
    """Other folders that backups were written to, the latest first."""
    problem: str = ""
    """What went wrong with the last backup that was to be made by itself; empty when it was good."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondPlace:
    """The copy outside this computer; `days` is its age in days, None when there is no copy yet."""

    path: Path
    name: str
    there: bool
    """Whether it can be written to now: the stick is plugged in."""
    made: datetime | None
    days: int | None
    due: bool
    """Whether something that is not in it is older than 14 days, or there is no copy at all."""
    same_disk: bool


def _file(vault_id: str) -> Path:
    return state_folder() / "backups" / f"{vault_id}.json"


def recall(vault_id: str) -> Remembered:
    """Return what is remembered; what is missing or odd falls back to its default."""
    try:
        raw = json.loads(_file(vault_id).read_text("utf-8"))
        known = {field.name: raw[field.name] for field in fields(Remembered) if field.name in raw}
    except (OSError, ValueError, TypeError):
        return Remembered()
    elsewhere = known.pop("elsewhere", ())
    defaults = Remembered()
    fitting = {name: value for name, value in known.items() if type(value) is type(getattr(defaults, name))}
    paths = tuple(str(path) for path in elsewhere) if isinstance(elsewhere, list) else ()
    return Remembered(**fitting, elsewhere=paths)


def keep(vault_id: str, remembered: Remembered) -> None:
    """Write it; raises OSError."""
    _file(vault_id).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_atomic(_file(vault_id), [json.dumps(asdict(remembered), indent=1).encode()])


def carry_over(before: str, after: str) -> None:
    """Remember for a vault with new keys what was remembered under its old id; raises OSError."""
    keep(after, recall(before))


def place_name(path: PurePath) -> str:
    """Return what a person calls a place: USB stick “BLUE”, or Folder “Backups”."""
    stick = _STICK.fullmatch(path.as_posix())
    if stick is not None:
        return f"USB stick “{stick['media'] or stick['volume']}”"
    if path.drive and path.drive.upper() != "C:" and len(path.drive) == len("C:"):
        return f"Drive “{path.drive.upper()}”"
    return f"Folder “{path.name}”"


def disk_of(path: Path) -> int | None:
    """Return the number of the disk that a folder lies on, or None when the folder is not there."""
    try:
        return path.stat().st_dev
    except OSError:
        return None


def second_place(remembered: Remembered, vault_path: Path, sequence: int) -> SecondPlace | None:
    """Return the second place as it is now; None when there is none. `sequence` is that of the vault's last change.

    A folder that was on a stick and is now on the vault's own disk is what is left of the stick's place: not there.
    """
    if not remembered.second:
        return None
    path = Path(remembered.second)
    disk, own = disk_of(path), disk_of(vault_path)
    there = path.is_dir() and not (remembered.other_disk and disk == own)
    made = _moment(remembered.second_made)
    old = made is None or (now() - made > REMIND_AFTER and remembered.second_sequence != sequence)
    return SecondPlace(
        path=path,
        name=place_name(path),
        there=there,
        made=made,
        days=None if made is None else max(0, (today() - made.astimezone().date()).days),
        due=old,
        same_disk=not remembered.other_disk,
    )


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else None
