"""The page over the whole record: kinds on the left, one kind's entries on the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QSizePolicy

from desktop.foundation.errors import AppError
from desktop.records.answers import Answer
from desktop.records.changes import ChangeSet
from desktop.records.fact import FactKind
from desktop.records.single_thing import things_of
from desktop.services.merging.grouping import FactGroup
from desktop.services.merging.statements import GROUPED
from desktop.ui.facts.detail import FactDetail
from desktop.ui.facts.groups import GroupDialog, GroupWords, folded_groups, without_members
from desktop.ui.facts.rows import ICONS, FactRows
from desktop.ui.forms.focus import announce, keeping_focus
from desktop.ui.forms.kind_words import kind_words
from desktop.ui.forms.said import say_change
from desktop.ui.forms.screen import ADD, RecordScreen
from desktop.ui.navigation import ScreenContext
from desktop.ui.paper.emergency import EmergencyPaper
from desktop.ui.record.presenter import ANSWERS, LISTED, asks, first_with_entries
from desktop.ui.record.single_things import ASKED, SingleThingsDialog
from desktop.ui.theme import limit
from desktop.ui.widgets import (
    Card,
    ChoiceRow,
    Page,
    Panes,
    RowItem,
    RowList,
    box,
    clear,
    column,
    label,
    link,
    primary,
    secondary,
)


class WholeRecordScreen(RecordScreen):
    """Lists, adds, changes and trashes the facts of every kind; each opens with all that is known of it."""

    name = "record"
    kinds = frozenset(kind.value for kind in FactKind)

    def __init__(self, context: ScreenContext) -> None:
        """Make the page."""
        super().__init__(context, Page(self.tr("Health record"), self.tr("Everything else a doctor may ask for.")))
        self.title = self.page.title.text()
        self.kind = LISTED[0]
        self._chosen = self._opened = False
        self.counts: dict[FactKind, int] = {}
        self._answers: dict[FactKind, Answer] = {}
        self._rows = FactRows()
        self._groups: dict[str, FactGroup] = {}
        self.add = primary(self.tr("Add…"), lambda: self.forms.add(self.kind), icon="plus")
        card = secondary(self.tr("Emergency card…"), lambda: EmergencyPaper(context).present(), icon="first-aid")
        self.page.set_actions(card, self.add)
        self.page.add_button = self.page.primary_button = self.add
        self.kinds_list = RowList(self.tr("Kinds of entry"))
        self.kinds_list.chosen.connect(self._choose)
        self.kinds_list.opened.connect(self._open_kind)
        self.list = RowList(self.tr("Entries"))
        self.list.clicked.connect(lambda index: self.open_line(self.list.rows.id_at(index.row())))
        self.list.opened.connect(self.open_line)
        self._lay_out()

    def _lay_out(self) -> None:
        self.back = link(self.tr("All kinds"), self._back, icon="arrow-left")
        self.head = label("", "section")
        self.about = label("", "muted")
        self.counted = label("", "small")
        self._asked = column(gap=6)
        self._left = Card(self.kinds_list, gap=8, pad=(12, 12))
        limit(self._left, min_width=250)
        limit(self.list, min_height=240)
        right = Card(self.head, self.about, self._asked, self.counted, gap=8)
        right.body.addWidget(self.list, 1)
        self._right = box(column(self.back, right, gap=8))
        self._right.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._panes = Panes(self._left, self._right, stretch=(36, 64), on_fold=lambda _folded: self._arrange())
        self.page.add(self._panes)
        self.page.content.setStretchFactor(self._panes, 1)

    def reload(self, change: ChangeSet) -> None:
        """Show what is in the vault."""
        if not self.concerns(change.kinds):
            return
        records = self.context.workspace.records
        self.counts = dict(records.counts(self.context.person_id))
        self._answers = dict(records.answers(self.context.person_id))
        if not self._chosen:
            self.kind = first_with_entries(self.counts)
        keeping_focus(self.page, self._show)

    def _show(self) -> None:
        self.kinds_list.show_items([self._kind_item(kind) for kind in LISTED], keep=self.kind.value)
        words = kind_words(self.kind)
        self.head.setText(words.title)
        self.about.setText(words.about)
        self.add.setText(self.forms_words(self.kind))
        self.add.setAccessibleName(self.add.text())
        self.list.setAccessibleName(words.title)
        records = self.context.workspace.records
        ids = records.ids(self.kind, self.context.person_id)
        alike = records.list(self.kind, self.context.person_id) if self.kind in GROUPED else ()
        self._groups = folded_groups(alike)
        self.list.show_ids(without_members(ids, self._groups), self._page)
        self.list.setVisible(bool(ids))
        self.counted.setText(self._count_words(len(ids)))
        self.counted.setVisible(bool(ids))
        known = self._answers.get(self.kind) is Answer.KNOWN or not asks(self.kind)
        self._show_answer(listed=bool(ids) and known, any_listed=bool(ids))
        self._arrange()

    def _page(self, ids: Sequence[str]) -> list[RowItem]:
        items = self._rows.items(self.context.workspace.records.page(ids))
        words = GroupWords()
        return [words.item(item, self._groups.get(item.id)) for item in items]

    def forms_words(self, kind: FactKind) -> str:
        """Return the words of the button that opens the empty form of a kind."""
        return self.forms.words.add_title(kind) + "…"

    def _count_words(self, count: int) -> str:
        return self.tr("1 entry") if count == 1 else self.tr("{count} entries").format(count=count)

    def _kind_item(self, kind: FactKind) -> RowItem:
        count = self.counts.get(kind, 0)
        detail = self._count_words(count) if count else self._answer_words(self._answers.get(kind, Answer.NOT_ASKED))
        if not count and not asks(kind):
            detail = self.tr("no entries")
        return RowItem(id=kind.value, title=kind_words(kind).title, detail=detail, icon=ICONS[kind])

    def _answer_words(self, answer: Answer) -> str:
        return {
            Answer.KNOWN: self.tr("no entries"),
            Answer.NONE_KNOWN: self.tr("none known"),
            Answer.NOT_KNOWN: self.tr("not known"),
            Answer.NOT_ASKED: self.tr("not asked"),
        }[answer]

    def _show_answer(self, *, listed: bool, any_listed: bool) -> None:
        clear(self._asked)
        if things_of(self.kind) or self.kind is FactKind.PROCEDURES:
            self._asked.addWidget(
                link(self.tr("Asked one by one: pacemaker, anesthesia…"), self.ask, icon="clipboard-text")
            )
        if listed or not asks(self.kind):
            if not listed:
                self._asked.addWidget(label(self.tr("No entries yet.")))
            return
        nothing = self.tr("Nothing is listed here. What do you know?")
        nothing_else = self.tr("Nothing else is listed here. What do you know?")
        self._asked.addWidget(label(nothing_else if any_listed else nothing, "body_strong"))
        answer = self._answers.get(self.kind, Answer.NOT_ASKED)
        choices = [(one.value, self._answer_words(one).capitalize()) for one in ANSWERS]
        name = kind_words(self.kind).title
        self.answers = ChoiceRow(choices, answer.value, self._answer, name=name, radius=8)
        self._asked.addWidget(self.answers)

    def _answer(self, value: str) -> None:
        try:
            change = self.context.workspace.records.answer(self.kind, self.context.person_id, Answer(value))
        except AppError as error:
            self.context.show_error(error)
            return
        say_change(self.context, change)

    def ask(self) -> None:
        """Ask about the things that every hospital asks about."""
        SingleThingsDialog(self.context, self.forms).present()

    def _choose(self, value: str) -> None:
        if value and FactKind(value) is not self.kind:
            self.kind, self._chosen = FactKind(value), True
            keeping_focus(self.page, self._show)
            announce(self.page, self._count_words(self.counts.get(self.kind, 0)))

    def _open_kind(self, value: str) -> None:
        self._opened = True
        self._choose(value)
        self._arrange()
        target = self.list if self.list.isVisible() else self.add
        target.setFocus()

    def _back(self) -> None:
        self._opened = False
        self._arrange()
        self.kinds_list.setFocus()

    def _arrange(self) -> None:
        """Show both panes, or in a narrow page the kinds until one is opened."""
        folded = self._panes.is_folded
        self._left.setVisible(not (folded and self._opened))
        self._right.setVisible(not folded or self._opened)
        self.back.setVisible(folded)

    def open_line(self, fact_id: str) -> None:
        """Show what a line of the list stands for: the entries of a group, or one entry."""
        group = self._groups.get(fact_id)
        if group is None:
            self.open_fact(fact_id)
        else:
            GroupDialog(self.context, group, self.open_fact).present()

    def open_fact(self, fact_id: str) -> None:
        """Show all that is known of one fact."""
        for fact in self.context.workspace.records.page([fact_id]):
            FactDetail(self.context, fact, self.forms.edit).present()

    def open(self, target: str) -> None:
        """Go to a kind ("family"), its empty form ("family#add"), or a fact by its id."""
        kind, _, act = target.partition("#")
        if target == ASKED:
            self.once_shown(self.ask)
        elif kind in self.kinds:
            self.kind, self._chosen, self._opened = FactKind(kind), True, True
            keeping_focus(self.page, self._show)
            if act == ADD:
                self.once_shown(lambda: self.forms.add(self.kind))
        elif target == ADD:
            super().open(target)
        elif target:
            for fact in self.context.workspace.records.page([target]):
                self.kind = fact.kind if fact.kind in LISTED else self.kind
                self._chosen = self._opened = True
                self._show()
                self.once_shown(lambda: self.open_fact(target))

    def pictures(self) -> Sequence[tuple[str, Callable[[], object]]]:
        """Return a kind with entries, one entry with its page, and a form."""
        return [
            ("12-record-treatments", lambda: self.open(FactKind.TREATMENTS.value)),
            ("12-record-entry", lambda: self.open_fact(self.list.rows.id_at(0))),
            ("12-record-form", lambda: self.forms.add(FactKind.PATHOLOGY)),
            ("12-record-asked", self.ask),
        ]
