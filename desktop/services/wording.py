"""What kinds of fact are called in a sentence; never the name of a fact itself."""

from __future__ import annotations

from desktop.records.changes import ChangeSet
from desktop.records.kinds import FACT_TYPES

ONE = {kind: fact_type.words[0] for kind, fact_type in FACT_TYPES.items()}
PERSON, DOCUMENT, ENTRY = "person", "document", "entry"
NOTHING_CHANGED = "Nothing changed"


def change(what: str, done: str, ids: tuple[str, ...], kinds: set[str]) -> ChangeSet:
    """Return a change with its words: "Medicine added", or "3 entries confirmed" for several."""
    words = f"{what.capitalize()} {done}" if len(ids) == 1 else f"{len(ids)} entries {done}"
    return ChangeSet(ids, frozenset(kinds), words)
