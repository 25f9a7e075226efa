"""The events of the timeline: what is dated in the record, with its weight and whose word it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from desktop.packet.language import say
from desktop.packet.pages.entry import Entry, Weight
from desktop.packet.pages.origin import origin_of, page_mark
from desktop.packet.pages.runs import Runs, joined
from desktop.packet.pages.series import shown_value, side_of
from desktop.packet.pages.setting import Setting
from desktop.packet.pages.told_events import PAPERS_OF, event, told
from desktop.packet.pages.words import together_with
from desktop.records.appointment import Appointment
from desktop.records.condition import Condition
from desktop.records.dates import PartialDate
from desktop.records.document import Document, DocumentKind
from desktop.records.fact import FactKind
from desktop.records.medication import Medication
from desktop.records.packet import PacketPart
from desktop.records.result import Result

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


SHOWN_VALUES = 2


def entries_of(setting: Setting) -> Iterator[Entry]:
    """Yield every event of the record, in no order."""
    listed = told(setting)
    yield from _papers(setting, {(place.document_id, kind) for kind, one in listed for place in one.provenance})
    yield from (entry for kind, one in listed for entry in event(setting, kind, one))
    yield from _conditions(setting)
    yield from _medicines(setting)
    yield from _visits(setting)


def _visits(setting: Setting) -> Iterator[Entry]:
    for visit in setting.facts(Appointment):
        if visit.date:
            ahead = visit.date.high >= setting.front.made_on
            where = together_with(_place_of(visit.where), visit.with_whom)
            kind, weight = ("ahead", Weight.AHEAD) if ahead else ("visit", Weight.VISIT)
            origin = origin_of(visit, setting.layout)
            word = say(f"timeline.{kind}")
            yield Entry(visit.date, word, visit.purpose, where, [visit.note], origin, weight, id=visit.id)


def _place_of(where: str) -> str:
    """Return the name of a place without its address."""
    name = where.partition(",")[0].strip()
    return where if any(sign.isdigit() for sign in name) else name


def _papers(setting: Setting, read_in: set[tuple[str, FactKind]]) -> Iterator[Entry]:
    for document in setting.front.documents:
        if document.date is None or document.kind not in KIND_WORDS:
            continue
        if any((document.id, kind) in read_in for kind, papers in PAPERS_OF.items() if document.kind in papers):
            continue
        is_lab = document.kind is DocumentKind.LAB_REPORT
        entry = Entry(
            document.date,
            say(f"timeline.{KIND_WORDS[document.kind]}"),
            document.title,
            together_with(document.source, document.doctor),
            _lab_values(setting, document) if is_lab else [document.note],
            page_mark([setting.document_page(document)]),
            Weight.LAB if is_lab else Weight.EVENT,
            id=document.id,
            part=PacketPart.RESULTS if is_lab else PacketPart.SOURCES,
        )
        yield replace(entry, weight=Weight.IMPORTANT, bold=True) if document.important else entry


def _lab_values(setting: Setting, document: Document) -> Runs:
    """Return the first values outside their printed range; nothing is graded."""
    outside: list[Runs] = [
        [{"flag": "▲" if side_of(one) > 0 else "▼"}, " ".join((one.test, shown_value(one), one.unit)).strip()]
        for one in setting.facts(Result)
        if any(place.document_id == document.id for place in one.provenance) and side_of(one)
    ]
    more = f"; {say('timeline.more', count=len(outside) - SHOWN_VALUES)}" if len(outside) > SHOWN_VALUES else ""
    return [*joined(outside[:SHOWN_VALUES], "; "), more] if outside else [document.note]


def _conditions(setting: Setting) -> Iterator[Entry]:
    for one in setting.facts(Condition):
        if one.date and not one.negated and (one.date.low >= _recent(setting) or one.main):
            weight = Weight.IMPORTANT if one.main else Weight.CONDITION
            kind = say("timeline.diagnosis" if one.main else "timeline.condition")
            part = PacketPart.CONSULTS if one.main else PacketPart.HISTORY
            yield Entry(
                one.date,
                kind,
                one.name,
                one.stated_by,
                [""],
                origin_of(one, setting.layout),
                weight,
                bold=one.main,
                id=one.id,
                part=part,
            )


def _recent(setting: Setting) -> date:
    return setting.front.made_on.replace(year=setting.front.made_on.year - 2, day=1)


def _medicines(setting: Setting) -> Iterator[Entry]:
    for one in setting.facts(Medication):
        if one.negated:
            continue
        name = together_with(one.generic or one.brand or one.title, one.strength, separator=" ")
        began, ended = say("timeline.started", name=name), say("timeline.stopped", name=name)
        if one.date and one.date.low >= _recent(setting):
            yield _medicine(setting, one, one.date, began, one.prescriber, one.why)
        if one.end_date and one.end_date.low >= _recent(setting):
            yield _medicine(setting, one, one.end_date, ended, one.stopped_by, one.reason_stopped)


def _medicine(setting: Setting, one: Medication, when: PartialDate, what: str, who: str, why: str) -> Entry:
    weight = Weight.CRITICAL if one.critical.strip() else Weight.MEDICINE
    origin, part = origin_of(one, setting.layout), PacketPart.MEDICINES
    return Entry(when, say("timeline.medicine"), what, who, [why], origin, weight, id=one.id, part=part)
