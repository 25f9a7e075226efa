"""The trash page: what was set aside, how long it stays, and the way back."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop.foundation.errors import AppError
from desktop.records.changes import ChangeSet
from desktop.records.fact import FactKind
from desktop.services.trash import TrashItem
from desktop.ui.facts.rows import ICONS
from desktop.ui.forms.kind_words import kind_words
from desktop.ui.forms.said import say, say_change
from desktop.ui.forms.screen import RecordScreen
from desktop.ui.navigation import ScreenContext
from desktop.ui.theme import limit
from desktop.ui.widgets import Card, EmptyState, Page, RowItem, RowList, confirm, danger, label, row, secondary


class TrashScreen(RecordScreen):
    """Shows the trash of the person whose record is open, and people who were removed."""

    name = "trash"
    kinds = frozenset({*(kind.value for kind in FactKind), "person"})

    def __init__(self, context: ScreenContext) -> None:
        """Make the page."""
        subtitle = self.tr("Everything stays here for 30 days; until then you can take it back.")
        super().__init__(context, Page(self.tr("Trash"), subtitle))
        self.title = self.page.title.text()
        self.items: dict[str, TrashItem] = {}
        self.list = RowList(self.tr("Things in the trash"))
        self.list.chosen.connect(lambda _id: self._show_buttons())
        self.list.opened.connect(lambda _id: self.take_back())
        limit(self.list, min_height=300)
        self.back = secondary(self.tr("Take back"), self.take_back, icon="arrow-counter-clockwise")
        self.gone = danger(self.tr("Delete for good…"), self._ask)
        self.counted = label("", "small")
        self._card: QWidget = Card(self.counted, self.list, row(self.back, None, self.gone), gap=8, pad=(12, 12))
        text = self.tr("What you move to the trash waits here.")
        self._empty = EmptyState("trash", self.tr("The trash is empty."), text)
        self.page.add(self._card, self._empty)
        self.page.content.setStretchFactor(self._card, 1)

    def reload(self, change: ChangeSet) -> None:
        """Show what lies there now."""
        if not self.concerns(change.kinds):
            return
        listed = self.context.workspace.trash.items(self.context.person_id)
        self.items = {one.id: one for one in listed}
        self.list.show_items([self._row(one) for one in listed])
        if listed and not self.list.current_id:
            self.list.choose(listed[0].id)
        self._card.setVisible(bool(listed))
        self._empty.setVisible(not listed)
        count = len(listed)
        self.counted.setText(self.tr("1 thing") if count == 1 else self.tr("{count} things").format(count=count))
        self._show_buttons()

    def _row(self, item: TrashItem) -> RowItem:
        what = {
            "person": self.tr("Person"),
            "document": self.tr("Document"),
            "import": self.tr("Import taken back, with what was read in it"),
        }.get(item.kind)
        icon = {"person": "user", "document": "file-text", "import": "arrow-counter-clockwise"}.get(item.kind)
        kind = None if what else FactKind(item.kind)
        left = self.tr("1 day left") if item.days_left == 1 else self.tr("{count} days left")
        return RowItem(
            id=item.id,
            title=" ".join(item.title.split()),
            detail=what or (kind_words(kind).title if kind else ""),
            icon=icon or (ICONS[kind] if kind else ""),
            pill=left.format(count=item.days_left),
        )

    @property
    def chosen(self) -> TrashItem | None:
        """The thing that is selected."""
        return self.items.get(self.list.current_id)

    def _show_buttons(self) -> None:
        item = self.chosen
        self.back.setEnabled(item is not None)
        self.gone.setEnabled(item is not None and item.what != "person")
        if item is not None:
            self.back.setAccessibleName(self.tr("Take back {thing}").format(thing=item.title))
            self.gone.setAccessibleName(self.tr("Delete {thing} for good").format(thing=item.title))

    def take_back(self) -> None:
        """Take the selected thing out of the trash."""
        if self.chosen is not None:
            say_change(self.context, self.context.workspace.trash.take_back(self.chosen))

    def _ask(self) -> None:
        item = self.chosen
        if item is None:
            return
        confirm(
            self.context.window,
            self.tr("Delete “{thing}” for good?").format(thing=item.title),
            self.tr("It cannot be brought back, except from a backup that was made before."),
            self.tr("Delete {thing}").format(thing=item.title),
            lambda: self._delete(item),
        )

    def _delete(self, item: TrashItem) -> None:
        try:
            self.context.workspace.trash.delete(item)
        except AppError as error:
            self.context.show_error(error)
            return
        say(self.context, self.tr("It is deleted for good."))
