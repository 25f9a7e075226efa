"""The events of the timeline: what is dated in the record, with its weight and whose word it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import IntEnum

from desktop.packet.language import say
from desktop.packet.pages.origin import origin_of, page_mark
from desktop.packet.pages.runs import Run, Runs, joined
from desktop.packet.pages.series import shown_value, side_of
from desktop.packet.pages.setting import Setting
from desktop.packet.pages.surgery import IN_HOSPITAL
from desktop.packet.pages.treated import is_earlier
from desktop.packet.pages.words import together_with
from desktop.records.appointment import Appointment
from desktop.records.condition import Condition
from desktop.records.dates import PartialDate
from desktop.records.detail import detail_of, plain
from desktop.records.document import Document, DocumentKind
from desktop.records.encounter import Encounter
from desktop.records.fact import Fact, FactKind
from desktop.records.imaging import Imaging
from desktop.records.medication import Medication
from desktop.records.pathology import Pathology
from desktop.records.procedure import Procedure
from desktop.records.result import Result
from desktop.records.treatment import Treatment, TreatmentStatus

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

PAPERS_OF = {
    FactKind.TREATMENTS: frozenset({DocumentKind.TREATMENT_SUMMARY}),
    FactKind.PROCEDURES: frozenset({DocumentKind.OPERATIVE_NOTE}),
    FactKind.PATHOLOGY: frozenset({DocumentKind.PATHOLOGY, DocumentKind.GENOMIC_REPORT}),
    FactKind.IMAGING: frozenset({DocumentKind.IMAGING}),
    FactKind.ENCOUNTERS: frozenset(
        {
            DocumentKind.CONSULT_NOTE,
            DocumentKind.VISIT_SUMMARY,
            DocumentKind.DISCHARGE_SUMMARY,
            DocumentKind.TUMOR_BOARD,
        }
    ),
    FactKind.DEVICES: frozenset(),
}
"""The paper in which such an event is read: entry and paper are one row."""

SHOWN_VALUES = 2
LONGEST = 80
"""Characters of a result on the timeline; the section's own page has it whole."""


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
    """One row before it is set; `bold` rows changed the course of treatment. `id` is the fact or document."""

    when: PartialDate
    kind: str
    what: str
    where: str
    result: Runs
    origin: Run
    weight: Weight
    bold: bool = False
    id: str = ""


def entries_of(setting: Setting) -> Iterator[Entry]:
    """Yield every event of the record, in no order."""
    told = _told(setting)
    papers = {place.document_id: kind for kind, one in told for place in one.provenance}
    yield from _papers(setting, papers)
    yield from (entry for kind, one in told for entry in _event(setting, kind, one))
    yield from _conditions(setting)
    yield from _medicines(setting)
    yield from _visits(setting)


def _visits(setting: Setting) -> Iterator[Entry]:
    for visit in setting.facts(Appointment):
        if visit.date:
            ahead = visit.date.high >= setting.front.made_on
            where = together_with(visit.where, visit.with_whom)
            kind, weight = ("ahead", Weight.AHEAD) if ahead else ("visit", Weight.VISIT)
            origin = origin_of(visit, setting.layout)
            word = say(f"timeline.{kind}")
            yield Entry(visit.date, word, visit.purpose, where, [visit.note], origin, weight, id=visit.id)


def _told(setting: Setting) -> list[tuple[FactKind, Fact]]:
    """Return what is dated; nothing from long before, and no device that an operation of the same day tells of."""
    dated = [(kind, one) for kind in EVENT_WORDS for one in setting.of(kind) if not one.negated and one.date]
    operated = {one.date for kind, one in dated if kind is FactKind.PROCEDURES}
    return [
        (kind, one)
        for kind, one in dated
        if not (isinstance(one, Procedure) and is_earlier(setting, one))
        and not (kind is FactKind.DEVICES and one.date in operated)
    ]


def _papers(setting: Setting, told: Mapping[str, FactKind]) -> Iterator[Entry]:
    for document in setting.front.documents:
        if document.date is None or document.kind not in KIND_WORDS:
            continue
        if document.id in told and document.kind in PAPERS_OF[told[document.id]]:
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
        )
        yield replace(entry, weight=Weight.IMPORTANT, bold=True) if document.important else entry


