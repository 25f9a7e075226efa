"""Several files that are one document: put in order, joined, and shown as one line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop.foundation.progress import CancelToken, Progress, Step
from desktop.records.changes import ChangeSet
from desktop.records.document import Document
from desktop.records.fact import FactKind
from desktop.services.importing import FileOutcome
from desktop.ui.forms.said import say_done
from desktop.ui.importing.presenter import is_locked
from desktop.ui.navigation import ScreenContext
from desktop.ui.tasks import Task
from desktop.ui.theme import refresh
from desktop.ui.widgets import Dialog, box, clear, column, icon_button, label, primary, row, secondary

if TYPE_CHECKING:
    from desktop.services.workspace import Workspace

_FEWEST = 2


def can_join(chosen: Sequence[FileOutcome]) -> bool:
    """Whether these files can become one document: two or more with pages, none locked."""
    return len(chosen) >= _FEWEST and all(one.pages and not is_locked(one) for one in chosen)


def as_joined(workspace: Workspace, outcomes: Sequence[FileOutcome]) -> list[FileOutcome]:
    """Return the files as the vault has them now: those that were joined are one line, where the first of them was."""
    holders = workspace.joining.joined()
    shown: list[FileOutcome] = []
    said: set[str] = set()
    for one in outcomes:
        holder = holders.get(one.document_id or "")
        if holder is None:
            shown.append(one)
        elif holder not in said:
            said.add(holder)
            shown.append(_joined(workspace, workspace.documents.get(holder), one))
    return shown


def _joined(workspace: Workspace, document: Document, first: FileOutcome) -> FileOutcome:
    read = {kind.value: len(workspace.records.list(kind, document_id=document.id)) for kind in FactKind}
    names = [one.file_name for one in workspace.joining.parts(document.id)]
    words = QCoreApplication.translate("ImportRow", "{file} and {count} more")
    name = words.format(file=names[0], count=len(names) - 1)
    return replace(first, path=first.path.with_name(name)).of_document(document, +Counter(read))


class JoinDialog(Dialog):
    """Shows the files in their order, lets it be changed, and joins them."""

    def __init__(self, context: ScreenContext, chosen: Sequence[FileOutcome], done: Callable[[], object]) -> None:
        """Begin with the order in which they came; `done` is told after the joining."""
        super().__init__(context.window, "", icon="files")
        self.set_title(self.tr("Make one document of {count} files?").format(count=len(chosen)))
        self._context, self._done = context, done
        self.order = list(chosen)
        self._task: Task[ChangeSet] | None = None
        self.body.addWidget(label(self.tr("This is the order of the pages. Your originals stay as they are.")))
        self._rows = column(gap=4)
        self.body.addLayout(self._rows)
        self.told = label("", "muted")
        self.body.addWidget(self.told)
        self._go = primary(self.tr("Make one document"), self._join)
        self.set_buttons(right=[secondary(self.tr("Cancel"), self.reject), self._go])
        self.first = self._go
        self._show_order()

    def _show_order(self) -> None:
        clear(self._rows)
        last = len(self.order) - 1
        for place, one in enumerate(self.order):
            up = icon_button(
                "caret-up", self.tr("Move {file} up").format(file=one.file), partial(self._move, place, -1)
            )
            down = icon_button(
                "caret-down", self.tr("Move {file} down").format(file=one.file), partial(self._move, place, 1)
            )
            up.setEnabled(place > 0)
            down.setEnabled(place < last)
            name = label(f"{place + 1}.  {one.file}")
            inside = row(name, up, down, gap=8)
            inside.setStretchFactor(name, 1)
            self._rows.addWidget(box(inside))
        refresh(self)

    def _move(self, place: int, by: int) -> None:
        other = place + by
        self.order[place], self.order[other] = self.order[other], self.order[place]
        self._show_order()
        self._go.setFocus()

    def _join(self) -> None:
        self._go.setEnabled(False)
        ids = [str(one.document_id) for one in self.order]
        joining = self._context.workspace.joining
        self.told.setText(self.tr("Putting the pages together…"))

        def work(progress: Progress, cancel: CancelToken) -> ChangeSet:
            return joining.join(ids, progress=progress, cancel=cancel)

        self._task = self._context.tasks.run(
            work, done=self._joined, failed=self._failed, progress=self._step, owner=self, name="join"
        )

    def _step(self, step: Step) -> None:
        words = self.tr("Looking for words on page {page} of {total}…")
        self.told.setText(words.format(page=step.done + 1, total=step.total))

    def _joined(self, _change: ChangeSet) -> None:
        self._task = None
        self.accept()
        self._done()
        say_done(self._context, self.tr("{count} files are one document now.").format(count=len(self.order)))

    def _failed(self, error: BaseException) -> None:
        self._task = None
        self.reject()
        self._context.show_error(error)

    def reject(self) -> None:
        """Stop the joining at work, and leave; the files stay as they were."""
        if self._task is not None:
            self._task.cancel()
        super().reject()
