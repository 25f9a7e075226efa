"""The rows of the medicines page: taken now, with the question, and stopped."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.records.medication import Medication
from desktop.ui.forms.source import Source
from desktop.ui.forms.table import TableHead, TableRow, cell
from desktop.ui.medications.presenter import how_of, name_of
from desktop.ui.medications.words import MedicationWords
from desktop.ui.theme import limit
from desktop.ui.widgets import Pill, Status, flow, icon_button, label, link, row, secondary

SHARES = (39, 31, 31)
FOLD_AT = 860


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the buttons of a row do."""

    yes: Callable[[Medication], object]
    no: Callable[[Medication], object]
    changed: Callable[[Medication], object]
    undo: Callable[[Medication], object]
    open_source: Callable[[str], object]


def _name_cell(medicine: Medication, source: Source, asked: Asked, more: QWidget | None) -> QWidget:
    items: list[QWidget] = [label(name_of(medicine), "body_strong")]
    if how_of(medicine):
        items.append(label(how_of(medicine)))
    if medicine.critical:
        items.append(Pill(medicine.critical, Status.LOOK))
    if source.target:
        words = QCoreApplication.translate("MedicationRows", "from {source}").format(source=source.words)
        go = link(words, lambda: asked.open_source(source.target), name=source.spoken)
        limit(go, min_height=44)
        items.append(go)
    if more is not None:
        items.append(more)
    return cell(None, *items, None, min_width=180)


def taken_row(
    medicine: Medication, source: Source, asked: Asked, *, yes: bool, more: QWidget | None = None
) -> TableRow:
    """Return the row of a medicine taken now; `yes` when "still taking" was said today, `more` opens its group."""
    words = MedicationWords()
    why = cell(None, label(words.why(medicine)), label(words.who(medicine), "small"), None, min_width=160)
    buttons = _answered(medicine, asked) if yes else _question(medicine, asked)
    shown = row(*buttons, None, gap=8) if yes else flow(*buttons, gap=8)
    answer = cell(None, shown, None, min_width=120)
    return TableRow([_name_cell(medicine, source, asked, more), why, answer], SHARES, fold_at=FOLD_AT)


def _answered(medicine: Medication, asked: Asked) -> list[QWidget]:
    said = QCoreApplication.translate("MedicationRows", "Undo: {thing} still taken").format(thing=medicine.title)
    undo = link(QCoreApplication.translate("MedicationRows", "Undo"), lambda: asked.undo(medicine), name=said)
    return [Pill(QCoreApplication.translate("MedicationRows", "Still taking"), Status.DONE), undo]


def _question(medicine: Medication, asked: Asked) -> list[QWidget]:
    title = medicine.title
    yes = secondary(
        QCoreApplication.translate("MedicationRows", "Yes"),
        lambda: asked.yes(medicine),
        icon="check",
        name=QCoreApplication.translate("MedicationRows", "Yes, {thing} is still taken").format(thing=title),
    )
    no = secondary(
        QCoreApplication.translate("MedicationRows", "No…"),
        lambda: asked.no(medicine),
        name=QCoreApplication.translate("MedicationRows", "No, {thing} was stopped").format(thing=title),
    )
    changed = secondary(
        QCoreApplication.translate("MedicationRows", "Changed…"),
        lambda: asked.changed(medicine),
        name=QCoreApplication.translate("MedicationRows", "{thing} has changed").format(thing=title),
    )
    return [yes, no, changed]


def stopped_row(medicine: Medication, edit: Callable[[Medication], object]) -> TableRow:
    """Return the row of a stopped medicine."""
    why = medicine.reason_stopped or QCoreApplication.translate("MedicationRows", "Reason not written down")
    pencil: QPushButton = icon_button(
        "pencil-simple",
        QCoreApplication.translate("MedicationRows", "Change {thing}").format(thing=medicine.title),
        lambda: edit(medicine),
    )
    when = row(label(MedicationWords().when(medicine), "small"), pencil, gap=8)
    when.setStretch(0, 1)
    cells = [cell(label(name_of(medicine), "body_strong"), min_width=180), cell(label(why), min_width=160), cell(when)]
    return TableRow(cells, SHARES, fold_at=FOLD_AT, pad_y=4)


def head(*words: str) -> TableHead:
    """Return the heads of a card."""
    return TableHead(words, SHARES, fold_at=FOLD_AT)
