"""What the documents page says of imports: one is running or done, and what may be read by now."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop.services.importing import FileOutcome
from desktop.ui.importing.queue import ImportJob, QueueLinks, queue_of
from desktop.ui.navigation import ScreenContext
from desktop.ui.widgets import Notice, clear, column, secondary


class ImportNotices(QWidget):
    """Nothing at all, most of the time."""

    def __init__(self, context: ScreenContext) -> None:
        """Follow the imports of the person of `context`."""
        super().__init__()
        self._context = context
        self._column = column(gap=8)
        self.setLayout(self._column)
        self._shown = ""
        self._reading = False
        self._links = QueueLinks(self, queue_of(context), self._changed, self._changed)

    def _changed(self, _job: ImportJob) -> None:
        self.look()

    def look(self) -> None:
        """Show what there is to say."""
        words = self._words()
        again = self._worth_retrying()
        if f"{words}{again}" == self._shown:
            return
        self._shown = f"{words}{again}"
        clear(self._column)
        if words:
            show = secondary(
                self.tr("Show"), lambda: self._context.navigate("import", ""), name=self.tr("Adding files")
            )
            self._column.addWidget(Notice(words, show))
        if again:
            self._column.addWidget(self._again_notice(again))
        self.setVisible(bool(words) or again > 0)

    def _words(self) -> str:
        job = queue_of(self._context).job_of(self._context.person_id)
        if job is None or job.seen:
            return ""
        if not job.ended:
            told = self.tr("Files are being added: {done} of {total} done.")
            return (
                told.format(done=len(job.outcomes), total=len(job.files))
                if job.files
                else self.tr("Files are being added.")
            )
        return self.tr("The files you added are in. See what happened to each.")

    def _worth_retrying(self) -> int:
        if self._reading or self._context.workspace.read_only:
            return 0
        return self._context.workspace.importing.worth_retrying()

    def _again_notice(self, count: int) -> Notice:
        one, many = self.tr("1 document was not read before."), self.tr("{count} documents were not read before.")
        words = (one if count == 1 else many).format(count=count)
        again = secondary(self.tr("Try them again"), self._retry, icon="arrow-clockwise")
        return Notice(f"{words} {self.tr('Sheaf can read more by now.')}", again)

    def _retry(self) -> None:
        self._reading = True
        self.look()
        importing = self._context.workspace.importing
        self._context.tasks.run(
            lambda progress, cancel: importing.retry_unread(progress=progress, cancel=cancel),
            done=self._tell,
            failed=self._failed,
            owner=self,
        )

    def _failed(self, error: BaseException) -> None:
        self._reading = False
        self._context.show_error(error)
        self.look()

    def _tell(self, outcomes: tuple[FileOutcome, ...]) -> None:
        self._reading = False
        read = sum(one.read for one in outcomes)
        told = self.tr("{read} of {count} could be read now.").format(read=read, count=len(outcomes))
        self._context.toast(told, False)  # noqa: FBT003 - words, undoable
        self.look()
