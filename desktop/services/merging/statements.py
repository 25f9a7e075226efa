"""What a fact says, field by field, now and as it was first read. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from desktop.importers.identify.folded import folded
from desktop.records.document import Document
from desktop.records.entry_fields import BadEntryError, entry_fields, parse_entry, said_text
from desktop.records.fact import Fact, FactKind
from desktop.records.fact_history import FactRevision

GROUPED = (
    FactKind.MEDICATIONS,
    FactKind.ALLERGIES,
    FactKind.CONDITIONS,
    FactKind.IMMUNIZATIONS,
    FactKind.PROCEDURES,
    FactKind.ENCOUNTERS,
)
"""Kinds of which each source keeps its own line, and lines that mean one thing stand together."""
_PRIVATE = frozenset({"sensitive"})
"""What only the person says of a fact; no document does."""
Statement = tuple[bool, tuple[str, ...]]


def statement(fact: Fact) -> Statement:
    """Return what a fact says, as texts in the order of its fields; equal when not one word is another."""
    fields = (field for field in entry_fields(fact.kind) if field.attribute not in _PRIVATE)
    return fact.negated, tuple(" ".join(said_text(fact, field).split()) for field in fields)


def as_read(fact: Fact, later: Sequence[FactRevision]) -> Fact:
    """Return a fact as it was read, before the person changed it."""
    first: dict[str, str] = {}
    for revision in later:
        for change in revision.changes:
            first.setdefault(change.field, change.before)
    known = {field.name: field for field in entry_fields(fact.kind)}
    values: dict[str, object] = {}
    for name, text in first.items():
        if name in known:
            try:
                values[known[name].attribute] = parse_entry(fact.kind, known[name], text)
            except BadEntryError:
                continue
    return replace(fact, **values)  # type: ignore[arg-type] # each is its field's own value


def read_source(document: Document) -> str:
    """Return where a document says that it comes from, whatever the person wrote over it; empty when it does not."""
    printed = (one.snippet for one in document.evidence if one.field == "source")
    said = next(printed, "" if document.evidence else document.source)
    return " ".join(folded(said).split())


def same_source(one: Document | None, other: Document | None, series: Mapping[str, str]) -> bool:
    """Whether two documents come from one place: versions of one document, of one name, or both without any."""
    if one is None or other is None:
        return False
    own = series.get(one.id)
    if own is not None and own == series.get(other.id):
        return True
    return read_source(one) == read_source(other)
