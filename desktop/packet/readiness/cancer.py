"""Rules for each specimen, operation and line of treatment of a cancer (packet.md, Readiness: Cancer)."""

from __future__ import annotations

from datetime import timedelta

from desktop.packet.readiness.case_file import CaseFile
from desktop.packet.readiness.making import Rule, counted, item
from desktop.packet.readiness.tests_named import TestGroup, results_of
from desktop.records.condition import Condition
from desktop.records.document import DocumentKind
from desktop.records.fact import FactKind
from desktop.records.pathology import Pathology
from desktop.records.procedure import Procedure, ProcedureStatus
from desktop.records.readiness import Level, ReadinessItem
from desktop.records.treatment import Treatment, TreatmentStatus, TreatmentType

REPORT_WITHIN_DAYS = 60
BLOOD_WITHIN_DAYS = 30
_GROUPS = {TestGroup.BLOOD_COUNT: "blood count", TestGroup.LIVER: "liver values", TestGroup.KIDNEY: "kidney values"}


def _has_paper(case: CaseFile, one: Procedure, kind: DocumentKind) -> bool:
    """Whether a paper of the kind was written within 60 days from a procedure on; any, when its day is not known."""
    papers = case.papers(kind)
    if one.date is None:
        return bool(papers)
    since, until = one.date.low, one.date.high + timedelta(days=REPORT_WITHIN_DAYS)
    return any(paper.date is not None and since <= paper.date.high <= until for paper in papers)


def _done(case: CaseFile) -> tuple[Procedure, ...]:
    return tuple(
        one
        for one in case.of(FactKind.PROCEDURES, Procedure)
        if one.clinical_status is ProcedureStatus.DONE and not one.negated
    )


def pathology_of_each(case: CaseFile) -> ReadinessItem | None:
    """Pathology for each biopsy or surgery that is in the record."""
    done = _done(case)
    if not done:
        return None
    without = [one for one in done if not _has_paper(case, one, DocumentKind.PATHOLOGY)]
    named = without[0].title if without else ""
    return item(
        "pathology-of-each",
        Level.SHOULD,
        ready=not without,
        good="There is a pathology report for each procedure.",
        bad=f"Ask for the pathology report of: {named}. If no tissue was taken, nothing is missing.",
        action="record:procedures",
        ids=(one.id for one in without),
    )


def operative_notes(case: CaseFile) -> ReadinessItem | None:
    """Operative note for each operation in the record."""
    done = _done(case)
    if not done:
        return None
    without = [one for one in done if not _has_paper(case, one, DocumentKind.OPERATIVE_NOTE)]
    asked = (
        f"Ask {without[0].facility or 'the hospital'} for the operative note of: {without[0].title}." if without else ""
    )
    return item(
        "operative-notes",
        Level.SHOULD,
        ready=not without,
        good="There is an operative note for each procedure.",
        bad=asked,
        action="record:procedures",
        ids=(one.id for one in without),
    )


def stage_dated(case: CaseFile) -> ReadinessItem | None:
    """The stage has its date; "not staged yet" needs none."""
    staged = [one for one in case.of(FactKind.CONDITIONS, Condition) if one.stage]
    if not staged:
        return None
    without = [one for one in staged if one.stage_date is None and "not staged" not in one.stage.casefold()]
    return item(
        "stage-date",
        Level.SHOULD,
        ready=not without,
        good="It is said when the stage was stated.",
        bad="Fill in when the stage was stated.",
        action="conditions",
        ids=(one.id for one in without),
    )


def slides(case: CaseFile) -> ReadinessItem | None:
    """Where slides and blocks are."""
    specimens = case.of(FactKind.PATHOLOGY, Pathology)
    if not specimens:
        return None
    without = [one for one in specimens if not (one.slides_held_by or one.slides_sent_to or one.blocks_held_by)]
    return item(
        "slides",
        Level.SHOULD,
        ready=not without,
        good="It is known where slides and blocks are.",
        bad=f"Ask where the slides and blocks are of {counted(len(without), 'specimen', 'specimens')}.",
        action="record:pathology",
        ids=(one.id for one in without),
    )


def markers(case: CaseFile) -> ReadinessItem | None:
    """Tumor markers with two values."""
    found = results_of(case, TestGroup.MARKER)
    if not found:
        return None
    counts: dict[str, int] = {}
    for one in found:
        counts[one.test.casefold()] = counts.get(one.test.casefold(), 0) + 1
    single = [one.test for one in found if counts[one.test.casefold()] == 1]
    return item(
        "markers",
        Level.SHOULD,
        ready=not single,
        good="Tumor markers have two values or more.",
        bad=f"Ask for an earlier value of: {', '.join(single)}.",
        action="results",
    )


def blood_groups(case: CaseFile) -> ReadinessItem:
    """Blood count, liver and kidney within 30 days."""
    absent = [
        words
        for group, words in _GROUPS.items()
        if not any(one.date and case.days_since(one.date.high) <= BLOOD_WITHIN_DAYS for one in results_of(case, group))
    ]
    return item(
        "blood-groups",
        Level.SHOULD,
        ready=not absent,
        good="Blood count, liver and kidney values of the last 30 days are here.",
        bad=f"Not of the last 30 days: {', '.join(absent)}. Ask for them.",
        action="results",
    )


def _gaps(fields: tuple[tuple[str, object], ...]) -> list[str]:
    return [words for words, value in fields if not value]


def _lines(rule: str, gaps: dict[Treatment, list[str]], good: str) -> ReadinessItem:
    open_lines = [one for one, absent in gaps.items() if absent]
    told = f"{open_lines[0].title}: {', '.join(gaps[open_lines[0]])} not filled in." if open_lines else ""
    more = f" {counted(len(open_lines) - 1, 'more treatment', 'more treatments')} too." if len(open_lines) > 1 else ""
    return item(
        rule,
        Level.SHOULD,
        ready=not open_lines,
        good=good,
        bad=told + more,
        action="record:treatments",
        ids=(one.id for one in open_lines),
    )


def drug_lines(case: CaseFile) -> ReadinessItem | None:
    """Per drug line: start, stop, doses, cycles, response, reason."""
    lines = [one for one in case.of(FactKind.TREATMENTS, Treatment) if one.type is TreatmentType.DRUG]
    if not lines:
        return None
    over = frozenset({TreatmentStatus.COMPLETED, TreatmentStatus.STOPPED})
    gaps = {}
    for one in lines:
        absent = _gaps((("start", one.date), ("doses", one.drugs or one.doses), ("cycles", one.cycles_given)))
        if one.clinical_status in over:
            absent += _gaps((("stop", one.end_date), ("response", one.response), ("why it ended", one.reason_stopped)))
        gaps[one] = absent
    return _lines("drug-lines", gaps, "Each line of medicines has its start, doses, cycles and end.")


def radiation(case: CaseFile) -> ReadinessItem | None:
    """Radiation: site, dose, fractions, dates."""
    courses = [one for one in case.of(FactKind.TREATMENTS, Treatment) if one.type is TreatmentType.RADIATION]
    if not courses:
        return None
    gaps = {
        one: _gaps(
            (
                ("where", one.site),
                ("dose", one.dose),
                ("fractions", one.fractions_given or one.fractions_planned),
                ("dates", one.date),
            )
        )
        for one in courses
    }
    return _lines("radiation", gaps, "Radiation has its place, dose, fractions and dates.")


RULES: tuple[Rule, ...] = (
    *(pathology_of_each, operative_notes, stage_dated, slides),
    *(markers, blood_groups, drug_lines, radiation),
)
