"""What is asked about before it is kept: dates that can hardly be meant. Nothing is changed, and yes is an answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop.records.dates import PartialDate
from desktop.records.entry_fields import BadEntryError, entry_fields, parse_entry
from desktop.records.fact import FactKind

_MAY_LIE_AHEAD: Mapping[FactKind, frozenset[str]] = {
    FactKind.APPOINTMENTS: frozenset({"when"}),
    FactKind.MEDICATIONS: frozenset({"start", "stop"}),
    FactKind.TREATMENTS: frozenset({"start", "stop"}),
    FactKind.PROCEDURES: frozenset({"done", "until"}),
    FactKind.PATHOLOGY: frozenset({"slides_return_by"}),
    FactKind.IMMUNIZATIONS: frozenset({"next_due"}),
    FactKind.AUTHORITIES: frozenset({"expires"}),
    FactKind.DIRECTIVES: frozenset({"expires"}),
    FactKind.COVERAGE: frozenset({"since", "until"}),
    FactKind.REQUESTS: frozenset({"answer_by", "return_by"}),
}
"""Fields that may name a day to come: what is planned, what ends, what is due."""
_BEFORE_BIRTH = frozenset({FactKind.FAMILY})


class Doubt(StrEnum):
    """Why a date is asked about."""

    FUTURE = "future"
    BEFORE_BIRTH = "before-birth"
    END_BEFORE_START = "end-before-start"


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A field whose date is asked about."""

    field: str
    doubt: Doubt


def _dates(kind: FactKind, values: Mapping[str, str]) -> dict[str, PartialDate]:
    found: dict[str, PartialDate] = {}
    for field in entry_fields(kind):
        try:
            value = parse_entry(kind, field, values.get(field.name, ""))
        except BadEntryError:
            continue
        if isinstance(value, PartialDate):
            found[field.name] = value
    return found


def doubtful(
    kind: FactKind, values: Mapping[str, str], *, today: date, born: PartialDate | None
) -> tuple[Doubtful, ...]:
    """Return the dates of a form's texts to ask about; a partial date only when no day it can mean fits."""
    dates = _dates(kind, values)
    ahead = _MAY_LIE_AHEAD.get(kind, frozenset())
    found = [Doubtful(name, Doubt.FUTURE) for name, day in dates.items() if day.low > today and name not in ahead]
    if born is not None and kind not in _BEFORE_BIRTH:
        found += [Doubtful(name, Doubt.BEFORE_BIRTH) for name, day in dates.items() if day.high < born.low]
    by_attribute = {field.attribute: field.name for field in entry_fields(kind)}
    start, end = dates.get(by_attribute.get("date", "")), dates.get(by_attribute.get("end_date", ""))
    if start is not None and end is not None and end.high < start.low:
        found.append(Doubtful(by_attribute["end_date"], Doubt.END_BEFORE_START))
    return tuple(found)
