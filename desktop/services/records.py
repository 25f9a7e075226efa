"""The facts of the record: typed, changed, confirmed, set aside, answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from desktop.foundation import clock
from desktop.records.answers import Answer
from desktop.records.changes import ChangeSet
from desktop.records.coding import Coding
from desktop.records.document import Document
from desktop.records.fact import Fact, FactKind
from desktop.records.fact_history import FactRevision
from desktop.records.provenance import Origin, Provenance
from desktop.records.question import Question
from desktop.services.errors import ChangedMeanwhileError, NoSuchThingError, ReadPlaceError, StillListedError
from desktop.services.fact_changes import edited_fact, proposed_fact, stamped, typed_fact
from desktop.services.fact_steps import (
    alone,
    answer_again,
    both,
    fact_change,
    leading,
    leading_seen,
    put_back,
    refuse_undecided,
    require_fact,
    require_facts,
    require_sources,
    trashing,
    update,
)
from desktop.services.history import Done, UndoHistory
from desktop.services.people import require_person
from desktop.services.single_things import SingleThings, contradicted
from desktop.services.wording import NOTHING_CHANGED, ONE
from desktop.vault.stores import answers as answer_store
from desktop.vault.stores import fact_writes
from desktop.vault.stores import facts as store
from desktop.vault.vault import Transaction, Vault


def _whole_life(fact: Fact, later: fact_writes.Later) -> tuple[FactRevision, ...]:
    origin = later[0][0] if later else fact.origin
    return (FactRevision(1, fact.created, origin), *(revision for _, revision in later))


class Records:
    """Every kind of fact, for every person of the vault."""

    def __init__(self, vault: Vault, history: UndoHistory) -> None:
        """Read from `vault`, write through `history`."""
        self._vault = vault
        self._history = history
        self.single_things = SingleThings(vault, history)

    def list(
        self, kind: FactKind, person_id: str | None = None, *, document_id: str | None = None, trashed: bool = False
    ) -> tuple[Fact, ...]:
        """Return the facts of a kind in its sensible order; of everybody without `person_id`.

        With `document_id`, what was read from that document, also while it waits for the person's decision;
        otherwise nothing of a document that names someone else. With `trashed`, what is in the trash.
        """
        return self._vault.read(
            lambda tx: store.find_facts(tx, kind, person_id=person_id, document_id=document_id, trashed=trashed)
        )

    def ids(self, kind: FactKind, person_id: str) -> tuple[str, ...]:
        """Return the ids of a kind's list in its order, for a list that reads only what it shows (`page`)."""
        return self._vault.read(lambda tx: store.find_fact_ids(tx, kind, person_id=person_id))

    def page(self, ids: Sequence[str]) -> tuple[Fact, ...]:
        """Return the facts with these ids in their order; those that are gone meanwhile are left out."""
        return self._vault.read(lambda tx: store.get_facts(tx, ids))

    def waiting(self, kind: FactKind, person_id: str) -> tuple[Fact, ...]:
        """Return the listed facts of a kind that were read and wait for the person's word."""
        return self._vault.read(lambda tx: store.find_facts(tx, kind, person_id=person_id, origin=Origin.PROPOSED))

    def counts(self, person_id: str) -> Mapping[FactKind, int]:
        """Return how many facts of each kind are listed for a person; kinds without any are left out."""
        return self._vault.read(lambda tx: store.fact_kind_counts(tx, person_id))

    def get(self, fact_id: str) -> Fact:
        """Return one fact, in the trash or not; raises NoSuchThingError."""
        return self._vault.read(lambda tx: require_fact(tx, fact_id))

    def history(self, fact_id: str) -> tuple[FactRevision, ...]:
        """Return what happened to a fact, oldest first; the first entry is how it came in."""

        def work(tx: Transaction) -> tuple[FactRevision, ...]:
            fact = require_fact(tx, fact_id)
            return _whole_life(fact, fact_writes.revisions_of(tx, (fact_id,)).get(fact_id, ()))

        return self._vault.read(work)

    def histories(self, facts: Sequence[Fact]) -> Mapping[str, tuple[FactRevision, ...]]:
        """Return what happened to each of these facts, by id, as `history` does for one."""
        ids = [fact.id for fact in facts]
        later = self._vault.read(lambda tx: fact_writes.revisions_of(tx, ids))
        return {fact.id: _whole_life(fact, later.get(fact.id, ())) for fact in facts}

    def put(
        self,
        kind: FactKind,
        person_id: str,
        values: Mapping[str, str],
        *,
        provenance: tuple[Provenance, ...] = (),
    ) -> ChangeSet:
        """Add a typed fact; `provenance` says where in the person's documents it stands, when it was read off there.

        Raises NoSuchThingError, PersonUndecidedError, BadValueError, MissingValueError, UnknownFieldNamedError.
        """
        new = typed_fact(kind, person_id, values, provenance=provenance)

        def work(tx: Transaction) -> Done:
            require_person(tx, person_id)
            require_sources(tx, person_id, provenance)
            fact_writes.insert_fact(tx, new)
            answered = both(answer_again(tx, person_id, kind), contradicted(tx, new))
            return Done(fact_change([new], "added"), both(trashing([new], into=True), answered))

        return self._history.perform(work)

    def edit(self, fact_id: str, values: Mapping[str, str], *, seen_revision: int | None = None) -> ChangeSet:
        """Change fields of a fact; those not named stay, and what was printed stays in its provenance and history.

        With `seen_revision`, raises ChangedMeanwhileError when the fact is no longer the one that was shown.
        """

        def work(tx: Transaction) -> Done:
            before = require_fact(tx, fact_id)
            if seen_revision is not None and seen_revision != before.revision:
                raise ChangedMeanwhileError
            after = edited_fact(before, values)
            if after is before:
                return Done(ChangeSet((fact_id,), words=NOTHING_CHANGED))
            led = alone(tx, [before])
            update(tx, before, after)
            return Done(fact_change([after], "changed"), both(put_back([before]), led))

        return self._history.perform(work)

    def edit_all(self, values: Mapping[str, Mapping[str, str]]) -> ChangeSet:
        """Change fields of several facts, by their ids, in one step to undo; else as `edit`."""

        def work(tx: Transaction) -> Done:
            pairs = [(one, edited_fact(one, values[one.id])) for one in require_facts(tx, list(values))]
            before = [one for one, after in pairs if after is not one]
            led = alone(tx, before)
            for one, after in pairs:
                if after is not one:
                    update(tx, one, after)
            done = fact_change(before, "changed") if before else ChangeSet(words=NOTHING_CHANGED)
            return Done(done, both(put_back(before), led) if before else None)

        return self._history.perform(work)

    def link(self, fact_id: str, document_id: str, page: int = 0) -> ChangeSet:
        """Say where a fact that the person typed stands: a page (from 1; 0 is the whole document) of their document.

        An empty `document_id` takes the place away. Raises NoSuchThingError, PersonUndecidedError, and
        ReadPlaceError for a fact that was read there by Sheaf.
        """

        def work(tx: Transaction) -> Done:
            before = require_fact(tx, fact_id)
            places = (Provenance(document_id=document_id, page=page),) if document_id else ()
            if before.origin is not Origin.TYPED:
                raise ReadPlaceError
            require_sources(tx, before.person_id, places)
            if [(one.document_id, one.page) for one in before.provenance] == [(document_id, page)] * len(places):
                return Done(ChangeSet((fact_id,), words=NOTHING_CHANGED))
            fact_writes.set_places(tx, fact_id, places)

            def undo(tx: Transaction) -> ChangeSet:
                fact_writes.set_places(tx, fact_id, before.provenance)
                return fact_change([before], "changed")

            return Done(fact_change([before], "linked with its page" if places else "without a page now"), undo)

        return self._history.perform(work)

    @staticmethod
    def propose(  # noqa: PLR0913 - all that a reader knows about one proposal
        tx: Transaction,
        kind: FactKind,
        document: Document,
        values: Mapping[str, str],
        *,
        provenance: tuple[Provenance, ...],
        needs_check: bool = False,
        issues: tuple[str, ...] = (),
        codings: tuple[Coding, ...] = (),
        negated: bool = False,
    ) -> Fact:
        """Keep what a reader read in a document, inside the import's own transaction; return the proposal.

        `provenance` names the document at least once. What does not fit its field is left out and said.
        """
        places = provenance or (Provenance(document_id=document.id, page=0),)
        new = proposed_fact(
            kind,
            document.person_id,
            values,
            provenance=places,
            needs_check=needs_check,
            issues=issues,
            codings=codings,
            negated=negated,
        )
        fact_writes.insert_fact(tx, new)
        return new

    def confirm(self, ids: Sequence[str]) -> ChangeSet:
        """Make proposals the person's word; others stay as they are. The change's ids are those confirmed.

        Raises NoSuchThingError, and PersonUndecidedError while their document may be someone else's.
        """

        def work(tx: Transaction) -> Done:
            before = [fact for fact in require_facts(tx, ids) if fact.origin is Origin.PROPOSED]
            refuse_undecided(tx, before)
            inverse = both(put_back(before), leading(tx, before))
            for fact in before:
                update(tx, fact, stamped(fact, replace(fact, origin=Origin.CONFIRMED, needs_check=False)))
                inverse = both(inverse, both(answer_again(tx, fact.person_id, fact.kind), contradicted(tx, fact)))
            return Done(fact_change(before, "confirmed"), inverse if before else None)

        return self._history.perform(work)

    def unconfirm(self, ids: Sequence[str]) -> ChangeSet:
        """Make confirmed facts proposals again; others stay as they are."""

        def work(tx: Transaction) -> Done:
            before = [fact for fact in require_facts(tx, ids) if fact.origin is Origin.CONFIRMED]
            for fact in before:
                after = replace(fact, origin=Origin.PROPOSED, needs_check=bool(fact.issues))
                update(tx, fact, stamped(fact, after))
            return Done(fact_change(before, "not confirmed any more"), put_back(before) if before else None)

        return self._history.perform(work)

    def reject(self, ids: Sequence[str]) -> ChangeSet:
        """Let proposals go; they wait in the trash. Facts that are the person's word stay as they are."""

        def work(tx: Transaction) -> Done:
            facts = [fact for fact in require_facts(tx, ids) if fact.origin is Origin.PROPOSED and fact.trashed is None]
            led = leading_seen(tx, facts)
            fact_writes.set_trashed(tx, [fact.id for fact in facts], clock.now())
            return Done(fact_change(facts, "left out"), both(trashing(facts, into=False), led) if facts else None)

        return self._history.perform(work)

    def trash(self, fact_id: str) -> ChangeSet:
        """Move a fact to the trash."""
        return self._set_trashed(fact_id, into=True)

    def untrash(self, fact_id: str) -> ChangeSet:
        """Take a fact out of the trash."""
        return self._set_trashed(fact_id, into=False)

    def _set_trashed(self, fact_id: str, *, into: bool) -> ChangeSet:
        def work(tx: Transaction) -> Done:
            fact = require_fact(tx, fact_id)
            if (fact.trashed is not None) is into:
                return Done(ChangeSet((fact_id,), words=NOTHING_CHANGED))
            led = leading_seen(tx, [fact])
            fact_writes.set_trashed(tx, [fact_id], clock.now() if into else None)
            words = "moved to the trash" if into else "taken out of the trash"
            return Done(fact_change([fact], words), both(trashing([fact], into=not into), led))

        return self._history.perform(work)

    def answer(self, kind: FactKind, person_id: str, answer: Answer) -> ChangeSet:
        """Keep the answer to "any?" for a kind; raises StillListedError for "none known" while some are listed."""

        def work(tx: Transaction) -> Done:
            require_person(tx, person_id)
            before = answer_store.stored_answer(tx, person_id, kind)
            if answer is not Answer.KNOWN and store.fact_kind_counts(tx, person_id, stated=True).get(kind):
                raise StillListedError
            answer_store.put_answer(tx, person_id, kind, answer, clock.now())

            def undo(tx: Transaction) -> ChangeSet:
                answer_store.put_answer(tx, person_id, kind, before, clock.now())
                return ChangeSet((person_id,), frozenset({kind.value}))

            return Done(ChangeSet((person_id,), frozenset({kind.value}), "Answer kept"), undo)

        return self._history.perform(work)

    def answers(self, person_id: str) -> Mapping[FactKind, Answer]:
        """Return the answer for every kind: known as soon as one is listed, not asked when nobody answered."""

        def work(tx: Transaction) -> Mapping[FactKind, Answer]:
            stored = answer_store.stored_answers(tx, person_id)
            listed = store.fact_kind_counts(tx, person_id, stated=True)
            return {kind: Answer.KNOWN if listed.get(kind) else stored.get(kind, Answer.NOT_ASKED) for kind in FactKind}

        return self._vault.read(work)

    def reorder_questions(self, person_id: str, ids: Sequence[str]) -> ChangeSet:
        """Rank a person's questions in the order of `ids`; those not named come after, in their order.

        Raises NoSuchThingError when an id is no listed question of this person.
        """

        def work(tx: Transaction) -> Done:
            listed = store.find_facts(tx, FactKind.QUESTIONS, person_id=person_id)
            known = {fact.id: fact for fact in listed if isinstance(fact, Question)}
            if not set(ids) <= known.keys():
                raise NoSuchThingError(ONE[FactKind.QUESTIONS])
            wanted = [known.pop(fact_id) for fact_id in dict.fromkeys(ids)] + list(known.values())
            moved = [(question, rank) for rank, question in enumerate(wanted, 1) if question.rank != rank]
            for question, rank in moved:
                update(tx, question, stamped(question, replace(question, rank=rank)))
            before = [question for question, _ in moved]
            if not before:
                return Done(ChangeSet(tuple(ids), words=NOTHING_CHANGED))
            change_set = ChangeSet(
                tuple(question.id for question in before), frozenset({FactKind.QUESTIONS.value}), "Questions reordered"
            )
            return Done(change_set, put_back(before))

        return self._history.perform(work)
