"""The cards of the requests page: one for each thing asked for, for lent slides, and for what papers name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QProgressBar, QPushButton, QWidget

from desktop.records.cited import Cited
from desktop.records.dates import PartialDate
from desktop.records.pathology import Pathology
from desktop.records.request import Request
from desktop.ui.dates import day_words
from desktop.ui.requests.presenter import BACK, Lent, Named, Progress, Stage
from desktop.ui.widgets import Card, Status, StatusLine, Stepper, box, column, glyph, label, link, row, secondary


class RequestWords(QObject):
    """What a request's standing is called."""

    def standing(self, request: Request, how: Progress) -> str:
        """Return where it stands in a few words."""
        if how.stage is Stage.WAITING and how.of:
            return self.tr("Waiting, day {day} of {of}").format(day=how.day, of=how.of)
        if how.stage is Stage.OVERDUE:
            return self.tr("Day {day}: they should have answered by {when}").format(
                day=how.day, when=day_words(request.answer_by)
            )
        return {
            Stage.NOT_ASKED: self.tr("Not asked yet"),
            Stage.WAITING: self.tr("Waiting, day {day}").format(day=how.day),
            Stage.INCOMPLETE: self.tr("Arrived, something is missing"),
            Stage.COMPLETE: self.tr("All arrived"),
            Stage.REFUSED: self.tr("They do not send it"),
        }[how.stage]

    def note(self, request: Request, how: Progress) -> str:
        """Return what stands below it."""
        if how.stage is Stage.WAITING and request.answer_by is not None:
            return self.tr("They must answer by {day}").format(day=day_words(request.answer_by))
        if how.stage is Stage.INCOMPLETE and request.missing:
            return self.tr("Missing: {what}").format(what=request.missing)
        if how.stage is Stage.COMPLETE and request.arrived_on is not None:
            return day_words(request.arrived_on, long=True)
        return request.calls.rstrip().rpartition("\n")[2]

    def asked(self, request: Request) -> str:
        """Return what was asked, how and when."""
        when = self.tr("asked on {day}").format(day=day_words(request.date)) if request.date else ""
        how = self.tr("by {way}").format(way=request.how) if request.how and when else ""
        return ", ".join(part for part in (request.what, " ".join(part for part in (when, how) if part)) if part)

    def named(self, one: Named) -> str:
        """Return what a paper names."""
        if one.what is Cited.ADDENDUM:
            return self.tr("Addendum to “{title}”").format(title=one.document.title)
        if one.day:
            day = day_words(PartialDate.parse(one.day))
            return self.tr("Earlier study of {day}").format(day=day)
        return self.tr("Earlier study")

    def named_where(self, one: Named) -> str:
        """Return where it is named."""
        words = self.tr("Named in “{title}”, page {page}")
        return words.format(title=one.document.title, page=one.page)


def _standing(request: Request, how: Progress) -> QWidget:
    words = RequestWords()
    statuses = {
        Stage.NOT_ASKED: Status.NOT_STARTED,
        Stage.WAITING: Status.WAITING,
        Stage.OVERDUE: Status.WRONG,
        Stage.INCOMPLETE: Status.LOOK,
        Stage.COMPLETE: Status.DONE,
        Stage.REFUSED: Status.NEUTRAL,
    }
    parts: list[QWidget] = [StatusLine(words.standing(request, how), statuses[how.stage])]
    if how.stage is Stage.WAITING and how.of:
        bar = QProgressBar()
        bar.setRange(0, how.of)
        bar.setValue(min(how.day, how.of))
        bar.setTextVisible(False)
        bar.setAccessibleName(words.standing(request, how))
        parts.append(bar)
    note = words.note(request, how)
    if note:
        parts.append(label(note, "small"))
    return box(column(*parts, gap=4))


def request_card(
    request: Request, how: Progress, buttons: Sequence[QPushButton], change: Callable[[Request], object]
) -> Card:
    """Return the card of one thing asked for."""
    words = RequestWords()
    name = words.tr("Change the request: {what}").format(what=request.what)
    edit = link(words.tr("Change"), partial(change, request), name=name)
    place = request.provider or words.tr("Nobody named yet")
    head = column(label(place, "body_strong"), label(words.asked(request), "muted"), gap=2)
    made = Card(pad=(18, 12), gap=8)
    inside = row(glyph("tray", "primary", size=24), gap=14)
    inside.addLayout(head, 1)
    inside.addWidget(_standing(request, how), 1)
    made.body.addLayout(inside)
    made.body.addLayout(row(None, *buttons, edit, gap=10))
    return made


def named_card(one: Named, button: QPushButton) -> Card:
    """Return the card of something that a paper names and that is not here."""
    words = RequestWords()
    made = Card(pad=(18, 12))
    inside = row(glyph("file-search", "primary", size=24), gap=14)
    head = label(words.named(one), "body_strong")
    inside.addLayout(column(head, label(words.named_where(one), "muted"), gap=2), 1)
    inside.addWidget(button)
    made.body.addLayout(inside)
    return made


class LentCard(Card):
    """Where the slides of a specimen are: five steps, from the laboratory and back."""

    def __init__(self, lent: Lent, change: Callable[[Pathology], object]) -> None:
        """Show `lent`; `change` opens the specimen."""
        super().__init__(pad=(18, 12), gap=8)
        one = lent.pathology
        case = self.tr("case {number}").format(number=one.accession) if one.accession else ""
        title = ", ".join(part for part in (self.tr("Slides: {specimen}").format(specimen=one.specimen), case) if part)
        inside = row(glyph("flask", "primary", size=24), gap=14)
        inside.addLayout(column(label(title, "body_strong"), label(self._told(lent), "muted"), gap=2), 1)
        name = self.tr("Change where the slides of {title} are").format(title=one.specimen)
        inside.addWidget(secondary(self.tr("Change"), partial(change, one), name=name))
        self.body.addLayout(inside)
        self.body.addWidget(Stepper(self._steps(one), lent.step))

    def _told(self, lent: Lent) -> str:
        one = lent.pathology
        count = self.tr("{count} slides").format(count=one.slides_count) if one.slides_count else ""
        lab = self.tr("on loan from {lab}").format(lab=one.lab) if one.lab else ""
        left = ""
        if lent.days is not None and lent.step != BACK:
            left = (
                self.tr("must be back in {days} days").format(days=lent.days)
                if lent.days >= 0
                else self.tr("should have been back {days} days ago").format(days=-lent.days)
            )
        return "  ·  ".join(part for part in (count, lab, left) if part)

    def _steps(self, one: Pathology) -> list[str]:
        sent = day_words(one.slides_sent_on) if one.slides_sent_on else ""
        back_by = day_words(one.slides_return_by) if one.slides_return_by else ""
        return [
            self.tr("At the lab"),
            self.tr("Sent {day}").format(day=sent) if sent else self.tr("Sent"),
            self.tr("Return by {day}").format(day=back_by) if back_by else self.tr("To be returned"),
            self.tr("Back at the lab"),
        ]
