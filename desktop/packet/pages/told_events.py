"""The entries that are events of the timeline: treatments, operations, specimens, scans, visits, devices."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from desktop.packet.language import say
from desktop.packet.pages.entry import Entry, Weight
from desktop.packet.pages.origin import origin_of
from desktop.packet.pages.setting import Setting
from desktop.packet.pages.surgery import IN_HOSPITAL
from desktop.packet.pages.treated import is_earlier, is_surgery, trouble_of
from desktop.packet.pages.words import together_with
from desktop.records.appointment import Appointment
from desktop.records.detail import detail_of, plain
from desktop.records.document import DocumentKind
from desktop.records.encounter import Encounter
from desktop.records.fact import Fact, FactKind
from desktop.records.imaging import Imaging
from desktop.records.packet import PacketPart
from desktop.records.pathology import Pathology
from desktop.records.procedure import Procedure
from desktop.records.treatment import Treatment, TreatmentStatus

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


PART_OF = {
    FactKind.TREATMENTS: PacketPart.TREATMENT,
    FactKind.PROCEDURES: PacketPart.TREATMENT,
    FactKind.PATHOLOGY: PacketPart.PATHOLOGY,
    FactKind.IMAGING: PacketPart.IMAGING,
    FactKind.ENCOUNTERS: PacketPart.CONSULTS,
    FactKind.DEVICES: PacketPart.HISTORY,
}
"""The written page on which such an event stands in full."""


WEIGHTS = {FactKind.PROCEDURES: Weight.TURN, FactKind.PATHOLOGY: Weight.TURN, FactKind.TREATMENTS: Weight.IMPORTANT}


LONGEST = 80
"""Characters of a result on the timeline; the section's own page has it whole."""


def told(setting: Setting) -> list[tuple[FactKind, Fact]]:
    """Return what is dated and not told twice.

    Nothing from long before; no device that an operation of the same day tells of, no planned treatment for which an
    appointment of that day is booked.
    """
    dated = [(kind, one) for kind in EVENT_WORDS for one in setting.of(kind) if not one.negated and one.date]
    operated = {one.date for kind, one in dated if kind is FactKind.PROCEDURES}
    booked = {(visit.date, word) for visit in setting.facts(Appointment) for word in visit.purpose.casefold().split()}
    return [
        (kind, one)
        for kind, one in dated
        if not (isinstance(one, Procedure) and is_earlier(setting, one))
        and not (kind is FactKind.DEVICES and one.date in operated)
        and not (isinstance(one, Treatment) and _planned(one) and (one.date, _first_word(one.regimen)) in booked)
    ]


def _planned(one: Treatment) -> bool:
    return one.clinical_status is TreatmentStatus.PLANNED


def _first_word(words: str) -> str:
    return words.casefold().split()[0] if words.strip() else ""


def _important(setting: Setting, one: Fact) -> bool:
    """Whether the paper of an event is marked as important; one that only mentions it does not count."""
    papers = PAPERS_OF[one.kind]
    marked = {document.id for document in setting.front.documents if document.important and document.kind in papers}
    return any(place.document_id in marked for place in one.provenance)


def event(setting: Setting, kind: FactKind, one: Fact) -> Iterator[Entry]:
    """Yield the beginning of an event, and the end of a treatment with its reason."""
    if one.date is None:
        return
    strong = _important(setting, one)
    weight = Weight.IMPORTANT if strong else WEIGHTS.get(kind, Weight.EVENT)
    word = _word(setting, kind, one)
    if getattr(one, "clinical_status", None) == "planned" and one.date.high >= setting.front.made_on:
        word, weight = say("timeline.ahead"), Weight.AHEAD
    begun = Entry(
        one.date,
        word,
        _what(one),
        _where(one),
        [_short(_result(one))],
        origin_of(one, setting.layout),
        weight,
        bold=strong or isinstance(one, Treatment) or (isinstance(one, Procedure) and is_surgery(setting, one)),
        id=one.id,
        part=PART_OF[kind],
    )
    yield begun
    if isinstance(one, Treatment) and one.end_date:
        ended = say("timeline.ended", name=one.regimen)
        yield replace(begun, when=one.end_date, what=ended, result=[_short(plain(one.reason_stopped))])


def _word(setting: Setting, kind: FactKind, one: Fact) -> str:
    """Return the kind of an event; only what was an operation is called surgery."""
    if getattr(one, "clinical_status", None) == "planned":
        return say("timeline.planned")
    if isinstance(one, Encounter) and one.type in IN_HOSPITAL:
        return say("timeline.hospital")
    if isinstance(one, Procedure) and not is_surgery(setting, one):
        return say("timeline.procedure")
    return say(f"timeline.{EVENT_WORDS[kind]}")


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
        return plain(together_with(one.outcome, one.findings, trouble_of(one), separator="; "))
    if isinstance(one, Treatment):
        return say(f"treatment.{one.intent.value}") if one.end_date and one.intent else plain(one.response)
    if isinstance(one, Encounter):
        return plain(one.outcome)
    return detail_of(one)
