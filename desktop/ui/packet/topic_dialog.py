"""What words found about one topic, each with its place: the person ticks what goes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.ui.packet.cover_page import CoverDialog
from desktop.ui.packet.state import Packet
from desktop.ui.packet.topic_words import TopicWords
from desktop.ui.widgets import CheckBox, Dialog, box, column, label, link, primary, row, secondary

if TYPE_CHECKING:
    from desktop.services.packets import TopicItem


class TopicDialog(Dialog):
    """A tick for each document and entry; `use` gets the ids of those that stay out."""

    def __init__(
        self,
        window: QWidget,
        packet: Packet,
        name: str,
        found: Sequence[TopicItem],
        use: Callable[[frozenset[str]], object],
        covered: Callable[[], object],
    ) -> None:
        """Show what was `found` about the topic called `name`, as it was answered before.

        `covered` is called when a part of a page was covered meanwhile: that holds also when nothing is used.
        """
        super().__init__(window, window.tr("{topic}: what goes in?").format(topic=name), icon="eye-slash")
        self.packet, self._use_them, self._covered = packet, use, covered
        self._words = TopicWords()
        told = self.tr("These words may mean something else. What has no tick stays out; of documents, those pages.")
        self.body.addWidget(label(told, "muted"))
        self._ticks: dict[str, CheckBox] = {}
        for one in found:
            self.body.addWidget(self._item(one))
        self.set_buttons(right=[secondary(self.tr("Cancel"), self.reject), primary(self.tr("Use these"), self._use)])
        self.present()

    def _item(self, one: TopicItem) -> QWidget:
        words = self._words.item(one)
        out = {item for answer in self.packet.request.topics for item in answer.out}
        tick = CheckBox(words, checked=not one.items & out)
        self._ticks[one.id] = tick
        head = row(gap=12)
        head.addWidget(tick, 1)
        if one.is_document:
            name = self.tr("Look at {title}, or cover a part").format(title=words)
            head.addWidget(link(self.tr("Look or cover…"), lambda: self._look(one), name=name))
        quoted = [label(f"“{one.quote}”", "small")] if one.quote else []
        return box(column(head, *quoted, gap=2))

    def _look(self, one: TopicItem) -> None:
        document = self.packet.context.workspace.documents.get(one.id)
        CoverDialog(self.window(), self.packet, document, self._covered, page=one.pages[0] if one.pages else 1)

    def _use(self) -> None:
        self.accept()
        self._use_them(frozenset(one for one, tick in self._ticks.items() if not tick.isChecked()))
