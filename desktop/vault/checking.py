"""What can be checked of a vault's database and originals, without changing anything."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from secrets import SystemRandom
from typing import TypeVar

import sqlcipher3
from sqlalchemy import Connection, exists, func, inspect, select, text
from sqlalchemy.exc import DBAPIError

from desktop.foundation.progress import CancelToken, Progress
from desktop.vault import chain, tables
from desktop.vault.chain import Head
from desktop.vault.engine import make_engine
from desktop.vault.errors import DamagedVaultError, VerificationFailedError
from desktop.vault.keys import VaultKeys
from desktop.vault.metadata import METADATA
from desktop.vault.sealed import SealedFiles

_FINE = "ok"
T = TypeVar("T")


class Problem(Enum):
    """What is wrong with a database."""

    UNREADABLE = "unreadable"
    """It is missing, or no database of these keys."""
    PAGES = "pages"
    """A page's seal is broken, or the file is cut off."""
    STRUCTURE = "structure"
    """The pages are authentic but do not fit together."""
    LINKS = "links"
    """A row refers to one that is not there."""
    INDEX = "index"
    """The search index does not stand for the rows that are there."""


@dataclass(frozen=True, slots=True)
class DatabaseCheck:
    """What a check found: problems, rows per table, the newest head (None when it cannot be read)."""

    problems: tuple[Problem, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    head: Head | None = None

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems

    @property
    def keeps_everything(self) -> bool:
        """Whether nothing but the search index is wrong, which holds nothing of its own."""
        return not set(self.problems) - {Problem.INDEX}


def _counts(tx: Connection) -> dict[str, int]:
    """Return the rows of every table of ours; a vault of an older version may not have all of them."""
    found, there = {}, set(inspect(tx).get_table_names())
    for name, table in METADATA.tables.items():
        if name in there:
            found[name] = int(tx.execute(select(func.count()).select_from(table)).scalar_one())
    return found


def index_fits(tx: Connection) -> bool:
    """Whether the search index has an entry for every fact and document, and nothing else."""
    words = tx.execute(text("SELECT count(*) FROM search_index_docsize")).scalar_one()
    entries = tx.execute(select(func.count()).select_from(tables.search_entry)).scalar_one()
    entry, things = tables.search_entry, (tables.fact, tables.document)
    absent = [
        tx.execute(select(thing.c.id).where(~exists().where(entry.c.item_id == thing.c.id)).limit(1)).first()
        for thing in things
    ]
    nothing = [~exists().where(thing.c.id == entry.c.item_id) for thing in things]
    stale = tx.execute(select(entry.c.item_id).where(*nothing).limit(1)).first()
    return bool(words == entries) and not any(absent) and stale is None


def problems_of(tx: Connection, *, full: bool) -> tuple[Problem, ...]:
    """Return what is wrong with an open database; `full` reads every page and checks every index entry.

    SQLCipher's own check misses a cut at a page's edge, so SQLite's check runs too.
    """
    found = []
    if full and tx.execute(text("PRAGMA cipher_integrity_check")).fetchall():
        found.append(Problem.PAGES)
    structure = "integrity_check" if full else "quick_check"
    if [row[0] for row in tx.execute(text(f"PRAGMA {structure}(1)"))] != [_FINE]:
        found.append(Problem.STRUCTURE)
    if tx.execute(text("PRAGMA foreign_key_check")).first() is not None:
        found.append(Problem.LINKS)
    if full and not index_fits(tx):
        found.append(Problem.INDEX)
    return tuple(found)


def check_database(path: Path, keys: VaultKeys, *, full: bool) -> DatabaseCheck:
    """Check a database through a connection of its own, reading only; damage is in the answer, never raised."""
    if not path.is_file() or path.stat().st_size == 0:
        return DatabaseCheck((Problem.UNREADABLE,))
    try:
        engine = make_engine(path, keys, read_only=True)
    except (sqlcipher3.Error, OSError):
        return DatabaseCheck((Problem.UNREADABLE,))
    try:
        with engine.connect() as tx:
            return check_open(tx, full=full)
    except DBAPIError:
        return DatabaseCheck((Problem.PAGES,))
    finally:
        engine.dispose()


def wanted_originals(tx: Connection) -> dict[str, str]:
    """Return the SHA-256 (hex) of every original that a document needs, by the name of its sealed file.

    A backup of an older version may not have the table of image files.
    """
    kept = [tables.document]
    if inspect(tx).has_table(tables.imaging_file.name):
        kept.append(tables.imaging_file)
    rows = (row for table in kept for row in tx.execute(select(table.c.sealed, table.c.sha256)))
    return {str(row.sealed): str(row.sha256) for row in rows}


def read_closed(database: Path, keys: VaultKeys, read: Callable[[Connection], T]) -> T:
    """Return what `read` finds in a closed database; raises DamagedVaultError."""
    try:
        engine = make_engine(database, keys, read_only=True)
    except sqlcipher3.Error as error:
        raise DamagedVaultError from error
    try:
        with engine.connect() as tx:
            return read(tx)
    except DBAPIError as error:
        raise DamagedVaultError from error
    finally:
        engine.dispose()


def check_open(tx: Connection, *, full: bool = False) -> DatabaseCheck:
    """Check the database that is open; raises DBAPIError when a page cannot be read."""
    return DatabaseCheck(problems_of(tx, full=full), _counts(tx), chain.last_head(tx))


def is_whole(sealed: SealedFiles, name: str, digest: str) -> bool:
    """Whether an original is there and as it was sealed; `digest` is its SHA-256 in hex."""
    try:
        return sealed.digest(name) == digest
    except DamagedVaultError:
        return False


def damaged_originals(
    folder: Path,
    keys: VaultKeys,
    wanted: Mapping[str, str],
    *,
    sample: int | None = None,
    progress: Progress | None = None,
    cancel: CancelToken | None = None,
) -> tuple[str, ...]:
    """Return the names of originals that are missing or not as they were sealed.

    `wanted` gives the SHA-256 of each sealed name. With `sample`, only that many random ones are opened, and all
    others must be there. Raises CancelledError.
    """
    sealed, there = SealedFiles(folder, keys), set(SealedFiles(folder, keys).names())
    names: Iterable[str] = sorted(wanted)
    if sample is not None and len(wanted) > sample:
        names = SystemRandom().sample(sorted(wanted), sample)
    opened = list(names)
    found = set(wanted) - there
    for done, name in enumerate(opened):
        if cancel is not None:
            cancel.check()
        if progress is not None:
            progress.tell(done, len(opened), "Checking the originals…")
        if name not in found and not is_whole(sealed, name, wanted[name]):
            found.add(name)
    return tuple(sorted(found))


def verify_copy(  # noqa: PLR0913 - what is compared, and how the person is told
    database: Path,
    originals: Path,
    keys: VaultKeys,
    *,
    like: DatabaseCheck,
    sample: int | None = 5,
    without: frozenset[str] = frozenset(),
    progress: Progress | None = None,
    cancel: CancelToken | None = None,
) -> DatabaseCheck:
    """Open a copy as a stranger would, and hold it against `like`, the check of what it was made from.

    `originals` is the folder in which `sealed/` lies; `without` names those that were lost before the copy was made.
    Both integrity checks, foreign keys, rows per table, the head of the chain, every other original there, and
    `sample` random ones (None: all) as they were sealed. Raises VerificationFailedError, CancelledError.
    """
    found = check_database(database, keys, full=True)
    if not found.keeps_everything or dict(found.counts) != dict(like.counts) or found.head != like.head:
        raise VerificationFailedError
    rows = read_closed(database, keys, wanted_originals).items()
    wanted = {name: digest for name, digest in rows if name not in without}
    if damaged_originals(originals, keys, wanted, sample=sample, progress=progress, cancel=cancel):
        raise VerificationFailedError
    return found
