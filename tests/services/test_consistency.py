"""Random additions, edits, moves, joins, trash and undo of every kind: lists, search and the model stay one.

SHEAF_EXAMPLES says how many plays there are (40 in the normal run).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.records.fact import FactKind
from desktop.services.workspace import Workspace
from desktop.vault.checking import index_fits
from tests.filing import file_document
from tests.one_of_each import ONE_OF_EACH

WORDS = ("milk", "Nüsse", "penicilina", "乳糖", "Straße", "latex")
KINDS = tuple(FactKind)
STEPS = (
    *("add", "add", "edit", "trash", "untrash", "link"),
    *("file", "move", "trash_document", "untrash_document", "confirm", "reject", "rename"),
    *("join", "separate", "undo", "undo", "undo"),
)


@dataclass
class Thing:
    """What the model knows of a typed fact, or of a document with its one proposal."""

    owner: str
    word: str
    trashed: bool = False
    kind: FactKind = FactKind.RESULTS
    source: str = ""
    """Of a fact: the document it was linked with. Of a document: its one proposal."""
    stated: bool = False
    """Whether a document's proposal is the person's word."""
    rejected: bool = False
    clinic: str = ""


def _set(thing: Thing, values: Mapping[str, object]) -> None:
    for name, value in values.items():
        setattr(thing, name, value)


@dataclass
class Play:
    """The vault and the model side by side."""

    workspace: Workspace
    people: tuple[str, str]
    facts: dict[str, Thing] = field(default_factory=dict)
    documents: dict[str, Thing] = field(default_factory=dict)
    joins: dict[str, dict[str, str]] = field(default_factory=dict)
    back: list[Callable[[], None]] = field(default_factory=list)

    def _remember(self, thing: Thing, **after: object) -> None:
        before = {name: getattr(thing, name) for name in after}
        if before == after:
            return
        _set(thing, after)
        self.back.append(lambda: _set(thing, before))

    def do(self, step: str, pick: int, word: str) -> None:
        """Play one step on both; one that needs something which is not there does nothing."""
        if step == "undo":
            undone = self.workspace.history.undo() if self.back else None
            assert (undone is not None) == bool(self.back)
            if self.back:
                self.back.pop()()
        elif step == "add":
            self.add(self.people[pick % 2], KINDS[pick % len(KINDS)], word)
        elif step == "file":
            self.file(self.people[pick % 2], word)
        elif step in {"join", "separate"}:
            getattr(self, step)(self.people[pick % 2], pick)
        else:
            things = self.facts if step in {"edit", "trash", "untrash", "link"} else self.documents
            if things:
                getattr(self, step)(sorted(things)[pick % len(things)], word)

    def add(self, owner: str, kind: FactKind, word: str) -> None:
        added = self.workspace.records.put(kind, owner, ONE_OF_EACH[kind] | {"note": word}).id
        thing = self.facts[added] = Thing(owner, word, kind=kind)
        self.back.append(lambda: setattr(thing, "trashed", True))

    def edit(self, fact_id: str, word: str) -> None:
        self.workspace.records.edit(fact_id, {"note": word})
        self._remember(self.facts[fact_id], word=word)

    def link(self, fact_id: str, _: str) -> None:
        """Name the first document of the same person as the source, or take the name away."""
        fact = self.facts[fact_id]
        own = sorted(each for each, paper in self.documents.items() if paper.owner == fact.owner)
        source = "" if fact.source or not own else own[0]
        self.workspace.records.link(fact_id, source)
        self._remember(fact, source=source)

    def confirm(self, document_id: str, _: str) -> None:
        paper = self.documents[document_id]
        self.workspace.records.confirm([paper.source])
        self._remember(paper, stated=True)

    def reject(self, document_id: str, _: str) -> None:
        paper = self.documents[document_id]
        self.workspace.records.reject([paper.source])
        if not paper.stated:
            self._remember(paper, rejected=True)

    def rename(self, document_id: str, word: str) -> None:
        """A new title; the words of its page stay."""
        self.workspace.documents.edit(document_id, {"source": f"Clinic {word}"})
        self._remember(self.documents[document_id], clinic=word)

    def join(self, owner: str, pick: int) -> None:
        keys = sorted(one.key for one in self.workspace.results.tests(owner))
        if len(keys) > 1:
            before = self.workspace.results.joins(owner)
            self.workspace.results.join(owner, keys[pick % len(keys)], keys[(pick + 1) % len(keys)])
            self._joined(owner, before)

    def separate(self, owner: str, pick: int) -> None:
        keys = sorted(one.key for one in self.workspace.results.tests(owner))
        if keys:
            before = self.workspace.results.joins(owner)
            self.workspace.results.separate(owner, keys[pick % len(keys)])
            self._joined(owner, before)

    def _joined(self, owner: str, before: Mapping[str, str]) -> None:
        self.joins[owner] = dict(self.workspace.results.joins(owner))
        self.back.append(lambda: self.joins.__setitem__(owner, dict(before)))

    def trash(self, fact_id: str, _: str) -> None:
        self.workspace.records.trash(fact_id)
        self._remember(self.facts[fact_id], trashed=True)

    def untrash(self, fact_id: str, _: str) -> None:
        self.workspace.records.untrash(fact_id)
        self._remember(self.facts[fact_id], trashed=False)

    def file(self, owner: str, word: str) -> None:
        proposal = (FactKind.RESULTS, {"test": word, "value": "1"})
        document = file_document(self.workspace, owner, title="Paper", pages=[word], proposals=[proposal])
        (read,) = self.workspace.records.list(FactKind.RESULTS, document_id=document.id)
        self.documents[document.id] = Thing(owner, word, source=read.id)

    def move(self, document_id: str, _: str) -> None:
        thing = self.documents[document_id]
        target = next(person for person in self.people if person != thing.owner)
        self.workspace.documents.move(document_id, target)
        self._remember(thing, owner=target)
        moved = [fact for fact in self.facts.values() if fact.source == document_id]
        for fact in moved:
            _set(fact, {"owner": target})
        step = self.back.pop()

        def back() -> None:
            step()
            for fact in moved:
                _set(fact, {"owner": thing.owner})

        self.back.append(back)

    def trash_document(self, document_id: str, _: str) -> None:
        self.workspace.documents.trash(document_id)
        self._remember(self.documents[document_id], trashed=True)

    def untrash_document(self, document_id: str, _: str) -> None:
        self.workspace.documents.untrash(document_id)
        self._remember(self.documents[document_id], trashed=False)

    def check(self) -> None:
        """Compare lists and search with the model, for each person, and the index with one made anew."""
        records = self.workspace.records
        for person in self.people:
            for kind in KINDS:
                expected = self._listed(person, kind)
                assert {fact.id for fact in records.list(kind, person)} == expected, kind
                assert set(records.ids(kind, person)) == expected, kind
            papers = {each for each, thing in self.documents.items() if thing.owner == person and not thing.trashed}
            assert {document.id for document in self.workspace.documents.list(person)} == papers
            assert {key.id for key in self.workspace.documents.keys(person) if not key.trashed} == papers
            self._check_tests(person)
            for word in WORDS:
                self._check_search(person, word, papers)
        assert self.workspace.vault.read(index_fits)
        assert self.workspace.health.check(full=True).ok

    def _listed(self, person: str, kind: FactKind) -> set[str]:
        typed = {
            each
            for each, thing in self.facts.items()
            if thing.owner == person and thing.kind is kind and not thing.trashed
        }
        read = {
            paper.source
            for paper in self.documents.values()
            if paper.owner == person and not paper.rejected and (paper.stated or not paper.trashed)
        }
        return typed | read if kind is FactKind.RESULTS else typed

    def _check_tests(self, person: str) -> None:
        """Every stated result stands under exactly one test, joined as the person said."""
        joins = self.joins.get(person, {})
        assert dict(self.workspace.results.joins(person)) == joins
        stated = [one for one in self.workspace.records.list(FactKind.RESULTS, person) if one.origin != "proposed"]
        expected: dict[str, set[str]] = {}
        for one in stated:
            expected.setdefault(joins.get(one.group_key, one.group_key), set()).add(one.id)
        tests = self.workspace.results.tests(person)
        assert {test.key: test.count for test in tests} == {key: len(ids) for key, ids in expected.items()}
        for key, ids in expected.items():
            assert {one.id for one in self.workspace.results.of(person, key)} == ids

    def _check_search(self, person: str, word: str, papers: set[str]) -> None:
        hits = self.workspace.search.find(word, person, limit=500)
        assert {hit.person_id for hit in hits} <= {person}
        typed = {hit.id for hit in hits if hit.kind != "document"}
        listed = {each for kind in KINDS for each in self._listed(person, kind)}
        words = {paper.source: paper.word for paper in self.documents.values()}
        words |= {each: thing.word for each, thing in self.facts.items()}
        assert typed == {each for each in listed if words[each] == word}
        found = {hit.id for hit in hits if hit.kind == "document"}
        assert found == {each for each in papers if word in {self.documents[each].word, self.documents[each].clinic}}


Steps = Sequence[tuple[str, int, str]]


@settings(
    max_examples=int(os.environ.get("SHEAF_EXAMPLES", "40")),
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    steps=st.lists(
        st.tuples(st.sampled_from(STEPS), st.integers(0, 87), st.sampled_from(WORDS)), min_size=8, max_size=30
    )
)
def test_lists_and_search_agree_with_what_was_done(workspace: Workspace, steps: Steps) -> None:
    first, second = (workspace.people.add({"name": name, "born": "1990"}).id for name in ("Ana", "Ben"))
    play = Play(workspace, (first, second))
    for step, pick, word in steps:
        play.do(step, pick, word)
    play.check()
