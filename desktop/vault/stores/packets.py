"""Packets being made: one draft each, saved whole after every change.

put_draft(tx, draft)    list_drafts(tx, person_id)    get_draft(tx, id)    set_discarded(tx, id, moment | None)
packet_codes(tx) -> codes already used
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, Row, Select, select, update
from sqlalchemy.dialects.sqlite import insert

from desktop.records.packet import PacketDraft
from desktop.vault.columns import moment_text
from desktop.vault.stores.request_text import request_from_text, request_to_text
from desktop.vault.tables import packet_draft


def _query() -> Select[str, str, int, str]:
    return select(packet_draft.c.request, packet_draft.c.code, packet_draft.c.version, packet_draft.c.changed)


def _draft(row: Row[str, str, int, str]) -> PacketDraft:
    request, code, version, changed = row
    return PacketDraft(
        request=request_from_text(request), code=code, version=version, changed=datetime.fromisoformat(changed)
    )


def put_draft(tx: Connection, draft: PacketDraft) -> None:
    """Keep a draft under its request's id, instead of what was kept before."""
    row = {
        "id": draft.request.id,
        "person_id": draft.request.person_id,
        "code": draft.code,
        "version": draft.version,
        "changed": moment_text(draft.changed),
        "request": request_to_text(draft.request),
    }
    tx.execute(insert(packet_draft).values(**row).on_conflict_do_update(index_elements=["id"], set_=row))


def list_drafts(tx: Connection, person_id: str) -> tuple[PacketDraft, ...]:
    """Return a person's packets that were not discarded, the last changed first."""
    listed = _query().where(packet_draft.c.person_id == person_id, packet_draft.c.discarded.is_(None))
    return tuple(map(_draft, tx.execute(listed.order_by(packet_draft.c.changed.desc(), packet_draft.c.seq.desc()))))


def get_draft(tx: Connection, packet_id: str) -> PacketDraft | None:
    """Return one packet, discarded or not, or None."""
    row = tx.execute(_query().where(packet_draft.c.id == packet_id)).first()
    return None if row is None else _draft(row)


def set_discarded(tx: Connection, packet_id: str, moment: datetime | None) -> None:
    """Take a packet off the list at `moment`, or put it back with None."""
    discarded = None if moment is None else moment_text(moment)
    tx.execute(update(packet_draft).where(packet_draft.c.id == packet_id).values(discarded=discarded))


def packet_codes(tx: Connection) -> frozenset[str]:
    """Return all codes that were ever given, so that none is given twice."""
    return frozenset(tx.execute(select(packet_draft.c.code)).scalars())
