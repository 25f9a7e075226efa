"""What stands on Home: what is next, what changed most, what to ask, what came last."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop.foundation import clock
from desktop.records.appointment import Appointment
from desktop.records.document import Document, DocumentStatus
from desktop.records.fact import FactKind
from desktop.records.packet import Disclosure
from desktop.records.provenance import Origin
from desktop.records.question import Question
from desktop.records.readiness import Level, ReadinessItem, State
from desktop.records.result import Result
from desktop.ui.results.presenter import TestCourse, courses, number_of, same_unit
from desktop.ui.sentlog.words import KEPT_HERE
from desktop.ui.widgets import Status

if TYPE_CHECKING:
    from desktop.services.workspace import Workspace

_SHOWN_OPEN = 2
_REVIEW_RULE, _MEDICINES_RULE = "documents-to-review", "medicines"
_SHOWN_QUESTIONS = 3
_SHOWN_DOCUMENTS = 3


@dataclass(frozen=True, slots=True)
class HeroItem:
    """One thing that is ready or not; `screen` and `target` are where it is dealt with."""

    words: str
    status: Status
    screen: str
    target: str = ""


@dataclass(frozen=True, slots=True)
class HomeState:
    """Everything that Home shows."""

    first_name: str
    empty: bool
    appointment: Appointment | None
    items: tuple[HeroItem, ...]
    packet_id: str
    course: TestCourse | None
    questions: tuple[Question, ...]
    question_count: int
    recent: tuple[Document, ...]


def greeting(hour: int, first_name: str) -> str:
    """Return the words of the title for an hour (0 to 23)."""
    if hour < 12:  # noqa: PLR2004 - noon
        return QCoreApplication.translate("Home", "Good morning, {name}").format(name=first_name)
    if hour < 18:  # noqa: PLR2004 - evening
        return QCoreApplication.translate("Home", "Good afternoon, {name}").format(name=first_name)
    return QCoreApplication.translate("Home", "Good evening, {name}").format(name=first_name)


def next_appointment(appointments: Iterable[Appointment], today: date) -> Appointment | None:
    """Return the appointment that comes next; one without a date comes last."""
    coming = [one for one in appointments if one.date is None or one.date.high >= today]
    return min(coming, key=lambda one: one.date.low if one.date else date.max, default=None)


def _change(course: TestCourse) -> tuple[bool, float]:
    """Rank a course: outside its range first, then by how much the last value differs from the one before."""
    before, last = (number_of(one.value) or 0.0 for one in course.drawn[-2:])
    return course.standing.outside, abs(last - before) / (abs(before) or 1.0)


def changed_most(results: Iterable[Result], joins: Mapping[str, str] | None = None) -> TestCourse | None:
    """Return the test whose last value differs most from the one before, of those that are the person's word."""
    said = [one for one in results if one.origin is not Origin.PROPOSED and one.comparator is None]
    comparable = []
    for course in courses(said, joins):
        drawn = course.drawn
        if len(drawn) > 1 and same_unit(drawn[-1].unit) == same_unit(drawn[-2].unit):
            comparable.append(course)
    return max(comparable, key=_change, default=None)


_CHARTED = 6
"""Values of the small chart."""
_STATUS = {State.OK: Status.DONE, State.WARN: Status.LOOK}
_RANK = {Status.WRONG: 0, Status.LOOK: 1, Status.DONE: 2}


def _status(item: ReadinessItem) -> Status:
    if item.state is State.MISSING:
        return Status.WRONG if item.level is Level.MUST else Status.LOOK
    return _STATUS[item.state]


HOME_SCREENS = {"conditions": "timeline", "person": "settings"}
"""Where an action is done that has no screen of its own."""


def _item(item: ReadinessItem) -> HeroItem:
    screen, _, target = item.action.partition(":")
    return HeroItem(item.text.rstrip("."), _status(item), HOME_SCREENS.get(screen, screen) or "packets", target)


def _documents_item(count: int) -> tuple[HeroItem, ...]:
    if count == 0:
        return ()
    words = QCoreApplication.translate("Home", "{count} documents to review").format(count=count)
    one = QCoreApplication.translate("Home", "1 document to review")
    return (HeroItem(one if count == 1 else words, Status.LOOK, "documents"),)


