"""The people whose records a vault holds."""

from __future__ import annotations

from sqlalchemy import Connection, insert, select, update

from desktop.records.person import Person
from desktop.vault.columns import decode, encode
from desktop.vault.tables import PERSON_FIELDS, person


def list_people(tx: Connection, *, trashed: bool = False) -> tuple[Person, ...]:
    """Return the people in the order in which they were added; with `trashed`, those in the trash."""
    in_trash = person.c.trashed.is_not(None) if trashed else person.c.trashed.is_(None)
    rows = tx.execute(select(*list(person.c)[1:]).where(in_trash).order_by(person.c.seq))
    return tuple(Person(id=row[0], **decode(PERSON_FIELDS, row, 1)) for row in rows)


def get_person(tx: Connection, person_id: str) -> Person | None:
    """Return one person, in the trash or not, or None."""
    row = tx.execute(select(*list(person.c)[1:]).where(person.c.id == person_id)).first()
    return None if row is None else Person(id=row[0], **decode(PERSON_FIELDS, row, 1))


def insert_person(tx: Connection, new: Person) -> None:
    """Keep a new person."""
    tx.execute(insert(person).values(id=new.id, **encode(new, PERSON_FIELDS)))


def update_person(tx: Connection, changed: Person) -> None:
    """Keep a person's changed fields."""
    tx.execute(update(person).where(person.c.id == changed.id).values(**encode(changed, PERSON_FIELDS)))
