"""An import at work: how many are done, what is read now, about how long, and a line for each file."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QProgressBar, QWidget

from desktop.ui.importing.presenter import Fate, fate_of, minutes_left
from desktop.ui.importing.queue import ImportJob
from desktop.ui.importing.rows import item_of, pages_words, shown_name
from desktop.ui.theme import limit
from desktop.ui.widgets import Card, RowItem, RowList, box, column, glyph, label, row

_ROW = 57
"""Height in px at 100 % of a line, for a list that is no longer than its files."""
_MOST_ROWS = 8


def _say(text: str) -> str:
    return QCoreApplication.translate("RunningImport", text)


def _left_words(job: ImportJob) -> str:
    minutes = minutes_left(len(job.outcomes), len(job.files), job.seconds)
    if minutes is None:
        return ""
    if minutes == 0:
        return _say("Less than a minute left")
    return _say("About 1 minute left") if minutes == 1 else _say("About {count} minutes left").format(count=minutes)


class RunningImport(QWidget):
    """Shows a job; nothing on it can be pressed."""

    def __init__(self, person: str) -> None:
        """Speak of the person by first name."""
        super().__init__()
        self._person = person
        self.headline = label("", "section")
        self.left = label("", "muted", wrap=False)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(_say("Progress of adding files"))
        self.bar.setRange(0, 0)
        self.now = label("")
        self.behind = label("", "muted")
        self.list = RowList(_say("Files being added"))
        head = row(self.headline, gap=12)
        head.setStretchFactor(self.headline, 1)
        head.addWidget(self.left)
        inside = row(glyph("magnifying-glass", "primary"), self.now, gap=10)
        inside.setStretchFactor(self.now, 1)
        top = Card(box(head), self.bar, inside, self.behind, gap=12, pad=(24, 20))
        self.card = Card(self.list, pad=(20, 8))
        self.setLayout(column(top, self.card, gap=20))

    def show_job(self, job: ImportJob, waiting: int) -> None:
        """Show how far it is; `waiting` files or folders were dropped after it."""
        done, total = len(job.outcomes), len(job.files)
        counted = _say("{done} of {total} files done").format(done=done, total=total)
        self.headline.setText(counted if total else _say("Looking at the files"))
        self.left.setText("" if job.stopping else _left_words(job))
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self.now.setText(_say("Stopping…") if job.stopping else shown_name(job.step.words))
        more = (
            _say("1 more waits until this is done.") if waiting == 1 else _say("{count} more wait until this is done.")
        )
        self.behind.setText(more.format(count=waiting))
        self.behind.setVisible(waiting > 0)
        self.card.setVisible(total > 0)
        limit(self.list, min_height=_ROW * max(1, min(total, _MOST_ROWS)))
        self.list.show_items([self._item(job, number) for number in range(total)])
        if done < total:
            self.list.scrollTo(self.list.rows.index(min(done + 2, total - 1)))

    def _item(self, job: ImportJob, number: int) -> RowItem:
        file = shown_name(job.files[number].name)
        if number < len(job.outcomes):
            outcome = job.outcomes[number]
            done = item_of(outcome, self._person)
            detail = done.detail
            if fate_of(outcome) in {Fate.STORED, Fate.CHECK}:
                detail = (
                    _say("Stored and read  ·  {pages}").format(pages=pages_words(outcome.pages))
                    if outcome.images is None
                    else done.detail
                )
            return RowItem(id=str(number), title=file, detail=detail, icon=done.icon, icon_tone=done.icon_tone)
        if number == len(job.outcomes) and not job.stopping:
            return RowItem(id=str(number), title=file, detail=_say("Reading now"), icon="hourglass", icon_tone="ok")
        return RowItem(id=str(number), title=file, detail=_say("Waiting"), icon="circle", icon_tone="muted")
