"""A line for each file: its name, what happened, and what can be done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.records.dates import NotADateError, PartialDate
from desktop.records.imaging_files import StudyCounts
from desktop.services.importing import FileOutcome
from desktop.ui.dates import day_words
from desktop.ui.importing.presenter import KEPT, Fate, fate_of, is_locked, needs_columns, values_found
from desktop.ui.theme import limit
from desktop.ui.widgets import CheckBox, RowItem, Status, box, column, line_edit, list_row, row, secondary


def _say(text: str) -> str:
    return QCoreApplication.translate("ImportRow", text)


def pages_words(pages: int) -> str:
    """Return "1 page" or "4 pages"."""
    return _say("1 page") if pages == 1 else _say("{count} pages").format(count=pages)


def _images_words(outcome: FileOutcome, images: StudyCounts) -> str:
    """Say how much a study of images holds, where it lay, and what there is to know of it."""
    series = _say("1 series") if images.series == 1 else _say("{count} series").format(count=images.series)
    count = _say("1 image") if images.images == 1 else _say("{count} images").format(count=f"{images.images:,}")
    size = _say("{count} MB").format(count=f"{images.megabytes:,}")
    parts = [series, count, size, _say("from {folder}").format(folder=shown_name(outcome.path.name))]
    return "  ·  ".join([*parts, *(issue.text for issue in outcome.issues)])


def _read_words(outcome: FileOutcome) -> str:
    if outcome.images is not None:
        return _images_words(outcome, outcome.images)
    if outcome.document_id is None:  # an export of Sheaf, which is no document itself
        return "  ·  ".join(issue.text for issue in outcome.issues)
    parts = [outcome.title, pages_words(outcome.pages)]
    values = values_found(outcome)
    if values:
        parts.append(
            _say("1 value to confirm") if values == 1 else _say("{count} values to confirm").format(count=values)
        )
    return "  ·  ".join(parts)


def _other_words(outcome: FileOutcome, person: str) -> str:
    """Say whom the page names."""
    try:
        born = day_words(PartialDate.parse(outcome.person_born))
    except NotADateError:
        born = outcome.person_born
    said = outcome.person_named or _say("another birth date")
    whole = _say("{named}, born {born}").format(named=said, born=born) if born else said
    if outcome.images is not None:
        return _say("The image files say {said}. Is this {name}’s?").format(said=whole, name=person)
    return _say("The page says {said}. Is this {name}’s?").format(said=whole, name=person)


def item_of(outcome: FileOutcome, person: str) -> RowItem:
    """Return icon, words and pill of a file's line; `person` is the first name of whose records these are."""
    fate = fate_of(outcome)
    said = outcome.issues[0].text if outcome.issues else ""
    name, tone, pill, status = {
        Fate.REFUSED: ("warning-circle", "danger", _say("Refused"), Status.WRONG),
        Fate.OTHER_NAME: ("warning", "warn", _say("Other name"), Status.LOOK),
        Fate.NOT_READ: ("image", "info", _say("Stored, not read"), Status.NEUTRAL),
        Fate.NOT_TAKEN: ("circle", "muted", _say("Not added"), Status.NOT_STARTED),
        Fate.DUPLICATE: ("copy", "info", _say("Already here"), Status.NEUTRAL),
        Fate.CHECK: ("check-circle", "ok", _say("Please check"), Status.LOOK),
        Fate.STORED: ("check-circle", "ok", _say("Stored"), Status.DONE),
        Fate.LEFT_OUT: ("disc", "muted", _say("Not kept"), Status.NEUTRAL),
    }[fate]
    read = _read_words(outcome)
    details = {Fate.OTHER_NAME: _other_words(outcome, person), Fate.STORED: read, Fate.CHECK: read}
    return RowItem(
        id=outcome.document_id or outcome.file,
        title=shown_name(outcome.file),
        detail=details.get(fate, said),
        icon=name,
        icon_tone=tone,
        pill=pill,
        pill_status=status,
    )


def shown_name(file: str) -> str:
    """Return a file's name as it can be shown: bytes of another encoding become question marks."""
    return file.encode("utf-8", "replace").decode("utf-8")


@dataclass(frozen=True, slots=True)
class RowDeeds:
    """What the buttons in the lines do; each is given a document's id."""

    check: Callable[[str], object]
    retry: Callable[[str, str], object]
    """With the password, or empty."""
    columns: Callable[[str], object]
    """Asks what the columns of a table are."""
    tick: Callable[[str, bool], object] | None = None
    """Shows a box before each stored file, when several are being chosen."""


def result_row(outcome: FileOutcome, person: str, deeds: RowDeeds) -> QWidget:
    """Return the line of a file, with a field for its password, another try, or a way to check whose it is."""
    item, fate = item_of(outcome, person), fate_of(outcome)
    document_id, file = outcome.document_id or "", shown_name(outcome.file)
    if fate is Fate.NOT_READ and is_locked(outcome):
        made = _locked_row(item, file, lambda password: deeds.retry(document_id, password))
    elif fate is Fate.NOT_READ and needs_columns(outcome):
        name = _say("Say what the columns of {file} are").format(file=file)
        made = list_row(item, secondary(_say("Say the columns…"), lambda: deeds.columns(document_id), name=name))
    elif fate is Fate.NOT_READ:
        again = secondary(_say("Try again"), name=_say("Try to read {file} again").format(file=file))
        again.clicked.connect(lambda: again.setEnabled(False))
        again.clicked.connect(lambda: deeds.retry(document_id, ""))
        made = list_row(item, again)
    elif fate is Fate.OTHER_NAME:
        check = _say("Check {file}").format(file=file)
        made = list_row(item, secondary(_say("Check…"), lambda: deeds.check(document_id), name=check))
    else:
        made = list_row(item)
    return _with_tick(made, outcome, deeds.tick) if deeds.tick is not None and fate in KEPT else made


def _with_tick(made: QWidget, outcome: FileOutcome, tick: Callable[[str, bool], object]) -> QWidget:
    choose = CheckBox("")
    choose.setAccessibleName(_say("Choose {file}").format(file=shown_name(outcome.file)))
    choose.toggled.connect(lambda on: tick(outcome.document_id or "", on))
    inside = row(choose, gap=8)
    inside.addWidget(made, 1)
    return box(inside)


def _locked_row(item: RowItem, file: str, unlock: Callable[[str], object]) -> QWidget:
    password = line_edit("", placeholder=_say("Password of this PDF"))
    password.setEchoMode(QLineEdit.EchoMode.Password)
    password.setAccessibleName(_say("Password of {file}").format(file=file))
    limit(password, min_width=220)
    button = secondary(_say("Open it"), name=_say("Open {file}").format(file=file))

    def press() -> None:
        if password.text():
            button.setEnabled(False)
            unlock(password.text())
        else:
            password.setFocus()

    button.clicked.connect(press)
    password.returnPressed.connect(button.click)
    return box(column(list_row(item), row(password, button, None), gap=6))
