"""The requests page: what is open, what is finished, slides on their way, and what papers name that is not here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from functools import partial

from PySide6.QtWidgets import QPushButton

from desktop.foundation import clock
from desktop.records.changes import ChangeSet
from desktop.records.fact import FactKind
from desktop.records.pathology import Pathology
from desktop.records.request import Request, RequestStatus
from desktop.ui.forms.focus import keeping_focus
from desktop.ui.forms.said import say_change
from desktop.ui.forms.screen import RecordScreen
from desktop.ui.navigation import ScreenContext
from desktop.ui.paper.letter import LetterPaper
from desktop.ui.requests.cards import LentCard, RequestWords, named_card, request_card
from desktop.ui.requests.presenter import (
    OPEN,
    USUAL_DAYS,
    Lent,
    Named,
    Progress,
    Stage,
    in_order,
    lent,
    may_extend,
    named,
    to_do,
    with_call,
)
from desktop.ui.widgets import (
    ChoiceRow,
    Dialog,
    EmptyState,
    Field,
    Page,
    clear,
    label,
    line_edit,
    primary,
    secondary,
)


class RequestsScreen(RecordScreen):
    """Shows what was asked for, with the one thing to do next."""

    name = "requests"
    kinds = frozenset({FactKind.REQUESTS.value, FactKind.PATHOLOGY.value})

    def __init__(self, context: ScreenContext) -> None:
        """Make the page."""
        about = self.tr("What you asked for, from whom, and whether all of it came.")
        super().__init__(context, Page(self.tr("Requests"), about))
        self.title = self.page.title.text()
        self.stood: list[tuple[Request, Progress]] = []
        self.lent: list[Lent] = []
        self.named: list[Named] = []
        self.shown = "open"
        self.add = primary(self.tr("Ask for records…"), self._ask_new, icon="plus")
        self.page.set_actions(self.add)
        self.page.add_button = self.page.primary_button = self.add

    def reload(self, change: ChangeSet) -> None:
        """Show what is in the vault."""
        if not self.concerns(change.kinds):
            return
        workspace, person, today = self.context.workspace, self.context.person_id, clock.today()
        requests = [one for one in workspace.records.list(FactKind.REQUESTS, person) if isinstance(one, Request)]
        slides = [one for one in workspace.records.list(FactKind.PATHOLOGY, person) if isinstance(one, Pathology)]
        self.stood = in_order(requests, today)
        self.lent = lent(slides, today)
        self.named = named(workspace.documents.list(person), requests)
        self.context.badge("requests", to_do(self.stood))
        keeping_focus(self.page, self._show)

    def open(self, target: str) -> None:
        """Open the form of a request, or the empty one."""
        super().open(target)
        for one, _how in self.stood:
            if one.id == target:
                self.once_shown(partial(self.forms.edit, one))

    def _show(self) -> None:
        clear(self.page.content)
        if not (self.stood or self.lent or self.named):
            words = self.tr("When a report names a scan you do not have, it appears here.")
            self.page.add(EmptyState("tray", self.tr("Nothing asked for yet."), words), None)
            return
        still = [pair for pair in self.stood if pair[1].stage in OPEN]
        done = [pair for pair in self.stood if pair[1].stage not in OPEN]
        choices = (
            ("open", self.tr("Open {count}").format(count=len(still))),
            ("finished", self.tr("Finished {count}").format(count=len(done))),
        )
        self.page.add(ChoiceRow(choices, self.shown, self._choose, name=self.tr("Show"), radius=8))
        for one, how in still if self.shown == "open" else done:
            self.page.add(request_card(one, how, self._buttons(one, how), self.forms.edit))
        if self.shown == "open":
            self._show_rest()
        self.page.add(None)

    def _show_rest(self) -> None:
        if self.lent:
            self.page.add(label(self.tr("Slides and discs on the way"), "section"))
            self.page.add(*(LentCard(one, self.forms.edit) for one in self.lent))
        if self.named:
            self.page.add(label(self.tr("Named in your papers, and not here"), "section"))
            self.page.add(*(named_card(one, self._note_button(one)) for one in self.named))

    def _choose(self, value: str) -> None:
        self.shown = value
        keeping_focus(self.page, self._show)

    def _buttons(self, one: Request, how: Progress) -> Sequence[QPushButton]:
        """Return the one thing that helps now; everything else is behind "Change"."""
        if how.stage in {Stage.WAITING, Stage.OVERDUE}:
            name = self.tr("Write down a call about {what}").format(what=one.what)
            call = secondary(self.tr("Write down a call"), partial(self._ask_call, one), icon="phone", name=name)
            return [self._extend_button(one), call] if may_extend(one) and how.stage is Stage.OVERDUE else [call]
        if how.stage is Stage.NOT_ASKED:
            name = self.tr("I have asked for {what}").format(what=one.what)
            letter = self.tr("Write the letter for {what}").format(what=one.what)
            write = secondary(
                self.tr("Write the letter…"), partial(self._write, one), icon="envelope-simple", name=letter
            )
            return [write, secondary(self.tr("I have asked"), partial(self._asked, one), icon="check", name=name)]
        if how.stage is Stage.INCOMPLETE:
            name = self.tr("Ask again for {what}").format(what=one.missing or one.what)
            return [secondary(self.tr("Ask again…"), partial(self._ask_again, one), name=name)]
        return []

    def _write(self, one: Request) -> None:
        LetterPaper(self.context, one).present()

    def _extend_button(self, one: Request) -> QPushButton:
        name = self.tr("They wrote that they need 30 more days: {what}").format(what=one.what)
        return secondary(self.tr("They need 30 more days"), partial(self._extend, one), name=name)

    def _extend(self, one: Request) -> None:
        if one.answer_by is not None:
            later = one.answer_by.high + timedelta(days=USUAL_DAYS)
            change = self.context.workspace.records.edit(one.id, {"answer_by": later.isoformat()})
            say_change(self.context, change)

    def _note_button(self, one: Named) -> QPushButton:
        name = self.tr("Put on the list: {what}").format(what=RequestWords().named(one))
        return secondary(self.tr("Put on the list"), partial(self._note, one), icon="plus", name=name)

    def _ask_new(self) -> None:
        self.forms.add(FactKind.REQUESTS, {"status": RequestStatus.NOT_ASKED.value})

    def _ask_again(self, one: Request) -> None:
        values = {"what": one.missing or one.what, "provider": one.provider, "status": RequestStatus.NOT_ASKED.value}
        self.forms.add(FactKind.REQUESTS, values)

    def _asked(self, one: Request) -> None:
        today = clock.today()
        values = {
            "status": RequestStatus.WAITING.value,
            "asked_on": today.isoformat(),
            "answer_by": (today + timedelta(days=USUAL_DAYS)).isoformat(),
        }
        say_change(self.context, self.context.workspace.records.edit(one.id, values))

    def _note(self, one: Named) -> None:
        words = RequestWords()
        values = {
            "what": words.named(one),
            "provider": one.document.source,
            "status": RequestStatus.NOT_ASKED.value,
        }
        records = self.context.workspace.records
        say_change(
            self.context, records.put(FactKind.REQUESTS, self.context.person_id, values, provenance=(one.place,))
        )

    def _ask_call(self, one: Request) -> None:
        dialog = Dialog(self.page, self.tr("What was said?"), icon="phone")
        said = line_edit("")
        said.setAccessibleName(self.tr("With whom, and what was said"))
        field = Field(self.tr("With whom, and what was said"), said, hint=self.tr("Today’s date is added."))
        dialog.body.addWidget(field)
        dialog.first = said

        def keep() -> None:
            if said.text().strip():
                calls = with_call(one, clock.today(), said.text())
                say_change(self.context, self.context.workspace.records.edit(one.id, {"calls": calls}))
            dialog.accept()

        dialog.set_buttons(right=[secondary(self.tr("Cancel"), dialog.reject), primary(self.tr("Write it down"), keep)])
        dialog.present()
