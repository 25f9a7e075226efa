"""Every rule in its states, and every action at a screen that exists."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from desktop.importers import limits
from desktop.packet.readiness import by_case, cancer, citing, copies, everyone, genes, other_cases, papers
from desktop.packet.readiness.case_file import CaseFile
from desktop.packet.readiness.check import check
from desktop.packet.readiness.making import Rule
from desktop.records.answers import Answer
from desktop.records.authority import Authority
from desktop.records.condition import Condition, ConditionStatus
from desktop.records.dates import PartialDate
from desktop.records.document import Document, DocumentKind, DocumentStatus
from desktop.records.fact import Fact, FactKind
from desktop.records.family_history import FamilyHistory
from desktop.records.imaging import HeaderMatch, Imaging
from desktop.records.packet import Case, PacketRequest, Want
from desktop.records.page_scan import PageScan
from desktop.records.pathology import Pathology
from desktop.records.person import Person
from desktop.records.procedure import Procedure, ProcedureStatus
from desktop.records.provenance import Origin
from desktop.records.readiness import Missing, State
from desktop.records.recipient import Recipient
from desktop.records.request import Request, RequestStatus
from desktop.records.result import Result
from desktop.records.sensitive import SensitiveTag
from desktop.records.single_thing import SingleThing
from desktop.records.social_history import SocialHistory, SocialTopic
from desktop.records.treatment import Treatment, TreatmentStatus, TreatmentType

TODAY = date(2026, 11, 22)
EMPTY = CaseFile(person=Person(id="m", name="Maria"), facts={}, answers={}, documents=(), today=TODAY)
OK, MISSING, WARN, NONE = State.OK, State.MISSING, State.WARN, None


def day(text: str) -> PartialDate:
    return PartialDate.parse(text)


def with_facts(*facts: Fact, **more: Any) -> CaseFile:
    held: dict[FactKind, tuple[Fact, ...]] = {}
    for fact in facts:
        held[fact.kind] = (*held.get(fact.kind, ()), fact)
    return replace(EMPTY, facts=held, **more)


def paper(kind: DocumentKind, when: str = "", name: str = "d") -> Document:
    return Document(id=name, title=name, kind=kind, sha256=name, date=day(when) if when else None)


def with_papers(*kinds: DocumentKind) -> CaseFile:
    held = tuple(paper(kind, "2026-11-01", f"d{at}") for at, kind in enumerate(kinds))
    return replace(EMPTY, documents=held)


def answered(kind: FactKind) -> CaseFile:
    return replace(EMPTY, answers={kind: Answer.NONE_KNOWN})


def result(test: str, when: str = "2026-11-10") -> Result:
    return Result(id=f"{test}{when}", test=test, title=test, value="1", date=day(when))


def asked(**more: Any) -> CaseFile:
    return replace(EMPTY, request=PacketRequest(id="p", **more))


SURGERY = Procedure(title="Colectomy", clinical_status=ProcedureStatus.DONE, date=day("2026-04-01"))
AFTER = replace(
    with_facts(SURGERY),
    documents=(paper(DocumentKind.PATHOLOGY, "2026-04-09", "a"), paper(DocumentKind.OPERATIVE_NOTE, "2026-04-01", "b")),
)
LATE = replace(with_facts(SURGERY), documents=(paper(DocumentKind.PATHOLOGY, "2026-08-01", "a"),))
FOUND = Condition(id="c", name="carcinoma", main=True, date=day("2026-03-01"), stage="IVA", stage_date=day("2026-04"))
LONG_BEFORE = with_facts(replace(SURGERY, date=day("2009")), FOUND)
STAGES = with_facts(FOUND, Condition(id="k", name="kidney disease", stage="3a"))
DRUGS = Treatment(id="t", title="FOLFOX", type=TreatmentType.DRUG, clinical_status=TreatmentStatus.STOPPED)
TOLD = replace(
    DRUGS, date=day("2026-05-01"), end_date=day("2026-07-01"), drugs="oxaliplatin 85 mg/m2", cycles_given="4",
    response="partial", reason_stopped="numb hands",
)  # fmt: skip
RADIATION = Treatment(id="r", title="Pelvis", type=TreatmentType.RADIATION)


def scanned(
    width: int, height: int, *, dpi: int = 220, camera: bool = False, kind: DocumentKind = DocumentKind.PATHOLOGY
) -> CaseFile:
    return replace(EMPTY, documents=(paper(kind),), scans={"d": (PageScan(1, width, height, dpi, camera),)})


GENES = with_papers(DocumentKind.GENOMIC_REPORT)
VARIANTS = replace(paper(DocumentKind.OTHER, name="v"), file_name="Maria.g.VCF.gz", status=DocumentStatus.NOT_READ)
_RAW = Request(what="Datos brutos (VCF)", clinical_status=RequestStatus.WAITING)
RAW_DATA_ASKED = {FactKind.REQUESTS: (_RAW,)}
RAW_DATA_NEVER = {FactKind.REQUESTS: (replace(_RAW, clinical_status=RequestStatus.DOES_NOT_EXIST),)}
SCAN = Document(id="s", title="s", kind=DocumentKind.IMAGES, status=DocumentStatus.REVIEWED)
MIXED = replace(SCAN, issues=(limits.several_patients(2),))
TABLE: list[tuple[Rule, CaseFile, State | None]] = [
    (papers.summary_fits, EMPTY, NONE),
    (papers.summary_fits, replace(EMPTY, summary_fits=True), OK),
    (papers.summary_fits, replace(EMPTY, summary_fits=False), MISSING),
    (papers.family, EMPTY, MISSING),
    (papers.family, answered(FactKind.FAMILY), OK),
    (papers.family, with_facts(FamilyHistory(title="mother")), OK),
    (papers.family, with_facts(FamilyHistory(title="mother", origin=Origin.PROPOSED)), MISSING),
    (papers.languages, EMPTY, WARN),
    (papers.languages, replace(EMPTY, person=Person(name="Maria", languages="Spanish")), OK),
    (papers.duplicates, with_papers(DocumentKind.OTHER, DocumentKind.OTHER), NONE),
    (papers.duplicates, replace(EMPTY, documents=(paper(DocumentKind.OTHER), paper(DocumentKind.OTHER))), WARN),
    (papers.images_without_report, EMPTY, NONE),
    (papers.images_without_report, with_papers(DocumentKind.IMAGES), WARN),
    (papers.images_without_report, with_papers(DocumentKind.IMAGES, DocumentKind.IMAGING), NONE),
    (papers.other_name_in_images, with_facts(Imaging(headers=HeaderMatch.MATCH)), NONE),
    (papers.other_name_in_images, with_facts(Imaging(headers=HeaderMatch.DIFFERS)), WARN),
    (papers.old_requests, with_facts(Request(clinical_status=RequestStatus.WAITING, date=day("2026-10-23"))), NONE),
    (papers.old_requests, with_facts(Request(clinical_status=RequestStatus.WAITING, date=day("2026-10-22"))), WARN),
    (papers.old_requests, with_facts(Request(clinical_status=RequestStatus.ARRIVED, date=day("2026-10-01"))), NONE),
    (papers.expired, with_facts(Authority(end_date=day("2026-11-22"))), NONE),
    (papers.expired, with_facts(Authority(end_date=day("2026-11-21"))), WARN),
    (cancer.pathology_of_each, EMPTY, NONE),
    (cancer.pathology_of_each, AFTER, OK),
    (cancer.pathology_of_each, LATE, WARN),
    (cancer.pathology_of_each, with_facts(replace(SURGERY, title="Port placed")), NONE),
    (cancer.operative_notes, EMPTY, NONE),
    (cancer.operative_notes, AFTER, OK),
    (cancer.operative_notes, LATE, WARN),
    (cancer.operative_notes, LONG_BEFORE, NONE),
    (cancer.stage_dated, STAGES, OK),
    (cancer.drug_lines, with_facts(replace(DRUGS, clinical_status=TreatmentStatus.PLANNED)), NONE),
    (cancer.stage_dated, EMPTY, NONE),
    (cancer.stage_dated, with_facts(Condition(stage="IVA")), WARN),
    (cancer.stage_dated, with_facts(Condition(stage="IVA", stage_date=day("2026-04"))), OK),
    (cancer.stage_dated, with_facts(Condition(stage="Not staged yet")), OK),
    (cancer.slides, with_facts(Pathology(id="s", specimen="Liver, biopsy", negated=True)), NONE),
    (cancer.slides, EMPTY, NONE),
    (cancer.slides, with_papers(DocumentKind.PATHOLOGY), WARN),
    (cancer.slides, with_facts(Pathology(specimen="biopsy")), WARN),
    (cancer.slides, with_facts(Pathology(specimen="biopsy", slides_held_by="St. Mary’s")), OK),
    (cancer.markers, EMPTY, NONE),
    (cancer.markers, with_facts(result("CEA")), WARN),
    (cancer.markers, with_facts(result("CEA"), result("CEA", "2026-08-10")), OK),
    (cancer.blood_groups, with_facts(result("Hemoglobin"), result("ALT"), result("Creatinine")), OK),
    (cancer.blood_groups, with_facts(result("Hemoglobin"), result("ALT"), result("Creatinine", "2026-10-01")), WARN),
    (cancer.drug_lines, EMPTY, NONE),
    (cancer.drug_lines, with_facts(DRUGS), WARN),
    (cancer.drug_lines, with_facts(TOLD), OK),
    (cancer.drug_lines, with_facts(replace(TOLD, reason_stopped="")), WARN),
    (cancer.radiation, with_facts(replace(DRUGS, type=TreatmentType.RADIATION, negated=True)), NONE),
    (cancer.drug_lines, with_facts(replace(DRUGS, negated=True)), NONE),
    (cancer.radiation, EMPTY, NONE),
    (cancer.radiation, with_facts(RADIATION), WARN),
    (
        cancer.radiation,
        with_facts(replace(RADIATION, site="pelvis", dose="50.4 Gy", fractions_given="28", date=day("2026-05"))),
        OK,
    ),
    (by_case.recent_imaging, EMPTY, NONE),
    (by_case.recent_imaging, with_papers(DocumentKind.IMAGING), OK),
    (by_case.recent_imaging, replace(EMPTY, documents=(paper(DocumentKind.IMAGING, "2026-05-01"),)), WARN),
    (other_cases.tried_first, EMPTY, MISSING),
    (other_cases.tried_first, answered(FactKind.TREATMENTS), OK),
    (other_cases.earlier_operations, answered(FactKind.PROCEDURES), WARN),
    (
        other_cases.earlier_operations,
        replace(
            answered(FactKind.PROCEDURES),
            answers=dict.fromkeys((FactKind.PROCEDURES, FactKind.DEVICES), Answer.NONE_KNOWN),
        ),
        OK,
    ),
    (other_cases.anesthesia, with_facts(SURGERY), WARN),
    (other_cases.anesthesia, with_facts(replace(SURGERY, anesthesia="no trouble")), OK),
    (other_cases.blood_thinners, EMPTY, MISSING),
    (other_cases.blood_thinners, answered(FactKind.MEDICATIONS), MISSING),
    (
        other_cases.blood_thinners,
        replace(answered(FactKind.MEDICATIONS), single_things={SingleThing.BLOOD_THINNERS: Answer.NONE_KNOWN}),
        OK,
    ),
    (other_cases.anesthesia, replace(EMPTY, single_things={SingleThing.ANESTHESIA: Answer.NOT_KNOWN}), OK),
    (other_cases.function_and_goals, asked(), WARN),
    (other_cases.function_and_goals, asked(how_i_am="I walk", wants=(Want.TRIAL,)), OK),
    (other_cases.image_files, EMPTY, MISSING),
    (other_cases.image_files, with_papers(DocumentKind.IMAGES), OK),
    (other_cases.image_files, replace(EMPTY, documents=(replace(SCAN, status=DocumentStatus.NOT_READ),)), MISSING),
    (other_cases.image_files, replace(EMPTY, documents=(MIXED,)), MISSING),
    (other_cases.image_files, replace(EMPTY, documents=(replace(MIXED, person_kept=True),)), OK),
    (other_cases.prior, with_papers(DocumentKind.IMAGING), WARN),
    (other_cases.prior, with_papers(DocumentKind.IMAGING, DocumentKind.IMAGING), OK),
    (other_cases.prior, with_facts(Imaging(compared_with="none")), OK),
    (other_cases.other_diagnoses, with_facts(Condition(name="lupus")), WARN),
    (other_cases.other_diagnoses, with_facts(Condition(name="lupus", negated=True)), OK),
    (other_cases.other_diagnoses, with_facts(Condition(clinical_status=ConditionStatus.RESOLVED)), OK),
    (other_cases.all_tests, EMPTY, MISSING),
    (other_cases.all_tests, with_papers(DocumentKind.LAB_REPORT), OK),
    (other_cases.treatments_told, EMPTY, WARN),
    (other_cases.treatments_told, with_facts(DRUGS), OK),
    (other_cases.clinician_letter, EMPTY, WARN),
    (other_cases.clinician_letter, with_papers(DocumentKind.REFERRAL), OK),
    (genes.genetic_report, EMPTY, WARN),
    (genes.genetic_report, GENES, OK),
    (genes.raw_data, EMPTY, NONE),
    (genes.raw_data, GENES, WARN),
    (genes.raw_data, replace(GENES, documents=(*GENES.documents, VARIANTS)), OK),
    (genes.raw_data, replace(GENES, facts=RAW_DATA_ASKED), WARN),
    (genes.raw_data, replace(GENES, facts=RAW_DATA_NEVER), OK),
    (everyone.unreadable, replace(EMPTY, documents=(VARIANTS,)), NONE),
    (everyone.unreadable, replace(EMPTY, documents=(replace(VARIANTS, file_name="scan.pdf"),)), WARN),
    (other_cases.weight_and_height, with_facts(result("Weight")), MISSING),
    (other_cases.weight_and_height, with_facts(result("Weight"), result("Height")), OK),
    (other_cases.birth, EMPTY, WARN),
    (other_cases.birth, with_facts(SocialHistory(topic=SocialTopic.BIRTH)), OK),
    (other_cases.growth, EMPTY, WARN),
    (other_cases.growth, with_facts(SocialHistory(topic=SocialTopic.DEVELOPMENT)), OK),
    (other_cases.immunizations, EMPTY, WARN),
    (other_cases.immunizations, with_papers(DocumentKind.IMMUNIZATION), OK),
    (other_cases.child_plan, EMPTY, MISSING),
    (other_cases.child_plan, asked(first_plan="Wait"), OK),
    (other_cases.confidential, EMPTY, NONE),
    (other_cases.confidential, with_facts(Condition(sensitive=(SensitiveTag.MINOR,))), WARN),
    (copies.screenshots, scanned(1170, 2532), WARN),
    (copies.screenshots, scanned(2532, 1170), WARN),
    (copies.screenshots, scanned(1536, 2048), WARN),
    (copies.screenshots, scanned(1170, 2532, camera=True), NONE),
    (copies.screenshots, scanned(1700, 2200, dpi=200), NONE),
    (copies.screenshots, scanned(1700, 2800, dpi=200), NONE),
    (copies.screenshots, scanned(600, 3300, dpi=300), NONE),
    (copies.screenshots, scanned(0, 0, dpi=90), NONE),
    (copies.screenshots, scanned(1170, 2532, kind=DocumentKind.BILL), NONE),
    (copies.coarse, scanned(850, 1100, dpi=100), WARN),
    (copies.coarse, scanned(1275, 1650, dpi=150), NONE),
    (copies.coarse, scanned(0, 0, dpi=98), WARN),
    (copies.coarse, scanned(640, 1136, dpi=74), NONE),
    (citing.images, with_papers(DocumentKind.IMAGING), WARN),
    (citing.images, replace(with_papers(DocumentKind.IMAGING), recipient=Recipient(images="no")), NONE),
    (citing.images, with_papers(DocumentKind.IMAGING, DocumentKind.IMAGES), NONE),
]


@pytest.mark.parametrize(
    ("rule", "case", "state"), TABLE, ids=[f"{at}-{row[0].__name__}" for at, row in enumerate(TABLE)]
)
def test_a_rule_says(rule: Rule, case: CaseFile, state: State | None) -> None:
    found = rule(case)
    assert (found.state if found else None) is state
    assert found is None or (found.text.endswith(".") and len(found.text) > 10)


def test_every_new_rule_stands_in_the_table_and_is_asked() -> None:
    groups = (
        papers.RULES,
        copies.RULES,
        cancer.RULES,
        other_cases.SURGERY,
        other_cases.SCANS,
        other_cases.RARE,
        other_cases.CHILD,
    )
    rules = {rule for group in groups for rule in group}
    assert rules <= {rule for rule, _, _ in TABLE}
    run = {rule for case in Case for rule in by_case.RULES[case]} | {
        *everyone.RULES,
        *citing.RULES,
        *papers.RULES,
        *copies.RULES,
    }
    assert rules <= run


@pytest.mark.parametrize("case", list(Case))
def test_what_is_missing_comes_first(case: Case) -> None:
    states = [one.state for one in check(EMPTY, case)]
    assert states == sorted(states, key=[MISSING, WARN, OK].index)
    names = [one.rule for one in check(EMPTY, case)]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("procedure", "told"),
    [
        (
            replace(SURGERY, anesthesia="general"),
            {Missing.PATHOLOGY, Missing.OPERATIVE_NOTE, Missing.DISCHARGE_SUMMARY},
        ),
        (replace(SURGERY, title="Liver biopsy"), {Missing.PATHOLOGY, Missing.OPERATIVE_NOTE}),
        (replace(SURGERY, title="Port placed"), {Missing.OPERATIVE_NOTE}),
    ],
)
def test_no_report_is_called_missing_that_such_a_procedure_does_not_have(
    procedure: Procedure, told: set[Missing]
) -> None:
    answers = [rule(with_facts(procedure)) for rule in (cancer.pathology_of_each, cancer.operative_notes)]
    assert {absence.what for answer in answers if answer for absence in answer.absent} == told
