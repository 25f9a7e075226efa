"""The answers for single things: none known is an entry that says so, not known stands beside the lists."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from desktop.foundation import clock
from desktop.packet.single_things import answer_for, is_about, name_of, own_thing, things_in
from desktop.records.answers import Answer
from desktop.records.changes import ChangeSet
from desktop.records.entry_fields import entry_fields
from desktop.records.fact import Fact, FactKind
from desktop.records.provenance import Origin
from desktop.records.single_thing import KIND_OF, SingleThing
from desktop.services.errors import StillListedError
from desktop.services.fact_changes import typed_fact
from desktop.services.history import Done, Inverse, UndoHistory
from desktop.services.people import require_person
from desktop.vault.stores import answers as answer_store
from desktop.vault.stores import fact_writes
from desktop.vault.stores import facts as store
from desktop.vault.vault import Transaction, Vault

__all__ = ["SingleThings", "begun_values", "contradicted", "own_thing"]

_KINDS = (*dict.fromkeys(KIND_OF.values()), FactKind.PROCEDURES)


def _said(tx: Transaction, person_id: str) -> dict[FactKind, tuple[Fact, ...]]:
    """Return the facts that are the person's word, of the kinds that answer for a thing."""
    return {
        kind: tuple(one for one in store.find_facts(tx, kind, person_id=person_id) if one.origin is not Origin.PROPOSED)
        for kind in _KINDS
    }


def begun_values(thing: SingleThing) -> dict[str, str]:
    """Return the fields of an entry about a thing, as its form begins: its name."""
    required = next((one.name for one in entry_fields(KIND_OF[thing]) if one.required), "generic")
    return {required: name_of(thing)}


def _none_fact(thing: SingleThing, person_id: str) -> Fact:
    return replace(typed_fact(KIND_OF[thing], person_id, begun_values(thing)), negated=True)


def _keep(tx: Transaction, person_id: str, thing: SingleThing, answer: Answer | None) -> Inverse:
    before = answer_store.stored_things(tx, person_id).get(thing)
    answer_store.put_answer(tx, person_id, thing, answer, clock.now())

    def undo(back: Transaction) -> ChangeSet:
        answer_store.put_answer(back, person_id, thing, before, clock.now())
        return ChangeSet()

    return undo


def _move(tx: Transaction, out: list[str], back: list[str]) -> Inverse:
    """Put facts into the trash, and others out of it."""
    fact_writes.set_trashed(tx, out, clock.now())
    fact_writes.set_trashed(tx, back, None)

    def undo(again: Transaction) -> ChangeSet:
        fact_writes.set_trashed(again, back, clock.now())
        fact_writes.set_trashed(again, out, None)
        return ChangeSet()

    return undo


def contradicted(tx: Transaction, fact: Fact) -> Inverse:
    """Take back the answers "none known" and "not known" that a new entry contradicts; return the way back."""
    things = () if fact.negated else tuple(things_in(fact))
    said = [one for facts in _said(tx, fact.person_id).values() for one in facts] if things else []
    gone = [one.id for one in said if own_thing(one) in things]
    moved = _move(tx, gone, [])
    kept = [_keep(tx, fact.person_id, thing, None) for thing in things]

    def undo(back: Transaction) -> ChangeSet:
        for one in (*kept, moved):
            one(back)
        return ChangeSet()

    return undo


@dataclass(frozen=True, slots=True)
class SingleThings:
    """Reads and keeps the answers for the single things of a person."""

    vault: Vault
    history: UndoHistory

    def answers(self, person_id: str) -> Mapping[SingleThing, Answer]:
        """Return what is known of every thing: known when the list names it, not asked when nobody answered."""

        def work(tx: Transaction) -> Mapping[SingleThing, Answer]:
            said = _said(tx, person_id)
            answers = answer_store.stored_answers(tx, person_id)
            listed = store.fact_kind_counts(tx, person_id, stated=True)
            whole = {kind: Answer.KNOWN if listed.get(kind) else answer for kind, answer in answers.items()}
            stored = answer_store.stored_things(tx, person_id)
            return {thing: answer_for(thing, said, whole, stored) for thing in SingleThing}

        return self.vault.read(work)

    def answer(self, thing: SingleThing, person_id: str, answer: Answer) -> ChangeSet:
        """Keep "none known", "not known" or "not asked" for a thing; "known" is said by an entry in its list.

        Raises StillListedError while an entry names it, and NoSuchThingError.
        """
        kind = KIND_OF[thing]

        def work(tx: Transaction) -> Done:
            require_person(tx, person_id)
            about = [one for facts in _said(tx, person_id).values() for one in facts if is_about(thing, one)]
            if answer is Answer.KNOWN or any(not one.negated for one in about):
                raise StillListedError
            none = answer is Answer.NONE_KNOWN
            out = [] if none else [one.id for one in about]
            moved = _move(tx, out, _fetched(tx, thing, person_id) if none and not about else [])
            kept = _keep(tx, person_id, thing, answer if answer is Answer.NOT_KNOWN else None)

            def undo(back: Transaction) -> ChangeSet:
                kept(back)
                moved(back)
                return ChangeSet((person_id,), frozenset({kind.value}))

            return Done(ChangeSet((person_id,), frozenset({kind.value}), "Answer kept"), undo)

        return self.history.perform(work)


def _fetched(tx: Transaction, thing: SingleThing, person_id: str) -> list[str]:
    """Return the entry that says "none", to be taken out of the trash: the one of an earlier answer, or a new one."""
    trashed = store.find_facts(tx, KIND_OF[thing], person_id=person_id, trashed=True)
    for one in trashed:
        if own_thing(one) is thing:
            return [one.id]
    made = _none_fact(thing, person_id)
    fact_writes.insert_fact(tx, made)
    return [made.id]
