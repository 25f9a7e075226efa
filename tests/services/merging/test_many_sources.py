"""Random imports of three sources, with the person's word between: the lists equal a simple model, any way back."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import InitVar, dataclass, field, replace
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.bootstrap import make_workspace
from desktop.importers.base import ProposedFact
from desktop.records.fact import FactKind
from desktop.services.workspace import Workspace
from desktop.vault.unlock import unlock_vault
from tests.conftest import PASSPHRASE
from tests.services.merging.papers import fact, file_paper, result

SOURCES = ("Lakeside Clinic", "St. Mary's Laboratory", "")
NAMES = {"Hemoglobin": "718-7", "HGB": "", "Sodium": ""}
"""Printed names; the first two are one test."""
VALUES = {"6.1": "6.1", "6.10": "6.1", "7": "7", "<7": "<7"}
DAYS = ("2024-03-02", "2024-03-03")
STATES = (
    *(("result", name, value, day) for name in NAMES for value in VALUES for day in DAYS),
    *(("medicine", name, strength, "") for name in ("Metformin", "Ramipril") for strength in ("5 mg", "10 mg")),
)
State = tuple[str, str, str, str]
ACTS = ("import", "import", "import", "confirm", "edit", "reject", "trash", "untrash", "keep both")
ACTS_BACK = ("take back", "bring back", "undo", "undo")
PLAYS = st.lists(
    st.tuples(
        st.sampled_from(ACTS + ACTS_BACK),
        st.integers(0, 100),
        st.lists(st.sampled_from(STATES), min_size=1, max_size=6, unique=True),
    ),
    min_size=6,
    max_size=18,
)


def _proposal(state: State) -> ProposedFact:
    kind, name, words, day = state
    if kind == "medicine":
        return fact(FactKind.MEDICATIONS, generic=name, strength=words)
    made = result(name, words.strip("<"), day=day, loinc=NAMES[name])
    return replace(made, values={**made.values, "comparator": "<"}) if words.startswith("<") else made


def _meaning(state: State, source: str) -> tuple[str, ...]:
    """What is one thing: a test, its day and its value; a medicine only as long as one source says it."""
    kind, name, words, day = state
    if kind == "medicine":
        return (kind, name, words, source)
    return (kind, "Hemoglobin" if name == "HGB" else name, VALUES[words], day)


@dataclass(eq=False)
class Reading:
    """One reading of the model; readings with one `said` say the same, and `said` is the one that stands for them."""

    id: str
    meaning: tuple[str, ...]
    paper: str
    trashed: bool = False
    stated: bool = False
    first: InitVar[Reading | None] = None
    said: Reading = field(init=False)

    def __post_init__(self, first: Reading | None) -> None:
        self.said = self if first is None else first


Snapshot = list[tuple[bool, bool, Reading]]


@dataclass(eq=False)
class Model:
    """What must be in sight: of all that say the same the one that leads, else the earliest that stands."""

    readings: list[Reading] = field(default_factory=list)
    undone: set[str] = field(default_factory=set)

    def add(self, fact_id: str, meaning: tuple[str, ...], paper: str) -> None:
        """Let a new reading stand behind the oldest that says the same, one out of the trash first."""
        leaders = [one for one in self.readings if one.said is one and one.meaning == meaning and one.paper != paper]
        first = min(leaders, key=lambda one: (one.trashed, self.readings.index(one)), default=None)
        self.readings.append(Reading(fact_id, meaning, paper, first=first))

    def stands(self, one: Reading) -> bool:
        return one.paper not in self.undone

    def behind(self, one: Reading) -> bool:
        """Whether another stands for it."""
        if one.said is one:
            return False
        elders = [other for other in self.readings[: self.readings.index(one)] if other.said is one.said]
        return any(self.stands(other) for other in [one.said, *elders])

    def lead(self, one: Reading) -> None:
        """Let a reading stand for all that say the same."""
        before = one.said
        for other in self.readings:
            if other.said is before:
                other.said = one

    def seen(self) -> set[str]:
        return {one.id for one in self.readings if self.stands(one) and not one.trashed and not self.behind(one)}

    def snapshot(self) -> Snapshot:
        return [(one.trashed, one.stated, one.said) for one in self.readings]

    def bring_back(self, then: Snapshot, one: Reading | None) -> None:
        """Give readings back how they were; those that came later follow the one that stood for them then."""
        if one is not None and len(then) <= len(self.readings):
            was = then[self.readings.index(one)][2]
            followers = [each for each in self.readings[len(then) :] if each.said is one]
            for each in followers:
                each.said = was
        for each, (trashed, stated, said) in zip(self.readings, then, strict=False):
            each.trashed, each.stated, each.said = trashed, stated, said


class Play:
    """The vault and the model, side by side."""

    def __init__(self, workspace: Workspace, person: str) -> None:
        self.workspace, self.person, self.model = workspace, person, Model()
        self.back: list[Callable[[], None]] = []
        self.papers: dict[str, str] = {}
        self.edits = 0

    def check(self) -> None:
        listed = {
            one.id
            for kind in (FactKind.RESULTS, FactKind.MEDICATIONS)
            for one in self.workspace.records.list(kind, self.person)
        }
        assert listed == self.model.seen()
        counts = self.workspace.records.counts(self.person)
        assert sum(counts.values()) == len(listed)
        facts = self.workspace.records.list(FactKind.RESULTS, self.person)
        stated = {one.id for one in facts if one.origin != "proposed"}
        tests = self.workspace.results.tests(self.person)
        assert {one.id for test in tests for one in self.workspace.results.of(self.person, test.key)} == stated
        assert self.workspace.results.waiting(self.person)[0] == len(facts) - len(stated)
        differing = self.workspace.merging.differing(facts)
        for own, others in differing.items():
            assert {other.id for other in others} <= listed - {own}
            assert all(own in {one.id for one in differing.get(other.id, ())} for other in others)

    def import_(self, pick: int, states: list[State]) -> None:
        source = SOURCES[pick % len(SOURCES)]
        states = list({_meaning(each, source): each for each in states}.values())
        made = file_paper(self.workspace, self.person, [_proposal(each) for each in states], source=source)
        self.papers[made.document.id] = made.document.import_id
        for fact_id, state in zip(made.ids, states, strict=True):
            self.model.add(fact_id, _meaning(state, source), made.document.id)

    def act(self, name: str, pick: int, states: list[State]) -> None:
        if name == "import":
            self.import_(pick, states)
        elif name == "undo":
            assert (self.workspace.history.undo() is not None) == bool(self.back)
            if self.back:
                self.back.pop()()
        elif name in {"take back", "bring back"}:
            self._take(name == "take back", pick)
        else:
            self._of_reading(name, pick)

    def _take(self, away: bool, pick: int) -> None:  # noqa: FBT001 - which way
        undone = self.model.undone
        papers = [one for one in self.papers if (one in undone) is not away]
        if papers:
            paper = papers[pick % len(papers)]
            importing = self.workspace.importing
            (importing.undo if away else importing.redo)(self.papers[paper])
            do, back = (undone.add, undone.discard) if away else (undone.discard, undone.add)
            do(paper)
            self.back.append(lambda: back(paper))

    def _of_reading(self, name: str, pick: int) -> None:
        model, records = self.model, self.workspace.records
        hidden = name == "keep both"
        found = [
            one
            for one in model.readings
            if model.stands(one) and one.trashed is (name == "untrash") and model.behind(one) is hidden
        ]
        if not found or (name in {"reject", "confirm"} and found[pick % len(found)].stated):
            return
        one = found[pick % len(found)]
        then = model.snapshot()
        leads = None if hidden else one
        self.back.append(lambda: model.bring_back(then, leads))
        if hidden:
            self.workspace.merging.keep_both(one.id)
            one.said = one
            return
        model.lead(one)
        if name in {"confirm", "reject"}:
            (records.confirm if name == "confirm" else records.reject)([one.id])
        elif name == "edit":
            self.edits += 1
            records.edit(one.id, {"note": f"mine {self.edits}"})
        else:
            (records.trash if name == "trash" else records.untrash)(one.id)
        one.stated = one.stated or name in {"confirm", "edit"}
        one.trashed = name in {"reject", "trash"}


def _played(path: Path, steps: list[tuple[str, int, list[State]]]) -> None:
    vault = unlock_vault(path, PASSPHRASE)
    try:
        workspace = make_workspace(vault)
        person = workspace.people.add({"name": "Maria Lopez", "born": "1957-05-04"}).id
        workspace = make_workspace(vault)  # with nothing to undo yet
        play = Play(workspace, person)
        for name, pick, states in steps:
            play.act(name, pick, states)
            play.check()
        while play.back:
            play.act("undo", 0, [])
            play.check()
        for paper, import_id in list(play.papers.items()):
            if paper not in play.model.undone:
                workspace.importing.undo(import_id)
        assert workspace.records.counts(play.person) == {}
    finally:
        vault.close()


@settings(
    max_examples=int(os.environ.get("SHEAF_EXAMPLES", "5")),
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=PLAYS)
def test_lists_of_many_sources_equal_the_model(
    template_vault: Path, tmp_path: Path, steps: list[tuple[str, int, list[State]]]
) -> None:
    path = tmp_path / "play.sheaf"
    shutil.copytree(template_vault, path)
    try:
        _played(path, steps)
    finally:
        shutil.rmtree(path)
        shutil.rmtree(tmp_path / "state", ignore_errors=True)
