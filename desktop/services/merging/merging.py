"""The record of many sources: what an import brought, what differs, and the person's word that both are right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from desktop.records.changes import ChangeSet
from desktop.records.fact import Fact
from desktop.records.result import Result
from desktop.services.fact_steps import fact_change, require_fact
from desktop.services.history import Done, UndoHistory
from desktop.services.merging.brought import Brought, brought_by
from desktop.services.merging.same_result import differing
from desktop.services.wording import NOTHING_CHANGED
from desktop.vault.stores import fact_writes, said_again
from desktop.vault.stores import facts as store
from desktop.vault.stores.said_again import Version
from desktop.vault.vault import Transaction, Vault


def _differ(one: Result, other: Result) -> bool:
    return one.person_id == other.person_id and differing(one, other)


class Merging:
    """Looks at what several sources say of one thing; nothing it does loses a reading."""

    def __init__(self, vault: Vault, history: UndoHistory) -> None:
        """Read from `vault`, write through `history`."""
        self._vault, self._history = vault, history

    def brought(self, import_id: str) -> Brought:
        """Return what an import brought against what was there."""
        return self._vault.read(lambda tx: brought_by(tx, import_id))

    def differing(self, facts: Sequence[Fact]) -> Mapping[str, tuple[Fact, ...]]:
        """Return, by id, the listed results of the same test and day that say otherwise; only for facts with any."""
        results = {fact.id: fact for fact in facts if isinstance(fact, Result)}
        if not results:
            return {}

        def work(tx: Transaction) -> Mapping[str, tuple[Fact, ...]]:
            found = said_again.differing(tx, results)
            others = {
                one.id: one for one in store.get_facts(tx, sorted({each for ids in found.values() for each in ids}))
            }
            made = {
                own: tuple(
                    one for each in ids if isinstance(one := others.get(each), Result) and _differ(results[own], one)
                )
                for own, ids in found.items()
            }
            return {own: them for own, them in made.items() if them}

        return self._vault.read(work)

    def replaced(self, person_id: str) -> Mapping[str, str]:
        """Return the documents of which a newer version is in the record, each with the newest one."""
        return self._vault.read(lambda tx: said_again.replacements(tx, person_id))

    def versions(self, ids: Sequence[str]) -> Mapping[str, Version]:
        """Return of which document each of these is a version, and how new; documents without are left out."""
        return self._vault.read(lambda tx: said_again.series_of(tx, ids))

    def pairs(self, person_id: str) -> tuple[tuple[str, str, bool], ...]:
        """Return all pairs of facts of a person that were found to differ, and whether the person keeps both."""
        return self._vault.read(lambda tx: said_again.every_pair(tx, person_id))

    def unlisted(self, person_id: str) -> tuple[Fact, ...]:
        """Return the facts that no list shows: those behind others, and what newer versions do not say."""
        return self._vault.read(lambda tx: store.facts_behind(tx, person_id))

    def behind(self, fact_id: str) -> tuple[Fact, ...]:
        """Return the readings that stand behind a fact because they say the same."""
        return self._vault.read(lambda tx: store.get_facts(tx, store.ids_behind(tx, fact_id)))

    def keep_both(self, fact_id: str) -> ChangeSet:
        """Let a reading stand for itself: beside the fact that says the same, or without the mark that it differs.

        One step to undo. Raises NoSuchThingError.
        """

        def work(tx: Transaction) -> Done:
            fact = require_fact(tx, fact_id)
            hidden = bool(store.said_before(tx, (fact_id,)))
            others = () if hidden else said_again.differing(tx, (fact_id,)).get(fact_id, ())
            if not hidden and not others:
                return Done(ChangeSet((fact_id,), words=NOTHING_CHANGED))
            said_again.settle(tx, fact_id, others, settled=True)
            head = None if hidden else fact.same_as
            fact_writes.set_same(tx, {fact_id: head})

            def undo(back: Transaction) -> ChangeSet:
                fact_writes.set_same(back, {fact_id: fact.same_as})
                said_again.settle(back, fact_id, others, settled=False)
                return fact_change([fact], "")

            return Done(fact_change([fact], "kept beside the other"), undo)

        return self._history.perform(work)
