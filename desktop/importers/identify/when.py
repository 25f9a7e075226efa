"""Which of a document's dates is its date: chosen by its label, never guessed in silence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from desktop.importers.identify.mentions import LETTER, TEXT, DayOrder, Mention
from desktop.importers.identify.terms import KindTerms
from desktop.records.dates import PartialDate
from desktop.records.provenance import Evidence

_NEVER = frozenset({"birth", "printed", "comparison", "next"})
"""Dates of these classes are never the document's date."""
_LAST_RESORT = ("exam", "service", "collected", LETTER, "surgery", "discharged", "reported", "signed", "admitted")
_QUIET = frozenset(
    {"birth", "printed", "collected", "received", "reported", "signed", "dictated", "ordered", "admitted", "next"}
)
"""Dates that every such report has beside its own; they are named, but are no reason to doubt."""
_MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class ChosenDate:
    """The date and why; `day` is None when no date can be proposed."""

    day: PartialDate | None
    evidence: Evidence | None


def _candidates(mentions: Sequence[Mention], terms: KindTerms) -> tuple[list[Mention], str]:
    for wanted in dict.fromkeys((*terms.dates, *_LAST_RESORT)):
        found = [mention for mention in mentions if mention.stands_for == wanted]
        if found:
            return found, wanted
    return [mention for mention in mentions if mention.stands_for not in _NEVER], TEXT


def _others(chosen: Mention, mentions: Sequence[Mention], order: DayOrder) -> list[Mention]:
    day = order.day_of(chosen.printed)
    seen: dict[str, Mention] = {}
    for mention in mentions:
        other = order.day_of(mention.printed)
        same = other == day if day is None else other is not None and other.iso == day.iso
        if not same and mention.printed.printed != chosen.printed.printed and mention.stands_for != "birth":
            seen.setdefault(mention.printed.printed, mention)
    return list(seen.values())


def _ambiguous(chosen: Mention, order: DayOrder) -> str:
    if order.day_of(chosen.printed) is not None:
        return ""
    days = [reading.low for _, reading in chosen.printed.readings]
    named = " or ".join(f"{day.day} {day:%B} {day.year}" for day in days)
    why = " The page prints dates in both orders." if order.contradicted else ""
    return f"{chosen.printed.printed} can be {named}.{why}"


def _doubts(chosen: Mention, found: list[Mention], kind_of_date: str, today: date, order: DayOrder) -> list[str]:
    """Return the sentences that make the date uncertain; the other dates are told apart from these."""
    doubts = [_ambiguous(chosen, order)]
    day = order.day_of(chosen.printed)
    if kind_of_date == TEXT:
        doubts.append("No label says what this date stands for.")
    if day is not None and day.low > today:
        doubts.append("This date is in the future.")
    if day is not None and chosen.weekday is not None and day.day and day.low.weekday() != chosen.weekday:
        doubts.append("The weekday printed beside it does not fit.")
    days = {order.day_of(mention.printed) or mention.printed.printed for mention in found}
    if len({getattr(other, "iso", other) for other in days}) > 1:
        doubts.append("More than one date has this label.")
    return [doubt for doubt in doubts if doubt]


def _named(others: Sequence[Mention]) -> str:
    if not others:
        return ""
    listed = ", ".join(mention.printed.printed for mention in others[:_MOST_NAMED])
    more = f" and {len(others) - _MOST_NAMED} more" if len(others) > _MOST_NAMED else ""
    place = "page" if len({mention.page for mention in others}) == 1 else "document"
    return f"The {place} also names {listed}{more}."


def choose_date(mentions: Sequence[Mention], order: DayOrder, terms: KindTerms, today: date) -> ChosenDate:
    """Return the date of the exam, collection, visit or letter.

    An ambiguous date yields only what all its readings share (the year), and is not certain.
    """
    found, kind_of_date = _candidates(mentions, terms)
    if not found:
        return ChosenDate(None, None)
    chosen = found[0]
    doubts = _doubts(chosen, found, kind_of_date, today, order)
    others = _others(chosen, mentions, order)
    certain = not doubts and all(mention.stands_for in _QUIET for mention in others)
    day = order.day_of(chosen.printed) or chosen.printed.common
    evidence = Evidence(
        field="date",
        page=chosen.page,
        box=chosen.row.box(chosen.pieces),
        snippet=chosen.snippet,
        certain=certain,
        reason=" ".join(filter(None, [*doubts, _named(others)])),
    )
    return ChosenDate(day, evidence)
