"""Entries of several sources that mean one thing, as one line that opens to them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject

from desktop.records.document import Document
from desktop.records.fact import Fact
from desktop.services.merging.grouping import FactGroup, groups
from desktop.ui.facts.rows import FactRows
from desktop.ui.forms.own_documents import OwnDocuments
from desktop.ui.navigation import ScreenContext
from desktop.ui.widgets import Dialog, RowItem, Status, label, line, list_row, secondary


def folded_groups(facts: Sequence[Fact]) -> dict[str, FactGroup]:
    """Return the groups of facts by the id of their first member, the one that stays in the list."""
    return {group.id: group for group in groups(facts)}


def without_members(ids: Iterable[str], held: dict[str, FactGroup]) -> list[str]:
    """Return the ids that a list shows: those of group members after the first are left out."""
    inside = {one.id for group in held.values() for one in group.members[1:]}
    return [one for one in ids if one not in inside]


def _sources(group: FactGroup) -> int:
    """Return how many papers say it, the person's own typing counting as one."""
    return len({one.provenance[0].document_id if one.provenance else "" for one in group.members})


class GroupWords(QObject):
    """The words of a group."""

    def said(self, group: FactGroup) -> str:
        """Return "3 sources say this", and in what they differ."""
        count = _sources(group)
        words = self.tr("{count} sources say this").format(count=count)
        if count == 1:
            words = self.tr("listed {count} times").format(count=len(group.members))
        return "  ·  ".join((words, *map(self._differing, group.differs)))

    def _differing(self, field: str) -> str:
        return {
            "strength": self.tr("strengths differ"),
            "dose": self.tr("doses differ"),
            "how_often": self.tr("how often differs"),
            "clinical_status": self.tr("taken or stopped differs"),
        }[field]

    def item(self, item: RowItem, group: FactGroup | None) -> RowItem:
        """Return a row that tells of its group; as it is without one."""
        if group is None:
            return item
        detail = "  ·  ".join(part for part in (item.detail, self.said(group)) if part)
        pill = self.tr("Differs") if group.differs and not item.pill else item.pill
        return replace(item, detail=detail, pill=pill, pill_status=Status.LOOK if pill else item.pill_status)


class GroupDialog(Dialog):
    """Lists the entries of a group with where each comes from; each opens with all that is known of it."""

    def __init__(self, context: ScreenContext, group: FactGroup, look: Callable[[str], object]) -> None:
        """Show `group`; `look` opens the entry of an id."""
        super().__init__(context.window, " ".join(group.members[0].title.split()), icon="files")
        self._look = look
        self._documents = OwnDocuments(context.workspace, group.members[0].person_id)
        self.body.addWidget(label(GroupWords().said(group), "muted"))
        rows = FactRows()
        for number, fact in enumerate(group.members, start=1):
            item, place = rows.item(fact), self._place(fact)
            words = "  ·  ".join(part for part in (item.detail, place) if part)
            name = self.tr("Open entry {number}: {thing}, {place}").format(number=number, thing=item.title, place=place)
            go = secondary(self.tr("Open"), partial(self._open, fact.id), name=name)
            self.body.addWidget(list_row(replace(item, detail=words), go))
            self.body.addWidget(line())
        self.set_buttons(right=[secondary(self.tr("Close"), self.reject)])

    def _place(self, fact: Fact) -> str:
        found = (self._documents.get(place.document_id) for place in fact.provenance)
        document: Document | None = next((one for one in found if one is not None), None)
        if document is None:
            return self.tr("you typed it") if not fact.provenance else self.tr("a paper that is not here")
        source = f"{document.title}, {document.source}" if document.source else document.title
        return self.tr("from {source}").format(source=source)

    def _open(self, fact_id: str) -> None:
        self.accept()
        self._look(fact_id)