def hero_items(readiness: Sequence[ReadinessItem], to_review: int, *, sent: bool) -> tuple[HeroItem, ...]:
    """Return a handful of what is ready and what is not: the worst, one that is done, and the packet itself."""
    others = [item for item in readiness if item.rule != _REVIEW_RULE]
    open_items = sorted((item for item in others if item.state is not State.OK), key=lambda item: _RANK[_status(item)])
    done = [item for item in others if item.state is State.OK]
    done.sort(key=lambda item: item.rule != _MEDICINES_RULE)
    items = [_item(item) for item in done[:1]]
    items += _documents_item(to_review)
    items += [_item(item) for item in open_items[:_SHOWN_OPEN]]
    more = len(open_items) - _SHOWN_OPEN
    if more > 0:
        words = QCoreApplication.translate("Home", "{count} more to look at").format(count=more)
        items.append(HeroItem(words, Status.LOOK, "packets"))
    if not sent:
        items.append(HeroItem(QCoreApplication.translate("Home", "Packet not sent yet"), Status.NOT_STARTED, "packets"))
    return tuple(items)


def unheard(sent: Iterable[Disclosure], today: date) -> tuple[HeroItem, ...]:
    """Return what to ask after: the day for asking has come, and nobody has said whether it arrived."""
    waits = [one for one in sent if one.received is None and one.medium not in KEPT_HERE]
    waits = [one for one in waits if one.asks_on <= today]
    if not waits:
        return ()
    one = QCoreApplication.translate("Home", "Ask {name} whether it arrived").format(name=waits[0].to)
    many = QCoreApplication.translate("Home", "Ask {count} places whether it arrived").format(count=len(waits))
    return (HeroItem(one if len(waits) == 1 else many, Status.WAITING, "sent-log"),)


def read_home(workspace: Workspace, person_id: str) -> HomeState:
    """Read what Home shows."""
    person = workspace.people.get(person_id)
    documents = [one for one in workspace.documents.keys(person_id) if not one.trashed]
    newest = sorted(documents, key=lambda one: one.created, reverse=True)[:_SHOWN_DOCUMENTS]
    list_facts = workspace.records.list
    appointments = [one for one in list_facts(FactKind.APPOINTMENTS, person_id) if isinstance(one, Appointment)]
    questions = [one for one in list_facts(FactKind.QUESTIONS, person_id) if isinstance(one, Question)]
    tests = workspace.results.tests(person_id, newest=_CHARTED)
    results = [one for test in tests for one in test.newest]
    waiting_values, _ = workspace.results.waiting(person_id)
    open_questions = [one for one in questions if not one.answer and one.answered_on is None]
    drafts = workspace.packets.drafts(person_id)
    draft = drafts[0].request if drafts else None
    appointment = next_appointment(appointments, clock.today())
    items: tuple[HeroItem, ...] = ()
    if appointment is not None:
        from desktop.records.packet import Case  # noqa: PLC0415 - only with an appointment

        readiness = workspace.readiness.check(person_id, draft.case if draft else Case.CANCER, draft)
        waiting = sum(1 for one in documents if one.status is DocumentStatus.PROPOSED)
        log = workspace.packets.disclosures(person_id)
        sent = bool(draft and any(one.packet_id == draft.id for one in log))
        items = (*hero_items(readiness, waiting, sent=sent), *unheard(log, clock.today()))
    counts = (documents, appointments, questions, results, waiting_values, list_facts(FactKind.MEDICATIONS, person_id))
    return HomeState(
        first_name=person.name.split()[0] if person.name.split() else person.name,
        empty=not any(counts),
        appointment=appointment,
        items=items,
        packet_id=draft.id if draft else "",
        course=changed_most(results, workspace.results.joins(person_id)),
        questions=tuple(open_questions[:_SHOWN_QUESTIONS]),
        question_count=len(open_questions),
        recent=workspace.documents.page([one.id for one in newest]),
    )
