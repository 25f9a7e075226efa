"""Whose record an export is: a person of the vault with the same name and birth date, or a new one."""

from __future__ import annotations

from dataclasses import replace

from desktop.foundation.ids import new_id
from desktop.records.person import Person
from desktop.vault.stores import people as store
from desktop.vault.vault import Transaction


def _name(person: Person) -> str:
    return " ".join(person.name.casefold().split())


def person_in(tx: Transaction, told: Person) -> tuple[Person, bool]:
    """Return the person of the vault, and whether it is a new one, which is not there yet."""
    for known in store.list_people(tx):
        same_day = known.born is not None and told.born is not None and known.born.iso == told.born.iso
        if same_day and _name(known) == _name(told):
            return known, False
    free = store.get_person(tx, told.id) is None
    return replace(told, id=told.id if free else new_id(), trashed=None), True
