"""One test: its latest value, chart and table, as printed and with where each was read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from desktop.records.document import Document
from desktop.records.result import Result
from desktop.ui.dates import day_words
from desktop.ui.forms.source import SourceWords
from desktop.ui.forms.table import TableHead, TableRow, cell
from desktop.ui.results.presenter import TestCourse, number_of, same_unit, standing, unit_text, value_text
from desktop.ui.results.words import SHAPES, ResultWords
from desktop.ui.theme import limit
from desktop.ui.widgets import (
    Card,
    ChartPoint,
    Notice,
    Pill,
    TrendChart,
    box,
    clear,
    column,
    flow,
    glyph,
    icon_button,
    label,
    line,
    link,
    row,
    secondary,
)
from desktop.ui.widgets.boxes import Item
from desktop.ui.widgets.status import SHAPES as ICONS

SHARES = (17, 16, 14, 20, 25, 8)
MIN_WIDTHS = (96, 70, 70, 84, 132, 50)
FOLD_AT = 560
CHARTED_FROM = 2
STEP = 25
"""Results that the table shows at once."""


def _day(result: Result, *, with_year: bool) -> str:
    words = day_words(result.date)
    return words if with_year or words.count(" ") < 2 else words.rsplit(" ", 1)[0]  # noqa: PLR2004 - day, month, year


def chart_points(course: TestCourse) -> list[ChartPoint]:
    """Return the points of a chart; every value keeps the range of its own report."""
    drawn = course.drawn
    years = {one.date.year for one in drawn if one.date is not None}
    return [
        ChartPoint(
            date=one.date.low,
            value=number_of(one.value) or 0.0,
            label=value_text(one),
            day=_day(one, with_year=len(years) > 1),
            unit=same_unit(one.unit),
            low=number_of(one.low),
            high=number_of(one.high),
            outside=standing(one).outside,
        )
        for one in drawn
        if one.date is not None
    ]


@dataclass(frozen=True, slots=True)
class CourseActions:
    """What the buttons of a test do."""

    add_question: Callable[[TestCourse], object]
    edit: Callable[[Result], object]
    open_source: Callable[[str], object]
    join: Callable[[TestCourse], object]
    """Choose another test that is the same one."""
    separate: Callable[[TestCourse], object]


class CourseCard(Card):
    """Everything about one test."""

    def __init__(self, course: TestCourse, documents: Mapping[str, Document], actions: CourseActions) -> None:
        """Show `course`."""
        super().__init__(gap=12)
        self._words, self._course, self._documents = ResultWords(), course, documents
        self._actions, self._shown = actions, 0
        self.setAccessibleName(course.name)
        self.body.addWidget(self._head())
        self._add_chart()
        ask = secondary(self.tr("Add as a question"), lambda: actions.add_question(course), icon="chat-centered-text")
        self.body.addWidget(Notice(self._words.course(course), ask, look="soft"))
        self.body.addWidget(self._table())
        self.body.addWidget(self._names())
        self.body.addStretch(1)

    def _head(self) -> QWidget:
        course, latest = self._course, self._course.latest
        title = column(label(course.name, "section"), gap=2)
        if course.about:
            title.addWidget(label(course.about, "small"))
        left = box(title)
        limit(left, min_width=150)
        number = label(value_text(latest), "number", wrap=not number_of(latest.value))
        beside = column(label(unit_text(latest.unit), "body_strong"), label(self._words.date(latest), "small"), gap=0)
        value = row(number, box(beside), gap=12)
        head = row(left, gap=16)
        head.setStretch(0, 1)
        head.addLayout(value)
        head.addWidget(Pill(self._words.pill(course.standing), SHAPES[course.standing]))
        return box(head)

    def _add_chart(self) -> None:
        points = chart_points(self._course)
        if len(points) < CHARTED_FROM:
            words = self.tr("One result so far. A line appears with the second.")
            if len(self._course.results) > 1:
                words = self.tr("These results cannot be drawn as a line; they stand in the table.")
            self.body.addWidget(label(words, "muted"))
            return
        name = self.tr("Chart of {test}; the same values stand in the table").format(test=self._course.name)
        chart = TrendChart(points, name=name)
        limit(chart, min_height=240)
        self.body.addWidget(chart, 1)
        ranges = {(one.low, one.high, one.unit) for one in points if one.low is not None and one.high is not None}
        if len(ranges) == 1:
            latest = self._course.latest
            said = self.tr("The band is this lab\u2019s own range: {range} {unit}")
            words = said.format(range=self._words.range_of(latest), unit=unit_text(latest.unit))
        elif ranges:
            words = self.tr("Each band is the range of the lab that measured there.")
        else:
            words = self.tr("The lab gave no range.")
        self.body.addWidget(label(words, "small"))

    def _table(self) -> QWidget:
        heads = (
            self.tr("Date"),
            self.tr("Value"),
            self.tr("Lab\u2019s range"),
            self.tr("What the lab says"),
            self.tr("Source"),
            "",
        )
        rows: list[QWidget] = [TableHead(heads, SHARES, fold_at=FOLD_AT, titled=False, min_widths=MIN_WIDTHS)]
        self._rows = column(*rows, gap=0)
        self._more = row(gap=0)
        self._show_rows()
        return box(column(box(self._rows), self._more, gap=4))

    def _show_rows(self) -> None:
        """Show the next results; thousands at once would be slow to lay out."""
        held = self._course.results
        for one in held[self._shown : self._shown + STEP]:
            self._rows.addWidget(line())
            self._rows.addWidget(self._table_row(one))
        self._shown = min(self._shown + STEP, len(held))
        clear(self._more)
        if self._shown < len(held):
            words = self.tr("Show {count} older").format(count=min(STEP, len(held) - self._shown))
            self._more.addWidget(secondary(words, self._show_rows, icon="caret-down"))
            self._more.addStretch(1)

    def _names(self) -> QWidget:
        """Say which printed names stand together here, and let the person change that."""
        printed = list(dict.fromkeys(" ".join(one.test.split()) for one in self._course.results))
        act = self._actions
        if len(self._course.names) > 1:
            said = self.tr("Shown together: {names}").format(names=", ".join(printed))
            apart = link(self.tr("Show them apart"), lambda: act.separate(self._course))
            return flow(label(said, "small"), apart, gap=8)
        same = self.tr("Another name for this test…")
        return box(row(link(same, lambda: act.join(self._course), name=f"{same} {self._course.name}"), None))

    def _table_row(self, result: Result) -> QWidget:
        source = SourceWords().of_fact(result, self._documents)
        where: QWidget = label(source.words)
        if source.target:
            go = link(source.words, partial(self._actions.open_source, source.target), name=source.spoken)
            where = box(row(go, None, gap=0))
        change = icon_button(
            "pencil-simple",
            self.tr("Change {test} of {date}").format(test=self._course.name, date=self._words.date(result)),
            partial(self._actions.edit, result),
        )
        icon, tone = ICONS[SHAPES[standing(result)]]
        said = row(glyph(icon, tone), gap=8)
        said.addWidget(label(self._words.in_table(result)), 1)
        items: tuple[Item, ...] = (
            label(self._words.date(result)),
            label(self._words.value(result), "body_strong"),
            label(self._words.range_of(result), "muted"),
            said,
            where,
            change,
        )
        cells = [cell(item, min_width=width) for item, width in zip(items, MIN_WIDTHS, strict=True)]
        return TableRow(cells, SHARES, fold_at=FOLD_AT, pad_y=2)


def no_course() -> QWidget:
    """Return what stands on the right when no test is chosen."""
    return Card(label(QCoreApplication.translate("CourseCard", "Choose a test on the left."), "muted"), None)
