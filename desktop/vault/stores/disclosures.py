"""The sent log: append-only, each entry chained to the one before by its SHA-256; a note is an entry about another.

append_disclosure(tx, disclosure)   list_disclosures(tx, person_id=None)   get_disclosure(tx, id)
append_note(tx, about, note)        append_reminder(tx, about, day | None)
mark_received(tx, id, moment)
keep_words(tx, id, words | None)    words_kept(tx) -> words by entry
first_broken(tx) -> position of the first entry that was tampered with, or None
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, delete, func, insert, or_, select
from sqlalchemy.dialects.sqlite import insert as upsert

from desktop.foundation import clock
from desktop.foundation.ids import new_id
from desktop.records.dates import PartialDate
from desktop.records.disclosure import DisclosureNote, HandoverWay
from desktop.records.packet import Disclosure
from desktop.vault.columns import moment_text
from desktop.vault.tables import disclosure, disclosure_received, disclosure_words

_ABOUT = "about"
"""What a note's entry has and no other: the id of the entry that it was added to."""


_ASK_ON = "ask_on"
"""What a reminder's entry has beside it: the day, or an empty text for the usual one. The newest counts."""


def _digest(previous: str, entry: str) -> str:
    return hashlib.sha256(f"{previous}\n{entry}".encode()).hexdigest()


def _written(raw: Mapping[str, Any]) -> str:
    return json.dumps(raw, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _to_text(sent: Disclosure) -> str:
    day = "" if sent.day is None else sent.day.iso
    raw = {**asdict(sent), "when": moment_text(sent.when), "day": day}
    del raw["received"], raw["notes"], raw["ask_on"]
    return _written(raw)


def _sent(raw: dict[str, Any], received: str | None) -> Disclosure:
    """Return an entry; those of before the first handover lack its fields."""
    day, way = raw.get("day"), raw.get("way")
    raw |= {
        "when": datetime.fromisoformat(raw["when"]),
        "items": tuple(raw["items"]),
        "day": PartialDate.parse(day) if day else None,
        "way": HandoverWay(way) if way else None,
        "received": None if received is None else datetime.fromisoformat(received),
    }
    return Disclosure(**raw)


def _folded(rows: Iterable[Row[str, str | None]]) -> tuple[Disclosure, ...]:
    """Return the entries of `rows`, newest first, each with its notes, oldest first."""
    notes: dict[str, tuple[DisclosureNote, ...]] = {}
    days: dict[str, PartialDate | None] = {}
    found = []
    for entry, received in rows:
        raw = json.loads(entry)
        if _ASK_ON in raw:
            days.setdefault(raw[_ABOUT], PartialDate.parse(raw[_ASK_ON]) if raw[_ASK_ON] else None)
        elif _ABOUT in raw:
            note = DisclosureNote(datetime.fromisoformat(raw["when"]), raw["note"])
            notes[raw[_ABOUT]] = (note, *notes.get(raw[_ABOUT], ()))
        else:
            found.append(_sent(raw, received))
    return tuple(replace(one, notes=notes.get(one.id, ()), ask_on=days.get(one.id)) for one in found)


def _query() -> Select[str, str | None]:
    joined = disclosure.outerjoin(disclosure_received, disclosure_received.c.disclosure_id == disclosure.c.id)
    entries = select(disclosure.c.entry, disclosure_received.c.at).select_from(joined)
    return entries.order_by(disclosure.c.seq.desc())


def _append(tx: Connection, entry_id: str, person_id: str, entry: str) -> None:
    last = select(disclosure.c.digest).order_by(disclosure.c.seq.desc()).limit(1)
    previous = tx.execute(last).scalar_one_or_none() or ""
    row = {"id": entry_id, "person_id": person_id, "entry": entry, "digest": _digest(previous, entry)}
    tx.execute(insert(disclosure).values(**row))


def append_disclosure(tx: Connection, sent: Disclosure) -> None:
    """Add an entry to the log; it can never be changed or taken out."""
    _append(tx, sent.id, sent.person_id, _to_text(sent))


def append_note(tx: Connection, about: Disclosure, note: DisclosureNote) -> None:
    """Add a note to an entry, as an entry of its own in the chain."""
    note_id = new_id()
    raw = {"id": note_id, _ABOUT: about.id, "when": moment_text(note.when), "note": note.text}
    _append(tx, note_id, about.person_id, _written(raw))


def append_reminder(tx: Connection, about: Disclosure, day: PartialDate | None) -> None:
    """Add the day on which to ask whether it arrived, as an entry of its own in the chain; None: the usual day."""
    entry_id = new_id()
    told = {"id": entry_id, _ABOUT: about.id, "when": moment_text(clock.now()), _ASK_ON: day.iso if day else ""}
    _append(tx, entry_id, about.person_id, _written(told))


def list_disclosures(tx: Connection, person_id: str | None = None) -> tuple[Disclosure, ...]:
    """Return the log, newest first."""
    query = _query() if person_id is None else _query().where(disclosure.c.person_id == person_id)
    return _folded(tx.execute(query))


def get_disclosure(tx: Connection, disclosure_id: str) -> Disclosure | None:
    """Return one entry with its notes, or None."""
    about = func.json_extract(disclosure.c.entry, f"$.{_ABOUT}")
    query = _query().where(or_(disclosure.c.id == disclosure_id, about == disclosure_id))
    return next((one for one in _folded(tx.execute(query)) if one.id == disclosure_id), None)


def mark_received(tx: Connection, disclosure_id: str, moment: datetime | None) -> None:
    """Keep when the person was told that it arrived; None takes that back (the entry itself stays as it was)."""
    if moment is None:
        tx.execute(disclosure_received.delete().where(disclosure_received.c.disclosure_id == disclosure_id))
        return
    row = {"disclosure_id": disclosure_id, "at": moment_text(moment)}
    tx.execute(
        upsert(disclosure_received).values(**row).on_conflict_do_update(index_elements=["disclosure_id"], set_=row)
    )


def keep_words(tx: Connection, disclosure_id: str, words: str | None) -> None:
    """Keep the words that open an entry's file; None forgets them."""
    tx.execute(delete(disclosure_words).where(disclosure_words.c.disclosure_id == disclosure_id))
    if words:
        tx.execute(insert(disclosure_words).values(disclosure_id=disclosure_id, words=words))


def words_kept(tx: Connection) -> dict[str, str]:
    """Return the words that are kept, by the id of their entry."""
    listed = select(disclosure_words.c.disclosure_id, disclosure_words.c.words)
    return dict(iter(tx.execute(listed)))


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
