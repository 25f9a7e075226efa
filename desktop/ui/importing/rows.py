"""A line for each file: its name, what happened, and what can be done."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.services.importing import FileOutcome
from desktop.ui.importing.presenter import Fate, fate_of, is_locked, values_found
from desktop.ui.theme import limit
from desktop.ui.widgets import RowItem, Status, box, column, line_edit, list_row, row, secondary


def _say(text: str) -> str:
    return QCoreApplication.translate("ImportRow", text)


def pages_words(pages: int) -> str:
    """Return "1 page" or "4 pages"."""
    return _say("1 page") if pages == 1 else _say("{count} pages").format(count=pages)


def _read_words(outcome: FileOutcome) -> str:
    parts = [outcome.title, pages_words(outcome.pages)]
    values = values_found(outcome)
    if values:
        parts.append(
            _say("1 value to confirm") if values == 1 else _say("{count} values to confirm").format(count=values)
        )
    return "  ·  ".join(parts)


def item_of(outcome: FileOutcome, person: str) -> RowItem:
    """Return icon, words and pill of a file's line; `person` is the first name of whose records these are."""
    fate = fate_of(outcome)
    said = outcome.issues[0].text if outcome.issues else ""
    name, tone, pill, status = {
        Fate.REFUSED: ("warning-circle", "danger", _say("Refused"), Status.WRONG),
        Fate.OTHER_NAME: ("warning", "warn", _say("Other name"), Status.LOOK),
        Fate.NOT_READ: ("image", "info", _say("Stored, not read"), Status.NEUTRAL),
        Fate.DUPLICATE: ("copy", "info", _say("Already here"), Status.NEUTRAL),
        Fate.STORED: ("check-circle", "ok", _say("Stored"), Status.DONE),
    }[fate]
    details = {
        Fate.OTHER_NAME: _say("The page names someone else. Is this {name}’s?").format(name=person),
        Fate.STORED: _read_words(outcome),
    }
    return RowItem(
        id=outcome.document_id or outcome.file,
        title=outcome.file,
        detail=details.get(fate, said),
        icon=name,
        icon_tone=tone,
        pill=pill,
        pill_status=status,
    )


def result_row(
    outcome: FileOutcome,
    person: str,
    *,
    check: Callable[[str], object],
    unlock: Callable[[str, str], object],
) -> QWidget:
    """Return the line of a file, with a field for its password or a way to check whose it is."""
    item = item_of(outcome, person)
    document_id = outcome.document_id or ""
    if fate_of(outcome) is Fate.OTHER_NAME:
        button = secondary(
            _say("Check…"), lambda: check(document_id), name=_say("Check {file}").format(file=outcome.file)
        )
        return list_row(item, button)
    if is_locked(outcome) and document_id:
        return _locked_row(item, outcome.file, lambda password: unlock(document_id, password))
    return list_row(item)


def _locked_row(item: RowItem, file: str, unlock: Callable[[str], object]) -> QWidget:
    password = line_edit("", placeholder=_say("Password of this PDF"))
    password.setEchoMode(QLineEdit.EchoMode.Password)
    password.setAccessibleName(_say("Password of {file}").format(file=file))
    limit(password, min_width=220)
    button = secondary(_say("Open it"), lambda: unlock(password.text()), name=_say("Open {file}").format(file=file))
    password.returnPressed.connect(button.click)
    return box(column(list_row(item), row(password, button, None), gap=6))
