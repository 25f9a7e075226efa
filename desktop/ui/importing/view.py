"""Adding files: progress with words for each file, then what happened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from desktop.foundation.errors import SheafError
from desktop.records.changes import ChangeSet
from desktop.services.importing import FileOutcome
from desktop.ui.importing.brought import BroughtCard
from desktop.ui.importing.joining import as_joined
from desktop.ui.importing.no_recognition import recognition_notice
from desktop.ui.importing.presenter import KEPT, fate_of, to_review
from desktop.ui.importing.queue import ImportJob, QueueLinks, queue_of
from desktop.ui.importing.results import ImportResults
from desktop.ui.importing.rows import RowDeeds
from desktop.ui.importing.running import RunningImport
from desktop.ui.importing.saving import save_list
from desktop.ui.navigation import PageScreen, ScreenContext
from desktop.ui.tables.dialog import ask_columns
from desktop.ui.theme import refresh
from desktop.ui.widgets import EmptyState, Page, clear, primary, secondary


def add_files(context: ScreenContext, paths: Sequence[Path]) -> None:
    """Import dropped or chosen files for the person who is open; a second drop waits for the first."""
    queue_of(context).add(context.person_id, paths)
    context.navigate("import", "")


class ImportScreen(PageScreen):
    """The import of the person who is open: the one at work, or what the latest one brought."""

    name = "import"

    def __init__(self, context: ScreenContext) -> None:
        """Show what the queue does."""
        page = Page(context.window.tr("Adding files"))
        super().__init__(context, page)
        self.title = page.tr("Adding files")
        self.person = context.workspace.people.get(context.person_id)
        self.job: ImportJob | None = None
        self.running: RunningImport | None = None
        self.results: ImportResults | None = None
        self._undone = False
        self.queue = queue_of(context)
        self.links = QueueLinks(page, self.queue, self._changed, self._ended)
        self._make_buttons()

    def _make_buttons(self) -> None:
        page = self.page
        self.cancel = secondary(page.tr("Cancel"), self.queue.cancel)
        self.undo = secondary(page.tr("Undo this whole import"), self._undo, icon="arrow-counter-clockwise")
        self.save = secondary(page.tr("Save this list…"), self._save)
        self.later = secondary(page.tr("Later"), lambda: self.context.navigate("documents", ""))
        self.review = primary("", self._review, icon="check")

    @property
    def outcomes(self) -> list[FileOutcome]:
        """What became of the files of the job that is shown; joined ones are one."""
        if self.job is None:
            return []
        return as_joined(self.context.workspace, self.job.outcomes) if self.job.ended else self.job.outcomes

    @property
    def first_name(self) -> str:
        """How the person is spoken of."""
        return self.person.name.split()[0]

    def open(self, target: str) -> None:
        """Show what runs, or what the latest import brought."""
        del target
        self._show(self.queue.job_of(self.context.person_id))

    def reload(self, change: ChangeSet) -> None:
        """Show it when the import was taken back, or brought back, from elsewhere (Ctrl+Z)."""
        job = self.job
        if job is None or not job.ended:
            return
        if job.import_id not in change.ids:
            if not self._undone and {one.document_id for one in job.outcomes} & set(change.ids):
                self._show_results(job)
            return
        batch = self.context.workspace.importing.batch(job.import_id)
        undone = batch is not None and batch.undone is not None
        if undone and not self._undone:
            self._show_undone("")
        elif self._undone and not undone:
            self._show_results(job)

    def _changed(self, job: ImportJob) -> None:
        if job.person_id != self.context.person_id:
            if self.running is not None and self.job is not None:
                self.running.show_job(self.job, self.queue.waiting())
        elif job.running and job is not self.job:
            self._show(job)
        elif job is self.job and job.running and self.running is not None:
            self.cancel.setEnabled(not job.stopping)
            self.running.show_job(job, self.queue.waiting())

    def _ended(self, job: ImportJob) -> None:
        if job is self.job:
            self._show(job)
        if job is not self.job or not self.page.isVisible():
            self._tell(job)

    def _tell(self, job: ImportJob) -> None:
        """Say on another page that it is done."""
        names = {one.id: one.name for one in self.context.workspace.people.list()}
        name = names.get(job.person_id, "").split()
        told = self.page.tr("The files for {name} are added. “Adding files” under Documents shows what happened.")
        self.context.toast(told.format(name=name[0] if name else ""), False)  # noqa: FBT003 - words, undoable

    def _show(self, job: ImportJob | None) -> None:
        self.job = job
        if job is None:
            self._show_nothing()
        elif not job.ended:
            self._show_running(job)
        else:
            self._show_results(job)

    def _begin_page(self) -> Page:
        page = self.page
        clear(page.content)
        self.running = self.results = None
        self._undone = False
        self._make_buttons()
        return page

    def _show_nothing(self) -> None:
        page = self._begin_page()
        page.set_title(self.title)
        choose = primary(page.tr("Choose files…"), self.context.choose_files, icon="plus")
        page.add(EmptyState("files", page.tr("No files are being added."), "", choose))
        page.primary_button = choose
        refresh(page)

    def _show_running(self, job: ImportJob) -> None:
        page = self._begin_page()
        told = page.tr("You can go on working. Files that are done stay, even if you cancel.")
        page.set_title(page.tr("Adding files to {name}’s records").format(name=self.person.name), told)
        self.running = RunningImport(self.first_name)
        page.add(self.running, None)
        note = page.tr("When it is done, a list shows what happened to every file.")
        page.set_bottom(left=[self.cancel], right=[], note=note)
        page.primary_button = None
        self.cancel.setEnabled(job.running and not job.stopping)
        self.running.show_job(job, self.queue.waiting())
        refresh(page)

    def _show_results(self, job: ImportJob) -> None:
        page = self._begin_page()
        job.seen = True
        outcomes = self.outcomes
        count = len(outcomes)
        head = (
            page.tr("1 file: here is what happened") if count == 1 else page.tr("{count} files: here is what happened")
        )
        page.set_title(head.format(count=count), page.tr("Your original files were not changed or moved."))
        self.results = ImportResults(
            self.context, self.first_name, RowDeeds(self._check, self._retry, self._ask_columns), self._gone
        )
        self.results.show_outcomes(outcomes)
        notice = recognition_notice(self.context, outcomes)
        if notice is not None:
            page.add(notice)
        if job.import_id:
            page.add(BroughtCard(self.context, self.context.workspace.merging.brought(job.import_id)))
        page.add(self.results, None)
        self._show_result_buttons(job)
        refresh(page)
        if page.isVisible():
            page.take_focus()

    def _show_result_buttons(self, job: ImportJob) -> None:
        page = self.page
        outcomes = self.outcomes
        waiting = len(to_review(outcomes))
        words = page.tr("Review 1 document") if waiting == 1 else page.tr("Review {count} documents")
        self.review.setText(words.format(count=waiting))
        self.review.setAccessibleName(words.format(count=waiting))
        stored = any(fate_of(one) in KEPT for one in outcomes)
        left = [self.undo] if stored and job.import_id else []
        left += [self.save] if outcomes else []
        back = primary(page.tr("Back to Documents"), lambda: self.context.navigate("documents", ""))
        right = [self.later, self.review] if waiting else [back]
        page.set_bottom(left=left, right=right)
        page.primary_button = right[-1]

    def _check(self, document_id: str) -> None:
        self.context.navigate("review", document_id)

    def _review(self) -> None:
        waiting = to_review(self.outcomes)
        self.context.navigate("review", waiting[0] if waiting else "")

    def _save(self) -> None:
        save_list(self.context, self.outcomes, self.first_name)

    def _gone(self, ids: Sequence[str]) -> None:
        """Take the lines away of what an action took."""
        job = self.job
        if job is not None:
            job.outcomes = [one for one in job.outcomes if one.document_id not in set(ids)]
            self._show_results(job)

    def _retry(self, document_id: str, password: str) -> None:
        importing = self.context.workspace.importing
        self.context.tasks.run(
            lambda _progress, cancel: importing.retry(document_id, password or None, cancel=cancel),
            done=self._read_again,
            failed=self._retry_failed,
            owner=self.page,
        )

    def _ask_columns(self, document_id: str) -> None:
        ask_columns(self.context, document_id, self._tables_read)

    def _tables_read(self, outcomes: Sequence[FileOutcome]) -> None:
        for outcome in outcomes:
            self._read_again(outcome)

    def _retry_failed(self, error: BaseException) -> None:
        self.context.show_error(error)
        if self.results is not None:
            self.results.show_outcomes(self.outcomes)

    def _read_again(self, outcome: FileOutcome) -> None:
        job, results = self.job, self.results
        if job is None or results is None:
            return
        job.outcomes = [
            _merged(one, outcome) if one.document_id == outcome.document_id else one for one in job.outcomes
        ]
        results.show_outcomes(self.outcomes)
        self._show_result_buttons(job)
        told = self.page.tr("It was read.") if outcome.read else self.page.tr("It still cannot be read.")
        self.context.toast(told, False)  # noqa: FBT003 - words, undoable

    def _undo(self) -> None:
        job = self.job
        if job is None:
            return
        self._undone = True  # so that the broadcast does not show it a second time
        try:
            undone = self.context.workspace.importing.undo(job.import_id)
        except SheafError as error:
            self._undone = False
            self.context.show_error(error)
            return
        one, many = self.page.tr("1 file taken back."), self.page.tr("{count} files taken back.")
        self._show_undone(
            (one if undone.documents == 1 else many).format(count=undone.documents) + self._went_too(undone.stated)
        )

    def _went_too(self, entries: int) -> str:
        one = self.page.tr("1 entry that you had checked went with them.")
        many = self.page.tr("{count} entries that you had checked went with them.")
        where = self.page.tr("They wait in the trash.")
        return f" {(one if entries == 1 else many).format(count=entries)} {where}" if entries else ""

    def _show_undone(self, words: str) -> None:
        page = self._begin_page()
        self._undone = True
        page.set_title(
            page.tr("Import taken back"), f"{words} {page.tr('Your originals are where they were.')}".strip()
        )
        page.add(None)
        redo = secondary(page.tr("Redo"), self._redo, icon="arrow-clockwise")
        back = primary(page.tr("Back to Documents"), lambda: self.context.navigate("documents", ""))
        page.set_bottom(left=[redo], right=[back])
        page.primary_button = back
        refresh(page)

    def _redo(self) -> None:
        job = self.job
        if job is None:
            return
        try:
            self.context.workspace.importing.redo(job.import_id)
        except SheafError as error:
            self.context.show_error(error)
            return
        self._show_results(job)


def _merged(before: FileOutcome, after: FileOutcome) -> FileOutcome:
    """Return what is said of a file after another try: its own name and place in the list stay."""
    return replace(after, path=before.path)
