"""Asks what the columns of a table are, beside what stands in them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.foundation.errors import SheafError
from desktop.services.importing import FileOutcome
from desktop.services.tables import EITHER, Column, Order, TableLook
from desktop.ui.navigation import ScreenContext
from desktop.ui.tables.words import ColumnWords
from desktop.ui.widgets import (
    ChoiceRow,
    ComboBox,
    Dialog,
    Field,
    Notice,
    StatusLine,
    clear,
    label,
    line,
    primary,
    secondary,
)
from desktop.ui.widgets.status import Status

_SHOWN = 3
"""Rows of which a column's cells are shown."""
Done = Callable[[tuple[FileOutcome, ...]], object]


class ColumnsDialog(Dialog):
    """A row for each column: its head, what stands in it, and what it is."""

    def __init__(self, context: ScreenContext, document_id: str, done: Done) -> None:
        """Show the table of a document; `done` is called with what became of it and of others with that header.

        Raises NoTableError or NoSuchThingError.
        """
        self._look: TableLook = context.workspace.tables.look(document_id)
        super().__init__(context.window, context.window.tr("What are the columns?"), icon="table", width=760)
        self._context, self._done = context, done
        told = self.tr(
            "This table has {rows} rows. Say what each column is. "
            "Sheaf knows it the next time by the head of the table."
        )
        self.body.addWidget(label(told.format(rows=self._look.count), "muted"))
        self.columns = [self._column(place) for place in range(len(self._look.header))]
        self._order_place = QVBoxLayout()
        self._order_place.setContentsMargins(0, 0, 0, 0)
        self.order: ChoiceRow | None = None
        self._said_order = self._look.order
        self.body.addLayout(self._order_place)
        self.wrong = StatusLine("", Status.WRONG, colored=True)
        self.body.addWidget(self.wrong)
        no_results = secondary(self.tr("These are no test results"), self._no_results)
        self.use = primary(self.tr("Read the table"), self._read)
        cancel = secondary(self.tr("Cancel"), self.reject)
        self.set_buttons(left=[no_results], right=[cancel, self.use])
        self._show_order()

    def _column(self, place: int) -> ComboBox:
        head = self._look.header[place] or self.tr("Column {number}").format(number=place + 1)
        cells = [row[place] for row in self._look.rows[:_SHOWN] if row[place]]
        chosen = self._look.columns[place].value
        made = ComboBox(ColumnWords().choices(), chosen, lambda _value: self._show_order())
        if place:
            self.body.addWidget(line(soft=True))
        inside = "  ·  ".join(cells) or self.tr("empty in the first rows")
        self.body.addWidget(Field(head, made, hint=inside))
        return made

    @property
    def chosen(self) -> tuple[Column, ...]:
        """What the columns are, from left to right."""
        return tuple(Column(one.value) for one in self.columns)

    def _show_order(self) -> None:
        """Ask for the order of day and month when the dates do not say it."""
        self.wrong.hide()
        clear(self._order_place)
        self.order = None
        written = self._look.written_order(self.chosen)
        if written.says != EITHER:
            return
        asked = self.tr("{date} can be read in two ways. Which comes first?").format(date=written.example)
        choices = [(Order.DAY_FIRST.value, self.tr("The day")), (Order.MONTH_FIRST.value, self.tr("The month"))]
        if Order.YEAR_FIRST in written.readings:
            choices.append((Order.YEAR_FIRST.value, self.tr("The year")))
        said = self._said_order.value if self._said_order else ""
        self.order = ChoiceRow(choices, said, self._order_chosen, name=asked)
        self._order_place.addWidget(Notice(asked, look="warn"))
        self._order_place.addWidget(self.order)

    def _order_chosen(self, value: str) -> None:
        self._said_order = Order(value)

    def _no_results(self) -> None:
        self._say(tuple(Column.IGNORE for _ in self.columns))

    def _read(self) -> None:
        self._say(self.chosen)

    def _say(self, columns: Sequence[Column]) -> None:
        tables, document_id, order = self._context.workspace.tables, self._look.document_id, self._said_order
        self.use.setEnabled(False)
        self._context.tasks.run(
            lambda _progress, cancel: tables.say(document_id, columns, order, cancel=cancel),
            done=self._was_read,
            failed=self._refused,
            owner=self,
            name="table",
        )

    def _was_read(self, outcomes: tuple[FileOutcome, ...]) -> None:
        self.accept()
        self._done(outcomes)

    def _refused(self, error: BaseException) -> None:
        self.use.setEnabled(True)
        if not isinstance(error, SheafError):
            self._context.show_error(error)
            return
        self.wrong.show_status(f"{error.happened} {error.do}", Status.WRONG)
        self.wrong.show()


def ask_columns(context: ScreenContext, document_id: str, done: Done) -> QWidget | None:
    """Open the dialog, or say why the table cannot be shown."""
    try:
        made = ColumnsDialog(context, document_id, done)
    except SheafError as error:
        context.show_error(error)
        return None
    made.present()
    return made
