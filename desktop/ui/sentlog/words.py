"""What an entry of the sent log is called: what went, how, to whom, and whether it arrived."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject

from desktop.foundation.clock import today
from desktop.records.dates import PartialDate
from desktop.records.disclosure import HANDOVER, HandoverWay
from desktop.records.packet import Disclosure
from desktop.ui.dates import day_words
from desktop.ui.widgets import Status

KEPT_HERE = frozenset({"copy", "export"})
"""Media that went to a folder of this computer; nobody is asked whether they arrived."""
LOCKED = frozenset({"locked-pdf", "folder"})
"""Media that five words may open."""


class SentWords(QObject):
    """The words, translated."""

    def medium(self, medium: str) -> str:
        """Return how it left."""
        return {
            "locked-pdf": self.tr("Locked PDF"),
            "plain-pdf": self.tr("Plain PDF, not locked"),
            "portal": self.tr("Small files for a website, not locked"),
            "folder": self.tr("Folder for a stick or disc"),
            "print": self.tr("Printed"),
            "age": self.tr("Encrypted for an age key"),
            "copy": self.tr("Copy of one document, not locked"),
            "export": self.tr("Export of the whole record, not locked"),
            HANDOVER: self.tr("Handed over"),
        }.get(medium, medium)

    def way(self, way: HandoverWay) -> str:
        """Return how something left without the program."""
        return {
            HandoverWay.PAPER: self.tr("on paper"),
            HandoverWay.STICK: self.tr("on a stick or disc"),
            HandoverWay.POST: self.tr("by post"),
            HandoverWay.EMAIL: self.tr("by e-mail"),
            HandoverWay.WEBSITE: self.tr("on their website"),
            HandoverWay.OTHER: self.tr("in another way"),
        }[way]

    def day(self, entry: Disclosure) -> str:
        """Return when it left; a handover whose day is not known says so."""
        if entry.medium == HANDOVER:
            return day_words(entry.day) or self.tr("Day not known")
        return day_words(PartialDate.of(entry.when.astimezone().date()))

    def whom(self, entry: Disclosure) -> str:
        """Return who got it."""
        return entry.to or self.tr("This computer")

    def what(self, entry: Disclosure) -> str:
        """Return what went."""
        if entry.packet_id:
            pages = self.tr("1 page") if entry.pages == 1 else self.tr("{count} pages").format(count=entry.pages)
            version = self.tr("Packet {code}, version {number}").format(code=entry.code, number=entry.version)
            return ", ".join(part for part in (version, pages, entry.what) if part)
        return entry.what or self.medium(entry.medium)

    def how(self, entry: Disclosure) -> str:
        """Return how it went, and what for."""
        way = self.way(entry.way) if entry.way else ""
        how = ", ".join(part for part in (self.medium(entry.medium), way, entry.detail) if part)
        if entry.medium in KEPT_HERE:
            return entry.file_name
        return "  ·  ".join(part for part in (how, self.purpose(entry)) if part)

    def purpose(self, entry: Disclosure) -> str:
        """Return what for; the program itself writes one purpose, in English."""
        return self.tr("Second opinion") if entry.purpose == "Second opinion" else entry.purpose

    def arrived(self, entry: Disclosure) -> tuple[str, Status]:
        """Return whether it arrived."""
        if entry.medium in KEPT_HERE:
            return self.tr("Kept by you"), Status.NEUTRAL
        if entry.received is None:
            return self.tr("Not confirmed"), Status.LOOK
        day = entry.received.astimezone().date()
        words = day_words(PartialDate.of(day))
        if day.year == today().year:
            words = words.removesuffix(f" {day.year}")
        return self.tr("Arrived {day}").format(day=words), Status.DONE

    def news(self, titles: Sequence[str], questions: int) -> str:
        """Return what came since: a few titles, how many more, how many questions."""
        shown = list(titles[:3])
        if len(titles) > len(shown):
            shown.append(self.tr("{count} more").format(count=len(titles) - len(shown)))
        if questions:
            one = self.tr("1 question")
            shown.append(one if questions == 1 else self.tr("{count} questions").format(count=questions))
        return self.tr("New or changed since then: {things}.").format(things=", ".join(shown))
