"""What the import screens say of each file, and in which order, without Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from desktop.records.document import PersonMatch
from desktop.services.importing import FileOutcome, ImportStatus


class Fate(Enum):
    """What became of a file; in the order in which it needs the person."""

    REFUSED = 0
    OTHER_NAME = 1
    NOT_READ = 2
    DUPLICATE = 3
    STORED = 4


def fate_of(outcome: FileOutcome) -> Fate:
    """Return what became of a file."""
    if outcome.status is ImportStatus.REFUSED:
        return Fate.REFUSED
    if outcome.status is ImportStatus.DUPLICATE:
        return Fate.DUPLICATE
    if not outcome.read:
        return Fate.NOT_READ
    return Fate.OTHER_NAME if outcome.person_match is PersonMatch.DIFFERS else Fate.STORED


@dataclass(frozen=True, slots=True)
class Counts:
    """The four numbers above the list."""

    stored: int
    not_read: int
    duplicates: int
    refused: int


def counts_of(outcomes: Sequence[FileOutcome]) -> Counts:
    """Count files by what became of them; those that name someone else are stored and read."""
    fates = [fate_of(outcome) for outcome in outcomes]
    read = fates.count(Fate.STORED) + fates.count(Fate.OTHER_NAME)
    return Counts(read, fates.count(Fate.NOT_READ), fates.count(Fate.DUPLICATE), fates.count(Fate.REFUSED))


def by_need(outcomes: Sequence[FileOutcome]) -> tuple[FileOutcome, ...]:
    """Return the files with those first that need the person."""
    return tuple(sorted(outcomes, key=lambda outcome: fate_of(outcome).value))


def to_review(outcomes: Sequence[FileOutcome]) -> tuple[str, ...]:
    """Return the ids of the documents that wait for a look, in the order in which they came."""
    waiting = (Fate.STORED, Fate.OTHER_NAME)
    return tuple(one.document_id for one in outcomes if one.document_id and fate_of(one) in waiting)


def is_locked(outcome: FileOutcome) -> bool:
    """Whether a file waits for its password."""
    return any(issue.code == "locked" for issue in outcome.issues)


def values_found(outcome: FileOutcome) -> int:
    """Return how many values were read from a file."""
    return sum(outcome.proposed.values())
