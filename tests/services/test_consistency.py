"""Random additions, edits, moves, trash and undo: lists, search and the model stay one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.records.fact import FactKind
from desktop.services.workspace import Workspace
from tests.filing import file_document

WORDS = ("milk", "Nüsse", "penicilina", "乳糖", "Straße", "latex")
STEPS = ("add", "edit", "trash", "untrash", "file", "move", "trash_document", "untrash_document", "undo", "undo")


@dataclass
class Thing:
    """What the model knows of a typed fact, or of a document with its one proposal."""

    owner: str
    word: str
    trashed: bool = False


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
        elif step in {"add", "file"}:
            getattr(self, step)(self.people[pick % 2], word)
        else:
            things = self.facts if step in {"edit", "trash", "untrash"} else self.documents
            if things:
                getattr(self, step)(sorted(things)[pick % len(things)], word)

    def add(self, owner: str, word: str) -> None:
        added = self.workspace.records.put(FactKind.ALLERGIES, owner, {"substance": word}).id
        thing = self.facts[added] = Thing(owner, word)
        self.back.append(lambda: setattr(thing, "trashed", True))

    def edit(self, fact_id: str, word: str) -> None:
        self.workspace.records.edit(fact_id, {"substance": word})
        self._remember(self.facts[fact_id], word=word)

    def trash(self, fact_id: str, _: str) -> None:
        self.workspace.records.trash(fact_id)
        self._remember(self.facts[fact_id], trashed=True)

    def untrash(self, fact_id: str, _: str) -> None:
        self.workspace.records.untrash(fact_id)
        self._remember(self.facts[fact_id], trashed=False)

    def file(self, owner: str, word: str) -> None:
        proposal = (FactKind.RESULTS, {"test": word, "value": "1"})
        document = file_document(self.workspace, owner, title="Paper", pages=[word], proposals=[proposal])
        self.documents[document.id] = Thing(owner, word)

    def move(self, document_id: str, _: str) -> None:
        thing = self.documents[document_id]
        target = next(person for person in self.people if person != thing.owner)
        self.workspace.documents.move(document_id, target)
        self._remember(thing, owner=target)

    def trash_document(self, document_id: str, _: str) -> None:
        self.workspace.documents.trash(document_id)
        self._remember(self.documents[document_id], trashed=True)

    def untrash_document(self, document_id: str, _: str) -> None:
        self.workspace.documents.untrash(document_id)
        self._remember(self.documents[document_id], trashed=False)

    def check(self) -> None:
        """Compare lists and search with the model, for each person."""
        records = self.workspace.records
        for person in self.people:
            facts = {each for each, thing in self.facts.items() if thing.owner == person and not thing.trashed}
            papers = {each for each, thing in self.documents.items() if thing.owner == person and not thing.trashed}
            assert {fact.id for fact in records.list(FactKind.ALLERGIES, person)} == facts
            assert {document.id for document in self.workspace.documents.list(person)} == papers
            sources = [fact.provenance[0].document_id for fact in records.list(FactKind.RESULTS, person)]
            assert sorted(sources) == sorted(papers)
            for word in WORDS:
                self._check_search(person, word, facts, papers)

    def _check_search(self, person: str, word: str, facts: set[str], papers: set[str]) -> None:
        hits = self.workspace.search.find(word, person, limit=500)
        assert {hit.person_id for hit in hits} <= {person}
        found = {kind: {hit.id for hit in hits if hit.kind == kind} for kind in ("allergies", "document")}
        assert found["allergies"] == {each for each in facts if self.facts[each].word == word}
        expected = {each for each in papers if self.documents[each].word == word}
        assert found["document"] == expected
        assert {hit.document_id for hit in hits if hit.kind == "results"} == expected


Steps = Sequence[tuple[str, int, str]]


@settings(max_examples=60, deadline=None, database=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    steps=st.lists(
        st.tuples(st.sampled_from(STEPS), st.integers(0, 9), st.sampled_from(WORDS)), min_size=8, max_size=25
    )
)
def test_lists_and_search_agree_with_what_was_done(workspace: Workspace, steps: Steps) -> None:
    first, second = (workspace.people.add({"name": name, "born": "1990"}).id for name in ("Ana", "Ben"))
    play = Play(workspace, (first, second))
    for step, pick, word in steps:
        play.do(step, pick, word)
    play.check()
