"""Adding files: progress with words for each file, then what happened."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QProgressBar, QVBoxLayout

from desktop.foundation.errors import SheafError
from desktop.foundation.progress import CancelToken, Progress, Step
from desktop.services.importing import FileOutcome, ImportBatch
from desktop.ui.importing.presenter import by_need, counts_of, fate_of, to_review
from desktop.ui.importing.relay import OutcomeRelay
from desktop.ui.importing.rows import item_of, result_row
from desktop.ui.navigation import PageScreen, ScreenContext
from desktop.ui.tasks import Task
from desktop.ui.theme import limit, refresh
from desktop.ui.widgets import (
    Card,
    Page,
    Panes,
    clear,
    glyph,
    label,
    line,
    list_row,
    primary,
    row,
    secondary,
)

_WAITING: dict[str, list[tuple[Path, ...]]] = {}
"""Files of a person that were dropped before the screen was there, or while another import runs."""


def add_files(context: ScreenContext, paths: Sequence[Path]) -> None:
    """Import dropped or chosen files for the person who is open; a second drop waits for the first."""
    _WAITING.setdefault(context.person_id, []).append(tuple(paths))
    context.navigate("import", "")


class ImportScreen(PageScreen):
    """One import after the other."""

    name = "import"

    def __init__(self, context: ScreenContext) -> None:
        """Wait for files."""
        page = Page(context.window.tr("Adding files"))
        super().__init__(context, page)
        self.title = page.tr("Adding files")
        self.person = context.workspace.people.get(context.person_id)
        self.outcomes: list[FileOutcome] = []
        self._task: Task[ImportBatch] | None = None
        self._relay = OutcomeRelay(page)
        self._relay.came.connect(self._file_done)
        self.headline = label("", "section")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(page.tr("Progress of adding files"))
        self.now = label("")
        self._rows = QVBoxLayout()
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._make_buttons()

    def _make_buttons(self) -> None:
        page = self.page
        self.cancel = secondary(page.tr("Cancel"), self._cancel)
        self.undo = secondary(page.tr("Undo this whole import"), self._undo, icon="arrow-counter-clockwise")
        self.later = secondary(page.tr("Later"), lambda: self.context.navigate("documents", ""))
        self.review = primary("", self._review, icon="check")

    @property
    def first_name(self) -> str:
        """How the person is spoken of."""
        return self.person.name.split()[0]

    def open(self, target: str) -> None:
        """Begin what waits."""
        del target
        if self._task is None and _WAITING.get(self.context.person_id):
            self._start(_WAITING[self.context.person_id].pop(0))

    def _start(self, paths: tuple[Path, ...]) -> None:
        self.outcomes = []
        page = self.page
        clear(page.content)
        told = page.tr("You can go on working. Files that are done stay, even if you cancel.")
        page.set_title(page.tr("Adding files to {name}’s records").format(name=self.person.name), told)
        self._rows = QVBoxLayout()
        self._rows.setContentsMargins(0, 0, 0, 0)
        self.headline = label(page.tr("Looking at the files"), "section")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(page.tr("Progress of adding files"))
        self.bar.setRange(0, 0)
        self.now = label("")
        inside = row(glyph("magnifying-glass", "primary"), self.now, gap=10)
        inside.setStretchFactor(self.now, 1)
        self.list_card = Card(self._rows, gap=0)
        self.list_card.hide()
        page.add(Card(self.headline, self.bar, inside, gap=12, pad=(24, 20)), self.list_card, None)
        self._make_buttons()
        note = page.tr("When it is done, a list shows what happened to every file.")
        page.set_bottom(left=[self.cancel], right=[], note=note)
        page.primary_button = None
        refresh(page)
        self._task = self.context.tasks.run(
            lambda progress, cancel: self._import(paths, progress, cancel),
            done=self._done,
            failed=self._failed,
            progress=self._progress,
            owner=page,
            name="import",
        )

    def _import(self, paths: tuple[Path, ...], progress: Progress, cancel: CancelToken) -> ImportBatch:
        """Run beside the window."""
        return self.context.workspace.importing.import_paths(
            paths, self.person.id, progress=progress, cancel=cancel, on_file=self._relay.came.emit
        )

    def _progress(self, step: Step) -> None:
        words = self.page.tr("{done} of {total} files done").format(done=step.done, total=step.total)
        self.headline.setText(words)
        self.bar.setRange(0, max(step.total, 1))
        self.bar.setValue(step.done)
        self.now.setText(step.words)

    def _file_done(self, outcome: object) -> None:
        if not isinstance(outcome, FileOutcome):
            return
        self.outcomes.append(outcome)
        if self._task is None:
            return
        if self._rows.count():
            self._rows.addWidget(line(soft=True))
        self._rows.addWidget(list_row(item_of(outcome, self.first_name)))
        self.list_card.show()

    def _cancel(self) -> None:
        if self._task is not None:
            self.cancel.setEnabled(False)
            self.now.setText(self.page.tr("Stopping after this file …"))
            self._task.cancel()

    def _done(self, batch: ImportBatch) -> None:
        self._task = None
        self.outcomes = list(batch.outcomes)
        self._next_or_results(batch.import_id)

    def _failed(self, error: BaseException) -> None:
        self._task = None
        self.context.show_error(error)
        self._next_or_results(self.outcomes[0].import_id if self.outcomes else "")

    def _next_or_results(self, import_id: str) -> None:
        waiting = _WAITING.get(self.context.person_id)
        if waiting:
            self._start(waiting.pop(0))
        else:
            self._show_results(import_id)

    def _show_results(self, import_id: str) -> None:
        page = self.page
        clear(page.content)
        count = len(self.outcomes)
        head = (
            page.tr("1 file: here is what happened") if count == 1 else page.tr("{count} files: here is what happened")
        )
        page.set_title(head.format(count=count), page.tr("Your original files were not changed or moved."))
        page.add(self._count_cards())
        rows = QVBoxLayout()
        rows.setContentsMargins(0, 0, 0, 0)
        for number, outcome in enumerate(by_need(self.outcomes)):
            if number:
                rows.addWidget(line(soft=True))
            rows.addWidget(result_row(outcome, self.first_name, check=self._check, unlock=self._unlock))
        if self.outcomes:
            page.add(Card(rows, gap=0))
        page.add(None)
        self._make_buttons()
        self._show_result_buttons(import_id)
        refresh(page)
        page.take_focus()

    def _show_result_buttons(self, import_id: str) -> None:
        page = self.page
        waiting = len(to_review(self.outcomes))
        words = page.tr("Review 1 document") if waiting == 1 else page.tr("Review {count} documents")
        self.review.setText(words.format(count=waiting))
        self.review.setAccessibleName(words.format(count=waiting))
        stored = any(fate_of(one).name in {"STORED", "OTHER_NAME", "NOT_READ"} for one in self.outcomes)
        self._import_id = import_id
        left = [self.undo] if stored and import_id else []
        if waiting:
            page.set_bottom(left=left, right=[self.later, self.review])
            page.primary_button = self.review
        else:
            back = primary(page.tr("Back to Documents"), lambda: self.context.navigate("documents", ""))
            page.set_bottom(left=left, right=[back])
            page.primary_button = back

    def _count_cards(self) -> Panes:
        page, held = self.page, counts_of(self.outcomes)
        cards = [
            self._count("check-circle", "ok", held.stored, page.tr("stored and read")),
            self._count("image", "info", held.not_read, page.tr("stored, not read")),
            self._count("copy", "info", held.duplicates, page.tr("already here")),
            self._count("warning-circle", "danger", held.refused, page.tr("refused")),
        ]
        return Panes(Panes(*cards[:2], breakpoint_at=320), Panes(*cards[2:], breakpoint_at=320), breakpoint_at=700)

    @staticmethod
    def _count(icon: str, tone: str, number: int, words: str) -> Card:
        card = Card(
            row(glyph(icon, tone, size=24), label(str(number), "number", wrap=False), label(words), None, gap=12)
        )
        limit(card, min_width=150)
        return card

    def _check(self, document_id: str) -> None:
        self.context.navigate("review", document_id)

    def _review(self) -> None:
        waiting = to_review(self.outcomes)
        self.context.navigate("review", waiting[0] if waiting else "")

    def _unlock(self, document_id: str, password: str) -> None:
        if not password:
            return
        self.context.tasks.run(
            lambda _p, _c: self.context.workspace.importing.retry(document_id, password),
            done=self._unlocked,
            owner=self.page,
        )

    def _unlocked(self, outcome: FileOutcome) -> None:
        self.outcomes = [outcome if one.document_id == outcome.document_id else one for one in self.outcomes]
        self._show_results(self._import_id)

    def _undo(self) -> None:
        try:
            undone = self.context.workspace.importing.undo(self._import_id)
        except SheafError as error:
            self.context.show_error(error)
            return
        words = self.page.tr("{count} files taken back. Your originals are where they were.")
        self._show_undone(words.format(count=undone.documents))

    def _show_undone(self, words: str) -> None:
        page = self.page
        clear(page.content)
        page.set_title(page.tr("Import taken back"), words)
        page.add(None)
        redo = secondary(page.tr("Redo"), self._redo, icon="arrow-clockwise")
        back = primary(page.tr("Back to Documents"), lambda: self.context.navigate("documents", ""))
        page.set_bottom(left=[redo], right=[back])
        page.primary_button = back

    def _redo(self) -> None:
        try:
            self.context.workspace.importing.redo(self._import_id)
        except SheafError as error:
            self.context.show_error(error)
            return
        self._show_results(self._import_id)
