"""Rules for each specimen, operation and line of treatment of a cancer (packet.md, Readiness: Cancer)."""

from __future__ import annotations

from datetime import timedelta

from desktop.packet.illness import illness_began
from desktop.packet.operations import is_operation, took_tissue
from desktop.packet.readiness.case_file import CaseFile
from desktop.packet.readiness.making import Rule, counted, item, lacking
from desktop.packet.readiness.tests_named import TestGroup, results_of
from desktop.records.condition import Condition
from desktop.records.document import DocumentKind
from desktop.records.fact import FactKind
from desktop.records.pathology import Pathology
from desktop.records.procedure import Procedure, ProcedureStatus
from desktop.records.readiness import Absence, Level, Missing, ReadinessItem
from desktop.records.treatment import Treatment, TreatmentStatus, TreatmentType

REPORT_WITHIN_DAYS = 60
BLOOD_WITHIN_DAYS = 30
_OVER = frozenset({TreatmentStatus.COMPLETED, TreatmentStatus.STOPPED})
_GROUPS = {
    TestGroup.BLOOD_COUNT: (Missing.BLOOD_COUNT, "blood count"),
    TestGroup.LIVER: (Missing.LIVER, "liver values"),
    TestGroup.KIDNEY: (Missing.KIDNEY, "kidney values"),
}


def _has_paper(case: CaseFile, one: Procedure, kind: DocumentKind) -> bool:
    """Whether a paper of the kind was written within 60 days from a procedure on; any, when its day is not known."""
    papers = case.papers(kind)
    if one.date is None:
        return bool(papers)
    since, until = one.date.low, one.date.high + timedelta(days=REPORT_WITHIN_DAYS)
    return any(paper.date is not None and since <= paper.date.high <= until for paper in papers)


def _done(case: CaseFile) -> tuple[Procedure, ...]:
    """Return what was done since the illness began: an operation of long before is other history."""
    began = illness_began(case.of(FactKind.CONDITIONS, Condition))
    return tuple(
        one
        for one in case.of(FactKind.PROCEDURES, Procedure)
        if one.clinical_status is ProcedureStatus.DONE
        and not one.negated
        and (began is None or one.date is None or one.date.high >= began)
    )


def pathology_of_each(case: CaseFile) -> ReadinessItem | None:
    """Pathology for each biopsy or surgery that is in the record, a port is neither; told where tissue was taken."""
    specimens = case.of(FactKind.PATHOLOGY, Pathology)
    done = [one for one in _done(case) if took_tissue(one, specimens) or is_operation(one, specimens)]
    if not done:
        return None
    without = [one for one in done if not _has_paper(case, one, DocumentKind.PATHOLOGY)]
    named = without[0].title if without else ""
    perhaps = "" if without and took_tissue(without[0], specimens) else " If no tissue was taken, nothing is missing."
    return item(
        "pathology-of-each",
        Level.SHOULD,
        ready=not without,
        good="There is a pathology report for each procedure.",
        bad=f"Ask for the pathology report of: {named}.{perhaps}",
        action="record:procedures",
        ids=(one.id for one in without),
        absent=lacking(Missing.PATHOLOGY, (one.id for one in without if took_tissue(one, specimens))),
    )


def operative_notes(case: CaseFile) -> ReadinessItem | None:
    """Note of each procedure in the record; of an operation without one, its discharge summary is asked for too."""
    done, specimens = _done(case), case.of(FactKind.PATHOLOGY, Pathology)
    if not done:
        return None
    without = [one for one in done if not _has_paper(case, one, DocumentKind.OPERATIVE_NOTE)]
    operated = [one for one in without if is_operation(one, specimens)]
    alone = [one for one in operated if not _has_paper(case, one, DocumentKind.DISCHARGE_SUMMARY)]
    asked = ""
    if without:
        first = without[0]
        wanted = "the operative note and the discharge summary" if first in alone else "the operative note"
        asked = f"Ask {first.facility or 'the hospital'} for {wanted} of: {first.title}."
    return item(
        "operative-notes",
        Level.SHOULD,
        ready=not without,
        good="There is an operative note for each procedure.",
        bad=asked,
        action="record:procedures",
        ids=(one.id for one in without),
        absent=(
            *lacking(Missing.OPERATIVE_NOTE, (one.id for one in without)),
            *lacking(Missing.DISCHARGE_SUMMARY, (one.id for one in alone)),
        ),
    )


