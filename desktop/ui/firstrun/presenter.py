"""What the first run decides: the vault's place, the person, which groups are typed back, and how to leave no trace."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QStandardPaths

from desktop.foundation import clock
from desktop.records.dates import PartialDate
from desktop.ui.core import Core
from desktop.ui.dates import UnclearDateError, typed_day

if TYPE_CHECKING:
    from desktop.services.vaults import RecoveryKit
    from desktop.services.workspace import Workspace

_FORBIDDEN = set('<>:"/\\|?*') | {chr(code) for code in range(32)}


def default_folder() -> Path:
    """Return the person's documents folder, or the home folder where there is none."""
    found = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(found) if found and Path(found).is_dir() else Path.home()


def vault_path(folder: Path, name: str) -> Path:
    """Return where a vault called `name` will lie; signs that a file name cannot have are left out."""
    kept = "".join(sign for sign in name if sign not in _FORBIDDEN).strip(" .")
    return folder / f"{kept or 'My records'}.sheaf"


@dataclass(frozen=True, slots=True)
class PersonProblem:
    """What is missing on the first step: the field (name, born, vault) and the sentence."""

    field: str
    words: str


def person_problems(name: str, born: str, path: Path) -> tuple[PersonProblem, ...]:
    """Check the first step."""
    problems = []
    if not name.strip():
        problems.append(PersonProblem("name", QCoreApplication.translate("FirstRun", "Type the name, as on the ID.")))
    try:
        day = typed_day(born)
    except UnclearDateError as error:
        problems.append(PersonProblem("born", str(error)))
    else:
        problems += [PersonProblem("born", words) for words in _born_doubts(day)]
    if path.exists():
        words = QCoreApplication.translate(
            "FirstRun", "There is a vault of this name at this place. Choose another name."
        )
        problems.append(PersonProblem("vault", words))
    elif not path.parent.is_dir():
        words = QCoreApplication.translate("FirstRun", "This folder is not there. Choose another place.")
        problems.append(PersonProblem("vault", words))
    return tuple(problems)


def _born_doubts(day: PartialDate | None) -> list[str]:
    if day is None:
        return [QCoreApplication.translate("FirstRun", "Type the date of birth. The year alone is enough to begin.")]
    if day.low > clock.today():
        return [QCoreApplication.translate("FirstRun", "This date is in the future. Is the year right?")]
    return []


def person_values(name: str, born: str, relation: str) -> Mapping[str, str]:
    """Return what `People.add` takes; the first step was checked before."""
    day = typed_day(born)
    return {"name": name.strip(), "born": day.iso if day else "", "relation": relation.strip() or "self"}


def two_groups() -> tuple[int, int]:
    """Return two different group numbers (1..7), the smaller first, by chance."""
    first, second = sorted(secrets.SystemRandom().sample(range(1, 8), 2))
    return first, second


def on_same_computer(folder: Path, vault: Path) -> bool:
    """Whether a folder lies on the same disk as the vault."""
    try:
        return folder.stat().st_dev == vault.stat().st_dev
    except OSError:
        return False


class Setup:
    """The vault being set up: made at the third step, gone without a trace if setup is not finished."""

    def __init__(self, core: Core) -> None:
        """Use the services of `core`."""
        self._core = core
        self.workspace: Workspace | None = None
        self.kit: RecoveryKit | None = None
        self.person_id = ""
        self.finished = False

    def make(self, path: Path, passphrase: str, person: Mapping[str, str]) -> None:
        """Make the vault with its first person; may take some seconds. Raises what `Vaults.create` raises."""
        self.discard()
        workspace, kit = self._core.vaults().create(path, passphrase)
        try:
            self.person_id = workspace.people.add(person).id
        except BaseException:
            workspace.close()
            shutil.rmtree(path, ignore_errors=True)
            raise
        self.workspace, self.kit = workspace, kit

    def discard(self) -> None:
        """Close and remove a vault whose setup was not finished."""
        workspace, self.workspace, self.kit = self.workspace, None, None
        if workspace is not None and not self.finished:
            path = workspace.vault_path
            workspace.close()
            shutil.rmtree(path, ignore_errors=True)

    def finish(self) -> Workspace:
        """Keep the vault; raises RuntimeError when there is none."""
        if self.workspace is None:
            message = "no vault was made"
            raise RuntimeError(message)
        self.finished = True
        return self.workspace
