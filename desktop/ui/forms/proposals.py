"""Facts that were read and wait for the person's word, each with its source; nothing is confirmed in advance."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtWidgets import QWidget

from desktop.records.document import Document
from desktop.records.fact import Fact
from desktop.records.provenance import Origin
from desktop.ui.forms.said import say_change
from desktop.ui.forms.source import SourceWords
from desktop.ui.navigation import ScreenContext
from desktop.ui.widgets import Card, Pill, Status, box, column, flow, label, line, link, row, secondary


def waiting(facts: Sequence[Fact]) -> list[Fact]:
    """Return those that were read and not confirmed."""
    return [fact for fact in facts if fact.origin is Origin.PROPOSED]


def stated(facts: Sequence[Fact]) -> list[Fact]:
    """Return those that are the person's word."""
    return [fact for fact in facts if fact.origin is not Origin.PROPOSED]


class ProposalsCard(Card):
    """One row for each proposal: what was read, where, Correct, Change…, Leave out."""

    def __init__(
        self,
        context: ScreenContext,
        facts: Sequence[Fact],
        documents: Mapping[str, Document],
        change: Callable[[Fact], object],
        detail: Callable[[Fact], str],
    ) -> None:
        """Show `facts`; `change` opens the form of one, `detail` is its second line."""
        super().__init__(gap=6)
        self._context, self._change, self._detail = context, change, detail
        self.body.addLayout(row(label(self.tr("Read from your documents"), "section"), gap=8))
        self.body.addWidget(label(self.tr("Compare each with its page. Nothing counts before you say so."), "muted"))
        for fact in facts:
            self.body.addWidget(line())
            self.body.addWidget(self._row(fact, documents))

    def _row(self, fact: Fact, documents: Mapping[str, Document]) -> QWidget:
        context, records = self._context, self._context.workspace.records
        source = SourceWords().of_fact(fact, documents)
        words = column(label(fact.title, "body_strong"), gap=2)
        if self._detail(fact):
            words.addWidget(label(self._detail(fact)))
        if fact.needs_check:
            reason = fact.issues[0] if fact.issues else ""
            words.addWidget(box(row(Pill(self.tr("Please check"), Status.LOOK), label(reason, "small"), gap=8)))
        go = link(
            source.words, lambda: context.navigate("documents", source.target), icon="file-text", name=source.spoken
        )
        go.setEnabled(bool(source.target))
        right = secondary(
            self.tr("Correct"),
            lambda: say_change(context, records.confirm([fact.id])),
            icon="check",
            name=self.tr("{thing} is correct").format(thing=fact.title),
        )
        change = secondary(
            self.tr("Change…"), lambda: self._change(fact), name=self.tr("Change {thing}").format(thing=fact.title)
        )
        out = secondary(
            self.tr("Leave out"),
            lambda: say_change(context, records.reject([fact.id])),
            name=self.tr("Leave out {thing}").format(thing=fact.title),
        )
        return box(column(words, flow(go, right, change, out, gap=8), gap=4))
