"""The cards about the vault itself: in good order or damaged, what a backup can mend, and where the vault lies."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.records.dates import PartialDate
from desktop.services.health import DamagedDocument, HealthReport
from desktop.ui.dates import day_words
from desktop.ui.health.words import in_a_sentence, when_words
from desktop.ui.widgets import Card, Notice, column, glyph, label, primary, row, secondary

_SHOWN = 8
"""Damaged documents that are named; the rest is counted."""


def _tr(words: str) -> str:
    return QCoreApplication.translate("Health", words)


def _checked(report: HealthReport) -> str:
    if report.last_full is None:
        return _tr("Nothing was opened and compared on this computer yet.")
    return _tr("Last full check: {when}.").format(when=in_a_sentence(when_words(report.last_full)))


def _name(one: DamagedDocument) -> str:
    day = day_words(PartialDate.parse(one.date)) if one.date else ""
    named = ", ".join(part for part in (one.title, day) if part)
    return named if one.mendable else _tr("{document} (no backup has it)").format(document=named)


def _broken(report: HealthReport, buttons: Sequence[QPushButton], *, restore: bool) -> QWidget:
    only_index = report.index_stale and len(report.problems) == 1 and not report.damaged
    title = _tr("The search needs to be put in order") if only_index else _tr("Something in the vault is damaged")
    lines: list[QWidget] = [label(title, "section")]
    lines += [label(sentence) for sentence in report.problems]
    if report.damaged:
        count = len(report.damaged)
        one, many = _tr("The original of 1 document cannot be opened:"), _tr("{count} originals cannot be opened:")
        lines.append(label(one if count == 1 else many.format(count=count)))
        lines += [label(_name(each), "body_strong") for each in report.damaged[:_SHOWN]]
        if count > _SHOWN:
            lines.append(label(_tr("and {count} more").format(count=count - _SHOWN)))
    lines.append(label(_tr("Nothing was changed. {words}").format(words=report.words), "small"))
    if restore and report.problems and not only_index:
        lines.append(label(_tr("Look inside a backup below to bring it back whole."), "muted"))
    inside = row(glyph("warning-circle", "danger", size=40), gap=22, top=True)
    inside.addLayout(column(*lines, gap=4), 1)
    inside.addLayout(column(*buttons, None, gap=10))
    return Card(inside, look="warn" if only_index else "danger", pad=(24, 18))


def standing_card(
    report: HealthReport, *, check: Callable[[], object], mend: Callable[[], object], restore: bool
) -> QWidget:
    """Return the card that judges the vault; `restore` tells whether there is a backup to bring back below."""
    again = _tr("Check everything again") if report.last_full is not None else _tr("Check everything")
    look = secondary(again, check, icon="arrows-clockwise")
    if not report.ok:
        buttons: list[QPushButton] = [look]
        count = sum(one.mendable for one in report.damaged)
        if count or report.index_stale:
            words = _tr("Bring back from the backups") if count else _tr("Make the search index anew")
            buttons.insert(0, primary(words, mend, icon="first-aid-kit"))
        return _broken(report, buttons, restore=restore)
    text = f"{report.words} {_checked(report)}"
    return Notice(text, look, look="ok", title=_tr("Your records are in good order"))


def warnings(report: HealthReport) -> Sequence[QWidget]:
    """Return a notice for each thing about the vault's place that the person should know."""
    return [Notice(sentence, look="warn") for sentence in report.warnings]
