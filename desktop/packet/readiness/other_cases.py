"""Further rules for an operation, for scans, for what is rare, and for a child (packet.md, Readiness)."""

from __future__ import annotations

from desktop.importers import limits
from desktop.packet.readiness import genes
from desktop.packet.readiness.case_file import CaseFile
from desktop.packet.readiness.making import Rule, item, lacking, warning
from desktop.packet.readiness.tests_named import TestGroup, results_of
from desktop.records.answers import Answer
from desktop.records.condition import Condition, ConditionStatus
from desktop.records.document import Document, DocumentKind, DocumentStatus, PersonMatch
from desktop.records.fact import FactKind
from desktop.records.imaging import Imaging
from desktop.records.procedure import Procedure
from desktop.records.provenance import Origin
from desktop.records.readiness import Absence, Level, Missing, ReadinessItem
from desktop.records.sensitive import SensitiveTag
from desktop.records.single_thing import SingleThing
from desktop.records.social_history import SocialHistory, SocialTopic

_NOTES = (DocumentKind.CONSULT_NOTE, DocumentKind.REFERRAL, DocumentKind.VISIT_SUMMARY)
_PLANS = (DocumentKind.CONSULT_NOTE, DocumentKind.TREATMENT_PLAN, DocumentKind.TUMOR_BOARD)


def _answered(case: CaseFile, kind: FactKind) -> bool:
    """Whether the person has entries of a kind, or its question was answered."""
    said = case.answers.get(kind, Answer.NOT_ASKED) is not Answer.NOT_ASKED
    return said or any(one.origin is not Origin.PROPOSED for one in case.facts.get(kind, ()))


def _thing_answered(case: CaseFile, thing: SingleThing) -> bool:
    """Whether the list names a single thing, or its question was answered."""
    return case.single_things.get(thing, Answer.NOT_ASKED) is not Answer.NOT_ASKED


def tried_first(case: CaseFile) -> ReadinessItem:
    """What was tried before an operation."""
    return item(
        "tried-first",
        Level.MUST,
        ready=_answered(case, FactKind.TREATMENTS),
        good="It is told what was tried first.",
        bad="Write down what was tried first, for example medicines or exercises.",
        action="record:treatments",
        absent=lacking(Missing.TRIED_FIRST),
    )


def earlier_operations(case: CaseFile) -> ReadinessItem:
    """Earlier operations and implants."""
    done, devices = _answered(case, FactKind.PROCEDURES), _answered(case, FactKind.DEVICES)
    return item(
        "earlier-operations",
        Level.SHOULD,
        ready=done and devices,
        good="Earlier operations and implants are answered.",
        bad=f"Fill in {'implants' if done else 'earlier operations'}, or say that there are none.",
        action="record:devices" if done else "record:procedures",
        absent=lacking(Missing.IMPLANTS if done else Missing.OPERATIONS),
    )


def anesthesia(case: CaseFile) -> ReadinessItem:
    """Trouble with anaesthesia."""
    told = any(one.anesthesia for one in case.of(FactKind.PROCEDURES, Procedure))
    none = _thing_answered(case, SingleThing.ANESTHESIA) or case.answers.get(FactKind.PROCEDURES) is Answer.NONE_KNOWN
    return item(
        "anesthesia",
        Level.SHOULD,
        ready=told or none,
        good="It is told how anesthesia went before.",
        bad="Say whether there was ever trouble with anesthesia, also when there was none.",
        action="record:asked",
        absent=lacking(Missing.ANESTHESIA),
    )


def blood_thinners(case: CaseFile) -> ReadinessItem:
    """The medicines are answered, and so is whether a blood thinner is among them."""
    answered = _answered(case, FactKind.MEDICATIONS)
    return item(
        "blood-thinners",
        Level.MUST,
        ready=answered and _thing_answered(case, SingleThing.BLOOD_THINNERS),
        good="It is told whether you take a blood thinner.",
        bad="Say whether you take a blood thinner."
        if answered
        else "Fill in your medicines, or say that you take none.",
        action="record:asked" if answered else "medications",
    )


def function_and_goals(case: CaseFile) -> ReadinessItem:
    """What the person can do now, and what is wanted."""
    request = case.request
    told = bool(request and request.how_i_am)
    return item(
        "function-and-goals",
        Level.SHOULD,
        ready=told and bool(request and request.wants),
        good="It is told how you are now, and what you want.",
        bad="Write down what you can do now, and tick what you want from the visit.",
        action="packets",
        absent=() if told else lacking(Missing.FUNCTION),
    )


def _of_several_people(scan: Document) -> bool:
    """Whether a scan came beside other people's, and neither its files nor the person said whose it is."""
    beside = any(issue.code == limits.several_patients(2).code for issue in scan.issues)
    return beside and scan.person_match is PersonMatch.UNKNOWN and not scan.person_kept


def image_files(case: CaseFile) -> ReadinessItem:
    """The pictures as DICOM files that could be read and hold one patient."""
    held = case.papers(DocumentKind.IMAGES)
    dark = [one for one in held if one.status is DocumentStatus.NOT_READ]
    mixed = [one for one in held if _of_several_people(one)]
    bad = "Ask for the pictures as DICOM files, on a disc or from the website."
    if mixed:
        bad = "A scan came on a disc with images of several people, and does not say whose it is. Look whose it is."
    elif dark:
        bad = "The files of a scan could not be read. Ask for the pictures as DICOM files again."
    return item(
        "image-files",
        Level.MUST,
        ready=len(held) > len(dark) and not mixed,
        good="The pictures are here as DICOM files.",
        bad=bad,
        action="documents" if mixed or dark else "requests",
        ids=(one.id for one in (*mixed, *dark)),
        absent=() if mixed else lacking(Missing.IMAGES),
    )


