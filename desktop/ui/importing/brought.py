"""What an import means for the record, before anything is confirmed: new, there before, different, replaced."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from desktop.records.fact import Fact, FactKind
from desktop.services.merging.brought import Brought
from desktop.ui.facts.rows import FactRows, said_value
from desktop.ui.forms.kind_words import kind_words
from desktop.ui.forms.said import say_change
from desktop.ui.navigation import ScreenContext
from desktop.ui.widgets import Card, Dialog, box, column, flow, label, line, row, secondary

MOST = 100
"""So many lines are shown in one list."""


def _say(text: str) -> str:
    return QCoreApplication.translate("Brought", text)


def kinds_line(ids: Mapping[FactKind, Iterable[str]]) -> str:
    """Return how many there are of each kind: "Test results 12, Medications 3"."""
    return ", ".join(f"{kind_words(kind).title} {len(tuple(each))}" for kind, each in ids.items())


class BroughtCard(Card):
    """Counts that open their lists; hidden when everything that came is new."""

    def __init__(self, context: ScreenContext, brought: Brought) -> None:
        """Show what `brought` counts; the lists are read when they are opened."""
        self._context, self._brought = context, brought
        lines = [label(_say("What this means for the record"), "section")]
        told = (
            (brought.new, _say("New: {kinds}"), True),
            (brought.already, _say("In the record before: {kinds}. Kept as another source."), bool(brought.already)),
            (brought.twice, _say("In more than one of these files: {kinds}. Shown once."), bool(brought.twice)),
        )
        nothing = _say("nothing")
        lines += [label(words.format(kinds=kinds_line(ids) or nothing)) for ids, words, shown in told if shown]
        if brought.differs:
            count = len(brought.differs)
            one, many = _say("1 result differs from the record."), _say("{count} results differ from the record.")
            words = (one if count == 1 else many).format(count=count)
            lines.append(label(f"{words} {_say('Both are kept.')}"))
        if brought.replaced:
            lines.append(label(self._replaced_words()))
        super().__init__(*lines, flow(*self._buttons()), gap=8, pad=(20, 14))
        self.setVisible(bool(brought.already or brought.differs or brought.replaced or brought.twice))

    def _replaced_words(self) -> str:
        names = [self._context.workspace.documents.get(one).title for one in self._brought.replaced]
        words = _say("Replaced by newer versions: {names}. The older originals are kept.").format(
            names=", ".join(names)
        )
        gone = kinds_line(self._brought.withdrawn)
        return (
            f"{words} {_say('Not in the newer version, so not listed: {kinds}.').format(kinds=gone)}" if gone else words
        )

    def _buttons(self) -> list[QWidget]:
        held = self._brought
        before = {own: other for pairs in held.already.values() for own, other in pairs.items()}
        lists: tuple[tuple[str, tuple[str, ...], Mapping[str, str]], ...] = (
            (_say("Look at what is new"), tuple(each for ids in held.new.values() for each in ids), {}),
            (_say("Look at what was there"), tuple(before), before),
            (_say("Look at what differs"), tuple(held.differs), {own: them[0] for own, them in held.differs.items()}),
            (_say("Look at what is not listed"), tuple(each for ids in held.withdrawn.values() for each in ids), {}),
        )
        return [secondary(words, partial(self._open, words, ids, others)) for words, ids, others in lists if ids]

    def _open(self, title: str, ids: Sequence[str], others: Mapping[str, str]) -> None:
        BroughtList(self._context, title, ids, others).present()


class BroughtList(Dialog):
    """One of the lists; what was there stands beside what came."""

    def __init__(self, context: ScreenContext, title: str, ids: Sequence[str], others: Mapping[str, str]) -> None:
        """Show the facts `ids`, each with the one of the record in `others`."""
        super().__init__(context.window, title, width=820)
        self._context, self._rows = context, FactRows()
        records = context.workspace.records
        shown = records.page(ids[:MOST])
        there = {one.id: one for one in records.page([others[one.id] for one in shown if one.id in others])}
        for number, one in enumerate(shown):
            if number:
                self.body.addWidget(line(soft=True))
            self.body.addWidget(self._line(one, there.get(others.get(one.id, ""))))
        if len(ids) > MOST:
            self.body.addWidget(label(_say("{count} more").format(count=len(ids) - MOST), "muted"))
        close = secondary(_say("Close"), self.reject)
        self.set_buttons(right=[close])
        self.first = close

    def _line(self, fact: Fact, there: Fact | None) -> QWidget:
        item = self._rows.item(fact)
        told = column(label(item.title, "body_strong"), label(item.detail), gap=2)
        if there is not None:
            own = self._rows.item(there)
            words = _say("In this file: {new}   In the record: {old}").format(
                new=said_value(fact), old=said_value(there)
            )
            told.addWidget(label(words))
            told.addWidget(label(own.detail, "small"))
        inside = row(gap=12)
        inside.addLayout(told, 1)
        if there is not None:
            name = _say("Keep both of {thing}").format(thing=item.title)
            inside.addWidget(secondary(_say("Keep both"), partial(self._keep_both, fact.id), name=name))
        return box(inside)

    def _keep_both(self, fact_id: str) -> None:
        say_change(self._context, self._context.workspace.merging.keep_both(fact_id))
        self.accept()
