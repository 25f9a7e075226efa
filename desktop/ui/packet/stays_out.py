"""What stays out of a packet, each with the way to put it back, and what its first page will say of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QVBoxLayout

from desktop.records.fact import Fact
from desktop.records.packet import CoveredPage
from desktop.records.result import Result
from desktop.ui.documents.words import DocumentWords
from desktop.ui.packet.state import Packet
from desktop.ui.packet.words import PacketWords
from desktop.ui.widgets import Card, clear, column, glyph, label, link, row


class StaysOutCard(Card):
    """The list; `changed` is called when something was put back."""

    def __init__(self, packet: Packet, changed: Callable[[], object]) -> None:
        """Show what stays out by now."""
        super().__init__(gap=8)
        self.packet, self._changed = packet, changed
        self._rows = QVBoxLayout()
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._said = label("")
        self._names: set[str] = set()
        self.body.addWidget(label(self.tr("What stays out"), "section"))
        self.body.addLayout(self._rows)
        self.body.addWidget(Card(label(self.tr("Page 1 of the packet will say"), "caption"), self._said, look="sunken"))
        self.show_again()

    def show_again(self) -> None:
        """Show it as it is now."""
        clear(self._rows)
        self._names.clear()
        workspace, request = self.packet.context.workspace, self.packet.request
        plan = workspace.packets.plan(request)
        titles = {one.id: one.title for one in workspace.documents.list(request.person_id)}
        self._show_documents(titles)
        self._show_fields(titles, plan.withheld_fields)
        self._show_entries(plan.excluded_facts)
        self._show_topics(titles, plan.excluded_facts)
        mine = {titles.get(document_id, "") for document_id, _pages in request.excluded_pages}
        mine |= {titles.get(item.partition("#")[0], "") for answer in request.topics for item in answer.out}
        for one in plan.left_out:
            if one.title not in mine:
                self._add(one.title, one.why)
        if not self._rows.count():
            self._rows.addWidget(label(self.tr("Nothing stays out."), "muted"))
        said = " ".join(plan.withheld)
        self._said.setText(f"“{said}”" if said else self.tr("Nothing about this: nothing is withheld."))

    def _show_documents(self, titles: dict[str, str]) -> None:
        request = self.packet.request
        for one in sorted(request.excluded & set(titles)):
            self._add(titles[one], self.tr("Left out by you"), lambda one=one: self._put_back({one}))  # type: ignore[misc] # bound at once
        for document_id, pages in request.excluded_pages:
            if document_id in titles:
                words = self.tr("Pages {pages}, left out by you").format(pages=", ".join(map(str, pages)))
                self._add(titles[document_id], words, lambda one=document_id: self._put_pages_back(one))  # type: ignore[misc] # bound at once
        for covered in request.covered:
            if covered.document_id in titles:
                words = self.tr("Parts of page {page} are covered").format(page=covered.page)
                self._add(titles[covered.document_id], words, lambda one=covered: self._uncover(one))  # type: ignore[misc] # bound at once

    def _show_fields(self, titles: dict[str, str], named: Mapping[str, tuple[str, ...]]) -> None:
        """Show what covered documents are not called by."""
        for document_id, fields in named.items():
            for field in fields:
                title = PacketWords().not_called(field, titles.get(document_id, ""))
                back = partial(self._name_again, f"{document_id}#{field}")
                self._add(title, self.tr("Read below a cover"), back)

    def _show_entries(self, out: Iterable[Fact]) -> None:
        """Show the entries that were left out one by one; all values of a test together."""
        by_title: dict[str, set[str]] = {}
        for fact in out:
            if fact.id in self.packet.request.excluded:
                by_title.setdefault(fact.test if isinstance(fact, Result) else fact.title, set()).add(fact.id)
        for title, ids in by_title.items():
            words = self.tr("1 entry") if len(ids) == 1 else self.tr("{count} entries").format(count=len(ids))
            told = self.tr("{what}, left out by you").format(what=words)
            self._add(title, told, lambda ids=ids: self._put_back(ids))  # type: ignore[misc] # bound at once

    def _show_topics(self, titles: dict[str, str], out: Iterable[Fact]) -> None:
        """Show what an answer for a sensitive topic keeps back, each with the topic."""
        names, entries = DocumentWords().sensitive(), {fact.id: fact.title for fact in out}
        for answer in self.packet.request.topics:
            by_owner: dict[str, list[str]] = {}
            for item in sorted(answer.out):
                by_owner.setdefault(item.partition("#")[0], []).append(item)
            for owner, items in by_owner.items():
                title = titles.get(owner) or entries.get(owner)
                if title:
                    pages = sorted(int(item.partition("#")[2]) for item in items if "#" in item)
                    why = self._topic_words(names[answer.tag], pages)
                    self._add(title, why, lambda items=items: self._put_items_back(set(items)))  # type: ignore[misc] # bound at once

    def _topic_words(self, topic: str, pages: list[int]) -> str:
        if not pages:
            return topic
        words = self.tr("Page {pages}, {topic}") if len(pages) == 1 else self.tr("Pages {pages}, {topic}")
        return words.format(pages=", ".join(map(str, pages)), topic=topic)

    def _add(self, title: str, why: str, back: Callable[[], object] | None = None) -> None:
        inside = row(glyph("file-x", "primary", size=22), gap=12)
        inside.addLayout(column(label(title, "body_strong"), label(why, "small"), gap=0), 1)
        if back is not None:
            name = self.tr("Put back {title}").format(title=title)
            if name in self._names:
                name = self.tr("Put back {title}, {why}").format(title=title, why=why)
            self._names.add(name)
            inside.addWidget(link(self.tr("Put back"), back, name=name))
        self._rows.addLayout(inside)

    def _put_back(self, ids: AbstractSet[str]) -> None:
        self.packet.change(excluded=self.packet.request.excluded - ids)
        self._changed()

    def _name_again(self, item: str) -> None:
        self.packet.change(withheld_fields=self.packet.request.withheld_fields - {item})
        self._changed()

    def _uncover(self, covered: CoveredPage) -> None:
        self.packet.change(covered=tuple(one for one in self.packet.request.covered if one != covered))
        self._changed()

    def _put_pages_back(self, document_id: str) -> None:
        kept = tuple(one for one in self.packet.request.excluded_pages if one[0] != document_id)
        self.packet.change(excluded_pages=kept)
        self._changed()

    def _put_items_back(self, items: AbstractSet[str]) -> None:
        answers = tuple(replace(one, out=one.out - items) for one in self.packet.request.topics)
        self.packet.change(topics=answers)
        self._changed()
