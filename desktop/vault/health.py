"""What a look at an open vault finds: its database, its originals, and what lies around them. Nothing is changed."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, exists, func, select

from desktop.foundation.errors import EnvironmentProblem
from desktop.foundation.progress import CancelToken, Progress
from desktop.records.provenance import Origin
from desktop.vault import places, tables
from desktop.vault.checking import Problem, check_database, damaged_originals, wanted_originals
from desktop.vault.surroundings import on_network, strays, synced_by
from desktop.vault.vault import Vault

QUICK_BYTES = 64_000_000
"""A larger database is read through by the full look only, so that the quick one stays under two seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What was found; `damaged` names sealed files, `documents` and `facts` count what was looked at."""

    full: bool
    problems: tuple[Problem, ...]
    damaged: tuple[str, ...]
    documents: int
    facts: int
    sourceless: int
    """Facts that were read from a document and have lost the place where they stand in it."""
    strays: tuple[str, ...]
    synced_by: str
    on_network: bool
    short_of_room: bool
    free_bytes: int
    locks_changed: bool


def _missing(vault: Vault, wanted: Mapping[str, str]) -> tuple[str, ...]:
    there = set(vault.sealed.names())
    return tuple(sorted(set(wanted) - there))


def _facts(tx: Connection) -> tuple[int, int]:
    count = tx.execute(select(func.count()).select_from(tables.fact)).scalar_one()
    has_place = exists().where(tables.provenance.c.fact_id == tables.fact.c.id)
    read = tables.fact.c.origin.in_((Origin.PROPOSED.value, Origin.CONFIRMED.value))
    lost = tx.execute(select(func.count()).select_from(tables.fact).where(read, ~has_place)).scalar_one()
    return int(count), int(lost)


def _documents(tx: Connection) -> int:
    return int(tx.execute(select(func.count()).select_from(tables.document)).scalar_one())


def _short_of_room(vault: Vault) -> bool:
    try:
        places.require_room(vault.path)
    except EnvironmentProblem:
        return True
    return False


def _free(vault: Vault) -> int:
    try:
        return shutil.disk_usage(vault.path).free
    except OSError:
        return 0


def look(vault: Vault, *, full: bool, progress: Progress | None = None, cancel: CancelToken | None = None) -> Findings:
    """Look at an open vault; `full` reads every page and opens every original.

    Damage is in the answer. Raises DamagedVaultError when not even the list of documents can be read, CancelledError.
    """
    progress = progress or Progress()
    progress.tell(0, 0, "Checking the vault…")
    database = places.database(vault.path)
    problems: tuple[Problem, ...] = ()
    if full or not database.is_file() or database.stat().st_size <= QUICK_BYTES:
        problems = check_database(database, vault.keys, full=full).problems
    wanted = vault.read(wanted_originals)
    if full:
        damaged = damaged_originals(vault.path, vault.keys, wanted, progress=progress, cancel=cancel)
    else:
        damaged = _missing(vault, wanted)
    facts, sourceless = vault.read(_facts)
    return Findings(
        full=full,
        problems=problems,
        damaged=damaged,
        documents=vault.read(_documents),
        facts=facts,
        sourceless=sourceless,
        strays=strays(vault.path),
        synced_by=synced_by(vault.path),
        on_network=on_network(vault.path),
        short_of_room=_short_of_room(vault),
        free_bytes=_free(vault),
        locks_changed=vault.locks_changed,
    )
