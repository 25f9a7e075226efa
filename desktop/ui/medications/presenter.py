"""What the medicines page shows and asks, without widgets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from desktop.records.dates import PartialDate
from desktop.records.medication import Medication, MedicationStatus

FRESH_DAYS = 30
"""Doctors want a list that is not older."""
_NOT_NAME = re.compile(r"[^\w%/.,]+")
_FORMS = frozenset(
    {"tablet", "tablets", "tab", "tabs", "tableta", "tabletas", "capsule", "capsules", "cap", "caps", "pill", "pills"}
)


def taken_now(medicines: Sequence[Medication]) -> list[Medication]:
    """Return those not stopped, in their order."""
    return [one for one in medicines if one.clinical_status is not MedicationStatus.STOPPED]


def stopped(medicines: Sequence[Medication]) -> list[Medication]:
    """Return those stopped, the last one first."""
    found = [one for one in medicines if one.clinical_status is MedicationStatus.STOPPED]
    return sorted(found, key=lambda one: one.end_date.high if one.end_date else date.min, reverse=True)


def name_of(medicine: Medication) -> str:
    """Return "Metformin 850 mg tablet": the title, with the form when it does not say it."""
    form = medicine.form.strip()
    return f"{medicine.title} {form}" if form and form.casefold() not in medicine.title.casefold() else medicine.title


def how_of(medicine: Medication) -> str:
    """Return "3 tablets, morning and evening"."""
    times = ", ".join(part for part in (medicine.how_often, medicine.when) if part)
    return ", ".join(part for part in (medicine.dose, times, medicine.as_needed_use) if part)


@dataclass(frozen=True, slots=True)
class Freshness:
    """How old the list is: `days` of the oldest answer, None when some were never answered; `never` counts those."""

    days: int | None
    never: int
    total: int

    @property
    def is_fresh(self) -> bool:
        """Whether every answer is young enough."""
        return self.days is not None and self.days <= FRESH_DAYS


def freshness(medicines: Sequence[Medication], today: date) -> Freshness:
    """Say how old the answers of those taken now are."""
    now = taken_now(medicines)
    days = [(today - one.confirmed_on.low).days for one in now if one.confirmed_on is not None]
    never = len(now) - len(days)
    return Freshness(max(days) if days and not never else None, never, len(now))


def answered_on(medicine: Medication, today: date) -> bool:
    """Whether "still taking" was said today."""
    return medicine.confirmed_on is not None and medicine.confirmed_on.low == medicine.confirmed_on.high == today


@dataclass(frozen=True, slots=True)
class Unanswered:
    """Rows left open when the list was saved: how many, and the oldest date that they keep."""

    count: int
    keeps: PartialDate | None


def unanswered(medicines: Sequence[Medication], yes: set[str], today: date) -> Unanswered:
    """Return what stays open when the answers `yes` (ids) are saved."""
    left = [one for one in taken_now(medicines) if one.id not in yes and not answered_on(one, today)]
    dates = [one.confirmed_on for one in left if one.confirmed_on is not None]
    return Unanswered(len(left), min(dates, key=lambda one: one.low, default=None))


def _likeness(medicine: Medication) -> str:
    words = _NOT_NAME.sub(" ", f"{medicine.title} ".casefold()).split()
    joined = " ".join(word for word in words if word not in _FORMS)
    return re.sub(r"(\d) (mg|g|mcg|µg|ml|iu|%)\b", r"\1\2", joined)


def look_alikes(medicines: Sequence[Medication], kept: set[frozenset[str]]) -> tuple[Medication, Medication] | None:
    """Return the first two of those taken now that seem the same, unless the person said they are two (`kept`)."""
    seen: dict[str, Medication] = {}
    for one in taken_now(medicines):
        first = seen.setdefault(_likeness(one), one)
        if first is not one and frozenset({first.id, one.id}) not in kept:
            return first, one
    return None


_JOINABLE = (
    "generic", "brand", "strength", "form", "route", "dose", "how_often", "when", "with_food",
    "as_needed_use", "why", "prescriber", "last_change", "critical", "note",
)  # fmt: skip


def joined_values(keep: Medication, other: Medication) -> dict[str, str]:
    """Return what `keep` lacks and `other` says, as texts for the record; an earlier beginning counts."""
    values = {name: getattr(other, name) for name in _JOINABLE if not getattr(keep, name) and getattr(other, name)}
    if other.date is not None and (keep.date is None or other.date.low < keep.date.low):
        values["start"] = other.date.iso_time
    if other.confirmed_on is not None and (keep.confirmed_on is None or other.confirmed_on.low > keep.confirmed_on.low):
        values["confirmed_on"] = other.confirmed_on.iso
    return values


def span(start: PartialDate | None, end: PartialDate | None) -> tuple[PartialDate | None, PartialDate | None]:
    """Return what a span shows: the beginning alone when both are the same day, month or year."""
    return (start, None) if start is not None and end is not None and start.iso == end.iso else (start, end)
