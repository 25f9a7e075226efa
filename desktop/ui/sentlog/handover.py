"""Write down a handover: what left without the program, by hand, by post, or in another way."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer

from desktop.foundation.clock import today
from desktop.foundation.errors import SheafError
from desktop.records.dates import PartialDate
from desktop.records.disclosure import HANDOVER, Handover, HandoverWay
from desktop.records.fact import FactKind
from desktop.records.packet import Disclosure
from desktop.services.errors import BadValueError, MissingValueError
from desktop.ui.dates import UnclearDateError, day_words, typed_day
from desktop.ui.forms.said import say
from desktop.ui.navigation import ScreenContext
from desktop.ui.sentlog.words import SentWords
from desktop.ui.widgets import (
    CheckBox,
    ComboBox,
    Dialog,
    Field,
    Panes,
    label,
    line_edit,
    primary,
    secondary,
    show_when,
)

SOMETHING_ELSE = "something-else"


class HandoverDialog(Dialog):
    """Who, when, what and how; the entry is final, and notes can be added to it."""

    def __init__(self, context: ScreenContext) -> None:
        """Begin with today, for the person of `context`."""
        super().__init__(context.window, "", icon="paper-plane-tilt", width=720)
        self.set_title(self.tr("Write down a handover"))
        self._context = context
        self._saved = _saved(context.workspace.packets.disclosures(context.person_id))
        about = self.tr("For what you gave by hand, by post, or in another way without Sheaf.")
        self.body.addWidget(label(about, "muted"))
        self.to = ComboBox([(name, name) for name in self._names()], "", editable=True)
        self.to.setEditText("")
        self.address = line_edit()
        self.day = line_edit(day_words(PartialDate.of(today()), long=True))
        self.what = ComboBox(self._what(), "", self._chosen)
        self.told = line_edit(placeholder=self.tr("For example: all CT pictures on a disc"))
        self.way = ComboBox(self._ways(), HandoverWay.PAPER.value)
        self.detail = line_edit(placeholder=self.tr("For example: parcel 4471 2290"))
        self.purpose = line_edit(self.tr("Second opinion"))
        self.arrived = CheckBox(self.tr("They have it already"))
        self.fields = {
            "to": Field(self.tr("To whom"), self.to),
            "address": Field(self.tr("Where (may be empty)"), self.address),
            "day": Field(self.tr("When (may be empty)"), self.day),
            "packet": Field(self.tr("What"), self.what),
            "what": Field(self.tr("What it was"), self.told),
            "way": Field(self.tr("How"), self.way),
            "detail": Field(self.tr("More about it (may be empty)"), self.detail),
            "purpose": Field(self.tr("What for (may be empty)"), self.purpose),
        }
        for pair in (("to", "address"), ("packet", "what"), ("way", "detail"), ("day", "purpose")):
            self.body.addWidget(Panes(*(self.fields[name] for name in pair), breakpoint_at=520))
        self.body.addWidget(self.arrived)
        self.body.addStretch(1)
        cancel = secondary(self.tr("Cancel"), self.reject)
        keep = primary(self.tr("Write it down"), self.keep)
        note = self.tr("It cannot be changed later. You can add notes to it.")
        self.set_buttons(right=[cancel, keep], note=note)
        self._chosen(self.what.value)

    def _names(self) -> list[str]:
        records, person = self._context.workspace.records, self._context.person_id
        known = [*records.list(FactKind.RECIPIENTS, person), *records.list(FactKind.CONTACTS, person)]
        return list(dict.fromkeys(one.title for one in known))

    def _what(self) -> list[tuple[str, str]]:
        words = SentWords()
        return [*((one.id, words.what(one)) for one in self._saved), (SOMETHING_ELSE, self.tr("Something else"))]

    def _ways(self) -> list[tuple[str, str]]:
        words = SentWords()
        named = ((way.value, words.way(way)) for way in HandoverWay)
        return [(value, text[:1].upper() + text[1:]) for value, text in named]

    def _chosen(self, value: str) -> None:
        """Ask what it was, when it is no packet that was saved."""
        show_when(self.fields["what"], value == SOMETHING_ELSE)
        QTimer.singleShot(0, self, self.place)

    def _handover(self) -> Handover:
        """Return what was typed; raises UnclearDateError."""
        packet = next((one for one in self._saved if one.id == self.what.value), None)
        return Handover(
            person_id=self._context.person_id,
            to=self.to.currentText(),
            address=self.address.text(),
            day=typed_day(self.day.text()),
            what="" if packet else self.told.text(),
            packet_id=packet.packet_id if packet else "",
            version=packet.version if packet else 0,
            way=HandoverWay(self.way.value),
            detail=self.detail.text(),
            purpose=self.purpose.text(),
            arrived=self.arrived.isChecked(),
        )

    def keep(self) -> None:
        """Write it down, or say at the field what is missing."""
        for field in self.fields.values():
            field.show_plain()
        try:
            change = self._context.workspace.packets.sent_log.hand_over(self._handover())
        except UnclearDateError as error:
            self._wrong("day", str(error))
        except MissingValueError as error:
            named = {"to": self.tr("Say who got it."), "what": self.tr("Say what it was.")}
            self._wrong(error.field, named.get(error.field, error.do))
        except BadValueError as error:
            future = self.tr("This day is in the future. When was it?")
            self._wrong(error.field, future if error.field == "day" else error.do)
        except SheafError as error:
            self._context.show_error(error)
        else:
            self.accept()
            say(self._context, change.words)

    def _wrong(self, name: str, words: str) -> None:
        self.fields[name].show_error(words)
        self.fields[name].control.setFocus()
        QTimer.singleShot(0, self, self.place)


def _saved(entries: Sequence[Disclosure]) -> list[Disclosure]:
    """Return the packets that were saved, each version once, newest first."""
    return [one for one in entries if one.packet_id and one.medium != HANDOVER]
