"""What record.json says, checked item by item: what is not understood is left out and said."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any, TypeVar

from desktop.importers import limits
from desktop.importers.sheaf_export.shapes import BadShapeError, items, mapping, text, thing, value
from desktop.records.answers import Answer
from desktop.records.document import Document, ImportIssue
from desktop.records.entry_fields import (
    BadEntryError,
    MissingEntryError,
    UnknownFieldError,
    check_required,
    entry_fields,
    entry_text,
    parse_entries,
    parse_record,
    record_fields,
)
from desktop.records.fact import Fact, FactKind
from desktop.records.fact_history import FactRevision, FieldChange
from desktop.records.imaging_files import ImagingFile, ImagingSeries
from desktop.records.kinds import FACT_TYPES
from desktop.records.person import Person
from desktop.records.single_thing import SingleThing

T = TypeVar("T")
_ID = re.compile(r"[A-Za-z0-9-]{1,64}")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_BAD = (BadShapeError, BadEntryError, MissingEntryError, UnknownFieldError)


@dataclass(frozen=True, slots=True)
class ExportedFile:
    """An image file of a study, and where it lies below the person's folder; empty when it was not written."""

    file: ImagingFile
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportedDocument:
    """A document, and where its original lies below the person's folder; empty when it was not written."""

    document: Document
    path: str
    series: tuple[ImagingSeries, ...] = ()
    files: tuple[ExportedFile, ...] = ()
    version: tuple[str, str] | None = None
    """The name that all versions of it share, and its rank among them."""


