"""Rules for one kind of second opinion (packet.md, Readiness: Cancer, Surgery, Imaging, Rare, Child)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date, timedelta

from desktop.packet.readiness import cancer, other_cases
from desktop.packet.readiness.case_file import CaseFile
from desktop.packet.readiness.making import Rule, item, lacking
from desktop.records.condition import Condition
from desktop.records.document import DocumentKind
from desktop.records.fact import FactKind
from desktop.records.packet import Case
from desktop.records.readiness import Absence, Level, Missing, ReadinessItem

NOTE_WITHIN_DAYS = 60
IMAGING_WITHIN_DAYS = 180
"""Of pictures before an operation: packet.md says "recent", and half a year is what surgeons commonly ask for."""
_PLANS = (DocumentKind.CONSULT_NOTE, DocumentKind.TREATMENT_PLAN, DocumentKind.TUMOR_BOARD)


def pathology(case: CaseFile) -> ReadinessItem:
    """A pathology report."""
    papers = case.papers(DocumentKind.PATHOLOGY)
    return item(
        "pathology",
        Level.MUST,
        ready=bool(papers),
        good="The pathology report is here.",
        bad="Ask the hospital for the pathology report.",
        action="documents",
        absent=lacking(Missing.PATHOLOGY),
    )


def _any_between(days: Sequence[date], since: date, until: date) -> bool:
    """Whether one of the sorted days lies between two, both included."""
    place = bisect_left(days, since)
    return place < len(days) and days[place] <= until


def pathology_of_surgery(case: CaseFile) -> ReadinessItem | None:
    """For each operation: operative note, discharge summary and final pathology."""
    notes = case.papers(DocumentKind.OPERATIVE_NOTE)
    if not notes:
        return None
    wanted = {
        DocumentKind.DISCHARGE_SUMMARY: (Missing.DISCHARGE_SUMMARY, "the discharge summary"),
        DocumentKind.PATHOLOGY: (Missing.PATHOLOGY, "the final pathology report"),
    }
    days = {kind: sorted(one.date.high for one in case.papers(kind) if one.date is not None) for kind in wanted}
    absent = []
    for note in notes:
        if note.date is not None:
            since, until = note.date.low, note.date.low + timedelta(days=60)
            absent += [(note, *said) for kind, said in wanted.items() if not _any_between(days[kind], since, until)]
    words = " and ".join(sorted({words for _, _, words in absent}))
    return item(
        "surgery-papers",
        Level.MUST,
        ready=not absent,
        good="The papers of the operation are together.",
        bad=f"Of the operation, ask for {words}.",
        action="documents",
        ids=dict.fromkeys(note.id for note, _, _ in absent),
        absent=(Absence(what, note.id) for note, what, _ in absent),
    )


def stage(case: CaseFile) -> ReadinessItem:
    """Stage with its date, or "not staged yet"."""
    main = [one for one in case.of(FactKind.CONDITIONS, Condition) if one.main or one.stage]
    staged = any(one.stage for one in main)
    return item(
        "stage",
        Level.MUST,
        ready=staged,
        good="The stage is filled in.",
        bad="Fill in the stage as the report says it, or write “not staged yet”.",
        action="conditions",
        absent=lacking(Missing.STAGE),
    )


def imaging(case: CaseFile) -> ReadinessItem:
    """The newest imaging report and the one before."""
    papers = case.papers(DocumentKind.IMAGING)
    some = len(papers)
    return item(
        "imaging",
        Level.MUST if not some else Level.SHOULD,
        ready=some > 1,
        good="The newest imaging report and the one before are here.",
        bad="Ask for the imaging report before this one." if some else "Ask for the newest imaging report.",
        action="documents",
        absent=lacking(Missing.EARLIER_IMAGING_REPORT if some else Missing.IMAGING_REPORT),
    )


def first_plan(case: CaseFile) -> ReadinessItem:
    """The first doctor's plan."""
    typed = bool(case.request and case.request.first_plan)
    return item(
        "first-plan",
        Level.MUST,
        ready=typed or bool(case.papers(*_PLANS)),
        good="The first doctor’s plan is here.",
        bad="Ask the first doctor for the plan as a letter, or write down what was proposed.",
        action="packets",
        absent=lacking(Missing.FIRST_PLAN),
    )


