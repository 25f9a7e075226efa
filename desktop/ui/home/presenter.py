"""What stands on Home: what is next, what changed most, what to ask, what came last."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop.foundation import clock
from desktop.records.appointment import Appointment
from desktop.records.document import Document, DocumentStatus
from desktop.records.fact import FactKind
from desktop.records.provenance import Origin
from desktop.records.question import Question
from desktop.records.readiness import Level, ReadinessItem, State
from desktop.records.result import Result
from desktop.ui.widgets import ChartPoint, Status

if TYPE_CHECKING:
    from desktop.services.workspace import Workspace

_SHOWN_ITEMS = 4
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
class Trend:
    """The course of one test: values oldest first, all of one unit."""

    test: str
    results: tuple[Result, ...]
    points: tuple[ChartPoint, ...]

    @property
    def latest(self) -> Result:
        """The newest value."""
        return self.results[-1]


@dataclass(frozen=True, slots=True)
class HomeState:
    """Everything that Home shows."""

    first_name: str
    empty: bool
    appointment: Appointment | None
    items: tuple[HeroItem, ...]
    packet_id: str
    trend: Trend | None
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


def number_of(text: str) -> float | None:
    """Return the number that a laboratory printed, or None for words."""
    try:
        return float(text.strip().replace(",", "."))
    except ValueError:
        return None


def range_position(result: Result) -> str:
    """Return below, above, inside, or an empty text when the lab gave no range or no number."""
    value, low, high = number_of(result.value), number_of(result.low), number_of(result.high)
    if value is None or (low is None and high is None) or result.comparator is not None:
        return ""
    if low is not None and value < low:
        return "below"
    if high is not None and value > high:
        return "above"
    return "inside"


def chart_points(results: Sequence[Result]) -> tuple[ChartPoint, ...]:
    """Return the numbers of one test for the chart; values without number or date are left out."""
    from desktop.ui.dates import day_words  # noqa: PLC0415 - Qt's locale, only when something is shown

    points = []
    for result in results:
        value = number_of(result.value)
        if value is None or result.date is None:
            continue
        points.append(
            ChartPoint(
                date=result.date.low,
                value=value,
                label=result.value,
                day=day_words(result.date),
                unit=result.unit,
                low=number_of(result.low),
                high=number_of(result.high),
                outside=range_position(result) in {"below", "above"},
            )
        )
    return tuple(points)


def _change(trend: Trend) -> tuple[bool, float]:
    """Rank a trend: one that left the range first, then by how much the last value differs from the one before."""
    before, last = trend.points[-2].value, trend.points[-1].value
    return trend.points[-1].outside, abs(last - before) / (abs(before) or 1.0)


def changed_most(results: Iterable[Result]) -> Trend | None:
    """Return the test whose last value differs most from the one before, of those that are the person's word."""
    by_test: dict[tuple[str, str], list[Result]] = defaultdict(list)
    for result in results:
        usable = result.origin is not Origin.PROPOSED and result.date is not None
        if usable and result.comparator is None and number_of(result.value) is not None:
            by_test[result.test, result.unit].append(result)
    trends = []
    for (test, _unit), values in by_test.items():
        ordered = tuple(sorted(values, key=lambda one: one.date.low if one.date else date.min))
        points = chart_points(ordered)
        if len(points) > 1:
            trends.append(Trend(test, ordered, points))
    return max(trends, key=_change, default=None)


_STATUS = {State.OK: Status.DONE, State.WARN: Status.LOOK}


def _status(item: ReadinessItem) -> Status:
    if item.state is State.MISSING:
        return Status.WRONG if item.level is Level.MUST else Status.LOOK
    return _STATUS[item.state]


def hero_items(
    readiness: Sequence[ReadinessItem], to_review: int, *, sent: bool, packets: bool
) -> tuple[HeroItem, ...]:
    """Return what is ready and what is not, the worst first, at most a handful."""
    items = []
    if to_review == 1:
        items.append(HeroItem(QCoreApplication.translate("Home", "1 document to review"), Status.LOOK, "documents"))
    elif to_review:
        words = QCoreApplication.translate("Home", "{count} documents to review").format(count=to_review)
        items.append(HeroItem(words, Status.LOOK, "documents"))
    order = {Status.WRONG: 0, Status.LOOK: 1, Status.DONE: 2}
    ranked = sorted(readiness, key=lambda item: order[_status(item)])
    items += [HeroItem(item.text, _status(item), item.action.partition(":")[0] or "packets") for item in ranked]
    items = items[: _SHOWN_ITEMS - 1]
    if packets and not sent:
        items.append(HeroItem(QCoreApplication.translate("Home", "Packet not sent yet"), Status.NOT_STARTED, "packets"))
    return tuple(items)


def read_home(workspace: Workspace, person_id: str) -> HomeState:
    """Read what Home shows."""
    person = workspace.people.get(person_id)
    documents = workspace.documents.list(person_id)
    list_facts = workspace.records.list
    appointments = [one for one in list_facts(FactKind.APPOINTMENTS, person_id) if isinstance(one, Appointment)]
    questions = [one for one in list_facts(FactKind.QUESTIONS, person_id) if isinstance(one, Question)]
    results = [one for one in list_facts(FactKind.RESULTS, person_id) if isinstance(one, Result)]
    open_questions = [one for one in questions if not one.answer and one.answered_on is None]
    drafts = workspace.packets.drafts(person_id)
    draft = drafts[0].request if drafts else None
    appointment = next_appointment(appointments, clock.today())
    items: tuple[HeroItem, ...] = ()
    if appointment is not None:
        from desktop.records.packet import Case  # noqa: PLC0415 - only with an appointment

        readiness = workspace.readiness.check(person_id, draft.case if draft else Case.CANCER, draft)
        waiting = sum(1 for one in documents if one.status is DocumentStatus.PROPOSED)
        sent = bool(draft and any(one.packet_id == draft.id for one in workspace.packets.disclosures(person_id)))
        items = hero_items(readiness, waiting, sent=sent, packets=True)
    counts = (documents, appointments, questions, results, list_facts(FactKind.MEDICATIONS, person_id))
    return HomeState(
        first_name=person.name.split()[0] if person.name.split() else person.name,
        empty=not any(counts),
        appointment=appointment,
        items=items,
        packet_id=draft.id if draft else "",
        trend=changed_most(results),
        questions=tuple(open_questions[:_SHOWN_QUESTIONS]),
        question_count=len(open_questions),
        recent=tuple(sorted(documents, key=lambda one: one.created, reverse=True)[:_SHOWN_DOCUMENTS]),
    )
