"""The list of what happened to each file, saved as a plain text where the person wants it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog

from desktop.foundation.atomic import write_atomic
from desktop.foundation.errors import EnvironmentProblem
from desktop.services.importing import FileOutcome
from desktop.ui.importing.presenter import by_need
from desktop.ui.importing.rows import item_of
from desktop.ui.navigation import ScreenContext
from desktop.ui.widgets import confirm


def _say(text: str) -> str:
    return QCoreApplication.translate("SaveImportList", text)


def list_text(outcomes: Sequence[FileOutcome], person: str) -> str:
    """Return a line for each file: its name, what became of it, and why."""
    items = (item_of(one, person) for one in by_need(outcomes))
    return "".join(f"{item.title}: {item.pill}. {item.detail}\n" for item in items)


def save_list(context: ScreenContext, outcomes: Sequence[FileOutcome], person: str) -> None:
    """Ask where, after saying that this file is not locked."""
    confirm(
        context.window,
        _say("Save this list?"),
        _say("It holds the names of your files and is not locked. Anyone who can use this computer can read it."),
        _say("Save list"),
        lambda: _choose(context, list_text(outcomes, person)),
    )


def _choose(context: ScreenContext, text: str) -> None:
    dialog = QFileDialog(context.window, _say("Save list"), str(Path.home() / _say("added-files.txt")))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.fileSelected.connect(lambda name: _write(context, Path(name), text))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def _write(context: ScreenContext, target: Path, text: str) -> None:
    try:
        write_atomic(target, [text.encode()])
    except OSError:
        context.show_error(
            EnvironmentProblem(
                "The list could not be written there.", do="Check the folder and its free space, or choose another."
            )
        )
        return
    context.toast(_say("The list is saved."), False)  # noqa: FBT003 - words, undoable
