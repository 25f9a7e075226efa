"""Facts that were read and wait for the person's word, each with its source; nothing is confirmed in advance."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from desktop.records.document import Document
from desktop.records.fact import Fact, FactKind
from desktop.records.provenance import Origin
from desktop.ui.forms.said import say_change
from desktop.ui.forms.source import SourceWords
from desktop.ui.navigation import ScreenContext
from desktop.ui.widgets import Card, Pill, Status, box, column, confirm, flow, label, line, link, row, secondary
from desktop.ui.widgets.page_strip import PICTURE_WIDTH, PageStrip


def waiting(facts: Sequence[Fact]) -> list[Fact]:
    """Return those that were read and not confirmed."""
    return [fact for fact in facts if fact.origin is Origin.PROPOSED]


def stated(facts: Sequence[Fact]) -> list[Fact]:
    """Return those that are the person's word."""
    return [fact for fact in facts if fact.origin is not Origin.PROPOSED]


class ProposalsCard(Card):
    """One row for each proposal: what was read, its piece of the page, Correct, Change…, Leave out."""

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
        self._strips: dict[tuple[str, int], list[PageStrip]] = {}
        self._clear = [fact.id for fact in facts if not fact.needs_check]
        self.body.addLayout(row(label(self.tr("Read from your documents"), "section"), gap=8))
        self.body.addWidget(label(self.tr("Compare each with its page. Nothing counts before you say so."), "muted"))
        for fact in facts:
            self.body.addWidget(line())
            self.body.addWidget(self._row(fact, documents))
        if len(self._clear) > 1:
            words = self.tr("Confirm the {count} clear ones…").format(count=len(self._clear))
            self.all = secondary(words, self._ask_confirm, icon="check")
            self.body.addWidget(line())
            self.body.addLayout(row(self.all, None))
        for document_id, page in self._strips:
            self._ask_picture(document_id, page)

    def _ask_confirm(self) -> None:
        """Ask once, then confirm those that are clear; what needs a look is never part of it."""
        count = len(self._clear)
        confirm(
            self._context.window,
            self.tr("Confirm {count} entries").format(count=count),
            self.tr("You have compared the {count} entries with the page? You can undo this.").format(count=count),
            self.tr("Confirm {count} entries").format(count=count),
            lambda: say_change(self._context, self._context.workspace.records.confirm(self._clear)),
            cancel=self.tr("Go on comparing"),
        )

    def _strip(self, fact: Fact) -> QWidget | None:
        """Return the piece of the page, or the words of a file that came as data; None for neither."""
        place = fact.provenance[0] if fact.provenance else None
        if place is None:
            return None
        if place.box is None:
            return (
                label(self.tr("It says there: “{words}”").format(words=place.snippet), "muted")
                if place.snippet
                else None
            )
        words = self.tr("The page shows: {words}").format(words=place.snippet)
        made = PageStrip(place.box, place.snippet, words)
        self._strips.setdefault((place.document_id, place.page), []).append(made)
        return made

    def _ask_picture(self, document_id: str, page: int) -> None:
        documents = self._context.workspace.documents
        self._context.tasks.run(
            lambda _progress, _cancel: documents.page_picture(document_id, page, width=PICTURE_WIDTH),
            done=lambda png: self._show_picture(document_id, page, QImage.fromData(png)),
            failed=lambda _error: None,  # the words that were read stand in its place
            owner=self,
        )

    def _show_picture(self, document_id: str, page: int, image: QImage) -> None:
        for strip in self._strips[document_id, page]:
            strip.show_page(image)

    def _title(self, fact: Fact) -> str:
        """Return what the proposal says; "no known …" must never look like its opposite."""
        if not fact.negated:
            named = self.tr("Allergy: {thing}") if fact.kind is FactKind.ALLERGIES else "{thing}"
            return named.format(thing=fact.title)
        said = self.tr("None known: {thing}")
        if fact.kind is FactKind.ALLERGIES:
            said = self.tr("No known allergy: {thing}")
        elif fact.kind is FactKind.MEDICATIONS:
            said = self.tr("Not taken: {thing}")
        return said.format(thing=fact.title)

    def _row(self, fact: Fact, documents: Mapping[str, Document]) -> QWidget:
        context, records = self._context, self._context.workspace.records
        source = SourceWords().of_fact(fact, documents)
        words = column(label(self._title(fact), "body_strong"), gap=2)
        if self._detail(fact):
            words.addWidget(label(self._detail(fact)))
        if fact.needs_check:
            reason = fact.issues[0] if fact.issues else ""
            words.addWidget(box(row(Pill(self.tr("Please check"), Status.LOOK), label(reason, "small"), gap=8)))
        strip = self._strip(fact)
        if strip is not None:
            words.addWidget(strip)
        go = link(
            source.words,
            lambda: context.navigate("documents", source.target),
            icon="file-text",
            name=f"{source.spoken}: {self._title(fact)}",
        )
        go.setEnabled(bool(source.target))
        right = secondary(
            self.tr("Correct"),
            lambda: say_change(context, records.confirm([fact.id])),
            icon="check",
            name=self.tr("{thing} is correct").format(thing=self._title(fact)),
        )
        change = secondary(
            self.tr("Change…"),
            lambda: self._change(fact),
            name=self.tr("Change {thing}").format(thing=self._title(fact)),
        )
        out = secondary(
            self.tr("Leave out"),
            lambda: say_change(context, records.reject([fact.id])),
            name=self.tr("Leave out {thing}").format(thing=self._title(fact)),
        )
        return box(column(words, flow(go, right, change, out, gap=8), gap=4))
