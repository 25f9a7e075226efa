"""The day on which Home reminds of asking whether something arrived, and how it is changed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QLocale, QTimer

from desktop.foundation.errors import SheafError
from desktop.records.dates import PartialDate
from desktop.records.packet import Disclosure
from desktop.services.errors import BadValueError
from desktop.ui.dates import UnclearDateError, day_words, typed_day
from desktop.ui.forms.said import say_change
from desktop.ui.navigation import ScreenContext
from desktop.ui.widgets import Dialog, EnterKey, Field, label, line_edit, primary, secondary


def reminder_day(entry: Disclosure) -> str:
    """Return "Tuesday 24 November 2026", the day on which Home begins to remind."""
    day = entry.asks_on
    return f"{QLocale().dayName(day.isoweekday())} {day_words(PartialDate.of(day), long=True)}"


class ReminderDialog(Dialog):
    """Asks for the day; `done` is called when it was changed."""

    def __init__(self, context: ScreenContext, entry: Disclosure, done: Callable[[], object]) -> None:
        """Begin with the day that holds now."""
        super().__init__(context.window, "", icon="bell")
        self.set_title(self.tr("When to ask whether it arrived"))
        self._context, self._entry, self._done = context, entry, done
        self.body.addWidget(label(self.tr("Home reminds you from then on, until you press “They have it”."), "muted"))
        self.day = line_edit(day_words(PartialDate.of(entry.asks_on), long=True))
        self.field = Field(self.tr("Remind me on"), self.day)
        EnterKey(self.day, self.keep)
        self.body.addWidget(self.field)
        cancel = secondary(self.tr("Cancel"), self.reject)
        self.set_buttons(right=[cancel, primary(self.tr("Change the day"), self.keep)])
        self.first = self.day
        self.present()

    def keep(self) -> None:
        """Keep the day, or say at the field what is wrong with it."""
        self.field.show_plain()
        try:
            change = self._context.workspace.packets.sent_log.ask_on(self._entry.id, self._typed())
        except UnclearDateError as error:
            self._wrong(str(error))
        except BadValueError:
            self._wrong(self.tr("This day has passed. Choose today or a later day."))
        except SheafError as error:
            self._context.show_error(error)
        else:
            self.accept()
            say_change(self._context, change)
            self._done()

    def _typed(self) -> date:
        """Return the day; raises UnclearDateError when it is none, or a whole month or year."""
        day = typed_day(self.day.text())
        if day is None or day.day is None:
            raise UnclearDateError(self.tr("Type a day, for example 24 November 2026."))
        return day.low

    def _wrong(self, words: str) -> None:
        self.field.show_error(words)
        self.day.setFocus()
        QTimer.singleShot(0, self, self.place)
