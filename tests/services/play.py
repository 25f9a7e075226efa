"""Plays changes on a vault and on a model of it, side by side, with the way back of each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import pytest

from desktop.records.fact import FactKind
from desktop.records.provenance import Origin
from desktop.services.errors import NoSuchThingError, ReadPlaceError
from desktop.services.workspace import Workspace
from tests.filing import file_document
from tests.one_of_each import ONE_OF_EACH

WORDS = ("milk", "Nüsse", "penicilina", "乳糖", "Straße", "latex")
KINDS = (FactKind.RESULTS, *FactKind, FactKind.RESULTS)
OF_FACTS = ("edit", "edit", "trash", "untrash", "link", "link", "confirm", "unconfirm", "reject")
OF_DOCUMENTS = ("move", "move", "rename", "trash_document", "untrash_document", "take_back_import", "bring_back_import")
OF_TESTS = ("join", "separate", "keep_apart")
STEPS = (
    *(*OF_FACTS, *OF_DOCUMENTS, *OF_TESTS),
    *("add", "add", "file", "file", "set_aside", "bring_back", "bring_back", "undo", "undo", "undo"),
)


@dataclass
class Entry:
    """What the model knows of a fact; one that was read names its document in `source` for ever."""

    owner: str
    kind: FactKind
    note: str
    origin: Origin
    name: str = ""
    """The word that was read, which no step changes."""
    source: str = ""
    trashed: bool = False


@dataclass
class Paper:
    """What the model knows of a document; `title` is a word of its clinic."""

    owner: str
    word: str
    import_id: str
    clinic: str = ""
    trashed: bool = False
    undone: bool = False


@dataclass
class Play:
    """The vault and the model."""

    workspace: Workspace
    people: tuple[str, ...]
    facts: dict[str, Entry] = field(default_factory=dict)
    papers: dict[str, Paper] = field(default_factory=dict)
    joins: dict[str, dict[str, str]] = field(default_factory=dict)
    aside: set[str] = field(default_factory=set)
    revisions: dict[str, int] = field(default_factory=dict)
    back: list[Callable[[], None]] = field(default_factory=list)

    def do(self, step: str, pick: int, word: str) -> None:
        """Play one step on both; one that needs something which is not there does nothing."""
        if step == "undo":
            assert (self.workspace.history.undo() is not None) == bool(self.back)
            if self.back:
                self.back.pop()()
        elif step in OF_FACTS:
            only = {Origin.TYPED} if step == "link" and pick % 5 else set(Origin)
            found = sorted(
                each for each, entry in self.facts.items() if self.within_reach(entry) and entry.origin in only
            )
            if found:
                getattr(self, step)(found[pick % len(found)], word)
        elif step in OF_DOCUMENTS:
            found = sorted(each for each, paper in self.papers.items() if paper.owner not in self.aside)
            if found:
                getattr(self, step)(found[pick % len(found)], word)
        elif step in {"set_aside", "bring_back"}:
            getattr(self, step)(self.people[pick % 2])
        elif self.people[pick % 2] in self.aside:
            with pytest.raises(NoSuchThingError):
                self.workspace.records.put(FactKind.ALLERGIES, self.people[pick % 2], {"substance": word})
        else:
            getattr(self, step)(self.people[pick % 2], pick // 2, word)

    def within_reach(self, entry: Entry) -> bool:
        """Whether a fact stands in a list or in the trash, so that a person can do something with it."""
        return entry.owner not in self.aside and self.source_stands(entry)

    def source_stands(self, entry: Entry) -> bool:
        """Whether the document that a fact was read in lets it stand; what was typed needs none."""
        if entry.origin is Origin.TYPED:
            return True
        paper = self.papers[entry.source]
        return not paper.undone and (entry.origin is not Origin.PROPOSED or not paper.trashed)

    def listed(self, person: str) -> dict[str, Entry]:
        """Return what must stand in a person's lists."""
        return {
            each: one
            for each, one in self.facts.items()
            if one.owner == person and not one.trashed and self.within_reach(one)
        }

    def _remember(self, *things: object, **after: object) -> None:
        """Give the things these values, with one way back, unless they have them."""
        changing = [each for each in things if any(getattr(each, name) != value for name, value in after.items())]
        before = [(each, {name: getattr(each, name) for name in after}) for each in changing]
        for each in changing:
            _set(each, after)
        if changing:
            self.back.append(lambda: _put_back(before))

    def add(self, owner: str, pick: int, word: str) -> None:
        """Type a fact."""
        kind = KINDS[pick % len(KINDS)]
        added = self.workspace.records.put(kind, owner, ONE_OF_EACH[kind] | {"note": word}).id
        entry = self.facts[added] = Entry(owner, kind, word, Origin.TYPED)
        self.back.append(lambda: setattr(entry, "trashed", True))

    def file(self, owner: str, pick: int, word: str) -> None:
        """File a document with one proposal; some come with the import of another that is there."""
        others = sorted({one.import_id for one in self.papers.values() if not one.undone})
        import_id = others[pick % len(others)] if others and pick % 3 == 0 else ""
        proposal = (FactKind.RESULTS, {"test": word, "value": str(len(self.papers))})  # no two papers say the same
        made = file_document(
            self.workspace, owner, title="Paper", pages=[word], proposals=[proposal], import_id=import_id
        )
        (read,) = self.workspace.records.list(FactKind.RESULTS, document_id=made.id)
        self.papers[made.id] = Paper(owner, word, made.import_id)
        self.facts[read.id] = Entry(owner, FactKind.RESULTS, "", Origin.PROPOSED, name=word, source=made.id)

    def edit(self, fact_id: str, word: str) -> None:
        """Change the note; what was read is the person's word then."""
        entry = self.facts[fact_id]
        self.workspace.records.edit(fact_id, {"note": word})
        if entry.note != word:
            own = Origin.TYPED if entry.origin is Origin.TYPED else Origin.EDITED
            self._remember(entry, note=word, origin=own)

    def link(self, fact_id: str, word: str) -> None:
        """Name a document of the same person as the source, or take the name away; what was read has its place."""
        entry = self.facts[fact_id]
        own = sorted(each for each, paper in self.papers.items() if paper.owner == entry.owner)
        source = "" if entry.source or not own else own[WORDS.index(word) % len(own)]
        if entry.origin is not Origin.TYPED:
            with pytest.raises(ReadPlaceError):
                self.workspace.records.link(fact_id, source)
        elif source and self.papers[source].undone:
            with pytest.raises(NoSuchThingError):
                self.workspace.records.link(fact_id, source)
        else:
            self.workspace.records.link(fact_id, source)
            self._remember(entry, source=source)

    def confirm(self, fact_id: str, _: str) -> None:
        """Say that a proposal is right."""
        self.workspace.records.confirm([fact_id])
        if self.facts[fact_id].origin is Origin.PROPOSED:
            self._remember(self.facts[fact_id], origin=Origin.CONFIRMED)

    def unconfirm(self, fact_id: str, _: str) -> None:
        """Take that back."""
        self.workspace.records.unconfirm([fact_id])
        if self.facts[fact_id].origin is Origin.CONFIRMED:
            self._remember(self.facts[fact_id], origin=Origin.PROPOSED)

    def reject(self, fact_id: str, _: str) -> None:
        """Let a proposal go."""
        self.workspace.records.reject([fact_id])
        if self.facts[fact_id].origin is Origin.PROPOSED:
            self._remember(self.facts[fact_id], trashed=True)

    def trash(self, fact_id: str, _: str) -> None:
        """Set a fact aside."""
        self.workspace.records.trash(fact_id)
        self._remember(self.facts[fact_id], trashed=True)

    def untrash(self, fact_id: str, _: str) -> None:
        """Take it back."""
        self.workspace.records.untrash(fact_id)
        self._remember(self.facts[fact_id], trashed=False)

    def _on_paper(self, document_id: str, act: Callable[[], object], **after: object) -> bool:
        """Do something with a document; one of an import taken back is not there."""
        if self.papers[document_id].undone:
            with pytest.raises(NoSuchThingError):
                act()
            return False
        act()
        self._remember(self.papers[document_id], **after)
        return True

    def rename(self, document_id: str, word: str) -> None:
        """Say where a document comes from; the words of its page stay."""
        documents = self.workspace.documents
        self._on_paper(document_id, lambda: documents.edit(document_id, {"source": f"Clinic {word}"}), clinic=word)

    def trash_document(self, document_id: str, _: str) -> None:
        """Set a document aside."""
        self._on_paper(document_id, lambda: self.workspace.documents.trash(document_id), trashed=True)

    def untrash_document(self, document_id: str, _: str) -> None:
        """Take it back."""
        self._on_paper(document_id, lambda: self.workspace.documents.untrash(document_id), trashed=False)

    def move(self, document_id: str, _: str) -> None:
        """File a document with everything that names it under the other person."""
        paper = self.papers[document_id]
        target = next(person for person in self.people if person != paper.owner)
        if target in self.aside or paper.undone:
            with pytest.raises(NoSuchThingError):
                self.workspace.documents.move(document_id, target)
            return
        self.workspace.documents.move(document_id, target)
        theirs = [entry for entry in self.facts.values() if entry.source == document_id]
        self._remember(paper, *theirs, owner=target)

    def take_back_import(self, document_id: str, _: str) -> None:
        """Undo the whole import that a document came with."""
        paper = self.papers[document_id]
        if not paper.undone:
            self.workspace.importing.undo(paper.import_id)
            self._remember(*self._of_import(paper.import_id), undone=True)

    def bring_back_import(self, document_id: str, _: str) -> None:
        """Bring it back, from the trash."""
        paper = self.papers[document_id]
        if paper.undone:
            items = self.workspace.trash.items(paper.owner)
            (item,) = [one for one in items if one.kind == "import" and one.id == paper.import_id]
            self.workspace.trash.take_back(item)
            self._remember(*self._of_import(paper.import_id), undone=False)

    def _of_import(self, import_id: str) -> list[Paper]:
        return [one for one in self.papers.values() if one.import_id == import_id]

    def set_aside(self, person: str) -> None:
        """Move a person to the trash."""
        if person not in self.aside:
            self.workspace.people.trash(person)
            self.aside.add(person)
            self.back.append(lambda: self.aside.discard(person))

    def bring_back(self, person: str) -> None:
        """Take a person out of the trash."""
        if person in self.aside:
            self.workspace.people.untrash(person)
            self.aside.discard(person)
            self.back.append(lambda: self.aside.add(person))

    def _tests(self, owner: str) -> list[str]:
        """Return the keys of a person's tests as the model knows them."""
        joins = self.joins.get(owner, {})
        stated = [
            each
            for each, one in self.listed(owner).items()
            if one.kind is FactKind.RESULTS and one.origin is not Origin.PROPOSED
        ]
        keys = {one.group_key for one in self.workspace.records.page(stated)}
        return sorted({joins.get(key, key) for key in keys})

    def join(self, owner: str, pick: int, _: str) -> None:
        """Say that two tests are one."""
        keys = self._tests(owner)
        if len(keys) > 1:
            key, to = keys[pick % len(keys)], keys[(pick + 1) % len(keys)]
            before = self.joins.get(owner, {})
            under = {name for name, head in before.items() if head == key} | {key}
            head = before.get(to, to)
            self.workspace.results.join(owner, key, to)
            self._joined(owner, before | dict.fromkeys(under - {head}, head))

    def separate(self, owner: str, pick: int, _: str) -> None:
        """Show what stands under one test as tests of their own."""
        keys = self._tests(owner)
        if keys:
            key = keys[pick % len(keys)]
            self.workspace.results.separate(owner, key)
            self._joined(owner, {name: to for name, to in self.joins.get(owner, {}).items() if to != key})

    def keep_apart(self, owner: str, pick: int, _: str) -> None:
        """Say that two tests are not one."""
        keys = self._tests(owner)[pick % 3 :][:2]
        if keys:
            self.workspace.results.keep_apart(owner, keys)
            self._joined(owner, self.joins.get(owner, {}) | {key: key for key in keys})

    def _joined(self, owner: str, after: dict[str, str]) -> None:
        before = self.joins.get(owner, {})
        self.joins[owner] = after
        self.back.append(lambda: self.joins.__setitem__(owner, before))


def _set(thing: object, values: Mapping[str, object]) -> None:
    for name, value in values.items():
        setattr(thing, name, value)


def _put_back(before: Sequence[tuple[object, Mapping[str, object]]]) -> None:
    for thing, values in before:
        _set(thing, values)