@dataclass(frozen=True, slots=True)
class ExportedFact:
    """A fact with what happened to it, from how it came in."""

    fact: Fact
    life: tuple[FactRevision, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportedRecord:
    """One person's record as it was exported; `issues` says what of it was not understood."""

    person: Person
    documents: tuple[ExportedDocument, ...] = ()
    facts: tuple[ExportedFact, ...] = ()
    answers: Mapping[FactKind, Answer] = field(default_factory=dict)
    single_things: Mapping[SingleThing, Answer] = field(default_factory=dict)
    test_joins: Mapping[str, str] = field(default_factory=dict)
    differing: tuple[tuple[str, str, bool], ...] = ()
    issues: tuple[ImportIssue, ...] = ()

    @property
    def listed(self) -> int:
        """How many entries it has that are not in the trash."""
        return sum(one.fact.trashed is None for one in self.facts)


def an_id(raw: object) -> str:
    """Return an identifier; raises BadShapeError."""
    word = text(raw)
    if _ID.fullmatch(word) is None:
        raise BadShapeError("id")
    return word


def _path(raw: object) -> str:
    """Return where an original lies; raises BadShapeError for a path that could lead out of the folder."""
    path = text(raw)
    parts = path.split("/")
    if path and ("\\" in path or ":" in parts[0] or any(part in {"", ".", ".."} for part in parts)):
        raise BadShapeError("original")
    return path


def _fits(fact: Fact) -> Fact:
    """Return a fact whose every field a person could have typed; raises BadEntryError and its like."""
    parse_entries(fact.kind, {each.name: entry_text(fact, each) for each in entry_fields(fact.kind)})
    check_required(fact)
    return fact


def _revisions(fact: Fact, raw: object) -> tuple[FactRevision, ...]:
    made = [
        replace(thing(FactRevision, one, changes=()), changes=tuple(_change(each) for each in items(one["changes"])))
        for one in map(mapping, items(raw))
    ]
    numbers = [one.revision for one in made]
    if numbers and (numbers[-1] != fact.revision or any(before >= after for before, after in pairwise(numbers))):
        raise BadShapeError("history")
    return tuple(made)


def _change(raw: object) -> FieldChange:
    told = mapping(raw)
    return FieldChange(text(told.get("field")), text(told.get("before")), text(told.get("after")))


def _fact(raw: object) -> ExportedFact:
    told = mapping(raw)
    kind = value(FactKind, told.get("kind"))
    fact = thing(FACT_TYPES[kind], told)
    an_id(fact.id)
    if fact.same_as is not None:
        an_id(fact.same_as)
    if fact.revision < 1 or any(place.page < 0 for place in fact.provenance):
        raise BadShapeError
    own = tuple(place for place in fact.provenance if not place.fact_id)
    return ExportedFact(_fits(replace(fact, provenance=own)), _revisions(fact, told.get("history", [])))


def _document(raw: object) -> ExportedDocument:
    told = mapping(raw)
    document = thing(Document, told)
    an_id(document.id)
    if _SHA256.fullmatch(document.sha256) is None or min(document.size, document.pages, document.revision - 1) < 0:
        raise BadShapeError
    parse_record(Document, {each.name: entry_text(document, each) for each in record_fields(Document)})
    series = tuple(_series(document, one) for one in map(mapping, items(told.get("series", []))))
    path = _path(told.get("original", ""))
    version = told.get("version_of")
    return ExportedDocument(
        document=document,
        path=path,
        series=series,
        files=tuple(each for one in items(told.get("series", [])) for each in _files(one, path)),
        version=None if version is None else (text(version.get("name")), text(version.get("rank"))),
    )


def _series(document: Document, raw: Mapping[str, Any]) -> ImagingSeries:
    one = thing(ImagingSeries, raw)
    an_id(one.id)
    if one.document_id != document.id:
        raise BadShapeError
    return one


def _files(raw: Mapping[str, Any], folder: str) -> Iterator[ExportedFile]:
    for told in map(mapping, items(raw.get("instances", []))):
        file = thing(ImagingFile, told)
        an_id(file.id)
        if file.series_id != raw.get("id") or _SHA256.fullmatch(file.sha256) is None or file.size < 0:
            raise BadShapeError
        path = _path(told.get("original", ""))
        yield ExportedFile(file, f"{folder}/{path}" if folder and path else "")


def _person(raw: object) -> Person:
    person = thing(Person, raw)
    an_id(person.id)
    parse_record(Person, {each.name: entry_text(person, each) for each in record_fields(Person)})
    check_required(person)
    return replace(person, trashed=None)


@dataclass(slots=True)
class _Reader:
    """Reads lists, and keeps count of the items that were not understood."""

    bad: dict[str, int] = field(default_factory=dict)
    ids: set[str] = field(default_factory=set)

    def all(self, called: str, raw: object, read: Callable[[object], T], own_id: Callable[[T], str]) -> Iterator[T]:
        """Yield what is understood of a list; each id once."""
        try:
            them = items(raw)
        except BadShapeError:
            self._left_out(called)
            return
        for one in them:
            try:
                made = read(one)
            except _BAD:
                self._left_out(called)
                continue
            if own_id(made) in self.ids:
                self._left_out(called)
                continue
            self.ids.add(own_id(made))
            yield made

    def _left_out(self, called: str) -> None:
        self.bad[called] = self.bad.get(called, 0) + 1

    def one(self, called: str, read: Callable[[], T]) -> T | None:
        """Return a value, or None when it is not understood."""
        try:
            return read()
        except _BAD:
            self._left_out(called)
            return None


def _pair(raw: object) -> tuple[str, str, bool]:
    told = mapping(raw)
    one, other = value(tuple[str, str], told.get("facts"))
    return an_id(one), an_id(other), value(bool, told.get("settled"))


def _answers(raw: object) -> dict[FactKind, Answer]:
    return {value(FactKind, kind): value(Answer, answer) for kind, answer in mapping(raw).items()}


def _things(raw: object) -> dict[SingleThing, Answer]:
    return {value(SingleThing, asked): value(Answer, answer) for asked, answer in mapping(raw).items()}


def _joins(raw: object) -> dict[str, str]:
    return {text(key): text(to) for key, to in mapping(raw).items()}


def record_of(raw: object) -> ExportedRecord:
    """Return the record of untrusted JSON; raises BadShapeError when not even the person is understood."""
    told = mapping(raw)
    try:
        person = _person(told.get("person"))
    except _BAD:
        raise BadShapeError("person") from None
    reader = _Reader()
    trash = reader.one("trash", lambda: mapping(told.get("trash", {}))) or {}
    papers = [("documents", told.get("documents", [])), ("documents", trash.get("documents", []))]
    kinds = reader.one("entries", lambda: mapping(told.get("facts", {}))) or {}
    entries = [*kinds.values(), told.get("waiting_facts", []), told.get("unlisted_facts", []), trash.get("facts", [])]
    documents = tuple(
        one for called, them in papers for one in reader.all(called, them, _document, lambda made: made.document.id)
    )
    facts = tuple(one for them in entries for one in reader.all("entries", them, _fact, lambda made: made.fact.id))
    answers = reader.one("answers", lambda: _answers(told.get("answers", {}))) or {}
    things = reader.one("answers", lambda: _things(told.get("single_things", {}))) or {}
    joins = reader.one("names of tests", lambda: _joins(told.get("test_joins", {}))) or {}
    pairs = reader.one("differences", lambda: tuple(map(_pair, items(told.get("differing", []))))) or ()
    return ExportedRecord(
        person=person,
        documents=documents,
        facts=facts,
        answers=answers,
        single_things=things,
        test_joins=joins,
        differing=pairs,
        issues=tuple(limits.export_left_out(called, count) for called, count in reader.bad.items()),
    )
