"""Find what the facts of a new document say again, or otherwise than the record, and keep it; lists then follow."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from desktop.records.document import Document
from desktop.records.fact import Fact, FactKind
from desktop.records.provenance import Origin
from desktop.records.result import Result
from desktop.services.merging.same_result import differing, same_result, test_keys
from desktop.services.merging.statements import GROUPED, Statement, as_read, same_source, statement
from desktop.vault.stores import documents as document_store
from desktop.vault.stores import fact_writes, said_again
from desktop.vault.stores import facts as store
from desktop.vault.vault import Transaction


@dataclass(frozen=True, slots=True)
class Linked:
    """What became of a document's facts: what was said before with the fact that said it, and pairs that differ."""

    same: Mapping[str, str] = field(default_factory=dict)
    differing: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class _Known:
    """A fact of the record as it can be compared: `said` is what it says, or said when it was read."""

    number: int
    fact: Fact
    said: Fact
    document: Document | None


def _known(tx: Transaction, ids: Sequence[str]) -> list[_Known]:
    facts = store.get_facts(tx, ids)
    edited = [fact.id for fact in facts if fact.origin is Origin.EDITED]
    later = fact_writes.revisions_of(tx, edited)
    sources = {fact.id: fact.provenance[0].document_id for fact in facts if fact.provenance}
    papers = {one.id: one for one in document_store.documents_anywhere(tx, sorted(set(sources.values())))}
    found = []
    for number, fact in enumerate(facts):
        paper = papers.get(sources.get(fact.id, ""))
        found.append(_Known(number, fact, fact, paper))
        if fact.id in later:
            was = as_read(fact, [revision for _, revision in later[fact.id]])
            found.append(_Known(number, fact, was, paper))
    return found


class _Record:
    """What the record says already of one kind, quick to look up."""

    def __init__(self, known: Iterable[_Known], document: Document, series: Mapping[str, str]) -> None:
        self._document, self._series = document, series
        self._by_words: defaultdict[Statement, list[_Known]] = defaultdict(list)
        self._by_test: defaultdict[tuple[str, str], list[_Known]] = defaultdict(list)
        for one in known:
            self._by_words[statement(one.said)].append(one)
            if isinstance(one.said, Result) and one.said.date is not None:
                for key in test_keys(one.said):
                    self._by_test[key, one.said.date.iso].append(one)

    def same(self, fact: Fact) -> Fact | None:
        """Return the oldest fact that says the same, or None; one that is not in the trash before one that is."""
        found = [one for one in self._by_words.get(statement(fact), ()) if self._may_be_same(fact, one)]
        if isinstance(fact, Result):
            found += [one for one in self._of_test(fact) if same_result(fact, _result(one))]
        first = min(found, key=lambda one: (one.fact.trashed is not None, one.number), default=None)
        return first.fact if first else None

    def _may_be_same(self, fact: Fact, one: _Known) -> bool:
        """Whether the same words may be one: what is grouped stays a line of its own when another source says it."""
        alone = fact.kind in GROUPED or (isinstance(fact, Result) and (fact.date is None or fact.date.day is None))
        return not alone or same_source(self._document, one.document, self._series)

    def _of_test(self, result: Result) -> list[_Known]:
        if result.date is None:
            return []
        day = result.date.iso
        every = (one for key in sorted(test_keys(result)) for one in self._by_test.get((key, day), ()))
        return list({id(one): one for one in every}.values())

    def differing(self, result: Result) -> list[str]:
        """Return ids of facts, out of the trash, that give this test another value on this day."""
        others = (
            one.fact.id
            for one in self._of_test(result)
            if one.fact is one.said and one.fact.trashed is None and differing(result, _result(one))
        )
        return list(dict.fromkeys(others))[: said_again.MOST_DIFFERING]


def _result(one: _Known) -> Result:
    assert isinstance(one.said, Result)  # noqa: S101 - only results are kept by their test
    return one.said


