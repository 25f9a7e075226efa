"""Plain words for what was found about a sensitive topic."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.records.sensitive import SensitiveTag
from desktop.ui.documents.words import DocumentWords

if TYPE_CHECKING:
    from desktop.services.packets import TopicItem

ICONS = {
    SensitiveTag.SUBSTANCE_USE: "pill",
    SensitiveTag.MENTAL_HEALTH: "chat-centered-text",
    SensitiveTag.HIV_STD: "drop",
    SensitiveTag.REPRODUCTIVE: "baby",
    SensitiveTag.GENETIC: "users-three",
    SensitiveTag.MINOR: "lock-simple",
}
_SHOWN = 2


class TopicWords(QObject):
    """The words, translated."""

    def missing(self, waiting: Collection[SensitiveTag]) -> str:
        """Return the topics that were not answered, as a sentence; empty when there are none."""
        names = [name for tag, name in DocumentWords().sensitive().items() if tag in waiting]
        return self.tr("Say whether it goes: {topics}.").format(topics=", ".join(names)) if names else ""

    def item(self, one: TopicItem) -> str:
        """Return a document with the pages that are meant, or an entry."""
        if not one.pages:
            return one.title
        pages = ", ".join(map(str, one.pages))
        words = self.tr("{title}, page {pages}") if len(one.pages) == 1 else self.tr("{title}, pages {pages}")
        return words.format(title=one.title, pages=pages)

    def marked(self, count: int) -> str:
        """Return how many entries and documents the person marked with a topic."""
        return self.tr("1 marked by you") if count == 1 else self.tr("{count} marked by you").format(count=count)

    def found(self, items: Sequence[TopicItem]) -> str:
        """Return where words of a topic were found: the first places, and how many more."""
        named = "; ".join(map(self.item, items[:_SHOWN]))
        more = len(items) - _SHOWN
        if more > 0:
            words = self.tr("{named}; and 1 more") if more == 1 else self.tr("{named}; and {count} more")
            named = words.format(named=named, count=more)
        return self.tr("May be about it: {named}").format(named=named)
