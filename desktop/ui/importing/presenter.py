"""What the import screens say of each file, and in which order, without Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from desktop.records.document import PersonMatch
from desktop.services.importing import FileOutcome, ImportStatus

_ENOUGH_FILES = 2
_ENOUGH_SECONDS = 3.0


class Fate(Enum):
    """What became of a file; in the order in which it needs the person."""

    REFUSED = 0
    OTHER_NAME = 1
    NOT_READ = 2
    NOT_TAKEN = 3
    DUPLICATE = 4
    CHECK = 5
    STORED = 6
    LEFT_OUT = 7
    """Parts of a disc that are no records."""


READ = frozenset({Fate.OTHER_NAME, Fate.CHECK, Fate.STORED})
"""Stored and read."""
KEPT = READ | {Fate.NOT_READ}
"""What taking the import back takes away."""


def fate_of(outcome: FileOutcome) -> Fate:
    """Return what became of a file."""
    other = {
        ImportStatus.REFUSED: Fate.REFUSED,
        ImportStatus.DUPLICATE: Fate.DUPLICATE,
        ImportStatus.NOT_TAKEN: Fate.NOT_TAKEN,
        ImportStatus.LEFT_OUT: Fate.LEFT_OUT,
    }
    if outcome.status in other:
        return other[outcome.status]
    if not outcome.read:
        return Fate.NOT_READ
    if outcome.person_match is PersonMatch.DIFFERS:
        return Fate.OTHER_NAME
    return Fate.CHECK if outcome.doubts else Fate.STORED


@dataclass(frozen=True, slots=True)
class Counts:
    """The numbers above the list."""

    stored: int
    not_read: int
    duplicates: int
    refused: int
    not_taken: int = 0


def counts_of(outcomes: Sequence[FileOutcome]) -> Counts:
    """Count files by what became of them; those that name someone else are stored and read."""
    fates = [fate_of(outcome) for outcome in outcomes]
    return Counts(
        sum(fate in READ for fate in fates),
        fates.count(Fate.NOT_READ),
        fates.count(Fate.DUPLICATE),
        fates.count(Fate.REFUSED),
        fates.count(Fate.NOT_TAKEN),
    )


def by_need(outcomes: Sequence[FileOutcome]) -> tuple[FileOutcome, ...]:
    """Return the files with those first that need the person."""
    return tuple(sorted(outcomes, key=lambda outcome: fate_of(outcome).value))


def to_review(outcomes: Sequence[FileOutcome]) -> tuple[str, ...]:
    """Return the ids of the documents that wait for a look, in the order in which they came."""
    return tuple(one.document_id for one in outcomes if one.document_id and fate_of(one) in READ)


def is_locked(outcome: FileOutcome) -> bool:
    """Whether a file waits for its password."""
    return any(issue.code == "locked" for issue in outcome.issues)


def needs_columns(outcome: FileOutcome) -> bool:
    """Whether a table waits for the person to say what its columns are."""
    return any(issue.code == "needs-columns" for issue in outcome.issues)


def values_found(outcome: FileOutcome) -> int:
    """Return how many values were read from a file that the record did not hold."""
    return sum(outcome.proposed.values()) - sum(outcome.already.values())


def minutes_left(done: int, total: int, seconds: float) -> int | None:
    """Return about how many minutes an import still takes (0: less than one), or None while that is a guess."""
    if done < _ENOUGH_FILES or seconds < _ENOUGH_SECONDS or done >= total:
        return None
    return round(seconds / done * (total - done) / 60)
