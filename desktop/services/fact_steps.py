"""The pieces that every write of facts is made of: find or refuse, keep, and the way back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from desktop.foundation import clock
from desktop.records.changes import ChangeSet
from desktop.records.fact import Fact, FactKind
from desktop.records.provenance import Provenance
from desktop.services.errors import NoSuchPageError, NoSuchThingError, PersonUndecidedError
from desktop.services.fact_changes import differences, stamped
from desktop.services.history import Inverse
from desktop.services.merging.linking import compare_changed
from desktop.services.wording import DOCUMENT, ENTRY, ONE, change
from desktop.vault.stores import answers as answer_store
from desktop.vault.stores import documents as document_store
from desktop.vault.stores import fact_writes
from desktop.vault.stores import facts as store
from desktop.vault.vault import Transaction


def require_fact(tx: Transaction, fact_id: str) -> Fact:
    """Return a fact, in the trash or not; raises NoSuchThingError."""
    found = store.get_fact(tx, fact_id)
    if found is None:
        raise NoSuchThingError(ENTRY)
    return found


def require_facts(tx: Transaction, ids: Sequence[str]) -> tuple[Fact, ...]:
    """Return facts in the order of their ids; raises NoSuchThingError when one is missing."""
    found = store.get_facts(tx, ids)
    if len(found) != len(set(ids)):
        raise NoSuchThingError(ENTRY)
    return found


def refuse_undecided(tx: Transaction, facts: Iterable[Fact]) -> None:
    """Raise PersonUndecidedError when one was read from a document that may be someone else's."""
    for document_id in {place.document_id for fact in facts for place in fact.provenance[:1]}:
        document = document_store.get_document(tx, document_id)
        if document is not None and not document.belongs:
            raise PersonUndecidedError


def require_sources(tx: Transaction, person_id: str, places: Iterable[Provenance]) -> None:
    """Refuse places in documents that are not this person's, and pages that they do not have.

    Raises NoSuchThingError, PersonUndecidedError, NoSuchPageError.
    """
    for document_id, page in {(place.document_id, place.page) for place in places}:
        document = document_store.get_document(tx, document_id)
        if document is None or document.person_id != person_id:
            raise NoSuchThingError(DOCUMENT)
        if not document.belongs:
            raise PersonUndecidedError
        if not 0 <= page <= max(document.pages, 0):
            raise NoSuchPageError


def fact_change(facts: Sequence[Fact], done: str) -> ChangeSet:
    """Return what a write of these facts changed; `done` is what happened to them ("added")."""
    what = ONE[facts[0].kind] if facts else ENTRY
    return change(what, done, tuple(fact.id for fact in facts), {fact.kind.value for fact in facts})


def update(tx: Transaction, before: Fact, after: Fact) -> None:
    """Keep a changed fact, with what changed in its history."""
    fact_writes.update_fact(tx, after, differences(before, after), origin_before=before.origin)
    compare_changed(tx, before, after)


def put_back(before: Sequence[Fact]) -> Inverse:
    """Return the way back to what facts were; a new revision each, so that nothing of their history is lost."""

    def undo(tx: Transaction) -> ChangeSet:
        for fact in before:
            now = require_fact(tx, fact.id)
            update(tx, now, stamped(now, replace(fact, person_id=now.person_id)))
        return fact_change(before, "")

    return undo


def trashing(facts: Sequence[Fact], *, into: bool) -> Inverse:
    """Return the way back that moves facts into the trash, or out of it."""

    def undo(tx: Transaction) -> ChangeSet:
        fact_writes.set_trashed(tx, [fact.id for fact in facts], clock.now() if into else None)
        return fact_change(facts, "")

    return undo


def leading(tx: Transaction, facts: Iterable[Fact]) -> Inverse:
    """Let facts that the person says something of stand for all that say the same; return the way back."""
    before = [(fact.id, head) for fact in facts if (head := fact_writes.lead(tx, fact.id)) is not None]

    def undo(tx: Transaction) -> ChangeSet:
        for _, head in reversed(before):
            fact_writes.lead(tx, head)
        return ChangeSet()

    return undo


def leading_seen(tx: Transaction, facts: Sequence[Fact]) -> Inverse:
    """As `leading`, but for facts in sight only: what stands behind another goes or changes alone."""
    hidden = store.said_before(tx, [fact.id for fact in facts])
    return leading(tx, [fact for fact in facts if fact.id not in hidden])


def alone(tx: Transaction, facts: Sequence[Fact]) -> Inverse:
    """Let facts that are about to say something else stand for themselves; return the way back."""
    hidden = store.said_before(tx, [fact.id for fact in facts])
    before = {fact.id: fact.same_as for fact in facts if fact.id in hidden}
    fact_writes.set_same(tx, dict.fromkeys(before))
    led = leading(tx, [fact for fact in facts if fact.id not in hidden])

    def undo(tx: Transaction) -> ChangeSet:
        fact_writes.set_same(tx, before)
        return led(tx)

    return undo


def answer_again(tx: Transaction, person_id: str, kind: FactKind) -> Inverse:
    """Take an answer away that a new entry contradicts; return the way back."""
    before = answer_store.stored_answer(tx, person_id, kind)
    if before is not None:
        answer_store.put_answer(tx, person_id, kind, None, clock.now())

    def undo(tx: Transaction) -> ChangeSet:
        if before is not None:
            answer_store.put_answer(tx, person_id, kind, before, clock.now())
        return ChangeSet()

    return undo


def both(main: Inverse, also: Inverse) -> Inverse:
    """Return the way back that goes `also` first, and then `main`, whose change it tells."""

    def undo(tx: Transaction) -> ChangeSet:
        also(tx)
        return main(tx)

    return undo
