"""What the pages about backups say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop.foundation import clock
from desktop.records.dates import PartialDate
from desktop.ui.dates import day_words, moment_words
from desktop.ui.widgets import Status

if TYPE_CHECKING:  # the core is loaded beside the window
    from desktop.services.backups import BackupLine, BackupState, SecondPlace


def _tr(words: str) -> str:
    return QCoreApplication.translate("Backups", words)


def when_words(moment: datetime | None) -> str:
    """Return "Yesterday, 18:40" or "20 November, 17:02" (with the year when it is another), as a row begins."""
    if moment is None:
        return _tr("Day unknown")
    here = moment.astimezone()
    if (clock.today() - here.date()).days in {0, 1}:
        words = moment_words(moment)
        return words[:1].upper() + words[1:]
    day = day_words(PartialDate.of(here.date()), long=True)
    if here.year == clock.today().year:
        day = day.removesuffix(f" {here.year}")
    return f"{day}, {here.hour}:{here.minute:02}"


def day_only(moment: datetime) -> str:
    """Return "today", "yesterday", "6 November" or "6 November 2025"."""
    return when_words(moment).rpartition(",")[0]


def in_a_sentence(words: str) -> str:
    """Return "yesterday, 18:40" for "Yesterday, 18:40", and a date as it is."""
    return words[:1].lower() + words[1:]


@dataclass(frozen=True, slots=True)
class Told:
    """A notice: its look (ok, info, warn, danger), title and text."""

    look: str
    title: str
    text: str


def second_told(second: SecondPlace | None) -> Told | None:
    """Return what is to be said of the copy outside this computer; None when it is young enough."""
    if second is None:
        text = _tr(
            "If the computer breaks or is stolen, everything in this vault would be lost. "
            "Choose a USB stick, or a folder that is kept somewhere else."
        )
        return Told("warn", _tr("There is no copy outside this computer"), text)
    if not second.due:
        return None
    plug = "" if second.there else " " + not_there_words(second)
    if second.made is None or second.days is None:
        text = _tr("If the computer breaks or is stolen, everything in this vault would be lost.")
        return Told("warn", _tr("There is no copy outside this computer yet"), text + plug)
    text = _tr("If the computer breaks or is stolen, what you added since {day} would be lost.")
    return Told("warn", age_words(second), text.format(day=in_a_sentence(day_only(second.made))) + plug)


def age_words(second: SecondPlace) -> str:
    """Return "The copy outside this computer is 16 days old"."""
    return _tr("The copy outside this computer is {count} days old").format(count=second.days)


def not_there_words(second: SecondPlace) -> str:
    """Return what to do so that the second place can be written to."""
    if second.name.startswith("USB"):
        return _tr("Plug in the {name}.").format(name=second.name)
    return _tr("The {name} is not there now.").format(name=in_a_sentence(second.name))


def short_name(second: SecondPlace) -> str:
    """Return the part of a place's name that stands in a button: “BLUE”."""
    start = second.name.find("“")
    return second.name[start:] if start >= 0 else second.name


def second_detail(second: SecondPlace | None) -> str:
    """Return the small line about the second place: USB stick “BLUE”, 16 days ago."""
    if second is None:
        return _tr("None yet: a USB stick, or a folder kept elsewhere")
    if second.days is None:
        return _tr("{name}, no backup yet").format(name=second.name)
    ago = {0: _tr("today"), 1: _tr("yesterday")}.get(second.days, _tr("{count} days ago").format(count=second.days))
    return f"{second.name}, {ago}"


def last_pill(state: BackupState) -> tuple[str, Status]:
    """Return the words and shape of the last backup on this computer."""
    if state.problem:
        return _tr("Did not work"), Status.WRONG
    if state.last is None:
        return (_tr("None yet"), Status.NOT_STARTED) if state.on else (_tr("Off"), Status.LOOK)
    words = _tr("Last: {day}").format(day=in_a_sentence(day_only(state.last)))
    return words, Status.DONE if state.on else Status.LOOK


def counts_words(documents: int, facts: int) -> str:
    """Return "1 document, 12 facts"."""
    papers = _tr("1 document") if documents == 1 else _tr("{count} documents").format(count=documents)
    entries = _tr("1 fact") if facts == 1 else _tr("{count} facts").format(count=facts)
    return f"{papers}, {entries}"


def line_words(line: BackupLine) -> tuple[str, Status]:
    """Return the pill of one backup."""
    if not line.verified:
        return _tr("Could not be opened"), Status.WRONG
    if not line.own_keys:
        return _tr("Made with other keys"), Status.NEUTRAL
    return _tr("Opened and compared"), Status.DONE
