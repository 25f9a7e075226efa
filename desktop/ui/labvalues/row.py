"""One value beside its piece of the page: Correct, leave out, change."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from desktop.records.result import Result
from desktop.services.test_names import name_of_test
from desktop.ui.dates import day_words
from desktop.ui.forms.table import TableRow, cell
from desktop.ui.labvalues.presenter import Doubt, Edited, EditProblem, Value, problem_of
from desktop.ui.results.presenter import unit_text, value_text
from desktop.ui.theme import limit, restyle
from desktop.ui.widgets import (
    EnterKey,
    Pill,
    Status,
    StatusLine,
    box,
    column,
    icon_button,
    label,
    line_edit,
    link,
    row,
    secondary,
)
from desktop.ui.widgets.page_strip import PageStrip

SHARES = (19, 19, 44, 20)
FOLD_AT = 860


@dataclass(frozen=True, slots=True, kw_only=True)
class RowActions:
    """What a row asks the page to do."""

    correct: Callable[[str, str, str], object]
    """correct(id, value, unit) as they stand in the fields."""
    leave_out: Callable[[str], object]
    undo: Callable[[str], object]
    use_page: Callable[[str], object]
    """Take back an edit: what the page shows counts again."""
    typed: Callable[[str, str, str], object]


class ValueRow(QWidget):
    """Shows one value; `focus_value` puts the person to work on it."""

    def __init__(
        self,
        value: Value,
        actions: RowActions,
        *,
        changed: Edited | None,
        typed: tuple[str, str] | None,
        with_day: bool = False,
    ) -> None:
        """Show `value`; `typed` is what the person typed before and did not confirm; `with_day` names its day."""
        super().__init__()
        self.value, self._actions, self._changed, self._with_day = value, actions, changed, with_day
        result = value.result
        self.named = name_of_test(result.test, result.specimen).name
        shown, unit = typed or (value_text(result), unit_text(result.unit))
        self.field = line_edit(shown, lambda _text: self._typed())
        self.field.setAccessibleName(self.tr("{test}, value").format(test=self.named))
        self.unit = line_edit(unit, lambda _text: self._typed())
        self.unit.setAccessibleName(self.tr("{test}, unit").format(test=self.named))
        self.field.setReadOnly(not value.waits)
        self.unit.setReadOnly(not value.waits)
        self.unit.setStyleSheet("QLineEdit { border-color: transparent; background: transparent; }")
        limit(self.field, min_width=84)
        limit(self.unit, min_width=90)
        self.strip = self._strip(result)
        self.message = StatusLine("", Status.WRONG, colored=True)
        self.instead = secondary(self.tr("Not detected"), self._not_detected)
        self.instead.hide()
        self._lay_out()
        if value.waits:
            EnterKey(self.field, self.correct)
            EnterKey(self.unit, self.correct)

    def _strip(self, result: Result) -> PageStrip:
        place = result.provenance[0] if result.provenance else None
        snippet = place.snippet if place else ""
        words = self.tr("The page shows: {words}").format(words=snippet)
        return PageStrip(place.box if place else None, snippet, words)

    def _lay_out(self) -> None:
        name = column(label(self.named, "body_strong"), gap=4)
        if self._with_day and self.value.result.date is not None:
            name.addWidget(label(day_words(self.value.result.date), "small"))
        doubt = self._doubt()
        if doubt and self.value.waits:
            name.addWidget(Pill(self.tr("Please check"), Status.LOOK))
            name.addWidget(label(doubt, "small"))
        if self.value.result.date is not None and self.value.waits:
            self.setToolTip(day_words(self.value.result.date))
        read = row(self.field, self.unit, gap=2)
        cells = [
            cell(box(name), min_width=120),
            cell(box(read), min_width=176),
            cell(None, self.strip, None, min_width=200),
            cell(None, row(*self._buttons(), None, gap=8), None, min_width=186),
        ]
        table_row = TableRow(cells, SHARES, fold_at=FOLD_AT, pad_y=10)
        self.setLayout(column(table_row, self.message, row(self.instead, None), gap=2))
        self._say_change()

    def _buttons(self) -> list[QWidget]:
        result_id = self.value.result.id
        if self.value.waits:
            spoken = self.tr("{test} {value} is correct").format(test=self.named, value=value_text(self.value.result))
            self.right = secondary(self.tr("Correct"), self.correct, icon="check", name=spoken)
            EnterKey(self.right, self.correct)
            words = self.tr("Leave out {test}").format(test=self.named)
            return [self.right, icon_button("x", words, lambda: self._actions.leave_out(result_id))]
        done: list[QWidget] = [Pill(self.tr("Confirmed"), Status.DONE)]
        if self._changed is None:
            name = self.tr("Undo: {test} confirmed").format(test=self.named)
            done.append(link(self.tr("Undo"), lambda: self._actions.undo(result_id), name=name))
        else:
            words = self.tr("Use {value}").format(value=self._changed.shown)
            name = self.tr("Use {value} for {test}, as the page shows").format(
                value=self._changed.shown, test=self.named
            )
            done.append(link(words, lambda: self._actions.use_page(result_id), name=name))
        return done

    def _doubt(self) -> str:
        if self.value.doubt is Doubt.READER:
            return " ".join(self.value.result.issues) or self.tr("The reader was not sure.")
        if self.value.doubt is Doubt.SIGN:
            return self.tr("There is a sign before the number.")
        if self.value.doubt is Doubt.FAR and self.value.earlier is not None:
            return self.tr("Far from the value before: {value}").format(value=value_text(self.value.earlier))
        return ""

    def _say_change(self) -> None:
        if self._changed is not None:
            words = self.tr("You changed {shown} to {now}. The page shows {shown}.")
            said = words.format(shown=self._changed.shown, now=self._changed.now)
            self.message.show_status(said, Status.NEUTRAL)
        elif self.value.waits:
            self._say_unit()

    def _unit_differs(self) -> bool:
        return self.unit.text().strip() not in {self.value.result.unit.strip(), unit_text(self.value.result.unit)}

    def _say_unit(self) -> None:
        if not self._unit_differs():
            self.message.show_status("", Status.PLAIN)
            return
        words = self.tr("The unit on the page is {page}, yours is {yours}.")
        page, yours = self.value.result.unit or self.tr("not printed"), self.unit.text().strip() or self.tr("empty")
        self.message.show_status(words.format(page=page, yours=yours), Status.LOOK)

    def _typed(self) -> None:
        self._mark("")
        self.instead.hide()
        self._say_unit()
        self._actions.typed(self.value.result.id, self.field.text(), self.unit.text())

    def _mark(self, state: str) -> None:
        self.field.setProperty("state", state)
        restyle(self.field)

    def _not_detected(self) -> None:
        self.field.setText(self.tr("not detected"))
        self._typed()
        self.field.setFocus()

    def correct(self) -> None:
        """Confirm the value as it stands in the fields, or say what is wrong with it."""
        problem = problem_of(self.value.result, self.field.text())
        if problem is None:
            unit = self.unit.text() if self._unit_differs() else self.value.result.unit
            self._actions.correct(self.value.result.id, self.field.text(), unit)
            return
        words = self.tr("Not a number. If the page says “not detected”, choose that.")
        if problem is EditProblem.EMPTY:
            words = self.tr("There is no value. Type it, or leave the row out.")
        self._mark("wrong")
        self.message.show_status(words, Status.WRONG)
        self.instead.setVisible(problem is EditProblem.NOT_A_NUMBER)
        self.field.setFocus()

    def focus_value(self) -> None:
        """Go to the button, or to the field when the value needs a look."""
        if not self.value.waits:
            return
        target = self.right if self.value.doubt is None else self.field
        target.setFocus()


def heads() -> tuple[str, ...]:
    """Return the heads of the columns."""
    return (
        QCoreApplication.translate("ValueRow", "Test"),
        QCoreApplication.translate("ValueRow", "We read"),
        QCoreApplication.translate("ValueRow", "What the page shows"),
        "",
    )
