"""A new vault folder takes the place of the old one, and a power cut between the two steps is finished on opening."""

from __future__ import annotations

import os
from pathlib import Path

from desktop.foundation.atomic import sync_folder
from desktop.vault import trouble

INCOMING = ".incoming"
"""Ending of the folder that is complete, verified, and about to take the vault's place."""


def incoming(place: Path) -> Path:
    """Return where the new folder of the vault at `place` must lie before it is swapped in."""
    return place.with_name(place.name + INCOMING)


def free_place(place: Path, words: str) -> Path:
    """Return a name beside `place`, with `words` in it, that is not taken: for the vault that goes out of the way."""
    candidate, number = place.with_name(f"{place.stem} {words}{place.suffix}"), 2
    while candidate.exists():
        candidate, number = place.with_name(f"{place.stem} {words} ({number}){place.suffix}"), number + 1
    return candidate


def swap_in(place: Path, *, old: Path) -> None:
    """Put `incoming(place)` at `place`, and what was there at `old`, which must not exist.

    After a power cut there is either the old vault at `place`, or nothing there and the new one beside it:
    `finish_swap` then ends the work. Raises CannotWriteError, DiskFullError.
    """
    try:
        if place.exists():
            os.rename(place, old)  # noqa: PTH104 - a folder: replace() would not refuse what is there
            sync_folder(place.parent)
        os.rename(incoming(place), place)  # noqa: PTH104 - see above
        sync_folder(place.parent)
    except OSError as error:
        raise trouble.of_system(error) from error


def finish_swap(place: Path) -> bool:
    """Bring the new folder in when the old one has already gone; return whether there was anything to do."""
    if place.exists() or not incoming(place).is_dir():
        return False
    try:
        os.rename(incoming(place), place)  # noqa: PTH104 - see above
        sync_folder(place.parent)
    except OSError as error:
        raise trouble.of_system(error) from error
    return True