def prior(case: CaseFile) -> ReadinessItem:
    """An earlier study, or "none"."""
    told = any(one.compared_with for one in case.of(FactKind.IMAGING, Imaging))
    return item(
        "prior",
        Level.SHOULD,
        ready=told or len(case.papers(DocumentKind.IMAGING)) > 1,
        good="The earlier scan is here, or it is said that there is none.",
        bad="Add the earlier scan, or write “none” at “Earlier scan that it was compared with”.",
        action="record:imaging",
        absent=lacking(Missing.EARLIER_IMAGING_REPORT),
    )


def other_diagnoses(case: CaseFile) -> ReadinessItem:
    """Earlier and excluded diagnoses."""
    told = any(
        one.negated or one.clinical_status is ConditionStatus.RESOLVED
        for one in case.of(FactKind.CONDITIONS, Condition)
    )
    return item(
        "other-diagnoses",
        Level.SHOULD,
        ready=told,
        good="Earlier or excluded diagnoses are listed.",
        bad="Write down what doctors thought of before and ruled out.",
        action="conditions",
        absent=lacking(Missing.OTHER_DIAGNOSES),
    )


def all_tests(case: CaseFile) -> ReadinessItem:
    """Tests, the negative ones too."""
    return item(
        "all-tests",
        Level.MUST,
        ready=_answered(case, FactKind.RESULTS) or bool(case.papers(DocumentKind.LAB_REPORT)),
        good="Test results are here.",
        bad="Add the test results, also those that found nothing.",
        action="results",
        absent=lacking(Missing.TESTS),
    )


def treatments_told(case: CaseFile) -> ReadinessItem:
    """Treatments so far."""
    return item(
        "treatments",
        Level.SHOULD,
        ready=_answered(case, FactKind.TREATMENTS),
        good="Treatments are answered.",
        bad="Write down the treatments so far, or say that there were none.",
        action="record:treatments",
        absent=lacking(Missing.TREATMENTS),
    )


def clinician_letter(case: CaseFile) -> ReadinessItem:
    """A letter of a doctor who knows the case."""
    return item(
        "clinician-letter",
        Level.SHOULD,
        ready=bool(case.papers(*_NOTES)),
        good="A doctor’s letter is here.",
        bad="Ask a doctor who knows you for a letter.",
        action="documents",
        absent=lacking(Missing.CLINICIAN_LETTER),
    )


def weight_and_height(case: CaseFile) -> ReadinessItem:
    """A child's weight and height with their date."""
    wanted = ((TestGroup.WEIGHT, Missing.WEIGHT), (TestGroup.HEIGHT, Missing.HEIGHT))
    absent = [what for group, what in wanted if not results_of(case, group)]
    return item(
        "weight-and-height",
        Level.MUST,
        ready=not absent,
        good="Weight and height are here with their date.",
        bad=f"Fill in {' and '.join(absent)}, with the date.",
        action="results",
        absent=map(Absence, absent),
    )


def _topic(case: CaseFile, *topics: SocialTopic) -> bool:
    return any(one.topic in topics for one in case.of(FactKind.SOCIAL, SocialHistory))


def birth(case: CaseFile) -> ReadinessItem:
    """Pregnancy and birth."""
    return item(
        "birth",
        Level.SHOULD,
        ready=_topic(case, SocialTopic.BIRTH),
        good="Pregnancy and birth are told.",
        bad="Write down how pregnancy and birth went.",
        action="record:social",
        absent=lacking(Missing.BIRTH),
    )


def growth(case: CaseFile) -> ReadinessItem:
    """Growth and development."""
    return item(
        "growth",
        Level.SHOULD,
        ready=_topic(case, SocialTopic.GROWTH, SocialTopic.DEVELOPMENT),
        good="Growth and development are told.",
        bad="Write down growth and development, or add the growth chart.",
        action="record:social",
        absent=lacking(Missing.GROWTH),
    )


def immunizations(case: CaseFile) -> ReadinessItem:
    """Vaccinations answered."""
    return item(
        "immunizations",
        Level.SHOULD,
        ready=_answered(case, FactKind.IMMUNIZATIONS) or bool(case.papers(DocumentKind.IMMUNIZATION)),
        good="Vaccinations are answered.",
        bad="Fill in the vaccinations, or add the vaccination card.",
        action="record:immunizations",
        absent=lacking(Missing.IMMUNIZATIONS),
    )


def child_plan(case: CaseFile) -> ReadinessItem:
    """The first doctor's plan for the child."""
    return item(
        "child-plan",
        Level.MUST,
        ready=bool(case.request and case.request.first_plan) or bool(case.papers(*_PLANS)),
        good="The first doctor’s plan is here.",
        bad="Ask the first doctor for the plan as a letter, or write down what was proposed.",
        action="packets",
        absent=lacking(Missing.FIRST_PLAN),
    )


def confidential(case: CaseFile) -> ReadinessItem | None:
    """A warning on what is confidential to the minor."""
    if not any(SensitiveTag.MINOR in one.sensitive for facts in case.facts.values() for one in facts) and not any(
        SensitiveTag.MINOR in one.sensitive for one in case.documents
    ):
        return None
    text = "Some entries are the child’s own matters. Ask the child before they go along; step 3 asks for each."
    return warning("child-confidential", text, action="packets")


SURGERY: tuple[Rule, ...] = (tried_first, earlier_operations, anesthesia, blood_thinners, function_and_goals)
SCANS: tuple[Rule, ...] = (image_files, prior)
RARE: tuple[Rule, ...] = (other_diagnoses, all_tests, treatments_told, clinician_letter, *genes.RULES)
CHILD: tuple[Rule, ...] = (weight_and_height, birth, growth, immunizations, child_plan, confidential)
