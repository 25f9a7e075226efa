"""The people of a vault: who they are, added, changed, set aside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from desktop.foundation import clock
from desktop.foundation.ids import new_id
from desktop.records.changes import ChangeSet
from desktop.records.entry_fields import check_required, parse_record, record_fields, said_text
from desktop.records.person import Person
from desktop.services.errors import LastPersonError, NeedsPersonError, NoSuchThingError, told_plainly
from desktop.services.history import Done, Inverse, UndoHistory
from desktop.services.wording import NOTHING_CHANGED, PERSON
from desktop.vault.stores import people as store
from desktop.vault.vault import Transaction, Vault


def _changed(person_id: str, words: str) -> ChangeSet:
    return ChangeSet((person_id,), frozenset({PERSON}), words)


def require_person(tx: Transaction, person_id: str) -> Person:
    """Return a person who is there and not in the trash; raises NoSuchThingError."""
    found = store.get_person(tx, person_id)
    if found is None or found.trashed is not None:
        raise NoSuchThingError(PERSON)
    return found


def _put_back(before: Person) -> Inverse:
    def undo(tx: Transaction) -> ChangeSet:
        now = store.get_person(tx, before.id)
        revision = before.revision if now is None else now.revision
        store.update_person(tx, replace(before, revision=revision + 1, changed=clock.now()))
        return _changed(before.id, "")

    return undo


class People:
    """Everybody whose record this vault keeps."""

    def __init__(self, vault: Vault, history: UndoHistory) -> None:
        """Read from `vault`, write through `history`."""
        self._vault = vault
        self._history = history

    def list(self, *, trashed: bool = False) -> tuple[Person, ...]:
        """Return the people in the order in which they were added; with `trashed`, those in the trash."""
        return self._vault.read(lambda tx: store.list_people(tx, trashed=trashed))

    def get(self, person_id: str) -> Person:
        """Return one person, in the trash or not; raises NoSuchThingError."""
        found = self._vault.read(lambda tx: store.get_person(tx, person_id))
        if found is None:
            raise NoSuchThingError(PERSON)
        return found

    def resolve(self, person_id: str | None) -> Person:
        """Return the person meant: the one named, or the only one; raises NeedsPersonError or NoSuchThingError."""
        people = self.list()
        if person_id is None:
            if len(people) == 1:
                return people[0]
            raise NeedsPersonError(people)
        for each in people:
            if each.id == person_id:
                return each
        raise NoSuchThingError(PERSON)

    def add(self, values: Mapping[str, str]) -> ChangeSet:
        """Add a person; name and born are needed. Raises BadValueError and its like."""
        with told_plainly():
            moment = clock.now()
            new = Person(id=new_id(), created=moment, changed=moment, **parse_record(Person, values))
            check_required(new)

        def work(tx: Transaction) -> Done:
            store.insert_person(tx, new)
            return Done(_changed(new.id, "Person added"), self._trashing(new.id))

        return self._history.perform(work)

    @staticmethod
    def _trashing(person_id: str) -> Inverse:
        def undo(tx: Transaction) -> ChangeSet:
            found = store.get_person(tx, person_id)
            if found is not None:
                store.update_person(tx, replace(found, trashed=clock.now()))
            return _changed(person_id, "")

        return undo

    def edit(self, person_id: str, values: Mapping[str, str]) -> ChangeSet:
        """Change fields of a person; those not named stay. Raises NoSuchThingError, BadValueError and its like."""
        with told_plainly():
            parsed = parse_record(Person, values)

        def work(tx: Transaction) -> Done:
            before = require_person(tx, person_id)
            after = replace(before, **parsed)
            fields = record_fields(Person)
            if all(said_text(before, each) == said_text(after, each) for each in fields):
                return Done(ChangeSet((person_id,), words=NOTHING_CHANGED))
            with told_plainly():
                check_required(after)
            store.update_person(tx, replace(after, revision=before.revision + 1, changed=clock.now()))
            return Done(_changed(person_id, "Person changed"), _put_back(before))

        return self._history.perform(work)

    def trash(self, person_id: str) -> ChangeSet:
        """Set a person aside with everything of theirs; raises LastPersonError for the only one."""

        def work(tx: Transaction) -> Done:
            before = require_person(tx, person_id)
            if len(store.list_people(tx)) == 1:
                raise LastPersonError
            store.update_person(tx, replace(before, trashed=clock.now()))
            return Done(_changed(person_id, "Person moved to the trash"), _put_back(before))

        return self._history.perform(work)

    def untrash(self, person_id: str) -> ChangeSet:
        """Bring a person back with everything of theirs."""

        def work(tx: Transaction) -> Done:
            before = store.get_person(tx, person_id)
            if before is None:
                raise NoSuchThingError(PERSON)
            store.update_person(tx, replace(before, trashed=None))
            return Done(_changed(person_id, "Person taken out of the trash"), _put_back(before))

        return self._history.perform(work)
