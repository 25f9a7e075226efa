"""Sensitive topics, asked one by one: what the person marked, and what may be about them by its words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from desktop.records.packet import SensitiveChoice
from desktop.records.sensitive import SensitiveTag
from desktop.ui.documents.words import DocumentWords
from desktop.ui.packet.state import Packet
from desktop.ui.packet.topic_dialog import TopicDialog
from desktop.ui.packet.topic_words import ICONS, TopicWords
from desktop.ui.widgets import Card, ChoiceRow, clear, column, glyph, label, line, link, row

if TYPE_CHECKING:
    from desktop.services.packets import TopicItem
    from desktop.ui.tasks import Task

Topics = Mapping[SensitiveTag, "tuple[TopicItem, ...]"]


class TopicsCard(Card):
    """A row for each topic; `changed` is called after every answer and when words were looked for."""

    def __init__(self, packet: Packet, changed: Callable[[], object]) -> None:
        """Look for words beside the window."""
        super().__init__(gap=8)
        self.packet, self._changed = packet, changed
        self._names = DocumentWords().sensitive()
        self._words = TopicWords()
        self.found: Topics | None = None
        self._looking: Task[Topics] | None = None
        told = self.tr(
            "What you marked stays out unless you say otherwise. Sheaf also looks for words:"
            " it can miss some, and a word can mean something else."
        )
        self.body.addWidget(label(self.tr("Sensitive topics"), "section"))
        self.body.addWidget(label(told, "muted"))
        self._rows = QVBoxLayout()
        self._rows.setContentsMargins(0, 0, 0, 0)
        self.body.addLayout(self._rows)
        self.look()

    def look(self) -> None:
        """Look for words in what goes in now."""
        asking, request = self.packet.context.workspace.packets.asking, self.packet.request
        self.found = None
        self._show()
        self._looking = self.packet.context.tasks.run(
            lambda _p, _c: asking.about_topics(request),
            done=self._show_found,
            failed=self._not_found,
            owner=self,
            instead_of=self._looking,
        )

    def _show_found(self, found: Topics) -> None:
        self.found = found
        self._show()
        self._changed()

    def _not_found(self, error: BaseException) -> None:
        self.packet.context.show_error(error)

    def missing(self) -> str:
        """Return what must be said before the packet goes on; empty when nothing."""
        if self.found is None:
            return self.tr("Looking for words about sensitive topics …")
        return self._words.missing(
            self.packet.context.workspace.packets.asking.unsettled(self.packet.request, self.found)
        )

    def _marked(self) -> dict[SensitiveTag, int]:
        """Return how many documents and entries of this record are marked with each topic."""
        workspace, person = self.packet.context.workspace, self.packet.request.person_id
        plan = workspace.packets.plan(self.packet.request)
        held = [one.sensitive for one in workspace.documents.list(person)]
        held += [fact.sensitive for facts in plan.facts.values() for fact in facts]
        held += [fact.sensitive for fact in plan.excluded_facts]
        tags = [tag for tags in held for tag in tags]
        return {tag: tags.count(tag) for tag in set(tags)}

    def _show(self) -> None:
        clear(self._rows)
        marked = self._marked()
        for number, (tag, name) in enumerate(self._names.items()):
            if number:
                self._rows.addWidget(line(soft=True))
            self._rows.addLayout(self._row(tag, name, marked.get(tag, 0)))

    def _row(self, tag: SensitiveTag, name: str, marked: int) -> QHBoxLayout:
        items = (self.found or {}).get(tag, ())
        if not marked and not items:
            inside = row(glyph(ICONS[tag], "muted", size=22), gap=12)
            inside.addWidget(label(name), 1)
            told = self.tr("Looking …") if self.found is None else self.tr("Nothing found")
            inside.addWidget(label(told, "muted", wrap=False))
            return inside
        chosen = self._chosen(tag, marked=bool(marked))
        words = column(label(name, "body_strong"), gap=0)
        for told in self._details(marked, items):
            words.addWidget(label(told, "small"))
        if state := self._state(tag, chosen, items):
            words.addWidget(label(state, "small"))
        choices = [
            (SensitiveChoice.LEAVE_OUT.value, self.tr("Leave out")),
            (SensitiveChoice.INCLUDE.value, self.tr("Include")),
        ]
        inside = row(glyph(ICONS[tag], "primary", size=22), gap=12)
        inside.addLayout(words, 1)
        choice = ChoiceRow(choices, chosen, lambda value: self._answer(tag, value), name=name, radius=8)
        inside.addWidget(choice)
        inside.setAlignment(choice, Qt.AlignmentFlag.AlignVCenter)
        if items:
            look = self.tr("Look at what may be about: {topic}").format(topic=name)
            inside.addWidget(link(self.tr("Look…"), lambda: self._look(tag, name), name=look))
        return inside

    def _details(self, marked: int, items: tuple[TopicItem, ...]) -> list[str]:
        told = []
        if marked:
            told.append(self._words.marked(marked))
        if items:
            told.append(self._words.found(items))
        return told

    def _state(self, tag: SensitiveTag, chosen: str, items: tuple[TopicItem, ...]) -> str:
        """Return what was answered, where the two buttons do not show it."""
        if chosen:
            return ""
        if not items:
            return self.tr("Not answered yet, so it stays out.")
        if tag in self.packet.context.workspace.packets.asking.unsettled(self.packet.request, {tag: items}):
            return self.tr("Not answered yet.")
        out = {item for answer in self.packet.request.topics if answer.tag is tag for item in answer.out}
        count = sum(bool(one.items & out) for one in items)
        return self.tr("{out} of {count} stay out.").format(out=count, count=len(items))

    def _chosen(self, tag: SensitiveTag, *, marked: bool) -> str:
        """Return the one answer that holds for all of a topic; empty when there is none, or several."""
        said = dict(self.packet.request.sensitive).get(tag, SensitiveChoice.ASK)
        found = self.found or {}
        by_words = self.packet.context.workspace.packets.asking.settled(self.packet.request, tag, found)
        if not found.get(tag):
            answer = said
        elif marked:
            answer = said if said is by_words else SensitiveChoice.ASK
        else:
            answer = by_words
        return "" if answer is SensitiveChoice.ASK else answer.value

    def _answer(self, tag: SensitiveTag, value: str) -> None:
        asking = self.packet.context.workspace.packets.asking
        answered = asking.answered(self.packet.request, tag, self.found or {}, SensitiveChoice(value))
        self.packet.change(sensitive=answered.sensitive, topics=answered.topics)
        self._show()
        self._changed()

    def _look(self, tag: SensitiveTag, name: str) -> None:
        def use(out: frozenset[str]) -> None:
            asking = self.packet.context.workspace.packets.asking
            answered = asking.some_left_out(self.packet.request, tag, self.found or {}, out)
            self.packet.change(topics=answered.topics)
            self._show()
            self._changed()

        TopicDialog(self.window(), self.packet, name, (self.found or {}).get(tag, ()), use, self._changed)
