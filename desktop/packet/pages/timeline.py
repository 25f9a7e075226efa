"""The timeline: dated documents, medicines, conditions and visits, oldest first, on one page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import IntEnum

from desktop.packet.pages.course import course_picture
from desktop.packet.pages.origin import origin_of, page_mark
from desktop.packet.pages.runs import Run, Runs, bold, joined, unknown
from desktop.packet.pages.series import shown_value, side_of
from desktop.packet.pages.setting import Setting
from desktop.packet.pages.words import iso
from desktop.records.answers import Answer
from desktop.records.appointment import Appointment
from desktop.records.condition import Condition
from desktop.records.dates import PartialDate
from desktop.records.detail import detail_of, end_detail_of
from desktop.records.document import Document, DocumentKind
from desktop.records.fact import FactKind
from desktop.records.medication import Medication
from desktop.records.result import Result
from desktop.typeset.drawable import JSON

KIND_WORDS = {
    DocumentKind.PATHOLOGY: "pathology",
    DocumentKind.GENOMIC_REPORT: "pathology",
    DocumentKind.IMAGING: "scan",
    DocumentKind.OPERATIVE_NOTE: "surgery",
    DocumentKind.DISCHARGE_SUMMARY: "hospital",
    DocumentKind.CONSULT_NOTE: "visit",
    DocumentKind.VISIT_SUMMARY: "visit",
    DocumentKind.TUMOR_BOARD: "decision",
    DocumentKind.TREATMENT_PLAN: "decision",
    DocumentKind.TREATMENT_SUMMARY: "treatment",
    DocumentKind.LAB_REPORT: "lab",
    DocumentKind.REFERRAL: "referral",
    DocumentKind.IMMUNIZATION: "vaccine",
}
"""The kinds of paper that are events; lists, bills, cards and forms are none."""

EVENT_WORDS = {
    FactKind.TREATMENTS: "treatment",
    FactKind.PROCEDURES: "surgery",
    FactKind.PATHOLOGY: "pathology",
    FactKind.IMAGING: "scan",
    FactKind.ENCOUNTERS: "visit",
    FactKind.DEVICES: "device",
}
"""The kinds of fact that are events; what lasts, such as habits, stands under history."""

SHOWN_VALUES = 2


class Weight(IntEnum):
    """What is left out first when the page is full."""

    MEDICINE = 0
    LAB = 1
    VISIT = 2
    CONDITION = 3
    EVENT = 4
    IMPORTANT = 5
    AHEAD = 6


@dataclass(frozen=True, slots=True)
class Entry:
    """One row before it is set; `bold` rows changed the course of treatment."""

    when: PartialDate
    kind: str
    what: str
    where: str
    result: Runs
    origin: Run
    weight: Weight
    bold: bool = False


def timeline_page(setting: Setting) -> dict[str, JSON]:
    """Return the data of the timeline; each row carries its rank, 0 is left out first."""
    entries = sorted(_entries(setting), key=lambda entry: (entry.when.low, entry.when.high))
    course = course_picture(setting)
    return {
        "part": "timeline",
        "title": "Timeline",
        "note": "Oldest first. Bold: marked as important" if any(entry.bold for entry in entries) else "Oldest first",
        "course": course.svg if course else None,
        "course_words": course.words if course else "",
        "rows": _rows(entries),
        "empty": ["Nothing in these records has a date: ", unknown(Answer.NOT_KNOWN)],
    }


def _rows(entries: list[Entry]) -> list[JSON]:
    order = sorted(range(len(entries)), key=lambda at: (entries[at].weight, entries[at].when.low))
    rank = {at: place for place, at in enumerate(order)}
    ahead = [at for at, entry in enumerate(entries) if entry.weight is Weight.AHEAD]
    return [
        {"cells": _cells(entry), "rank": rank[at], "heavy": bool(ahead) and at == ahead[0] and at > 0}
        for at, entry in enumerate(entries)
    ]


def _cells(entry: Entry) -> list[JSON]:
    what: Run = bold(entry.what) if entry.bold else entry.what
    return [iso(entry.when), {"grey": entry.kind}, what, entry.where, entry.result, [entry.origin]]


def _entries(setting: Setting) -> Iterator[Entry]:
    yield from _papers(setting)
    yield from _told_conditions(setting)
    yield from _medicines(setting)
    yield from _told_events(setting)
    for visit in setting.facts(Appointment):
        if visit.date:
            ahead = visit.date.high >= setting.front.made_on
            where = ", ".join(text for text in (visit.where, visit.with_whom) if text)
            note: Runs = [visit.note]
            kind, weight = ("ahead", Weight.AHEAD) if ahead else ("visit", Weight.VISIT)
            yield Entry(visit.date, kind, visit.purpose, where, note, origin_of(visit, setting.layout), weight)


def _papers(setting: Setting) -> Iterator[Entry]:
    for document in setting.front.documents:
        if document.date is None or document.kind not in KIND_WORDS:
            continue
        where = ", ".join(text for text in (document.source, document.doctor) if text)
        is_lab = document.kind is DocumentKind.LAB_REPORT
        result: Runs = _lab_values(setting, document) if is_lab else [document.note]
        entry = Entry(
            document.date,
            KIND_WORDS[document.kind],
            document.title,
            where,
            result,
            page_mark([setting.document_page(document)]),
            Weight.LAB if is_lab else Weight.EVENT,
        )
        yield replace(entry, weight=Weight.IMPORTANT, bold=True) if document.important else entry


def _lab_values(setting: Setting, document: Document) -> Runs:
    """Return the first values outside their printed range; nothing is graded."""
    outside: list[Runs] = [
        [{"flag": "▲" if side_of(one) > 0 else "▼"}, " ".join((one.test, shown_value(one), one.unit)).strip()]
        for one in setting.facts(Result)
        if side_of(one) and any(place.document_id == document.id for place in one.provenance)
    ]
    more = f"; {len(outside) - SHOWN_VALUES} more" if len(outside) > SHOWN_VALUES else ""
    return [*joined(outside[:SHOWN_VALUES], "; "), more] if outside else [document.note]


def _told_conditions(setting: Setting) -> Iterator[Entry]:
    for one in setting.facts(Condition):
        if one.date and not one.negated and (one.date.low >= _recent(setting) or one.main):
            weight = Weight.IMPORTANT if one.main else Weight.CONDITION
            origin = origin_of(one, setting.layout)
            kind = "diagnosis" if one.main else "condition"
            yield Entry(one.date, kind, one.name, one.stated_by, [""], origin, weight, bold=one.main)


def _told_events(setting: Setting) -> Iterator[Entry]:
    """Yield what was done and seen, unless the paper it was read in stands on the timeline itself."""
    papers = {one.id for one in setting.front.documents if one.date is not None and one.kind in KIND_WORDS}
    for kind, word in EVENT_WORDS.items():
        for one in setting.of(kind):
            if one.negated or any(place.document_id in papers for place in one.provenance):
                continue
            origin, planned = origin_of(one, setting.layout), getattr(one, "clinical_status", None) == "planned"
            if one.date:
                said: Runs = [detail_of(one)]
                yield Entry(one.date, "planned" if planned else word, one.title, "", said, origin, Weight.EVENT)
            if one.end_date and kind is FactKind.TREATMENTS:
                ended: Runs = [end_detail_of(one)]
                yield Entry(one.end_date, word, f"{one.title} ended", "", ended, origin, Weight.EVENT)


def _recent(setting: Setting) -> date:
    return setting.front.made_on.replace(year=setting.front.made_on.year - 2, day=1)


def _medicines(setting: Setting) -> Iterator[Entry]:
    for one in setting.facts(Medication):
        if one.negated:
            continue
        name = " ".join(text for text in (one.generic or one.brand or one.title, one.strength) if text)
        origin = origin_of(one, setting.layout)
        if one.date and one.date.low >= _recent(setting):
            yield Entry(one.date, "medicine", f"{name} started", one.prescriber, [one.why], origin, Weight.MEDICINE)
        if one.end_date and one.end_date.low >= _recent(setting):
            reason: Runs = [one.reason_stopped]
            yield Entry(one.end_date, "medicine", f"{name} stopped", "", reason, origin, Weight.MEDICINE)
