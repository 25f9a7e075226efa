"""The chain: every change gets a number and a head that only this history can have."""

from __future__ import annotations

import hmac
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Engine, event, insert, select

from desktop.foundation.clock import now
from desktop.vault.chain_tables import chain

FIRST_HEAD = bytes(32)
_READS = {"SELECT", "VALUES", "PRAGMA", "EXPLAIN", "BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE"}
_WRITE_WORD = re.compile(r"\b(INSERT|UPDATE|DELETE|REPLACE)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Head:
    """The number of the last change and the head of the chain after it (32 bytes)."""

    sequence: int
    head: bytes


def _only_reads(statement: str) -> bool:
    """Whether a statement cannot change anything; in doubt it counts as a change, so that none is left out."""
    first = statement.lstrip().partition(" ")[0].partition("\n")[0].upper()
    if first == "WITH":
        return _WRITE_WORD.search(statement) is None
    return first in _READS


def _encoded(value: object) -> bytes:
    """Return a value in the digest's fixed form: a letter for its type, its length, its bytes."""
    if value is None:
        kind, raw = b"n", b""
    elif isinstance(value, bool | int):
        kind, raw = b"i", str(int(value)).encode()
    elif isinstance(value, float):
        kind, raw = b"f", repr(value).encode()
    elif isinstance(value, bytes | bytearray | memoryview):
        kind, raw = b"b", bytes(value)
    else:
        kind, raw = b"s", str(value).encode("utf-8", "surrogatepass")
    return kind + len(raw).to_bytes(8, "big") + raw


def _rows(parameters: Any) -> Iterator[tuple[object, ...]]:  # noqa: ANN401 - as the DBAPI has them
    if isinstance(parameters, dict):
        yield tuple(part for name in sorted(parameters) for part in (name, parameters[name]))
    elif isinstance(parameters, list):
        for row in parameters:
            yield from _rows(row)
    else:
        yield tuple(parameters or ())


class ChangeDigest:
    """The SHA-256 of all writing statements of one transaction with their values, in order."""

    def __init__(self) -> None:
        """Start with nothing written."""
        self._hash = sha256()
        self.wrote = False

    def add(self, statement: str, parameters: Any) -> None:  # noqa: ANN401 - as the DBAPI has them
        """Take one statement; those that only read are left out."""
        if _only_reads(statement):
            return
        self.wrote = True
        for row in _rows(parameters):
            self._hash.update(_encoded(statement))
            self._hash.update(len(row).to_bytes(4, "big"))
            for value in row:
                self._hash.update(_encoded(value))

    def digest(self) -> bytes:
        """Return 32 bytes."""
        return self._hash.digest()


@contextmanager
def digesting(engine: Engine) -> Iterator[ChangeDigest]:
    """Collect the digest of what is written through `engine` inside the block."""
    digest = ChangeDigest()

    def note(
        _connection: object, _cursor: object, statement: str, parameters: object, _context: object, _many: object
    ) -> None:
        digest.add(statement, parameters)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield digest
    finally:
        event.remove(engine, "before_cursor_execute", note)


def last_head(tx: Connection) -> Head:
    """Return the newest head; sequence 0 before the first change."""
    row = tx.execute(select(chain.c.seq, chain.c.head).order_by(chain.c.seq.desc()).limit(1)).first()
    return Head(row.seq, row.head) if row else Head(0, FIRST_HEAD)


def head_at(tx: Connection, sequence: int) -> bytes | None:
    """Return the head after change `sequence`, or None when there is no such change."""
    return tx.execute(select(chain.c.head).where(chain.c.seq == sequence)).scalar()


def next_head(before: Head, digest: bytes, key: bytes) -> Head:
    """Return the head after a change: HMAC-SHA256(key, previous head | digest of the change)."""
    return Head(before.sequence + 1, hmac.new(key, before.head + digest, sha256).digest())


def append(tx: Connection, head: Head) -> None:
    """Write a head into the vault, in the transaction of its change."""
    tx.execute(insert(chain).values(seq=head.sequence, head=head.head, at=now().isoformat()))
