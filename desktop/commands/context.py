"""What a command has in its hands: its words, the output, the vaults, and the open vault."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.commands.errors import UsageError
from desktop.commands.output import Output
from desktop.commands.secrets import passphrase
from desktop.foundation.errors import ExitCode, SheafError
from desktop.foundation.progress import CancelToken
from desktop.records.person import Person

if TYPE_CHECKING:  # the core is loaded when a vault is opened, not for --help
    from desktop.services.vaults import Vaults
    from desktop.services.workspace import Workspace


@dataclass(frozen=True)
class Context:
    """Handed to every command; `cancel` is set by Ctrl-C."""

    chosen: Namespace
    output: Output
    make_vaults: Callable[[], Vaults]
    cancel: CancelToken
    open_window: Callable[[Path], int] | None = None
    """Opens the window on a vault; None where there is none."""

    @property
    def vault(self) -> Path:
        """The vault folder that the command names."""
        path: Path = self.chosen.vault
        return path

    def _unlock(self, *, read_only: bool, beside: bool) -> Workspace:
        """Open the vault; with `beside` for reading only when it is open elsewhere. Notes what could not be asked."""
        vaults = self.make_vaults()
        vaults.describe(self.vault)
        secret, accept = passphrase(self.chosen), self.chosen.accept_copy
        try:
            workspace = vaults.unlock(self.vault, secret, read_only=read_only, accept_copy=accept)
        except SheafError as error:
            if not beside or error.exit_code is not ExitCode.OPEN_ELSEWHERE:
                raise
            self.output.note(f"{error.happened} It is read as it is now, for reading only.")
            return vaults.unlock(self.vault, secret, read_only=True, accept_copy=accept)
        if workspace.read_only and not read_only:
            self.output.note("Nobody may write to the vault's folder: it is open for reading only.")
        return workspace

    @contextmanager
    def open_vault(self, *, read_only: bool = False, beside: bool = False) -> Iterator[Workspace]:
        """Open the vault with its passphrase, and close it whatever happens.

        `beside` is for commands that change nothing: they read a vault that a window has open.
        """
        workspace = self._unlock(read_only=read_only, beside=beside)
        try:
            yield workspace
        finally:
            workspace.close()

    def person(self, workspace: Workspace) -> Person:
        """Return the person the command is for: the one named, or the only one; raises UsageError."""
        people = workspace.people.list()
        wanted: str | None = self.chosen.person
        if wanted is None and len(people) == 1:
            return people[0]
        for person in people:
            if person.id == wanted:
                return person
        listed = "; ".join(f"{person.id} is {person.name}" for person in people)
        happened = "This vault holds several people." if wanted is None else "No such person is in this vault."
        raise UsageError(happened, do=f"Say whom you mean with --person ID: {listed}.")

    def person_id_or_all(self, workspace: Workspace) -> str | None:
        """Return the person named by --person, or None for everybody; raises UsageError for an unknown one."""
        return None if self.chosen.person is None else self.person(workspace).id