def _lab_values(setting: Setting, document: Document) -> Runs:
    """Return the first values outside their printed range; nothing is graded."""
    outside: list[Runs] = [
        [{"flag": "▲" if side_of(one) > 0 else "▼"}, " ".join((one.test, shown_value(one), one.unit)).strip()]
        for one in setting.facts(Result)
        if side_of(one) and any(place.document_id == document.id for place in one.provenance)
    ]
    more = f"; {say('timeline.more', count=len(outside) - SHOWN_VALUES)}" if len(outside) > SHOWN_VALUES else ""
    return [*joined(outside[:SHOWN_VALUES], "; "), more] if outside else [document.note]


def _conditions(setting: Setting) -> Iterator[Entry]:
    for one in setting.facts(Condition):
        if one.date and not one.negated and (one.date.low >= _recent(setting) or one.main):
            weight = Weight.IMPORTANT if one.main else Weight.CONDITION
            kind = say("timeline.diagnosis" if one.main else "timeline.condition")
            origin = origin_of(one, setting.layout)
            yield Entry(one.date, kind, one.name, one.stated_by, [""], origin, weight, bold=one.main, id=one.id)


def _important(setting: Setting, one: Fact) -> bool:
    """Whether a paper that an event was read in is marked as important."""
    marked = {document.id for document in setting.front.documents if document.important}
    return any(place.document_id in marked for place in one.provenance)


def _event(setting: Setting, kind: FactKind, one: Fact) -> Iterator[Entry]:
    """Yield the beginning of an event, and the end of a treatment with its reason."""
    origin, strong = origin_of(one, setting.layout), _important(setting, one)
    weight = Weight.IMPORTANT if strong or isinstance(one, Treatment) else Weight.EVENT
    planned = getattr(one, "clinical_status", None) == "planned"
    stay = isinstance(one, Encounter) and one.type in IN_HOSPITAL
    word = say("timeline.planned" if planned else "timeline.hospital" if stay else f"timeline.{EVENT_WORDS[kind]}")
    where = _where(one)
    if one.date:
        if planned and one.date.high >= setting.front.made_on:
            word, weight = say("timeline.ahead"), Weight.AHEAD
        yield Entry(one.date, word, _what(one), where, [_short(_result(one))], origin, weight, bold=strong, id=one.id)
    if isinstance(one, Treatment) and one.end_date:
        ended = say("timeline.ended", name=one.regimen)
        yield Entry(
            one.end_date, word, ended, where, [plain(one.reason_stopped)], origin, weight, bold=strong, id=one.id
        )


def _short(words: str) -> str:
    return words if len(words) <= LONGEST else f"{words[:LONGEST].rsplit(' ', 1)[0]} …"


def _what(one: Fact) -> str:
    if isinstance(one, Treatment):
        planned = one.clinical_status is TreatmentStatus.PLANNED
        return one.regimen if planned else say("timeline.started", name=one.regimen)
    if isinstance(one, Pathology):
        return one.specimen
    if isinstance(one, Imaging):
        return together_with(one.modality, one.body_part, separator=" ")
    return one.title or (one.name if isinstance(one, Procedure) else "")


def _where(one: Fact) -> str:
    names = ("lab", "facility", "performed_by", "given_by", "with_whom")
    return together_with(*(str(getattr(one, name, "")) for name in names))


def _result(one: Fact) -> str:
    """Return what came of it in one line, as printed."""
    if isinstance(one, Pathology):
        return plain(together_with(one.histology, one.grade, one.stage) or one.conclusion)
    if isinstance(one, Imaging):
        return plain(one.impression)
    if isinstance(one, Procedure):
        return plain(together_with(one.outcome, one.findings, one.complications, separator="; "))
    if isinstance(one, Treatment):
        return plain(one.response)
    if isinstance(one, Encounter):
        return plain(one.outcome)
    return detail_of(one)


def _recent(setting: Setting) -> date:
    return setting.front.made_on.replace(year=setting.front.made_on.year - 2, day=1)


def _medicines(setting: Setting) -> Iterator[Entry]:
    word = say("timeline.medicine")
    for one in setting.facts(Medication):
        if one.negated:
            continue
        name = together_with(one.generic or one.brand or one.title, one.strength, separator=" ")
        origin = origin_of(one, setting.layout)
        if one.date and one.date.low >= _recent(setting):
            began, why = say("timeline.started", name=name), list[Run]([one.why])
            yield Entry(one.date, word, began, one.prescriber, why, origin, Weight.MEDICINE, id=one.id)
        if one.end_date and one.end_date.low >= _recent(setting):
            ended, reason = say("timeline.stopped", name=name), list[Run]([one.reason_stopped])
            yield Entry(one.end_date, word, ended, one.stopped_by, reason, origin, Weight.MEDICINE, id=one.id)
