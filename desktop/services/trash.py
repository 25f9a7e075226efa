"""The trash: 30 days to take things back, then they go for good."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from desktop.foundation import clock
from desktop.records.changes import ChangeSet
from desktop.services.documents import Documents
from desktop.services.errors import StandsThereError
from desktop.services.history import UndoHistory
from desktop.services.importing import Importing
from desktop.services.importing.importing import KINDS
from desktop.services.people import People
from desktop.services.records import Records
from desktop.vault.stores import joined
from desktop.vault.stores import trash as store
from desktop.vault.vault import Transaction, Vault

KEPT_DAYS = 30
_AT_ONCE = 200
"""Things that go in one transaction, so that nobody waits for the rest."""


@dataclass(frozen=True, slots=True)
class TrashItem:
    """One thing that can be taken back; `kind` is person, document, import or a fact kind's value."""

    what: str
    kind: str
    id: str
    title: str
    person_id: str
    days_left: int


def _remove_whole(tx: Transaction, document_id: str) -> tuple[str, ...]:
    """Delete a document with the parts that were joined into it; return the names of their sealed originals."""
    parts = joined.parts_of(tx, document_id)
    sealed = store.remove_document(tx, document_id)
    if not sealed:
        return ()
    with_it = (store.remove_document(tx, one.document.id) for one in parts)
    return (*sealed, *(name for names in with_it for name in names))


class Trash:
    """What was set aside, of everybody."""

    def __init__(
        self,
        vault: Vault,
        history: UndoHistory,
        *,
        people: People,
        documents: Documents,
        records: Records,
        importing: Importing,
    ) -> None:
        """Read from `vault`; take back through the services."""
        self._vault, self._history = vault, history
        self._people, self._documents, self._records, self._importing = people, documents, records, importing

    def items(self, person_id: str | None = None) -> tuple[TrashItem, ...]:
        """Return what lies in the trash, newest first: a person's things and people, or everything."""
        now = clock.now()
        return tuple(
            TrashItem(one.what, one.kind, one.id, one.title, one.person_id, max(0, KEPT_DAYS - (now - one.since).days))
            for one in self._vault.read(store.trashed_things)
            if person_id in {None, one.person_id} or (one.what == store.PERSON and (now - one.since).days < KEPT_DAYS)
        )

    def take_back(self, item: TrashItem) -> ChangeSet:
        """Take a thing out of the trash, or bring a whole import back; undoable like every change."""
        if item.what == store.IMPORT:
            self._importing.redo(item.id)
            return ChangeSet((item.id,), KINDS, "Import brought back")
        rooms = {store.PERSON: self._people.untrash, store.DOCUMENT: self._documents.untrash}
        return rooms.get(item.what, self._records.untrash)(item.id)

    def delete(self, item: TrashItem) -> ChangeSet:
        """Delete a fact or document in the trash, or an import with all that was read in it; this cannot be undone.

        Raises StandsThereError for a document that entries name as their source, and for a person, whose log must stay.
        """
        facts: tuple[str, ...] = (item.id,) if item.what == store.FACT else ()
        documents: tuple[str, ...] = (item.id,) if item.what == store.DOCUMENT else ()
        if item.what == store.IMPORT:
            facts, documents = self._vault.read(lambda tx: store.taken_back(tx, item.id, item.person_id))
        if item.what == store.PERSON or not self._remove(facts, documents):
            raise StandsThereError
        change = ChangeSet((item.id,), frozenset({item.kind, "document"}), "Deleted for good")
        self._history.tell(change)
        return change

    def empty_old(self) -> int:
        """Delete for good what has lain there for 30 days; return how many things. Nothing is told about the rest.

        A document that an entry says it was read in stays, so that no entry loses its source.
        """
        old = self._vault.read(lambda tx: store.due(tx, clock.now() - timedelta(days=KEPT_DAYS)))
        removed = 0
        for start in range(0, len(old.facts), _AT_ONCE):
            removed += self._remove(old.facts[start : start + _AT_ONCE], ())
        for start in range(0, len(old.documents), _AT_ONCE):
            removed += self._remove((), old.documents[start : start + _AT_ONCE])
        for person_id in old.people:
            removed += self._vault.write(lambda tx, person_id=person_id: store.remove_person(tx, person_id))  # type: ignore[misc] # bound here
        return removed

    def _remove(self, facts: Sequence[str], documents: Sequence[str]) -> int:
        def work(tx: Transaction) -> tuple[int, list[str]]:
            for fact_id in facts:
                store.remove_fact(tx, fact_id)
            found = [_remove_whole(tx, document_id) for document_id in documents]
            gone = [names for names in found if names]
            return len(facts) + len(gone), [name for names in gone for name in names]

        removed, sealed = self._vault.write(work)
        for name in sealed:  # after the commit; a crash before leaves files that the next opening sweeps away
            self._vault.sealed.remove(name)
        return removed
