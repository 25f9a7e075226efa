"""What was done so far, a line each: operations, drug lines, radiation; papers where nobody entered them."""

from __future__ import annotations

from desktop.packet.covered_fields import day_of
from desktop.packet.language import say
from desktop.packet.operations import is_biopsy, is_operation
from desktop.packet.pages.origin import origin_of, page_mark
from desktop.packet.pages.row import SummaryRow, row
from desktop.packet.pages.runs import Runs, bold
from desktop.packet.pages.setting import Setting
from desktop.packet.pages.words import together_with
from desktop.records.device import Device
from desktop.records.document import Document, DocumentKind
from desktop.records.fact import Fact
from desktop.records.pathology import Pathology
from desktop.records.procedure import Procedure, ProcedureStatus
from desktop.records.treatment import Treatment, TreatmentStatus, TreatmentType

TREATMENT_PAPERS = frozenset(
    {DocumentKind.OPERATIVE_NOTE, DocumentKind.TREATMENT_SUMMARY, DocumentKind.DISCHARGE_SUMMARY}
)


_NO_TROUBLE = frozenset({"", "none", "no", "no complications", "ninguna", "ninguno", "sin complicaciones"})
"""Ways to say that there were no complications; the treatment page prints them as they stand."""


def done_treatments(setting: Setting) -> list[Treatment]:
    """Return the lines that began, oldest first."""
    lines = [
        one
        for one in setting.facts(Treatment)
        if not one.negated and one.clinical_status is not TreatmentStatus.PLANNED
    ]
    return sorted(lines, key=_first_day)


def planned_treatments(setting: Setting) -> list[Treatment]:
    """Return the lines that are proposed and did not begin."""
    return [
        one for one in setting.facts(Treatment) if not one.negated and one.clinical_status is TreatmentStatus.PLANNED
    ]


def operations(setting: Setting) -> list[Procedure]:
    """Return what was done because of what the opinion is about: nothing from long before it, oldest first."""
    done = [
        one
        for one in setting.facts(Procedure)
        if not one.negated and one.clinical_status is not ProcedureStatus.NOT_DONE and not is_earlier(setting, one)
    ]
    return sorted(done, key=_first_day)


def is_earlier(setting: Setting, one: Procedure) -> bool:
    """Whether an operation lies before the illness that the opinion is about; also when nobody knows its day."""
    begun = setting.illness_began
    return one.date is None or (begun is not None and one.date.high < begun)


def _first_day(fact: Fact) -> str:
    return fact.date.iso if fact.date else "9999"


def treated_rows(setting: Setting) -> list[SummaryRow]:
    """Return one row for each operation and line, in time; then what was not received, as said."""
    operated = [one for one in operations(setting) if not _told_elsewhere(setting, one)]
    told: list[Procedure | Treatment] = [*operated, *done_treatments(setting)]
    rows = [
        row(_operation(one) if isinstance(one, Procedure) else line_words(one), origin_of(one, setting.layout), one.id)
        for one in sorted(told, key=_first_day)
    ]
    rows += _not_received(setting)
    return rows or _papers(setting)


def _told_elsewhere(setting: Setting, one: Procedure) -> bool:
    """Whether another row of the summary tells it: what a biopsy has shown, or the device that was only put in."""
    return is_biopsy(one) or (not is_surgery(setting, one) and _is_told_as_device(setting, one))


def _is_told_as_device(setting: Setting, one: Procedure) -> bool:
    """Whether a device that is still in the body has the day of a procedure and a word of its name."""
    words = set(one.name.casefold().split())
    return any(
        device.date == one.date and words & set(device.name.casefold().split())
        for device in setting.facts(Device)
        if not device.negated and device.end_date is None
    )


def is_surgery(setting: Setting, one: Procedure) -> bool:
    """Whether a procedure was an operation."""
    return is_operation(one, setting.facts(Pathology))


def trouble_of(one: Procedure) -> str:
    """Return the complications with their word; nothing when none are told of or there were none."""
    none = one.complications.strip(" .").casefold() in _NO_TROUBLE
    return "" if none else say("treatment.complications", words=one.complications)


def _operation(one: Procedure) -> Runs:
    day = f"{one.date.iso} " if one.date else ""
    words = together_with(one.outcome, trouble_of(one), separator="; ")
    return [bold(day), one.name, f"; {words}" if words else ""]


def span_of(fact: Fact) -> str:
    """2026-05-11 to 2026-10-05, or only the beginning."""
    begin = fact.date.iso if fact.date else ""
    if fact.date and fact.end_date:
        return say("dates.span", begin=begin, end=fact.end_date.iso)
    return begin or (say("dates.until", end=fact.end_date.iso) if fact.end_date else "")


def cycles_words(one: Treatment) -> str:
    """11 of 12 cycles, as far as it is known."""
    if one.cycles_given and one.cycles_planned:
        return say("treatment.cycles-of", given=one.cycles_given, planned=one.cycles_planned)
    return say("treatment.cycles", count=one.cycles_given) if one.cycles_given else ""


def response_words(one: Treatment) -> str:
    """Return the best response with its day, as stated."""
    return together_with(one.response, one.response_date.iso if one.response_date else "")


def line_words(one: Treatment) -> Runs:
    """Return a line in one sentence: when, what, how much, best response, why it ended."""
    amount = cycles_words(one) if one.type is not TreatmentType.RADIATION else together_with(one.dose, one.site)
    told: Runs = [bold(f"{span_of(one)} " if span_of(one) else ""), together_with(one.regimen, amount)]
    if one.response:
        told.append(f". {say('summary.best-response', response=response_words(one))}")
    if one.reason_stopped:
        told += [". ", bold(say("summary.stopped", reason=one.reason_stopped))]
    elif one.clinical_status is TreatmentStatus.ACTIVE:
        told.append(f". {say('treatment.active')}")
    return told


def _not_received(setting: Setting) -> list[SummaryRow]:
    """Return the kinds of treatment that are known not to have been given."""
    return [
        row([bold(f"{one.regimen}: "), say("unknown.none-received")], origin_of(one, setting.layout), one.id)
        for one in setting.facts(Treatment)
        if one.negated
    ]


def _papers(setting: Setting) -> list[SummaryRow]:
    papers = [document for document in setting.front.documents if document.kind in TREATMENT_PAPERS]
    return [
        paper_row(setting, document)
        for document in sorted(papers, key=lambda one: one.date.iso if one.date else "9999")
    ]


def paper_row(setting: Setting, document: Document) -> SummaryRow:
    """Return a summary row that names a document, its origin and its page."""
    words = day_of(document, setting.front.request, missing=say("dates.undated"))
    day = bold(f"{words} ") if document.date else f"{words} "
    who = together_with(document.source, document.doctor)
    words = f"{document.title}{'; ' + who if who else ''}"
    return row([day, words], page_mark([setting.document_page(document)]), document.id)
