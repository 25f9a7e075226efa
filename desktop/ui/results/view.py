"""The results page: tests on the left, those outside the range first; one test on the right."""

from __future__ import annotations

from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.records.changes import ChangeSet
from desktop.records.fact import FactKind
from desktop.records.result import Result
from desktop.ui.forms.focus import announce, keeping_focus
from desktop.ui.forms.proposals import stated, waiting
from desktop.ui.forms.said import say_change
from desktop.ui.forms.screen import RecordScreen
from desktop.ui.navigation import ScreenContext
from desktop.ui.results.detail import CourseCard, no_course
from desktop.ui.results.presenter import TestCourse, courses, found
from desktop.ui.results.words import SHAPES, ResultWords
from desktop.ui.theme import limit
from desktop.ui.widgets import (
    Card,
    EmptyState,
    Notice,
    Page,
    Panes,
    RowItem,
    RowList,
    box,
    clear,
    column,
    line_edit,
    link,
    primary,
    secondary,
)
from desktop.ui.widgets.status import SHAPES as ICONS


class ResultsScreen(RecordScreen):
    """Shows confirmed values; those only read wait behind "Check them"."""

    name = "results"
    kinds = frozenset({FactKind.RESULTS.value})

    def __init__(self, context: ScreenContext) -> None:
        """Make the page."""
        super().__init__(context, Page(self.tr("Test results")))
        self.title = self.page.title.text()
        self.words = ResultWords()
        self.courses: tuple[TestCourse, ...] = ()
        self.chosen = ""
        self._opened = False
        self.add = primary(self.tr("Add a result…"), lambda: self.forms.add(FactKind.RESULTS), icon="plus")
        self.page.set_actions(self.add)
        self.page.add_button = self.page.primary_button = self.add
        self.find = line_edit("", lambda _text: self._filter(), placeholder=self.tr("Find a test"))
        self.find.setAccessibleName(self.tr("Find a test"))
        self.list = RowList(self.tr("Tests"))
        self.list.chosen.connect(self._choose)
        self.list.opened.connect(self._open_course)
        self._left = Card(self.find, self.list, gap=8, pad=(12, 12))
        self._right = column(gap=8)
        self._right_box = box(self._right)
        self._right_box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._above = column(gap=12)
        self._panes = Panes(self._left, self._right_box, stretch=(31, 73), on_fold=lambda _folded: self._arrange())
        self.page.add(self._above, self._panes)
        self.page.content.setStretchFactor(self._panes, 1)
        limit(self._left, min_width=240)

    def reload(self, change: ChangeSet) -> None:
        """Show what is in the vault."""
        if not self.concerns(change.kinds):
            return
        facts = self.context.workspace.records.list(FactKind.RESULTS, self.context.person_id)
        self.courses = courses([one for one in stated(facts) if isinstance(one, Result)])
        self._waiting = [one for one in waiting(facts) if isinstance(one, Result)]
        self._documents = self.own_documents()
        if self.chosen not in {one.key for one in self.courses}:
            self.chosen = self.courses[0].key if self.courses else ""
        keeping_focus(self.page, self._show)

    def open(self, target: str) -> None:
        """Go to the test of a result's id, or open the empty form."""
        super().open(target)
        for course in self.courses:
            if target in {course.key, *(one.id for one in course.results)} and target:
                self._opened = True
                self.list.choose(course.key)
                self._choose(course.key)

    def _show(self) -> None:
        clear(self._above)
        if self._waiting:
            self._above.addWidget(self._wait_notice())
        if not self.courses and not self._waiting:
            self._above.addWidget(self._empty())
        self._panes.setVisible(bool(self.courses))
        self.page.find_field = self.find if self.courses else None
        self._filter(tell=False)
        self._show_course()

    def _wait_notice(self) -> QWidget:
        count = len(self._waiting)
        said = self.tr("1 value waits for you to confirm it.")
        if count > 1:
            said = self.tr("{count} values wait for you to confirm them.").format(count=count)
        places = self._waiting[0].provenance
        target = places[0].document_id if places else ""
        check = secondary(self.tr("Check them"), lambda: self.context.navigate("lab-values", target))
        return Notice(said, check, look="warn")

    def _empty(self) -> QWidget:
        files = secondary(self.tr("Add documents…"), self.context.choose_files)
        text = self.tr("Add a lab report, and Sheaf shows the values it can read for you to confirm.")
        return EmptyState("chart-line", self.tr("No results yet."), text, files)

    def _filter(self, *, tell: bool = True) -> None:
        shown = found(self.courses, self.find.text())
        self.list.show_items([self._item(one) for one in shown], keep=self.chosen)
        if tell:
            announce(self.find, self.tr("{count} tests").format(count=len(shown)))

    def _item(self, course: TestCourse) -> RowItem:
        icon, tone = ICONS[SHAPES[course.standing]]
        return RowItem(id=course.key, title=course.name, detail=self.words.line(course), icon=icon, icon_tone=tone)

    def _choose(self, key: str) -> None:
        if key and key != self.chosen:
            self.chosen = key
            self._show_course()
        self._arrange()

    def _open_course(self, key: str) -> None:
        self._opened = True
        self._choose(key)
        self._arrange()
        if self._panes.is_folded:
            self.back.setFocus()

    def _close_course(self) -> None:
        self._opened = False
        self._arrange()
        self.list.setFocus()

    def _arrange(self) -> None:
        """Show both, or in a narrow page the list until a test is opened."""
        folded = self._panes.is_folded
        self._left.setVisible(not (folded and self._opened))
        self._right_box.setVisible(not folded or self._opened)
        self.back.setVisible(folded)

    def _show_course(self) -> None:
        clear(self._right)
        self.back = link(self.tr("All tests"), self._close_course, icon="arrow-left")
        self._right.addWidget(self.back)
        course = next((one for one in self.courses if one.key == self.chosen), None)
        if course is None:
            self._right.addWidget(no_course(), 1)
        else:
            card = CourseCard(
                course,
                self._documents,
                add_question=self._add_question,
                edit=self.forms.edit,
                open_source=self.open_source,
            )
            self._right.addWidget(card, 1)
        self._arrange()

    def _add_question(self, course: TestCourse) -> None:
        values = {"text": self.words.question(course), "group": "tests"}
        records = self.context.workspace.records
        say_change(self.context, records.put(FactKind.QUESTIONS, self.context.person_id, values))
