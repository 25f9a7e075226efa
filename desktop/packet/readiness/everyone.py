"""Rules for every packet (packet.md, Readiness: All)."""

from __future__ import annotations

from desktop.packet.readiness.case_file import CaseFile
from desktop.packet.readiness.genes import is_raw_data
from desktop.packet.readiness.making import Rule, counted, item, warning
from desktop.records.answers import Answer
from desktop.records.contact import Contact
from desktop.records.document import DocumentStatus
from desktop.records.fact import FactKind
from desktop.records.medication import Medication, MedicationStatus
from desktop.records.question import Question
from desktop.records.readiness import Level, ReadinessItem
from desktop.records.recipient import Recipient

CHECKED_WITHIN_DAYS = 30
MOST_QUESTIONS = 10
LEAST_DATED = 3


def identity(case: CaseFile) -> ReadinessItem:
    """Legal name, birth date and phone."""
    person = case.person
    absent = [
        words
        for words, value in (("legal name", person.name), ("birth date", person.born), ("phone number", person.phone))
        if not value
    ]
    return item(
        "identity",
        Level.MUST,
        ready=not absent,
        good="Name, birth date and phone number are filled in.",
        bad=f"Fill in your {' and '.join(absent)}.",
        action="person",
    )


def questions(case: CaseFile) -> ReadinessItem:
    """At least one question."""
    asked = case.of(FactKind.QUESTIONS, Question)
    return item(
        "questions",
        Level.MUST,
        ready=bool(asked),
        good=f"{counted(len(asked), 'question is', 'questions are')} written down.",
        bad="Write down at least one question.",
        action="questions",
    )


def too_many_questions(case: CaseFile) -> ReadinessItem | None:
    """More than ten questions are a warning."""
    asked = case.of(FactKind.QUESTIONS, Question)
    if len(asked) <= MOST_QUESTIONS:
        return None
    text = f"You have {len(asked)} questions. Doctors can answer three to five. The rest is printed too."
    return warning("many-questions", text, action="questions")


def medicines(case: CaseFile) -> ReadinessItem:
    """Medicines confirmed within 30 days, or "takes none"."""
    taken = [
        one for one in case.of(FactKind.MEDICATIONS, Medication) if one.clinical_status is not MedicationStatus.STOPPED
    ]
    none = case.answers.get(FactKind.MEDICATIONS) is Answer.NONE_KNOWN
    old = [
        one for one in taken if one.confirmed_on is None or case.days_since(one.confirmed_on.high) > CHECKED_WITHIN_DAYS
    ]
    bad = f"Say of {counted(len(old), 'medicine', 'medicines')} whether you still take it."
    return item(
        "medicines",
        Level.MUST,
        ready=(bool(taken) and not old) or (not taken and none),
        good="You take no medicines." if not taken else "Medicines checked.",
        bad=bad if taken else "Fill in your medicines, or say that you take none.",
        action="medications",
        ids=(one.id for one in old),
    )


def allergies(case: CaseFile) -> ReadinessItem:
    """Allergies, or "none known"."""
    answered = case.answers.get(FactKind.ALLERGIES, Answer.NOT_ASKED) is not Answer.NOT_ASKED
    return item(
        "allergies",
        Level.MUST,
        ready=answered,
        good="Allergies are answered.",
        bad="Fill in allergies, or say that none are known.",
        action="medications",
    )


def recipient(case: CaseFile) -> ReadinessItem:
    """A recipient with a route."""
    known = case.of(FactKind.RECIPIENTS, Recipient)
    request = case.request
    chosen = [one for one in known if request is None or not request.recipient_id or one.id == request.recipient_id]
    named = bool(request and request.recipient_name) or bool(chosen)
    routed = any(one.route is not None for one in chosen)
    return item(
        "recipient",
        Level.MUST if not named else Level.SHOULD,
        ready=named and routed,
        good="It is known who gets the packet, and how.",
        bad="Ask how this place wants the packet: one file or many?" if named else "Say who gets the packet.",
        action="packets",
    )


def dated_events(case: CaseFile) -> ReadinessItem:
    """Three dated events."""
    dated = sum(1 for facts in case.facts.values() for one in facts if one.date is not None)
    dated += sum(1 for one in case.documents if one.date is not None)
    return item(
        "dated-events",
        Level.SHOULD,
        ready=dated >= LEAST_DATED,
        good="The timeline has its dates.",
        bad="Give dates to at least three documents or facts, so that the course can be seen.",
        action="documents",
    )


def referring_doctor(case: CaseFile) -> ReadinessItem:
    """Referring doctor with fax."""
    referring = [one for one in case.of(FactKind.CONTACTS, Contact) if one.referring]
    return item(
        "referring-doctor",
        Level.SHOULD,
        ready=any(one.fax for one in referring),
        good="The referring doctor and a fax number are there.",
        bad="Fax number of the referring doctor is missing." if referring else "Say which doctor refers you.",
        action="contacts",
        ids=(one.id for one in referring),
    )


def documents_to_review(case: CaseFile) -> ReadinessItem:
    """Everything read was looked at."""
    waiting = case.to_review()
    return item(
        "documents-to-review",
        Level.SHOULD,
        ready=not waiting,
        good="All documents are checked.",
        bad=f"{counted(len(waiting), 'document needs', 'documents need')} review.",
        action="review",
        ids=(one.id for one in waiting),
    )


def values_to_confirm(case: CaseFile) -> ReadinessItem | None:
    """What was read is the person's word."""
    waiting = case.proposed()
    if not waiting:
        return None
    text = f"{counted(len(waiting), 'value was', 'values were')} read and wait for you to confirm."
    return warning("values-to-confirm", text, action="results", ids=(one.id for one in waiting))


def other_names(case: CaseFile) -> ReadinessItem | None:
    """Nothing names someone else."""
    others = [one for one in case.documents if not one.belongs]
    if not others:
        return None
    text = f"{counted(len(others), 'document names', 'documents name')} someone else. Say whose it is."
    return warning("other-name", text, action="review", ids=(one.id for one in others))


def unreadable(case: CaseFile) -> ReadinessItem | None:
    """Pages that are pictures, or could not be read."""
    dark = [one for one in case.documents if one.status is DocumentStatus.NOT_READ and not is_raw_data(one)]
    if not dark:
        return None
    text = f"{counted(len(dark), 'document', 'documents')} could not be read. Type the important facts yourself."
    return warning("unreadable", text, action="documents", ids=(one.id for one in dark))


def undated(case: CaseFile) -> ReadinessItem | None:
    """Every document has a date."""
    without = [one for one in case.documents if one.date is None]
    if not without:
        return None
    text = f"{counted(len(without), 'document has', 'documents have')} no date."
    return warning("undated", text, action="documents", ids=(one.id for one in without))


def authority(case: CaseFile) -> ReadinessItem | None:
    """Authority when someone else prepares."""
    request = case.request
    if request is None or not request.prepared_by:
        return None
    return item(
        "authority",
        Level.MUST,
        ready=bool(request.authority),
        good="It is said by which right someone else prepares this.",
        bad="Say by which right you prepare this: parent, power of attorney, or a signed release.",
        action="packets",
    )


RULES: tuple[Rule, ...] = (
    identity,
    questions,
    too_many_questions,
    medicines,
    allergies,
    recipient,
    authority,
    dated_events,
    referring_doctor,
    documents_to_review,
    values_to_confirm,
    other_names,
    unreadable,
    undated,
)
