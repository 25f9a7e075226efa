"""The sent log: append-only, each entry chained to the one before by its SHA-256.

append_disclosure(tx, disclosure)   list_disclosures(tx, person_id=None)   get_disclosure(tx, id)
mark_received(tx, id, moment)       first_broken(tx) -> position of the first entry that was tampered with, or None
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import Connection, Select, insert, select
from sqlalchemy.dialects.sqlite import insert as upsert

from desktop.records.packet import Disclosure
from desktop.vault.columns import moment_text
from desktop.vault.tables import disclosure, disclosure_received


def _digest(previous: str, entry: str) -> str:
    return hashlib.sha256(f"{previous}\n{entry}".encode()).hexdigest()


def _to_text(sent: Disclosure) -> str:
    raw = {**asdict(sent), "when": moment_text(sent.when)}
    del raw["received"]
    return json.dumps(raw, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _from_text(entry: str, received: str | None) -> Disclosure:
    raw = json.loads(entry)
    raw |= {
        "when": datetime.fromisoformat(raw["when"]),
        "items": tuple(raw["items"]),
        "received": None if received is None else datetime.fromisoformat(received),
    }
    return Disclosure(**raw)


def _query() -> Select[str, str | None]:
    joined = disclosure.outerjoin(disclosure_received, disclosure_received.c.disclosure_id == disclosure.c.id)
    return select(disclosure.c.entry, disclosure_received.c.at).select_from(joined)


def append_disclosure(tx: Connection, sent: Disclosure) -> None:
    """Add an entry to the log; it can never be changed or taken out."""
    last = select(disclosure.c.digest).order_by(disclosure.c.seq.desc()).limit(1)
    previous = tx.execute(last).scalar_one_or_none() or ""
    entry = _to_text(sent)
    row = {"id": sent.id, "person_id": sent.person_id, "entry": entry, "digest": _digest(previous, entry)}
    tx.execute(insert(disclosure).values(**row))


def list_disclosures(tx: Connection, person_id: str | None = None) -> tuple[Disclosure, ...]:
    """Return the log, newest first."""
    query = _query().order_by(disclosure.c.seq.desc())
    if person_id is not None:
        query = query.where(disclosure.c.person_id == person_id)
    return tuple(_from_text(entry, received) for entry, received in tx.execute(query))


def get_disclosure(tx: Connection, disclosure_id: str) -> Disclosure | None:
    """Return one entry, or None."""
    row = tx.execute(_query().where(disclosure.c.id == disclosure_id)).first()
    return None if row is None else _from_text(*row)


def mark_received(tx: Connection, disclosure_id: str, moment: datetime | None) -> None:
    """Keep when the person was told that it arrived; None takes that back (the entry itself stays as it was)."""
    if moment is None:
        tx.execute(disclosure_received.delete().where(disclosure_received.c.disclosure_id == disclosure_id))
        return
    row = {"disclosure_id": disclosure_id, "at": moment_text(moment)}
    tx.execute(
        upsert(disclosure_received).values(**row).on_conflict_do_update(index_elements=["disclosure_id"], set_=row)
    )


def first_broken(tx: Connection) -> int | None:
    """Return the position (from 1) of the first entry that does not follow from the one before, or None."""
    previous = ""
    for position, (entry, digest) in enumerate(
        tx.execute(select(disclosure.c.entry, disclosure.c.digest).order_by(disclosure.c.seq)), 1
    ):
        if _digest(previous, entry) != digest:
            return position
        previous = digest
    return None
