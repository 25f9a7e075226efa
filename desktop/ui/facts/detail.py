"""All that is known of one fact: its fields, the pages it stands on, and what was changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from desktop.records.changes import ChangeSet
from desktop.records.document import Document
from desktop.records.fact import Fact
from desktop.records.provenance import Origin, Provenance
from desktop.ui.facts.fields import FieldTexts
from desktop.ui.facts.history import HistoryWords
from desktop.ui.facts.rows import said_value
from desktop.ui.forms.own_documents import OwnDocuments
from desktop.ui.forms.said import say_change, say_done
from desktop.ui.forms.source import place_target
from desktop.ui.navigation import ScreenContext
from desktop.ui.theme import gap, pad
from desktop.ui.widgets import (
    Dialog,
    Notice,
    Pill,
    Status,
    box,
    column,
    danger,
    label,
    line,
    link,
    primary,
    row,
    secondary,
)

_PILLS = {Origin.PROPOSED: Status.LOOK, Origin.CONFIRMED: Status.DONE, Origin.TYPED: Status.PLAIN}


class FactDetail(Dialog):
    """Shows a fact; changing it opens its form, its pages open in the documents."""

    def __init__(self, context: ScreenContext, fact: Fact, edit: Callable[[Fact], object]) -> None:
        """Show `fact`; `edit` opens its form."""
        title = " ".join(fact.title.split())
        none = QCoreApplication.translate("FactDetail", "None known: {thing}").format(thing=title)
        super().__init__(context.window, none if fact.negated else title, width=760)
        self._context, self.fact, self._edit = context, fact, edit
        self._texts, self._history = FieldTexts(), HistoryWords()
        self.revisions = context.workspace.records.history(fact.id)
        pill = Pill(self._history.standing(fact), _PILLS.get(fact.origin, Status.NEUTRAL))
        self.body.addLayout(row(pill, None))
        for issue in fact.issues if fact.needs_check else ():
            self.body.addWidget(Notice(issue, look="warn"))
        self._show_differing()
        self.body.addWidget(self._fields())
        self._show_places()
        self._show_history()
        self._lay_buttons()

    def _fields(self) -> QWidget:
        grid = QGridLayout()
        pad(grid, 0)
        gap(grid, 8)
        grid.setColumnStretch(1, 1)
        first = self._history.changed_fields(self.revisions)
        for place, (field, text) in enumerate(self._texts.of(self.fact)):
            grid.addWidget(label(self._texts.label(self.fact.kind, field.name), "muted"), place, 0)
            value = column(label(text, "body_strong"), gap=2)
            was = self._texts.shown(self.fact.kind, field.name, first.get(field.name, ""))
            if was and self.fact.origin is Origin.EDITED:
                value.addWidget(label(self.tr("The page was read as “{before}”.").format(before=was), "small"))
            grid.addWidget(box(value), place, 1)
        return box(grid)

    def _show_differing(self) -> None:
        """Say what other sources give for the same test and day, with the way to keep both without a mark."""
        for other in self._context.workspace.merging.differing([self.fact]).get(self.fact.id, ()):
            words = self.tr("Here: {own}. Another source says for the same day: {other}. Both are kept.")
            keep = secondary(self.tr("Both are right"), self._keep_both)
            self.body.addWidget(
                Notice(words.format(own=said_value(self.fact), other=said_value(other)), keep, look="warn")
            )

    def _keep_both(self) -> None:
        self._done(self._context.workspace.merging.keep_both(self.fact.id))

    def _show_places(self) -> None:
        documents = OwnDocuments(self._context.workspace, self.fact.person_id)
        self.body.addWidget(line())
        self.body.addWidget(label(self.tr("Where it comes from"), "section"))
        if not self.fact.provenance:
            self.body.addWidget(label(self.tr("You typed it; no page is named."), "muted"))
        for place in self.fact.provenance:
            self.body.addWidget(self._place(place, documents))

    def _place(self, place: Provenance, documents: Mapping[str, Document]) -> QWidget:
        document = documents.get(place.document_id)
        if document is None:
            return label(self.tr("A document that is in the trash or was taken back"), "muted")
        words = self.tr("From {title}, page {page}") if place.page else self.tr("From {title}")
        shown = words.format(title=document.title, page=place.page)
        go = link(shown, lambda: self._open(place), icon="file-text", name=self.tr("Open: {place}").format(place=shown))
        made = column(go, gap=2)
        if place.snippet:
            made.addWidget(label(self.tr("Printed there: “{words}”").format(words=place.snippet), "small"))
        return box(made)

    def _open(self, place: Provenance) -> None:
        self.accept()
        self._context.navigate("documents", place_target(place, self.fact.id))

    def _show_history(self) -> None:
        self.body.addWidget(line())
        self.body.addWidget(label(self.tr("What happened to it"), "section"))
        for words in self._history.lines(self.fact, self.revisions):
            self.body.addWidget(label(words))

    def _lay_buttons(self) -> None:
        fact, records = self.fact, self._context.workspace.records
        left: list[QPushButton] = [
            danger(
                self.tr("Move to trash"),
                self._trash,
                name=self.tr("Move {thing} to the trash").format(thing=fact.title),
            )
        ]
        change = self.tr("Change {thing}").format(thing=fact.title)
        close = secondary(self.tr("Close"), self.reject)
        if fact.origin is Origin.PROPOSED:
            out = secondary(self.tr("Leave out"), lambda: self._done(records.reject([fact.id])))
            right = primary(self.tr("Correct"), lambda: self._done(records.confirm([fact.id])))
            self.set_buttons(left=[out], right=[close, secondary(self.tr("Change…"), self._change, name=change), right])
        else:
            self.set_buttons(left=left, right=[close, primary(self.tr("Change…"), self._change, name=change)])

    def _done(self, change: ChangeSet) -> None:
        say_change(self._context, change)
        self.accept()

    def _change(self) -> None:
        self.accept()
        self._edit(self.fact)

    def _trash(self) -> None:
        self._context.workspace.records.trash(self.fact.id)
        say_done(self._context, self.tr("“{thing}” is in the trash for 30 days.").format(thing=self.fact.title))
        self.accept()
