"""What an Apple Health export proposes: a result for each kind of reading and day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from desktop.importers.applehealth.cleaning import EndlessDoctypeError, cleaned
from desktop.importers.applehealth.days import TERMS, Day, Export, Key, newest_first, read_days
from desktop.importers.base import ProposedFact
from desktop.records.dates import NotADateError, PartialDate
from desktop.records.fact import FactKind
from desktop.records.provenance import Provenance

READER = "applehealth/1"
MOST_DAYS = 15_000
"""Days that become proposals, newest first; older ones stay in the original, and this is said."""


@dataclass(frozen=True, slots=True)
class HealthExport:
    """What was read: proposals (their page is 0), lines for reading, and whether something was cut or broken."""

    facts: tuple[ProposedFact, ...]
    lines: tuple[str, ...]
    born: str
    made: PartialDate | None
    broken: bool
    older: int


_KIND = re.compile(r"^HK(?:Quantity|Category|Data)TypeIdentifier")


def _average(day: Day) -> str:
    """Return the middle of a day's readings: as written when there is one value, else with one decimal."""
    return day.low_text if day.low_text == day.high_text else f"{day.total / day.count:.1f}"


def _fact(key: Key, day: Day) -> ProposedFact | None:
    kind, unit, when = key
    try:
        PartialDate.parse(when)
    except NotADateError:
        return None
    name = TERMS["readings"][kind]["name"]
    shown = TERMS["units"].get(unit, unit)
    several = day.low_text != day.high_text
    sources = ", ".join(sorted(source for source in day.sources if source))
    values = {
        "test": f"{name} (average of the day)" if several else name,
        "value": _average(day),
        "unit": shown,
        "panel": "Phone and watch",
        "collected": when,
        "lab": sources,
        "note": f"{day.count:,} readings, from {day.low_text} to {day.high_text}" if several else "",
    }
    kept = {field: text for field, text in values.items() if text}
    snippet = " · ".join((when, kept["test"], " ".join((kept["value"], shown)).strip()))
    return ProposedFact(
        kind=FactKind.RESULTS,
        values=kept,
        provenance=Provenance(document_id="", page=0, snippet=snippet, reader=READER),
    )


def _lines(export: Export) -> Iterator[str]:
    for kind, count in sorted(export.counts.items(), key=lambda one: -one[1]):
        known = TERMS["readings"].get(kind)
        name = (
            known["name"]
            if known
            else kind.removeprefix("HKQuantityTypeIdentifier").removeprefix("HKCategoryTypeIdentifier")
        )
        yield f"{name}: {count:,} readings"


def read_export(stream: IO[bytes]) -> HealthExport:
    """Read export.xml as it streams by; memory does not grow with the number of readings of a day."""
    try:
        export = read_days(cleaned(stream))
    except EndlessDoctypeError:
        export = Export(broken=True)
    days = list(newest_first(export))
    facts = tuple(fact for key, day in days[:MOST_DAYS] if (fact := _fact(key, day)) is not None)
    made = None
    if export.made:
        try:
            made = PartialDate.parse(export.made)
        except NotADateError:
            made = None
    return HealthExport(
        facts=facts,
        lines=tuple(_lines(export)),
        born=export.person.get("HKCharacteristicTypeIdentifierDateOfBirth", ""),
        made=made,
        broken=export.broken,
        older=max(0, len(days) - MOST_DAYS),
    )
