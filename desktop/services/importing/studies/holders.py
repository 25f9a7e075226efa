"""Where image files lie before they are taken in: a folder or disc, whose files are read a piece at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from desktop.services.importing.walking import opened
from desktop.vault.sealed import Source


@dataclass(frozen=True, slots=True)
class HeldFile:
    """A file in a holder: its path there with / between the parts, and its bytes."""

    path: str
    size: int


class Holder(Protocol):
    """What holds image files; reading one may raise OSError (a scratched disc) or CancelledError."""

    @property
    def place(self) -> Path:
        """What was dropped."""

    def beginnings(self, files: Sequence[HeldFile], most: int) -> list[bytes]:
        """Return at most so many first bytes of each file; none of one that cannot be read."""

    def expect(self, files: Sequence[HeldFile]) -> None:
        """Be told in which order files will be read."""

    def reading(self, file: HeldFile) -> AbstractContextManager[Source]:
        """Lend a file to be read to its end."""


@dataclass(frozen=True, slots=True)
class FolderHolder:
    """A folder; its files are opened without following links."""

    place: Path

    def _at(self, file: HeldFile) -> Path:
        return self.place.joinpath(*file.path.split("/"))

    def beginnings(self, files: Sequence[HeldFile], most: int) -> list[bytes]:
        """Return at most so many first bytes of each file; none of one that cannot be read."""
        return [beginning(self._at(file), most) for file in files]

    def expect(self, files: Sequence[HeldFile]) -> None:
        """Nothing is to be made ready in a folder."""

    @contextmanager
    def reading(self, file: HeldFile) -> Iterator[Source]:
        """Lend a file to be read to its end."""
        with opened(self._at(file)) as lent:
            yield lent


def beginning(path: Path, most: int) -> bytes:
    """Return at most so many first bytes of a file; none of one that cannot be read."""
    try:
        with opened(path) as file:
            return file.read(most)
    except (OSError, ValueError):
        return b""
