"""What is new in the watched folder: tick what belongs in the record, and say what is none."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QWidget

from desktop.foundation.errors import SheafError
from desktop.records.changes import ChangeSet
from desktop.services.watching import FoundFile
from desktop.ui.dates import moment_words
from desktop.ui.importing.queue import queue_of
from desktop.ui.importing.rows import shown_name
from desktop.ui.navigation import PageScreen, ScreenContext
from desktop.ui.theme import refresh
from desktop.ui.watching.watch import watch_of
from desktop.ui.widgets import (
    Card,
    CheckBox,
    ComboBox,
    EmptyState,
    Field,
    Page,
    RowItem,
    box,
    clear,
    line,
    list_row,
    primary,
    row,
    secondary,
)


class WatchScreen(PageScreen):
    """Nothing is ticked in advance, and nothing is read before "Add"."""

    name = "watch"

    def __init__(self, context: ScreenContext) -> None:
        """Show what the watch found."""
        page = Page(context.window.tr("New files"))
        super().__init__(context, page)
        self.title = page.tr("New files")
        self.watch = watch_of(context)
        self._ticked: set[FoundFile] = set()
        self._person_id = context.person_id
        self._follower = _Follower(page, self)
        self.add = primary("", self._add, icon="plus")

    def reload(self, change: ChangeSet) -> None:
        """Show who is in the vault now."""
        if not change.kinds or "person" in change.kinds:
            self.show_files()

    def open(self, target: str) -> None:
        """Show what is new."""
        del target
        self.show_files()

    def show_files(self) -> None:
        """Show the files as they are now; what is ticked stays ticked."""
        page, files = self.page, self.watch.last.files
        self._ticked &= set(files)
        clear(page.content)
        folder = self.watch.watching.folder
        name = folder.name if folder is not None else ""
        told = page.tr("Tick what belongs in the record. Nothing is read or added before you say so.")
        page.set_title(page.tr("New files in {folder}").format(folder=name) if files else self.title, told)
        self.add = primary("", self._add, icon="plus")
        later = secondary(page.tr("Later"), lambda: self.context.navigate("home", ""))
        page.set_bottom(left=[], right=[later, self.add] if files else [later])
        page.primary_button = self.add
        if not files:
            page.add(EmptyState("check-circle", page.tr("There is nothing new."), self.watch.last.trouble))
            refresh(page)
            return
        card = Card(gap=0)
        for number, file in enumerate(files):
            if number:
                card.body.addWidget(line(soft=True))
            card.body.addWidget(self._row(file))
        if (whose := self._whose()) is not None:
            page.add(whose)
        page.add(card, None)
        self._say_count()
        refresh(page)

    def _whose(self) -> QWidget | None:
        """Ask whose they are when there is more than one person."""
        people = self.context.workspace.people.list()
        if len(people) < 2:  # noqa: PLR2004 - one person needs no question
            return None
        if all(person.id != self._person_id for person in people):
            self._person_id = self.context.person_id
        choice = ComboBox([(person.id, person.name) for person in people], self._person_id, self._choose_person)
        return Field(self.page.tr("Whose records are these?"), choice)

    def _choose_person(self, person_id: str) -> None:
        self._person_id = person_id

    def _row(self, file: FoundFile) -> QWidget:
        name = shown_name(file.path.name)
        size = QLocale().formattedDataSize(file.size, 0, QLocale.DataSizeFormat.DataSizeTraditionalFormat)
        tick = CheckBox("", lambda on: self._tick(file, on), checked=file in self._ticked)
        tick.setAccessibleName(self.page.tr("Add {file}").format(file=name))
        no = secondary(
            self.page.tr("Not a record"),
            lambda: self._not_record(file),
            name=self.page.tr("{file} is not a record").format(file=name),
        )
        item = RowItem(id=name, title=name, detail=f"{size}  ·  {moment_words(file.modified)}", icon="file")
        inside = row(tick, gap=8)
        inside.addWidget(list_row(item, no), 1)
        return box(inside)

    def _tick(self, file: FoundFile, on: bool) -> None:  # noqa: FBT001 - a check box's state
        (self._ticked.add if on else self._ticked.discard)(file)
        self._say_count()

    def _say_count(self) -> None:
        count = len(self._ticked)
        one, many = self.page.tr("Add 1 file"), self.page.tr("Add {count} files")
        words = (one if count == 1 else many).format(count=count) if count else self.page.tr("Add files")
        self.add.setText(words)
        self.add.setAccessibleName(words)
        self.add.setEnabled(count > 0)
        self.page.bottom.note.setText("" if count else self.page.tr("Tick a file first."))

    def _not_record(self, file: FoundFile) -> None:
        try:
            self.watch.watching.not_records([file])
        except SheafError as error:
            self.context.show_error(error)

    def _add(self) -> None:
        paths = [file.path for file in self.watch.last.files if file in self._ticked]
        self._ticked.clear()
        if self._person_id == self.context.person_id:
            self.context.add_files(paths)
            return
        queue_of(self.context).add(self._person_id, paths)
        name = self.context.workspace.people.get(self._person_id).name
        told = QCoreApplication.translate("WatchScreen", "The files are being added to {name}’s records.")
        self.context.toast(told.format(name=name), False)  # noqa: FBT003 - words, undoable
        self.show_files()


class _Follower(QWidget):
    """Shows the files again when others were found, for as long as the page lives."""

    def __init__(self, page: Page, screen: WatchScreen) -> None:
        """Follow the screen's watch."""
        super().__init__(page)
        self.hide()
        self._screen = screen
        screen.watch.found.connect(self._found)

    def _found(self) -> None:
        self._screen.show_files()
