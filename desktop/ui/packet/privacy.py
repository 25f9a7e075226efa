"""Step 3: sensitive topics one by one, what is hidden, and what stays out."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.records.packet import CoveredPage, SensitiveChoice
from desktop.records.sensitive import SensitiveTag
from desktop.ui.documents.words import DocumentWords
from desktop.ui.packet.choosing import DocumentsDialog
from desktop.ui.packet.state import Packet
from desktop.ui.widgets import (
    Card,
    CheckBox,
    ChoiceRow,
    Panes,
    box,
    clear,
    column,
    glyph,
    label,
    line,
    link,
    row,
    secondary,
)


class PrivacyStep(QWidget):
    """What the person keeps back."""

    def __init__(self, packet: Packet) -> None:
        """Show the topics found in this record."""
        super().__init__()
        self.packet = packet
        self._topics = DocumentWords().sensitive()
        self._out = QVBoxLayout()
        self._out.setContentsMargins(0, 0, 0, 0)
        self._said = label("")
        words = self.tr(
            "Left out unless you say otherwise. Mark topics on documents and entries; Sheaf does not guess them."
        )
        topics = Card(label(self.tr("Sensitive topics"), "section"), label(words, "muted"), gap=8)
        found = self._found()
        for number, (tag, name) in enumerate(self._topics.items()):
            if number:
                topics.body.addWidget(line(soft=True))
            topics.body.addLayout(self._topic(tag, name, found.get(tag, 0)))
        hide = CheckBox(
            self.tr("Home address, insurance and ID numbers"),
            lambda on: self.packet.change(hide_address=on),
            checked=packet.request.hide_address,
        )
        hiding = Card(label(self.tr("Hide on every page we make"), "section"), hide)
        hiding.body.addWidget(
            label(self.tr("Pages of your documents stay as they are: leave them out, or cover parts of them."), "small")
        )
        choose = secondary(self.tr("Leave out or cover pages"), self._choose, icon="eye-slash")
        hiding.body.addLayout(row(choose, None))
        out = Card(label(self.tr("What stays out"), "section"), gap=8)
        out.body.addLayout(self._out)
        quoted = Card(label(self.tr("Page 1 of the packet will say"), "caption"), self._said, look="sunken")
        out.body.addWidget(quoted)
        left = column(topics, hiding, None, gap=16)
        self.setLayout(column(Panes(box(left), box(column(out, None)), stretch=(61, 39), room=22)))
        self._show_out()

    def _found(self) -> dict[SensitiveTag, int]:
        workspace, person = self.packet.context.workspace, self.packet.request.person_id
        held = [one.sensitive for one in workspace.documents.list(person)]
        plan = workspace.packets.plan(self.packet.request)
        held += [fact.sensitive for facts in plan.facts.values() for fact in facts]
        held += [fact.sensitive for fact in plan.excluded_facts]
        counts: dict[SensitiveTag, int] = {}
        for tags in held:
            for tag in tags:
                counts[tag] = counts.get(tag, 0) + 1
        return counts

    def _topic(self, tag: SensitiveTag, name: str, count: int) -> QHBoxLayout:
        if not count:
            inside = row(glyph("circle", "muted", size=20), gap=12)
            inside.addWidget(label(name), 1)
            inside.addWidget(label(self.tr("Nothing marked"), "muted", wrap=False))
            return inside
        told = self.tr("1 entry") if count == 1 else self.tr("{count} entries").format(count=count)
        answer = dict(self.packet.request.sensitive).get(tag, SensitiveChoice.ASK)
        chosen = "" if answer is SensitiveChoice.ASK else answer.value
        choices = [
            (SensitiveChoice.LEAVE_OUT.value, self.tr("Leave out")),
            (SensitiveChoice.INCLUDE.value, self.tr("Include")),
        ]
        choice = ChoiceRow(choices, chosen, lambda value: self._answered(tag, value), name=name, radius=8)
        inside = row(glyph("eye-slash", "primary", size=22), gap=12)
        detail = told if chosen else self.tr("{count}; not answered yet, so it stays out").format(count=told)
        inside.addLayout(column(label(name, "body_strong"), label(detail, "small"), gap=0), 1)
        inside.addWidget(choice)
        return inside

    def _answered(self, tag: SensitiveTag, value: str) -> None:
        others = tuple(one for one in self.packet.request.sensitive if one[0] is not tag)
        self.packet.change(sensitive=(*others, (tag, SensitiveChoice(value))))
        self._show_out()

    def _show_out(self) -> None:
        clear(self._out)
        outline = self.packet.context.workspace.packets.outline(self.packet.request)
        titles = {
            one.id: one.title for one in self.packet.context.workspace.documents.list(self.packet.request.person_id)
        }
        for document_id in sorted(self.packet.request.excluded & set(titles)):
            self._add_out(titles[document_id], self.tr("Left out by you"), lambda one=document_id: self._put_back(one))
        for document_id, pages in self.packet.request.excluded_pages:
            if document_id in titles:
                words = self.tr("Pages {pages}, left out by you").format(pages=", ".join(map(str, pages)))
                self._add_out(titles[document_id], words, lambda one=document_id: self._put_pages_back(one))
        for covered in self.packet.request.covered:
            if covered.document_id in titles:
                words = self.tr("Parts of page {page} are covered").format(page=covered.page)
                self._add_out(titles[covered.document_id], words, lambda one=covered: self._uncover(one))
        for one in outline.left_out:
            if "withheld" not in one.why:
                self._add_out(one.title, one.why, None)
        if not self._out.count():
            self._out.addWidget(label(self.tr("Nothing stays out."), "muted"))
        said = " ".join(outline.withheld)
        self._said.setText(f"“{said}”" if said else self.tr("Nothing about this: nothing is withheld."))

    def _add_out(self, title: str, why: str, back: object) -> None:
        inside = row(glyph("file-x", "primary", size=22), gap=12)
        inside.addLayout(column(label(title, "body_strong"), label(why, "small"), gap=0), 1)
        if callable(back):
            name = self.tr("Put back {title}").format(title=title)
            inside.addWidget(link(self.tr("Put back"), back, name=name))
        self._out.addLayout(inside)

    def _put_back(self, document_id: str) -> None:
        self.packet.change(excluded=self.packet.request.excluded - {document_id})
        self._show_out()

    def _uncover(self, covered: CoveredPage) -> None:
        self.packet.change(covered=tuple(one for one in self.packet.request.covered if one != covered))
        self._show_out()

    def _choose(self) -> None:
        DocumentsDialog(self.window(), self.packet, self._show_out)

    def _put_pages_back(self, document_id: str) -> None:
        kept = tuple(one for one in self.packet.request.excluded_pages if one[0] != document_id)
        self.packet.change(excluded_pages=kept)
        self._show_out()