def stage_dated(case: CaseFile) -> ReadinessItem | None:
    """The stage has its date; "not staged yet" needs none."""
    held = [one for one in case.of(FactKind.CONDITIONS, Condition) if one.stage]
    staged = [one for one in held if one.main] or held
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
        absent=lacking(Missing.STAGE_DATE, (one.id for one in without)),
    )


def slides(case: CaseFile) -> ReadinessItem | None:
    """Where slides and blocks are, of each specimen; of the reports, where no specimen is filled in."""
    specimens = [one for one in case.of(FactKind.PATHOLOGY, Pathology) if not one.negated]
    reports = case.papers(DocumentKind.PATHOLOGY)
    if not specimens and not reports:
        return None
    without = [one for one in specimens if not (one.slides_held_by or one.slides_sent_to or one.blocks_held_by)]
    told = f"Ask where the slides and blocks are of {counted(len(without), 'specimen', 'specimens')}."
    untold = "Fill in the specimen of the pathology report, and where its slides and blocks are."
    return item(
        "slides",
        Level.SHOULD,
        ready=bool(specimens) and not without,
        good="It is known where slides and blocks are.",
        bad=told if specimens else untold,
        action="record:pathology",
        ids=(one.id for one in without),
        absent=lacking(Missing.SLIDES, (one.id for one in without) if specimens else ("",)),
    )


def markers(case: CaseFile) -> ReadinessItem | None:
    """Tumor markers with two values."""
    found = results_of(case, TestGroup.MARKER)
    if not found:
        return None
    counts: dict[str, int] = {}
    for one in found:
        counts[one.test.casefold()] = counts.get(one.test.casefold(), 0) + 1
    alone = [one for one in found if counts[one.test.casefold()] == 1]
    return item(
        "markers",
        Level.SHOULD,
        ready=not alone,
        good="Tumor markers have two values or more.",
        bad=f"Ask for an earlier value of: {', '.join(one.test for one in alone)}.",
        action="results",
        absent=lacking(Missing.EARLIER_MARKER, (one.id for one in alone)),
    )


def blood_groups(case: CaseFile) -> ReadinessItem:
    """Blood count, liver and kidney within 30 days."""
    absent = [
        said
        for group, said in _GROUPS.items()
        if not any(one.date and case.days_since(one.date.high) <= BLOOD_WITHIN_DAYS for one in results_of(case, group))
    ]
    return item(
        "blood-groups",
        Level.SHOULD,
        ready=not absent,
        good="Blood count, liver and kidney values of the last 30 days are here.",
        bad=f"Not of the last 30 days: {', '.join(words for _, words in absent)}. Ask for them.",
        action="results",
        absent=(Absence(what) for what, _ in absent),
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
        absent=lacking(Missing.LINE_DETAILS, (one.id for one in open_lines)),
    )


def _given(case: CaseFile, kind: TreatmentType) -> list[Treatment]:
    """Return the treatments of a kind that began: of one that is proposed or was not received nothing is to be told."""
    return [
        one
        for one in case.of(FactKind.TREATMENTS, Treatment)
        if one.type is kind and not one.negated and one.clinical_status is not TreatmentStatus.PLANNED
    ]


def drug_lines(case: CaseFile) -> ReadinessItem | None:
    """Per drug line: start, stop, doses, cycles, response, reason."""
    lines = _given(case, TreatmentType.DRUG)
    if not lines:
        return None
    gaps = {}
    for one in lines:
        absent = _gaps((("start", one.date), ("doses", one.drugs or one.doses), ("cycles", one.cycles_given)))
        if one.clinical_status in _OVER:
            absent += _gaps((("stop", one.end_date), ("response", one.response), ("why it ended", one.reason_stopped)))
        gaps[one] = absent
    return _lines("drug-lines", gaps, "Each line of medicines has its start, doses, cycles and end.")


def radiation(case: CaseFile) -> ReadinessItem | None:
    """Radiation: site, dose, fractions, dates."""
    courses = _given(case, TreatmentType.RADIATION)
    if not courses:
        return None
    gaps = {
        one: _gaps(
            (
                ("where", one.site),
                ("dose", one.dose),
                ("fractions", one.fractions_given or one.fractions_planned),
                ("dates", one.date and (one.end_date or one.clinical_status not in _OVER)),
            )
        )
        for one in courses
    }
    return _lines("radiation", gaps, "Radiation has its place, dose, fractions and dates.")


RULES: tuple[Rule, ...] = (
    *(pathology_of_each, operative_notes, stage_dated, slides),
    *(markers, blood_groups, drug_lines, radiation),
)