def recent_note(case: CaseFile) -> ReadinessItem:
    """An oncology note within 60 days."""
    days = [case.days_since(one.date.high) for one in case.papers(*_PLANS) if one.date is not None]
    return item(
        "recent-note",
        Level.SHOULD,
        ready=any(day <= NOTE_WITHIN_DAYS for day in days),
        good="There is a doctor’s note of the last 60 days.",
        bad="Ask for the doctor’s note of your last visit.",
        action="documents",
        absent=lacking(Missing.RECENT_NOTE),
    )


def biomarkers(case: CaseFile) -> ReadinessItem:
    """Biomarkers, or "not done"."""
    named = any(one.biomarkers for one in case.of(FactKind.CONDITIONS, Condition))
    return item(
        "biomarkers",
        Level.SHOULD,
        ready=named or bool(case.papers(DocumentKind.GENOMIC_REPORT)),
        good="Biomarkers are filled in.",
        bad="Fill in the biomarkers as the report says them, or write “not done”.",
        action="conditions",
        absent=lacking(Missing.BIOMARKERS),
    )


def recommending_note(case: CaseFile) -> ReadinessItem:
    """The note that recommends the operation."""
    return item(
        "recommending-note",
        Level.MUST,
        ready=bool(case.papers(*_PLANS, DocumentKind.REFERRAL)),
        good="The note that recommends the operation is here. Look whether it names side and level.",
        bad="Ask for the note in which the operation is recommended, with side and level.",
        action="documents",
        absent=lacking(Missing.RECOMMENDING_NOTE),
    )


def imaging_report(case: CaseFile) -> ReadinessItem:
    """A report of the pictures."""
    return item(
        "imaging-report",
        Level.MUST,
        ready=bool(case.papers(DocumentKind.IMAGING)),
        good="The imaging report is here.",
        bad="Ask for the imaging report, and for the pictures as DICOM files.",
        action="documents",
        absent=lacking(Missing.IMAGING_REPORT),
    )


def recent_imaging(case: CaseFile) -> ReadinessItem | None:
    """Pictures that are recent, for an operation; undated reports are said elsewhere."""
    days = [case.days_since(one.date.high) for one in case.papers(DocumentKind.IMAGING) if one.date is not None]
    if not days:
        return None
    return item(
        "recent-imaging",
        Level.SHOULD,
        ready=min(days) <= IMAGING_WITHIN_DAYS,
        good="There is an imaging report of the last 6 months.",
        bad="The newest imaging report is older than 6 months. Ask whether there is a newer one.",
        action="documents",
        absent=lacking(Missing.RECENT_IMAGING_REPORT),
    )


def why_asked(case: CaseFile) -> ReadinessItem:
    """The question that the pictures should answer."""
    return item(
        "why-now",
        Level.MUST,
        ready=bool(case.request and case.request.why_now),
        good="It is said why you ask now.",
        bad="Say in one or two sentences why you ask now.",
        action="packets",
    )


def first_symptom(case: CaseFile) -> ReadinessItem:
    """When it began, and how it was found."""
    told = any(one.how_found or one.date for one in case.of(FactKind.CONDITIONS, Condition))
    return item(
        "first-symptom",
        Level.MUST,
        ready=told,
        good="It is told how it began.",
        bad="Write down when the first signs were, and what they were.",
        action="conditions",
        absent=lacking(Missing.FIRST_SYMPTOM),
    )


def guardian(case: CaseFile) -> ReadinessItem:
    """Who may act for the child."""
    request = case.request
    return item(
        "guardian",
        Level.MUST,
        ready=bool(request and request.prepared_by and request.authority),
        good="It is said who acts for the child, and by which right.",
        bad="Say who acts for the child, and by which right.",
        action="packets",
    )


RULES: dict[Case, tuple[Rule, ...]] = {
    Case.GENERAL: (),
    Case.CANCER: (
        pathology,
        stage,
        imaging,
        first_plan,
        pathology_of_surgery,
        biomarkers,
        recent_note,
        *cancer.RULES,
    ),
    Case.SURGERY: (recommending_note, imaging_report, recent_imaging, why_asked, *other_cases.SURGERY),
    Case.IMAGING: (imaging_report, why_asked, *other_cases.SCANS),
    Case.RARE: (first_symptom, why_asked, *other_cases.RARE),
    Case.CHILD: (guardian, why_asked, *other_cases.CHILD),
}