def _compared(tx: Transaction, document: Document, kind: FactKind, facts: Sequence[Fact]) -> Linked:
    days = {fact.date.low.isoformat() for fact in facts if fact.date is not None and kind is FactKind.RESULTS}
    dated = kind is FactKind.RESULTS
    titles = {fact.title for fact in facts if not dated or fact.date is None or fact.date.day is None}
    ids = said_again.candidates(tx, document.person_id, kind, document.id, days=days, titles=titles)
    known = _known(tx, ids)
    papers = {document.id, *(one.document.id for one in known if one.document)}
    series = {name: version.series for name, version in said_again.series_of(tx, papers).items()}
    record = _Record(known, document, series)
    same: dict[str, str] = {}
    pairs: list[tuple[str, str]] = []
    for fact in facts:
        found = record.same(fact)
        if found is not None:
            same[fact.id] = found.id
        elif isinstance(fact, Result):
            pairs += [(fact.id, other) for other in record.differing(fact)]
    return Linked(same, tuple(pairs))


def _linked(tx: Transaction, document: Document, facts: Iterable[Fact]) -> Linked:
    if not document.belongs:
        return Linked()
    by_kind: defaultdict[FactKind, list[Fact]] = defaultdict(list)
    for fact in facts:
        by_kind[fact.kind].append(fact)
    made = [_compared(tx, document, kind, of_kind) for kind, of_kind in by_kind.items()]
    return Linked(
        {own: head for one in made for own, head in one.same.items()},
        tuple(pair for one in made for pair in one.differing),
    )


def link_facts(tx: Transaction, document: Document, facts: Iterable[Fact]) -> Linked:
    """Keep which facts of a document the record holds already, and from which they differ.

    A document that names someone else is not compared until the person says whose it is.
    """
    linked = _linked(tx, document, facts)
    fact_writes.set_same(tx, linked.same)
    said_again.put_differing(tx, linked.differing)
    return linked


def link_again(tx: Transaction, document: Document) -> Callable[[Transaction, Document], None]:
    """Compare the facts of a document anew, for the person it is filed under now.

    Return the way back, for the document as it was then.
    """
    ids = store.listed_ids(tx, document_id=document.id)
    before = fact_writes.standing(tx, ids)
    own = frozenset(ids)
    followers = {head: one for one, head in reversed(before.items()) if head in own and one not in own}
    for follower in followers.values():
        fact_writes.lead(tx, follower)  # what another document says too goes on standing there
    fact_writes.set_same(tx, dict.fromkeys(ids))
    said_again.forget_differing(tx, ids)
    link_facts(tx, document, store.get_facts(tx, ids))

    def back(tx: Transaction, document: Document) -> None:
        fact_writes.set_same(tx, {**dict.fromkeys(ids), **{head: one for head, one in followers.items() if head}})
        for head in followers:
            fact_writes.lead(tx, str(head))
        fact_writes.set_same(tx, before)
        said_again.forget_differing(tx, ids)
        alone = [fact for fact in store.get_facts(tx, ids) if fact.same_as is None]
        said_again.put_differing(tx, _linked(tx, document, alone).differing)

    return back


def compare_changed(tx: Transaction, before: Fact, after: Fact) -> None:
    """Look again from what a result differs, once its test, day or value was changed."""
    if not isinstance(before, Result) or not isinstance(after, Result):
        return
    if same_result(before, after) and before.specimen == after.specimen and before.test == after.test:
        return
    said_again.forget_differing(tx, (after.id,))
    if after.date is None:
        return
    own = after.provenance[0].document_id if after.provenance else ""
    day = {after.date.low.isoformat()}
    ids = said_again.candidates(tx, after.person_id, after.kind, own, days=day, titles=())
    others = (one for one in store.get_facts(tx, [each for each in ids if each != after.id]) if one.trashed is None)
    read = (one for one in others if one.provenance or after.provenance)
    pairs = [(after.id, one.id) for one in read if isinstance(one, Result) and differing(after, one)]
    said_again.put_differing(tx, pairs[: said_again.MOST_DIFFERING])
