"""The viewer of a study: its series on the left, the pictures of one of them on the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from desktop.records.changes import ChangeSet
from desktop.records.document import Document
from desktop.ui.dates import day_words
from desktop.ui.imaging.presenter import Stack, stacks_of
from desktop.ui.imaging.series_list import SeriesList
from desktop.ui.imaging.viewer import SeriesViewer
from desktop.ui.imaging.words import ImagingWords
from desktop.ui.navigation import PageScreen, ScreenContext
from desktop.ui.theme import limit
from desktop.ui.widgets import Card, ComboBox, EmptyState, Notice, Page, Panes, box, column, primary, secondary


class ImagingScreen(PageScreen):
    """Looks through the series of one study."""

    name = "imaging"

    def __init__(self, context: ScreenContext) -> None:
        """Wait for a study."""
        page = Page(context.window.tr("Pictures of a scan"))
        super().__init__(context, page)
        self.title = page.tr("Pictures of a scan")
        self._words = ImagingWords(page)
        self.document: Document | None = None
        self._stacks: tuple[Stack, ...] = ()
        self._shown = ""
        self.series = SeriesList(context)
        self.series.chosen.connect(self._choose)
        self.viewer = SeriesViewer(context)
        self.back = secondary(page.tr("Back to the document"), self._back, icon="arrow-left")
        page.set_actions(self.back)
        self.other_name = Notice(
            page.tr("These pictures name somebody else than the person whose records are open."), look="warn"
        )
        self.list_card = Card(self.series, gap=4, pad=(6, 8))
        limit(self.list_card, min_width=250, min_height=300)
        self.one_series = ComboBox((), "", self._choose)
        self.one_series.setAccessibleName(page.tr("Series"))
        self.right = box(column(self.one_series, self.viewer, gap=8))
        self.panes = Panes(
            self.list_card, self.right, stretch=(28, 72), breakpoint_at=690, room=16, on_fold=self._folded
        )
        go = primary(page.tr("Back to Documents"), lambda: context.navigate("documents", ""))
        self.empty = EmptyState("image", page.tr("No pictures are open."), page.tr("Choose a scan in Documents."), go)
        page.add(self.other_name, self.panes, self.empty)
        self._folded(folded=False)
        self._show()

    def open(self, target: str) -> None:
        """Show a study ("document"), a series of it, or a picture of that ("document#series#number", from 1)."""
        if not target:
            return
        document_id, series_id, number = (*target.split("#"), "", "")[:3]
        rooms = self.context.workspace
        if not rooms.documents.has(document_id):
            return
        self.document = rooms.documents.get(document_id)
        self._stacks = stacks_of(rooms.imaging_files, document_id)
        at = int(number) - 1 if number.isdigit() else None
        wanted = next((one for one in self._stacks if one.series.id == series_id), next(iter(self._stacks), None))
        self._shown = ""
        self._show(wanted, at)
        if wanted is not None:
            self.viewer.picture.setFocus()  # so that the keyboard scrolls at once

    def reload(self, change: ChangeSet) -> None:
        """Show the study as it is called now; go back to nothing when it is gone."""
        if self.document is None or not change.kinds & {"document", "import", "person"}:
            return
        room = self.context.workspace.documents
        if room.has(self.document.id) and room.get(self.document.id).trashed is None:
            self.document = room.get(self.document.id)
            self._tell_document()
        else:
            self.document, self._stacks, self._shown = None, (), ""
            self._show()

    def _show(self, stack: Stack | None = None, at: int | None = None) -> None:
        there = stack is not None
        self.panes.setVisible(there)
        self.empty.setVisible(not there)
        self.back.setVisible(self.document is not None)
        self._tell_document()
        if stack is not None:
            self.series.show_stacks(self._stacks, keep=stack.series.id)
            self.one_series.offer([(one.series.id, self._words.series_line(one.series)) for one in self._stacks])
            self._show_stack(stack, at)

    def _tell_document(self) -> None:
        document = self.document
        self.other_name.setVisible(document is not None and not document.belongs)
        told = (document.title, day_words(document.date, long=True), document.source) if document is not None else ()
        self.page.set_title(self.title, "  ·  ".join(part for part in told if part))

    def _choose(self, series_id: str) -> None:
        stack = next((one for one in self._stacks if one.series.id == series_id), None)
        if stack is not None and series_id != self._shown:
            self._show_stack(stack, None)

    def _show_stack(self, stack: Stack, at: int | None) -> None:
        self._shown = stack.series.id
        self.one_series.choose(stack.series.id)
        self.series.choose(stack.series.id)
        self.viewer.show_stack(stack, at=at)

    def _back(self) -> None:
        if self.document is not None:
            self.context.navigate("documents", self.document.id)

    def _folded(self, folded: bool) -> None:  # noqa: FBT001 - a signal's argument
        """Choose the series in one line where there is no room for their list beside the picture."""
        self.list_card.setVisible(not folded)
        self.one_series.setVisible(folded)

    def pictures(self) -> Sequence[tuple[str, Callable[[], object]]]:
        """Return the first study of the vault, as its own window and through another one."""
        return [("31-imaging", self._show_first), ("31-imaging-lung", self._show_lung)]

    def _show_first(self) -> None:
        rooms = self.context.workspace
        ids = [key.id for key in rooms.documents.keys(self.context.person_id)]
        found = next((one for one in ids if rooms.imaging_files.series(one)), "")
        self.open(found)

    def _show_lung(self) -> None:
        self.viewer.go(self.viewer.count * 2 // 3)
        frame = self.viewer.frame
        if frame is not None:
            self.viewer.choose_window("lung")
