"""The results page: tests on the left, those outside the range first; one test on the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from enum import StrEnum

from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.records.changes import ChangeSet
from desktop.records.fact import FactKind
from desktop.services.results import LabTest, Report
from desktop.ui.facts.rows import FactRows, date_or_words
from desktop.ui.forms.focus import announce, keeping_focus
from desktop.ui.forms.said import say_change
from desktop.ui.forms.screen import ADD, RecordScreen
from desktop.ui.navigation import ScreenContext
from desktop.ui.results.detail import CourseActions, CourseCard, no_course
from desktop.ui.results.presenter import TestCourse, course_of, found, in_order
from desktop.ui.results.report import ReportCard
from desktop.ui.results.same_test import SameTest
from desktop.ui.results.words import SHAPES, ResultWords
from desktop.ui.theme import limit
from desktop.ui.widgets import (
    Card,
    ChoiceRow,
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


class View(StrEnum):
    """How the left side lists them."""

    TESTS = "tests"
    REPORTS = "reports"
    VALUES = "values"


class ResultsScreen(RecordScreen):
    """Shows confirmed values; those only read wait behind "Check them"."""

    name = "results"
    kinds = frozenset({FactKind.RESULTS.value})

    def __init__(self, context: ScreenContext) -> None:
        """Make the page."""
        super().__init__(context, Page(self.tr("Test results")))
        self.title = self.page.title.text()
        self.words, self._rows = ResultWords(), FactRows()
        self.courses: tuple[TestCourse, ...] = ()
        self.chosen = ""
        self.view = View.TESTS
        self.reports: tuple[Report, ...] = ()
        self._opened = False
        self.add = primary(self.tr("Add a result…"), lambda: self.forms.add(FactKind.RESULTS), icon="plus")
        self.page.set_actions(self.add)
        self.page.add_button = self.page.primary_button = self.add
        self.find = line_edit("", lambda _text: self._filter(), placeholder=self.tr("Find a test"))
        self.find.setAccessibleName(self.tr("Find a test"))
        self.list = RowList(self.tr("Tests"))
        self.list.chosen.connect(self._choose)
        self.list.opened.connect(self._open_course)
        self._actions = CourseActions(
            add_question=self._add_question,
            edit=self.forms.edit,
            open_source=self.open_source,
            join=self._choose_same,
            separate=self._separate,
        )
        views = (
            (View.TESTS.value, self.tr("By test")),
            (View.REPORTS.value, self.tr("By report")),
            (View.VALUES.value, self.tr("All values")),
        )
        self.views = ChoiceRow(views, View.TESTS.value, self._choose_view, name=self.tr("Show"))
        self._left = Card(self.find, self.list, gap=8, pad=(8, 12))
        self._right = column(gap=8)
        self._right_box = box(self._right)
        self._right_box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._above = column(gap=12)
        self._panes = Panes(self._left, self._right_box, stretch=(34, 70), on_fold=lambda _folded: self._arrange())
        self.page.add(self._above, self.views, self._panes)
        self.page.content.setStretchFactor(self._panes, 1)
        limit(self._left, min_width=240)

    def reload(self, change: ChangeSet) -> None:
        """Show what is in the vault."""
        if not self.concerns(change.kinds):
            return
        results, person = self.context.workspace.results, self.context.person_id
        made = (course_of(one.key, one.newest, names=one.names, count=one.count) for one in results.tests(person))
        self.courses = in_order(made)
        self._waiting, self._first_waiting = results.waiting(person)
        self._alike = results.alike(person)
        self._documents = self.own_documents()
        keeping_focus(self.page, self._show)

    def open(self, target: str) -> None:
        """Go to the test of a result's id, or open the empty form."""
        super().open(target)
        found = self.context.workspace.records.page([target]) if target and target != ADD else ()
        own = {one.group_key for one in found}
        joins = self.context.workspace.results.joins(self.context.person_id) if own else {}
        key = next((joins.get(one, one) for one in own), target)
        if self.view is not View.TESTS and any(course.key == key for course in self.courses):
            self.show_view(View.TESTS)
        for course in self.courses:
            if course.key == key:
                self._opened = True
                self.list.choose(course.key)
                self._choose(course.key)

    def _show(self) -> None:
        clear(self._above)
        if self._waiting:
            self._above.addWidget(self._wait_notice())
        if self._alike is not None:
            self._above.addWidget(self._alike_notice(*self._alike))
        if not self.courses and not self._waiting:
            self._above.addWidget(self._empty())
        self._panes.setVisible(bool(self.courses))
        self.views.setVisible(bool(self.courses))
        self.page.find_field = self.find if self.courses else None
        self._filter(tell=False)
        self._show_course()

    def _wait_notice(self) -> QWidget:
        count, target = self._waiting, self._first_waiting
        said = self.tr("1 value waits for you to confirm it.")
        if count > 1:
            said = self.tr("{count} values wait for you to confirm them.").format(count=count)
        check = secondary(self.tr("Check them"), lambda: self.context.navigate("lab-values", target))
        return Notice(said, check, look="warn")

    def _alike_notice(self, first: LabTest, second: LabTest) -> Notice:
        words = self.tr("“{first}” and “{second}” may be two names of one test. Show them together?")
        said = words.format(first=first.newest[0].test, second=second.newest[0].test)
        together = secondary(self.tr("Same test"), lambda: self._join(second.key, first.key))
        apart = secondary(self.tr("Two different tests"), lambda: self._keep_apart(first.key, second.key))
        return Notice(said, together, apart, look="info")

    def _join(self, key: str, to: str) -> None:
        self.chosen = to
        say_change(self.context, self.context.workspace.results.join(self.context.person_id, key, to))

    def _keep_apart(self, *keys: str) -> None:
        say_change(self.context, self.context.workspace.results.keep_apart(self.context.person_id, keys))

    def _separate(self, course: TestCourse) -> None:
        say_change(self.context, self.context.workspace.results.separate(self.context.person_id, course.key))

    def _choose_same(self, course: TestCourse) -> None:
        others = [one for one in self.courses if one.key != course.key]
        SameTest(self.context.window, course, others, self._join).present()

    def _empty(self) -> QWidget:
        files = secondary(self.tr("Add documents…"), self.context.choose_files)
        text = self.tr("Add a lab report, and Sheaf shows the values it can read for you to confirm.")
        return EmptyState("chart-line", self.tr("No results yet."), text, files)

    def show_view(self, view: View) -> None:
        """List them by test, by report, or one by one."""
        self.views.choose(view.value)
        self._choose_view(view.value)

    def _choose_view(self, value: str) -> None:
        self.view, self.chosen = View(value), ""
        self._opened = False
        self.find.clear()
        keeping_focus(self.page, self._show)

    def _filter(self, *, tell: bool = True) -> None:
        """List what the chosen view has of what is typed in the field."""
        self.find.setVisible(self.view is View.TESTS)
        if self.view is View.REPORTS:
            self.reports = self.context.workspace.results.reports(self.context.person_id)
            self._keep_chosen([one.key for one in self.reports])
            self.list.show_items([self._report_item(one) for one in self.reports], keep=self.chosen)
            return
        if self.view is View.VALUES:
            ids = self.context.workspace.records.ids(FactKind.RESULTS, self.context.person_id)
            self._keep_chosen(ids)
            self.list.show_ids(ids, self._value_rows, keep=self.chosen)
            return
        self._keep_chosen([one.key for one in self.courses])
        shown = found(self.courses, self.find.text())
        self.list.show_items([self._item(one) for one in shown], keep=self.chosen)
        if tell:
            announce(self.find, self.tr("{count} tests").format(count=len(shown)))

    def _value_rows(self, ids: Sequence[str]) -> list[RowItem]:
        values = self.context.workspace.records.page(ids)
        return self._rows.items(values, self.context.workspace.merging.differing(values))

    def _keep_chosen(self, keys: Sequence[str]) -> None:
        if self.chosen not in keys:
            self.chosen = keys[0] if keys else ""

    def _report_item(self, report: Report) -> RowItem:
        when = date_or_words(report.date) if report.date else self.tr("Date not known")
        values = self.tr("1 value") if report.count == 1 else self.tr("{count} values").format(count=report.count)
        detail = "  ·  ".join(part for part in (values, report.lab) if part)
        title = f"{when}, {report.panel}" if report.panel else when
        return RowItem(id=report.key, title=title, detail=detail, icon="list-bullets")

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
        if self.view is not View.TESTS:
            self._show_other()
            self._arrange()
            return
        course = next((one for one in self.courses if one.key == self.chosen), None)
        if course is None:
            self._right.addWidget(no_course(), 1)
        else:
            results = self.context.workspace.results.of(self.context.person_id, course.key)
            whole = replace(course, results=results) if results else course
            self._right.addWidget(CourseCard(whole, self._documents, self._actions), 1)
        self._arrange()

    def _show_other(self) -> None:
        """Show the chosen report, or all results of the chosen value's test."""
        results, person = self.context.workspace.results, self.context.person_id
        if self.view is View.REPORTS:
            for report in (one for one in self.reports if one.key == self.chosen):
                card = ReportCard(report, results.of_report(person, report), self._documents, self._actions)
                self._right.addWidget(card, 1)
            return
        for fact in self.context.workspace.records.page([self.chosen]):
            key = results.joins(person).get(fact.group_key, fact.group_key)
            held = results.of(person, key)
            if held:
                self._right.addWidget(CourseCard(course_of(key, held), self._documents, self._actions), 1)

    def _show_hemoglobin(self) -> None:
        self.show_view(View.TESTS)
        self.open(
            next((one.key for one in self.courses if one.name.startswith("Hemoglobin") and "A1c" not in one.name), "")
        )

    def pictures(self) -> Sequence[tuple[str, Callable[[], object]]]:
        """Return the two other ways to list them."""
        return [
            ("11-test-results-report", lambda: self.show_view(View.REPORTS)),
            ("11-test-results-values", lambda: self.show_view(View.VALUES)),
            ("11-test-results-hemoglobin", self._show_hemoglobin),
        ]

    def _add_question(self, course: TestCourse) -> None:
        values = {"text": self.words.question(course), "group": "tests"}
        records = self.context.workspace.records
        say_change(self.context, records.put(FactKind.QUESTIONS, self.context.person_id, values))
