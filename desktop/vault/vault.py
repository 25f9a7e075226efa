"""An open vault: one thread that owns the database, reads, and writes that are all or nothing."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from desktop.vault import chain, last_seen, places, trouble
from desktop.vault.engine import BEGIN
from desktop.vault.errors import OtherCopyError, ReadOnlyVaultError, VaultHeldError
from desktop.vault.key_file import NAME as LOCKS
from desktop.vault.keys import VaultKeys
from desktop.vault.lockfile import WriterLock
from desktop.vault.sealed import SealedFiles

T = TypeVar("T")
Transaction = Connection
"""What stores are handed; services pass it through and never use it themselves."""


class Vault:
    """An open vault; every method may be called from any thread, and blocks until it is done."""

    def __init__(self, path: Path, keys: VaultKeys, engine: Engine, lock: WriterLock | None) -> None:
        """Take over an engine whose schema is current; without a lock the vault is for reading only."""
        self.path = path
        self.vault_id = keys.vault_id
        self.sealed = SealedFiles(path, keys)
        self.keys = keys
        """For the vault's own package: no other layer may see a key."""
        self._engine = engine
        self._lock = lock
        self._owner_thread = 0
        self._owner = ThreadPoolExecutor(1, thread_name_prefix="vault", initializer=self._begin_owning)
        self._closed = False
        self._held = False
        self._opened_at: tuple[chain.Head, last_seen.Files] | None = None
        self.locks_changed = False
        """Whether vault.keys is another file than the one that this computer saw last."""
        try:
            self._head = self.read(chain.last_head)
        except BaseException:
            self._owner.shutdown()
            raise

    @property
    def name(self) -> str:
        """The folder's name without its ending."""
        return self.path.stem

    @property
    def read_only(self) -> bool:
        """Whether changes are refused."""
        return self._lock is None

    @property
    def closed(self) -> bool:
        """Whether it was closed."""
        return self._closed

    @property
    def sequence(self) -> int:
        """The number of the last change."""
        return self._head.sequence

    def read(self, work: Callable[[Transaction], T]) -> T:
        """Run `work` in one consistent view of the database and return its answer."""
        self._refuse_nesting()
        return self._owner.submit(self._read, work).result()

    def write(self, work: Callable[[Transaction], T]) -> T:
        """Run `work`, append its change to the chain, commit, and return its answer.

        When it returns, the change survives a power cut. On any exception nothing of it stays.
        Raises ReadOnlyVaultError, DiskFullError, CannotWriteError, DamagedVaultError, VaultInUseError,
        OtherCopyError (the database was exchanged meanwhile), and what `work` raises.
        """
        self._refuse_nesting()
        if self._lock is None:
            raise ReadOnlyVaultError
        if self._held:
            raise VaultHeldError
        places.require_room(self.path)
        return self._owner.submit(self._write, work).result()

    def opened_with(self, known: last_seen.Files) -> None:
        """Take what was remembered of the files when the vault was opened; closing remembers them anew."""
        self._opened_at = (self._head, known)
        now = last_seen.digest_of(self.path / LOCKS)
        self.locks_changed = bool(known.locks) and bool(now) and now != known.locks

    def _remember_files(self) -> None:
        """Remember the closed files, so that a part that is put back from before is noticed."""
        if self.read_only or self._opened_at is None:
            return
        head, known = self._opened_at
        unchanged = head == self._head and bool(known.database)
        database = known.database if unchanged else last_seen.digest_of(places.database(self.path))
        files = last_seen.Files(database, last_seen.digest_of(self.path / LOCKS), known.place)
        last_seen.remember(self.vault_id, self._head, files=files)

    @contextmanager
    def writing_held(self) -> Iterator[None]:
        """Refuse every change inside the block with VaultHeldError, so that a copy of the vault stays the newest."""
        self._held = True
        try:
            yield
        finally:
            self._held = False

    def _begin_owning(self) -> None:
        self._owner_thread = threading.get_ident()

    def _refuse_nesting(self) -> None:
        """Raise RuntimeError inside a read or write: it would wait for itself for ever."""
        if threading.get_ident() == self._owner_thread:
            raise RuntimeError("a read or write cannot start another one")

    def _read(self, work: Callable[[Transaction], T]) -> T:
        try:
            with self._engine.connect() as connection:
                return work(connection)
        except DBAPIError as error:
            raise self._understood(error) from error

    def _write(self, work: Callable[[Transaction], T]) -> T:
        try:
            with self._engine.connect() as connection:
                writing = connection.execution_options(**{BEGIN: "IMMEDIATE"})
                try:
                    with writing.begin():
                        answer, head = self._change(writing, work)
                finally:
                    connection.execution_options(**{BEGIN: "DEFERRED"})
        except DBAPIError as error:
            raise self._understood(error) from error
        if head is not None:
            self._head = head
            last_seen.remember(self.vault_id, head)
        return answer

    def _change(self, writing: Connection, work: Callable[[Transaction], T]) -> tuple[T, chain.Head | None]:
        with chain.digesting(self._engine) as digest:
            answer = work(writing)
        if not digest.wrote:
            return answer, None
        if chain.last_head(writing) != self._head:
            raise OtherCopyError.replaced()
        head = chain.next_head(self._head, digest.digest(), self.keys.chain_key)
        chain.append(writing, head)
        return answer, head

    def _understood(self, error: DBAPIError) -> Exception:
        """Return the plain error; after damage the connection is dropped, since one bad page poisons it."""
        if trouble.is_damage(error.orig or error):
            self._engine.dispose()
        return trouble.told(error) or error

    def close(self) -> None:
        """Finish what is running, close the database and give the lock back; harmless when done twice."""
        if self._closed:
            return
        self._closed = True
        self._owner.submit(self._engine.dispose).result()
        self._owner.shutdown()
        self._remember_files()
        if self._lock is not None:
            self._lock.release()
