"""What happened to a fact, in sentences: how it came in, and what the person changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QObject

from desktop.records.fact import Fact, FactKind
from desktop.records.fact_history import FactRevision, FieldChange
from desktop.records.provenance import Origin
from desktop.ui.dates import moment_words
from desktop.ui.facts.fields import FieldTexts


class HistoryWords(QObject):
    """Says it in the person's language."""

    def __init__(self) -> None:
        """Use the forms' words for fields."""
        super().__init__()
        self._fields = FieldTexts()

    def standing(self, fact: Fact) -> str:
        """Say whose word a fact is."""
        return {
            Origin.PROPOSED: self.tr("Read by Sheaf, waits for you"),
            Origin.CONFIRMED: self.tr("Read by Sheaf, confirmed by you"),
            Origin.TYPED: self.tr("Typed by you"),
            Origin.EDITED: self.tr("Read by Sheaf, changed by you"),
        }[fact.origin]

    def lines(self, fact: Fact, revisions: Sequence[FactRevision]) -> list[str]:
        """Return one line for each moment, oldest first; what was printed stands beside what was written."""
        made = []
        for number, revision in enumerate(revisions):
            moment = moment_words(revision.at)
            when = moment[:1].upper() + moment[1:]
            made.append(f"{when}: {self._happened(fact, revision, before=revisions[number - 1] if number else None)}")
        return made

    def _happened(self, fact: Fact, revision: FactRevision, *, before: FactRevision | None) -> str:
        if before is None:
            came = self.tr("typed by you") if revision.origin is Origin.TYPED else self.tr("read by Sheaf")
            return came + "."
        if revision.changes:
            printed = before.origin in {Origin.PROPOSED, Origin.CONFIRMED}
            return "; ".join(self._change(fact.kind, change, printed=printed) for change in revision.changes) + "."
        if revision.origin is Origin.CONFIRMED:
            return self.tr("confirmed by you.")
        return self.tr("not confirmed any more.") if revision.origin is Origin.PROPOSED else self.tr("kept.")

    def _change(self, kind: FactKind, change: FieldChange, *, printed: bool) -> str:
        name = self._fields.label(kind, change.field)
        before, after = (self._value(kind, change.field, text) for text in (change.before, change.after))
        if not before:
            return self.tr("{field}: you added “{after}”").format(field=name, after=after)
        if not after:
            return self.tr("{field}: you removed “{before}”").format(field=name, before=before)
        words = self.tr("{field}: it was “{before}”, you wrote “{after}”")
        if printed:
            words = self.tr("{field}: read as “{before}”, you wrote “{after}”")
        return words.format(field=name, before=before, after=after)

    def _value(self, kind: FactKind, name: str, text: str) -> str:
        return self._fields.shown(kind, name, text)

    def changed_fields(self, revisions: Iterable[FactRevision]) -> dict[str, str]:
        """Return what each changed field said first, by its name; of what was read, that is what was printed."""
        first: dict[str, str] = {}
        for revision in revisions:
            for change in revision.changes:
                first.setdefault(change.field, change.before)
        return first
