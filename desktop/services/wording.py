"""What kinds of fact are called in a sentence; never the name of a fact itself."""

from __future__ import annotations

from desktop.records.changes import ChangeSet
from desktop.records.fact import FactKind

ONE = {
    FactKind.RESULTS: "result",
    FactKind.MEDICATIONS: "medicine",
    FactKind.ALLERGIES: "allergy",
    FactKind.CONDITIONS: "condition",
    FactKind.CONTACTS: "contact",
    FactKind.QUESTIONS: "question",
    FactKind.RECIPIENTS: "recipient",
    FactKind.APPOINTMENTS: "appointment",
}
PERSON, DOCUMENT, ENTRY = "person", "document", "entry"
NOTHING_CHANGED = "Nothing changed"


def change(what: str, done: str, ids: tuple[str, ...], kinds: set[str]) -> ChangeSet:
    """Return a change with its words: "Medicine added", or "3 entries confirmed" for several."""
    words = f"{what.capitalize()} {done}" if len(ids) == 1 else f"{len(ids)} entries {done}"
    return ChangeSet(ids, frozenset(kinds), words)
