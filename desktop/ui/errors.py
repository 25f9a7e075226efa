"""Every error as a dialog in three parts; a bug without health data; never a traceback."""

from __future__ import annotations

import platform
import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QCoreApplication, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.foundation.errors import CancelledError, SheafError
from desktop.foundation.logs import log_event
from desktop.ui.widgets import Dialog, primary, secondary, three_parts


def details_of(error: BaseException) -> str:
    """Return what may be sent to a helper: the kind of error, where in the program, versions; no text of the error."""
    lines = [f"Sheaf, Python {platform.python_version()}, Qt {qVersion()}, {platform.system()} {platform.machine()}"]
    lines.append(error.code if isinstance(error, SheafError) else type(error).__name__)
    step = error.__traceback__
    while step is not None:
        code = step.tb_frame.f_code
        lines.append(f"{Path(code.co_filename).name}:{step.tb_lineno} {code.co_name}")
        step = step.tb_next
    return "\n".join(lines)


def error_dialog(
    window: QWidget,
    error: BaseException,
    *,
    title: str = "",
    way_on: tuple[str, Callable[[], object]] | None = None,
    leave: str = "",
) -> Dialog | None:
    """Show an error; `title` names the thing, `way_on` is the most helpful next step (words, function).

    Returns None for a cancel, which is silent.
    """
    if isinstance(error, CancelledError):
        return None
    if isinstance(error, SheafError):
        parts = (error.happened, error.safe, error.do)
        dialog = Dialog(
            window,
            title or QCoreApplication.translate("Errors", "That did not work"),
            icon="warning-circle",
            tone="danger",
        )
    else:
        parts = (
            QCoreApplication.translate("Errors", "Sheaf made a mistake."),
            QCoreApplication.translate("Errors", "What you typed is saved."),
            QCoreApplication.translate("Errors", "You can go on; if it happens again, copy the details for help."),
        )
        dialog = Dialog(
            window, title or QCoreApplication.translate("Errors", "Sheaf made a mistake"), icon="bug", tone="danger"
        )
        log_event("ui.bug")
    headings = (
        QCoreApplication.translate("Errors", "What happened"),
        QCoreApplication.translate("Errors", "Are my records safe?"),
        QCoreApplication.translate("Errors", "What can I do?"),
    )
    dialog.body.addWidget(three_parts(*parts, headings))
    copy = secondary(QCoreApplication.translate("Errors", "Copy details for help"), icon="copy")
    copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(details_of(error)))
    dialog.set_buttons(
        left=[copy],
        right=_ways_out(dialog, way_on, leave),
        note=QCoreApplication.translate("Errors", "The details hold no names, titles or health data."),
    )
    dialog.present()
    return dialog


def _ways_out(dialog: Dialog, way_on: tuple[str, Callable[[], object]] | None, leave: str) -> list[QPushButton]:
    close = QCoreApplication.translate("Errors", "Close")
    if way_on is None:
        last = primary(leave or close, dialog.reject)
        dialog.first = last
        return [last]
    words, function = way_on
    go = primary(words, dialog.accept)
    dialog.accepted.connect(function)
    dialog.first = go
    return [secondary(leave or close, dialog.reject), go]


def install_excepthook(show: Callable[[BaseException], object]) -> Callable[[], None]:
    """Give exceptions that nobody caught to `show`; returns a function that puts the old hook back."""
    before = sys.excepthook

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            before(kind, error, trace)
            return
        show(error)

    sys.excepthook = hook

    def restore() -> None:
        sys.excepthook = before

    return restore
