"""The infusion record of each cycle: on which packet page it is, and which cycles have none."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from desktop.packet.language import say
from desktop.packet.pages.doses import cycles_named, days_of
from desktop.packet.pages.origin import origin_of
from desktop.packet.pages.setting import Setting
from desktop.records.document import Document, DocumentKind
from desktop.records.request import Request, RequestStatus
from desktop.records.treatment import Treatment
from desktop.typeset.drawable import JSON


@dataclass(frozen=True, slots=True)
class CycleRecords:
    """Packet pages by cycle (from 1); `missing` are the cycles that were given and have no page here."""

    pages: dict[int, int] = field(default_factory=dict)
    missing: tuple[int, ...] = ()


def records_of(setting: Setting, one: Treatment, count: int) -> CycleRecords:
    """Return the records of a line's `count` cycles.

    A record belongs to a cycle when the line was read in it and the quoted words name the cycle or its day, when its
    title names the cycle, or when at least two treatment records have the days of cycles (one alone is rather the
    summary of the line). Where no record is here at all, none is called missing.
    """
    days, numbers = days_of(one), range(1, count + 1)
    pages = _by_day(setting, days[:count])
    pages |= {cycle: page for cycle in numbers if (page := _by_title(setting, cycle))}
    pages |= {cycle: page for cycle in numbers if (page := _quoted(setting, one, cycle, days))}
    missing = tuple(cycle for cycle in range(1, count + 1) if cycle not in pages) if pages else ()
    return CycleRecords(pages, missing)


def _quoted(setting: Setting, one: Treatment, cycle: int, days: list[str]) -> int:
    """Return the page on which the line was read and whose quoted words name the cycle or its day, or 0."""
    day = days[cycle - 1] if cycle <= len(days) else ""
    for place in one.provenance:
        said_day = bool(day) and re.search(rf"(?<!\d){re.escape(day)}(?!\d)", place.snippet) is not None
        if said_day or cycles_named(place.snippet) == (cycle, cycle):
            return setting.layout.page_of(place.document_id, place.page)
    return 0


def _records(setting: Setting) -> list[Document]:
    return [one for one in setting.front.documents if one.kind is DocumentKind.TREATMENT_SUMMARY]


def _by_title(setting: Setting, cycle: int) -> int:
    named = (one for one in _records(setting) if cycles_named(one.title) == (cycle, cycle))
    return next((setting.document_page(one) for one in named), 0)


def _by_day(setting: Setting, days: list[str]) -> dict[int, int]:
    dated = {one.date.iso: setting.document_page(one) for one in _records(setting) if one.date is not None}
    pages = {cycle: dated[day] for cycle, day in enumerate(days, start=1) if day in dated}
    return pages if len(pages) > 1 else {}


def missing_row(setting: Setting, one: Treatment, records: CycleRecords, letter: str) -> list[JSON]:
    """Return the row of changes that says which records are missing and what stands in for them."""
    asked = [_asked(setting, cycle) for cycle in records.missing]
    words = "; ".join([say("treatment.record-missing"), *dict.fromkeys(told for told in asked if told)])
    instead = say("treatment.record-instead") if one.doses.strip() else say("unknown.not-stated")
    return [[{"bold": letter}], _cycles(records.missing), words, instead, [origin_of(one, setting.layout)]]


def _cycles(numbers: tuple[int, ...]) -> str:
    """Return "cycle 6" or "cycles 6, 9"."""
    key = "treatment.cycle-one" if len(numbers) == 1 else "treatment.cycle-many"
    return say(key, numbers=", ".join(map(str, numbers)))


def _asked(setting: Setting, cycle: int) -> str:
    for one in setting.facts(Request):
        still_open = one.clinical_status in {RequestStatus.WAITING, RequestStatus.NOT_ASKED, None}
        first, last = cycles_named(one.what)
        if still_open and one.date and first <= cycle <= last:
            return say("treatment.record-asked", day=one.date.iso)
    return ""
