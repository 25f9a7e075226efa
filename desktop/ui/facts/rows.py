"""How a fact of any kind stands in a list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject

from desktop.records.dates import PartialDate
from desktop.records.detail import detail_of
from desktop.records.fact import Fact, FactKind
from desktop.records.provenance import Origin
from desktop.records.result import Result
from desktop.ui.dates import day_words
from desktop.ui.widgets import RowItem, Status

ICONS: Mapping[FactKind, str] = {
    FactKind.RESULTS: "chart-line",
    FactKind.MEDICATIONS: "pill",
    FactKind.ALLERGIES: "warning",
    FactKind.CONDITIONS: "flag",
    FactKind.CONTACTS: "address-book",
    FactKind.QUESTIONS: "chat-centered-text",
    FactKind.RECIPIENTS: "paper-plane-tilt",
    FactKind.APPOINTMENTS: "calendar-blank",
    FactKind.TREATMENTS: "drop",
    FactKind.PATHOLOGY: "flask",
    FactKind.IMAGING: "image",
    FactKind.PROCEDURES: "scissors",
    FactKind.ENCOUNTERS: "first-aid",
    FactKind.IMMUNIZATIONS: "eyedropper",
    FactKind.DEVICES: "cpu",
    FactKind.FAMILY: "users-three",
    FactKind.SOCIAL: "house-line",
    FactKind.DIRECTIVES: "note",
    FactKind.AUTHORITIES: "handshake",
    FactKind.COVERAGE: "identification-card",
    FactKind.OPINIONS: "scales",
    FactKind.REQUESTS: "tray",
}


def date_or_words(date: PartialDate) -> str:
    """Return a date as the person knows it: "spring 2019" before "2019"."""
    return date.printed if date.printed and date.month is None else day_words(date)


def said_value(fact: Fact) -> str:
    """Return the value of a result with its sign and unit as printed; of other kinds the title."""
    if not isinstance(fact, Result):
        return " ".join(fact.title.split())
    sign = fact.comparator.value if fact.comparator else ""
    return " ".join(part for part in (f"{sign}{fact.value}", fact.unit) if part)


class FactRows(QObject):
    """Makes rows, in the person's language."""

    def span(self, fact: Fact) -> str:
        """Return the dates of a fact: "Apr 2026 to Aug 2026", or an empty text."""
        begin = date_or_words(fact.date) if fact.date else ""
        end = date_or_words(fact.end_date) if fact.end_date else ""
        if begin and end and begin != end:
            return self.tr("{start} to {end}").format(start=begin, end=end)
        return begin or (self.tr("until {end}").format(end=end) if end else "")

    def item(self, fact: Fact) -> RowItem:
        """Return the row of a fact."""
        detail = "  ·  ".join(part for part in (self.span(fact), detail_of(fact)) if part)
        waiting = fact.origin is Origin.PROPOSED
        title = " ".join(fact.title.split())
        return RowItem(
            id=fact.id,
            title=self.tr("None known: {thing}").format(thing=title) if fact.negated else title,
            detail=detail,
            icon=ICONS[fact.kind],
            pill=self.tr("Please check") if waiting else "",
            pill_status=Status.LOOK if waiting else Status.PLAIN,
        )

    def items(self, facts: Sequence[Fact], differing: Mapping[str, Sequence[Fact]] | None = None) -> list[RowItem]:
        """Return the rows of facts; those of which other sources say otherwise tell it in words."""
        return [self._marked(self.item(fact), (differing or {}).get(fact.id, ())) for fact in facts]

    def _marked(self, item: RowItem, others: Sequence[Fact]) -> RowItem:
        if not others:
            return item
        words = self.tr("differs: another source says {value}").format(value=said_value(others[0]))
        detail = "  ·  ".join(part for part in (item.detail, words) if part)
        pill = self.tr("Differs") if not item.pill else self.tr("Check: differs")
        return replace(item, detail=detail, pill=pill, pill_status=Status.LOOK)
