"""What differs between two versions of a packet: what came in, what went out, and what was changed meanwhile."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from desktop.foundation import clock
from desktop.packet.since import Since
from desktop.records.fact import FactKind
from desktop.records.fact_history import FactRevision, FieldChange
from desktop.services.documents import Documents
from desktop.services.errors import NoSuchThingError
from desktop.services.records import Records


@dataclass(frozen=True, slots=True)
class Held:
    """What one version held: ids of facts and documents, and when it was saved; `number` 0 is not saved yet."""

    number: int
    when: datetime
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A fact (`kind`) or a document (no kind) as it is called now; without a title it is gone for good."""

    id: str
    title: str
    kind: FactKind | None = None


@dataclass(frozen=True, slots=True)
class ChangedEntry:
    """An entry of both versions that was changed between them: each field once, from first to last."""

    entry: Entry
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class VersionChanges:
    """All differences, each list in the order of its packet."""

    older: Held
    newer: Held
    added: tuple[Entry, ...]
    removed: tuple[Entry, ...]
    changed: tuple[ChangedEntry, ...]

    @property
    def nothing(self) -> bool:
        """Whether both hold the same."""
        return not (self.added or self.removed or self.changed)


def between(revisions: Iterable[FactRevision], after: datetime, until: datetime) -> tuple[FieldChange, ...]:
    """Return what changed in (after, until], each field once; a change that was taken back is none."""
    first: dict[str, str] = {}
    last: dict[str, str] = {}
    for revision in revisions:
        if after < revision.at <= until:
            for change in revision.changes:
                first.setdefault(change.field, change.before)
                last[change.field] = change.after
    return tuple(FieldChange(name, first[name], last[name]) for name in first if first[name] != last[name])


def _entries(records: Records, documents: Documents, ids: Sequence[str]) -> dict[str, Entry]:
    named = {fact.id: Entry(fact.id, fact.title, fact.kind) for fact in records.page(ids)}
    named |= {document.id: Entry(document.id, document.title) for document in documents.page(ids)}
    return {item: named.get(item, Entry(item, "")) for item in ids}


def since_version(records: Records, versions: Sequence[Held], number: int) -> Since:
    """Return what the versions up to `number` held together; an entry is compared with the last one that held it.

    A version that held only news adds to those before it: the doctor has them all. Raises NoSuchThingError.
    """
    if all(one.number != number for one in versions):
        raise NoSuchThingError("version of this packet")
    earlier = [one for one in versions if one.number <= number]
    last = {item: one.when for one in earlier for item in one.items}
    lives = records.histories(records.page(list(last)))
    changed = (item for item, life in lives.items() if between(life, last[item], clock.now()))
    day = earlier[-1].when.date()
    return Since(version=number, day=day, held=frozenset(last), changed=frozenset(changed))


def compare_versions(records: Records, documents: Documents, older: Held, newer: Held) -> VersionChanges:
    """Return the differences; documents differ only by coming or going, since they keep no history."""
    entries = _entries(records, documents, tuple(dict.fromkeys((*older.items, *newer.items))))
    before, after = frozenset(older.items), frozenset(newer.items)
    lives = records.histories(records.page([item for item in newer.items if item in before]))
    fields = {item: between(life, older.when, newer.when) for item, life in lives.items()}
    return VersionChanges(
        older,
        newer,
        added=tuple(entries[item] for item in newer.items if item not in before),
        removed=tuple(entries[item] for item in older.items if item not in after),
        changed=tuple(ChangedEntry(entries[item], made) for item, made in fields.items() if made),
    )
