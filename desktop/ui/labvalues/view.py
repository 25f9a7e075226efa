"""The page where values that were read become the person's word, one by one or the clear ones together."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QPushButton

from desktop.foundation.errors import AppError
from desktop.records.changes import ChangeSet
from desktop.records.document import Document
from desktop.records.fact import Fact, FactKind
from desktop.records.provenance import Origin
from desktop.records.result import Result
from desktop.services.records import Records
from desktop.services.test_names import name_of_test
from desktop.ui.dates import day_words
from desktop.ui.forms.focus import announce, keeping_focus
from desktop.ui.forms.proposals import waiting
from desktop.ui.forms.said import say_change
from desktop.ui.forms.screen import RecordScreen
from desktop.ui.forms.source import document_target
from desktop.ui.forms.table import TableHead
from desktop.ui.labvalues.presenter import Value, edit_of, edited, next_waiting, values_of
from desktop.ui.labvalues.row import FOLD_AT, SHARES, RowActions, ValueRow, heads
from desktop.ui.navigation import ScreenContext
from desktop.ui.widgets import (
    Card,
    EmptyState,
    Page,
    Pill,
    Status,
    clear,
    confirm,
    line,
    primary,
    secondary,
)
from desktop.ui.widgets.page_strip import PICTURE_WIDTH


class LabValuesScreen(RecordScreen):
    """Shows the values of one report; nothing is confirmed in advance."""

    name = "lab-values"
    kinds = frozenset({FactKind.RESULTS.value})

    def __init__(self, context: ScreenContext) -> None:
        """Make the page."""
        super().__init__(context, Page(self.tr("Values to confirm")))
        self.title = self.page.title.text()
        self.document: Document | None = None
        self.values: list[Value] = []
        self.rows: dict[str, ValueRow] = {}
        self._typed: dict[str, tuple[str, str]] = {}
        self._pictures: dict[tuple[str, int], QImage] = {}
        self._actions = RowActions(
            correct=self._correct,
            leave_out=self._leave_out,
            undo=lambda one: self._write(lambda: self._records.unconfirm([one])),
            use_page=self._use_page,
            typed=self._keep_typed,
        )

    @property
    def _records(self) -> Records:
        return self.context.workspace.records

    def reload(self, change: ChangeSet) -> None:
        """Show what is in the vault."""
        if self.concerns(change.kinds):
            self._read()
            keeping_focus(self.page, self._show)

    def open(self, target: str) -> None:
        """Show the values of a document; without one, of the first that has values to confirm."""
        document_id = target.partition("#")[0] or self._next_document("")
        own = self.own_documents()
        found = [own[document_id]] if document_id in own else []
        self.document = found[0] if found else None
        self._read()
        self._show()
        first = next((one.result.id for one in self.values if one.waits), "")
        if first:
            self.once_shown(lambda: self.rows[first].focus_value() if first in self.rows else None)

    def _next_document(self, current: str) -> str:
        return self.context.workspace.results.waiting(self.context.person_id, besides=current)[1]

    def _read(self) -> None:
        self.values = []
        if self.document is None:
            return
        self.document = self.own_documents().get(self.document.id)
        if self.document is None:
            return
        facts = self._records.list(FactKind.RESULTS, self.context.person_id, document_id=self.document.id)
        self.values = values_of([one for one in facts if isinstance(one, Result)], self._earlier(facts))

    def _earlier(self, read: Sequence[Fact]) -> dict[str, Result]:
        """Return, for each proposal, the newest result of the same test that is the person's word."""
        tests = self.context.workspace.results.tests(self.context.person_id, newest=1)
        newest = [one for test in tests for one in test.newest]
        newest.sort(key=lambda one: one.date.iso_time if one.date else "", reverse=True)
        known: dict[str, Result] = {}
        for one in newest:
            known.setdefault(name_of_test(one.test, one.specimen).key, one)
        found = {}
        for proposal in waiting(read):
            if isinstance(proposal, Result):
                before = known.get(name_of_test(proposal.test, proposal.specimen).key)
                if before is not None:
                    found[proposal.id] = before
        return found

    def _show(self) -> None:
        clear(self.page.content)
        self.rows = {}
        document = self.document
        if document is None or not self.values:
            self._show_empty()
            return
        self._show_title(document)
        card = Card(TableHead(heads(), SHARES, fold_at=FOLD_AT, titled=False), gap=0)
        several = len({one.result.date.iso for one in self.values if one.result.date is not None}) > 1
        for value in self.values:
            result = value.result
            history = self._records.history(result.id) if result.origin is Origin.EDITED else ()
            changed = edited(result, history)
            made = ValueRow(value, self._actions, changed=changed, typed=self._typed.get(result.id), with_day=several)
            self.rows[result.id] = made
            card.body.addWidget(line())
            card.body.addWidget(made)
        self.page.add(card, None)
        self._show_bottom(document)
        self._ask_pictures(document)

    def _show_empty(self) -> None:
        self.page.set_title(self.tr("Values to confirm"))
        self.page.set_actions()
        self.page.bottom.hide()
        self.page.primary_button = None
        add = secondary(self.tr("Go to test results"), lambda: self.context.navigate("results", ""))
        text = self.tr("You can add results by hand.")
        self.page.add(EmptyState("flask", self.tr("No values were found on these pages."), text, add), None)

    def _show_title(self, document: Document) -> None:
        total, done = len(self.values), sum(not one.waits for one in self.values)
        title = self.tr("Check {count} values from this report").format(count=total)
        if total == 1:
            title = self.tr("Check 1 value from this report")
        parts = (document.title, day_words(document.date, long=True), document.source)
        known = ", ".join(part for part in parts if part)
        said = self.tr("{report}. Compare each number with its piece of the page.").format(report=known)
        self.page.set_title(title, said)
        status = Status.DONE if done == total else Status.NEUTRAL
        words = self.tr("{done} of {total} confirmed").format(done=done, total=total)
        self.page.set_actions(Pill(words, status))

    def _show_bottom(self, document: Document) -> None:
        page = self.page
        look = secondary(self.tr("Open the page"), lambda: self._open_page(document), icon="frame-corners")
        later = secondary(self.tr("Finish later"), lambda: self.context.navigate("documents", document.id))
        page.primary_button = self._way_on(document)
        page.set_bottom(left=[look, later], right=[page.primary_button], note=self._note())

    def _way_on(self, document: Document) -> QPushButton:
        clear_ones = self._clear_ids()
        if any(one.waits for one in self.values):
            words = self.tr("Confirm the {count} clear values…").format(count=len(clear_ones))
            if len(clear_ones) == 1:
                words = self.tr("Confirm the 1 clear value…")
            made = primary(words, self.ask_confirm, icon="check")
            made.setEnabled(bool(clear_ones))
            return made
        following = self._next_document(document.id)
        if following:
            return primary(self.tr("Next report"), lambda: self.open(following), icon="arrow-right")
        return primary(self.tr("See test results"), lambda: self.context.navigate("results", ""), icon="chart-line")

    def _clear_ids(self) -> list[str]:
        return [one.result.id for one in self.values if one.clear and one.result.id not in self._typed]

    def _note(self) -> str:
        alone = sum(one.waits for one in self.values) - len(self._clear_ids())
        if not any(one.waits for one in self.values):
            return self.tr("Every value is confirmed.")
        if alone == 1:
            return self.tr("1 value needs you to look at it alone")
        return self.tr("{count} values need you to look at them alone").format(count=alone) if alone else ""

    def _open_page(self, document: Document) -> None:
        pages = [one.result.provenance[0].page for one in self.values if one.result.provenance]
        self.open_source(document_target(document.id, min(pages, default=1)))

    def _ask_pictures(self, document: Document) -> None:
        pages = {row.value.result.provenance[0].page for row in self.rows.values() if row.value.result.provenance}
        for page in sorted(pages):
            kept = self._pictures.get((document.id, page))
            if kept is not None:
                self._show_picture(document.id, page, kept)
            else:
                self._ask_picture(document, page)

    def _ask_picture(self, document: Document, page: int) -> None:
        documents = self.context.workspace.documents
        self.context.tasks.run(
            lambda _progress, _cancel: documents.page_picture(document.id, page, width=PICTURE_WIDTH),
            done=lambda png: self._show_picture(document.id, page, QImage.fromData(png)),
            failed=lambda _error: None,  # the words that were read stand in its place
            owner=self.page,
        )

    def _show_picture(self, document_id: str, page: int, image: QImage) -> None:
        self._pictures[document_id, page] = image
        for row in self.rows.values():
            place = row.value.result.provenance[0] if row.value.result.provenance else None
            if place is not None and (place.document_id, place.page) == (document_id, page):
                row.strip.show_page(image)

    def _write(self, work: Callable[[], ChangeSet]) -> bool:
        try:
            change = work()
        except AppError as error:
            self.context.show_error(error)
            return False
        say_change(self.context, change)
        return True

    def _correct(self, result_id: str, value: str, unit: str) -> None:
        result = next(one.result for one in self.values if one.result.id == result_id)
        changes = edit_of(result, value, unit)
        following = next_waiting(self.values, result_id)
        if not self._write(
            lambda: self._records.edit(result_id, changes) if changes else self._records.confirm([result_id])
        ):
            return
        self._typed.pop(result_id, None)
        self._read()
        self._show()
        if following in self.rows:
            self.rows[following].focus_value()
        elif self.page.primary_button is not None:
            self.page.primary_button.setFocus()

    def _keep_typed(self, result_id: str, value: str, unit: str) -> None:
        self._typed[result_id] = (value, unit)
        if self.document is not None:
            self._show_bottom(self.document)

    def _leave_out(self, result_id: str) -> None:
        self._typed.pop(result_id, None)
        self._write(lambda: self._records.reject([result_id]))

    def _use_page(self, result_id: str) -> None:
        read: dict[str, str] = {}
        for revision in self._records.history(result_id):
            for change in revision.changes:
                if change.field in {"value", "unit", "comparator"}:
                    read.setdefault(change.field, change.before)
        self._write(lambda: self._records.edit(result_id, read))

    def ask_confirm(self) -> None:
        """Ask once, then confirm the values that are clear; edited ones and doubtful ones are never part of it."""
        ids = self._clear_ids()
        if not ids:
            return
        count = len(ids)
        confirm(
            self.context.window,
            self.tr("Confirm {count} values").format(count=count),
            self.tr("You have compared the {count} values with the page? You can undo this.").format(count=count),
            self.tr("Confirm {count} values").format(count=count),
            lambda: self._confirm(ids),
            cancel=self.tr("Go on comparing"),
        )

    def _confirm(self, ids: list[str]) -> None:
        if self._write(lambda: self._records.confirm(ids)):
            announce(self.page, self.tr("{count} values confirmed").format(count=len(ids)))
