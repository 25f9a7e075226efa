"""What can be done with several rows of the results at once; add a line to `ROW_ACTIONS` for another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from desktop.services.importing import FileOutcome
from desktop.ui.importing.joining import JoinDialog, can_join
from desktop.ui.navigation import ScreenContext

Chosen = Sequence[FileOutcome]
"""Stored files that were ticked, in the order in which they came."""
Done = Callable[[Sequence[str]], object]
"""Is told when it is done, now or later, with the ids of the documents whose rows are gone."""


@dataclass(frozen=True, slots=True)
class RowAction:
    """A button below the results: its words, whether it fits what is ticked, and what it does.

    `act` tells its last argument when it is done; it may raise what the error dialog shows.
    """

    words: object
    icon: str
    fits: Callable[[Chosen], bool]
    act: Callable[[ScreenContext, Chosen, Done], object]

    @property
    def shown_words(self) -> str:
        """The words in the person's language."""
        return QCoreApplication.translate("RowActions", str(self.words))


def _leave_out(context: ScreenContext, chosen: Chosen, done: Done) -> None:
    ids = [one.document_id for one in chosen if one.document_id]
    for document_id in ids:
        context.workspace.documents.trash(document_id)
    words = QCoreApplication.translate("RowActions", "In the trash for 30 days: {count}.").format(count=len(ids))
    context.toast(words, False)  # noqa: FBT003 - words, undoable
    done(ids)


def _join(context: ScreenContext, chosen: Chosen, done: Done) -> None:
    JoinDialog(context, chosen, lambda: done(())).present()


ROW_ACTIONS: tuple[RowAction, ...] = (
    RowAction(QT_TRANSLATE_NOOP("RowActions", "These are one document…"), "files", can_join, _join),
    RowAction(QT_TRANSLATE_NOOP("RowActions", "Leave these out"), "trash", bool, _leave_out),
)
