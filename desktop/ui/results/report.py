"""One report: its values as printed together, in the order of the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from desktop.records.document import Document
from desktop.records.result import Result
from desktop.services.results import Report
from desktop.ui.facts.rows import date_or_words
from desktop.ui.forms.source import SourceWords
from desktop.ui.forms.table import TableHead, TableRow, cell
from desktop.ui.results.detail import CourseActions
from desktop.ui.results.presenter import standing
from desktop.ui.results.words import SHAPES, ResultWords
from desktop.ui.widgets import Card, clear, column, glyph, icon_button, label, line, link, row, secondary
from desktop.ui.widgets.status import SHAPES as ICONS

_SHARES = (30, 18, 18, 24, 8)
_FOLD_AT = 520
STEP = 40
"""Values that are shown at once."""


class ReportCard(Card):
    """The values of one report; each can be changed, and the page opened."""

    def __init__(
        self, report: Report, results: Sequence[Result], documents: Mapping[str, Document], actions: CourseActions
    ) -> None:
        """Show `results` of `report`."""
        super().__init__(gap=8)
        self._words, self._results, self._actions, self._shown = ResultWords(), results, actions, 0
        when = date_or_words(report.date) if report.date else self.tr("Date not known")
        self.body.addWidget(label(report.panel or self.tr("Values printed together"), "section"))
        self.body.addWidget(label(", ".join(part for part in (when, report.lab) if part), "muted"))
        source = SourceWords().of_fact(results[0], documents) if results else None
        if source is not None and source.target:
            go = link(source.words, partial(actions.open_source, source.target), icon="file-text", name=source.spoken)
            self.body.addLayout(row(go, None))
        heads = (self.tr("Test"), self.tr("Value"), self.tr("Lab\u2019s range"), self.tr("What the lab says"), "")
        self._rows = column(TableHead(heads, _SHARES, fold_at=_FOLD_AT, titled=False), gap=0)
        self._more = row(gap=0)
        self.body.addLayout(self._rows)
        self.body.addLayout(self._more)
        self.body.addStretch(1)
        self._show_rows()

    def _show_rows(self) -> None:
        for one in self._results[self._shown : self._shown + STEP]:
            self._rows.addWidget(line())
            self._rows.addWidget(self._row(one))
        self._shown = min(self._shown + STEP, len(self._results))
        clear(self._more)
        if self._shown < len(self._results):
            words = self.tr("Show {count} more").format(count=min(STEP, len(self._results) - self._shown))
            self._more.addWidget(secondary(words, self._show_rows, icon="caret-down"))
            self._more.addStretch(1)

    def _row(self, one: Result) -> QWidget:
        icon, tone = ICONS[SHAPES[standing(one)]]
        said = row(glyph(icon, tone), gap=8)
        said.addWidget(label(self._words.in_table(one)), 1)
        name = self.tr("Change {test} of {date}").format(test=one.test, date=self._words.date(one))
        change = icon_button("pencil-simple", name, partial(self._actions.edit, one))
        items = (
            label(one.test, "body_strong"),
            label(self._words.value(one)),
            label(self._words.range_of(one), "muted"),
            said,
            change,
        )
        cells = [cell(item) for item in items]
        return TableRow(cells, _SHARES, fold_at=_FOLD_AT, pad_y=2)
