"""Asks which other test in the list is the same one, printed under another name."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from desktop.ui.results.presenter import TestCourse, found
from desktop.ui.results.words import ResultWords
from desktop.ui.widgets import Dialog, RowItem, RowList, label, line_edit, primary, secondary


class SameTest(Dialog):
    """Lists the other tests; joining can be taken back with Undo or "Show them apart"."""

    def __init__(
        self, window: QWidget, course: TestCourse, others: Sequence[TestCourse], join: Callable[[str, str], object]
    ) -> None:
        """Offer `others`; `join(key, to)` is called with the chosen one and the key of `course`."""
        super().__init__(window, "", width=620)
        self.set_title(self.tr("Which test is the same as {test}?").format(test=course.name))
        self._course, self._others, self._join = course, list(others), join
        self._words = ResultWords()
        said = self.tr("Laboratories print different names. Only you decide what belongs together.")
        self.body.addWidget(label(said, "muted"))
        self.field = line_edit("", lambda _text: self._filter(), placeholder=self.tr("Find a test"))
        self.field.setAccessibleName(self.tr("Find a test"))
        self.list = RowList(self.tr("Other tests"))
        self.list.setMinimumHeight(260)
        self.same = primary(self.tr("Same test, show together"), self._chosen)
        self.list.chosen.connect(lambda _key: self.same.setEnabled(True))
        self.list.opened.connect(lambda _key: self._chosen())
        self.body.addWidget(self.field)
        self.body.addWidget(self.list)
        self.same.setEnabled(False)
        self.set_buttons(right=[secondary(self.tr("Cancel"), self.reject), self.same])
        self.first = self.field
        self._filter()

    def _filter(self) -> None:
        shown = found(self._others, self.field.text())
        self.list.show_items([RowItem(id=one.key, title=one.name, detail=self._words.line(one)) for one in shown])
        self.same.setEnabled(bool(self.list.current_id))

    def _chosen(self) -> None:
        if self.list.current_id:
            self._join(self.list.current_id, self._course.key)
            self.accept()
