"""How far a request is, where lent slides are, and what papers name that is not here; no widgets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop.records.cited import Cited, cited, cited_day
from desktop.records.document import Document
from desktop.records.pathology import Pathology
from desktop.records.provenance import Provenance
from desktop.records.request import Request, RequestStatus, RequestVerdict

USUAL_DAYS = 30
"""How long an answer may take in the United States (45 CFR 164.524(b)(2)); the person can change the day."""
SOON = 7
"""Days before lent slides must be back from which the page says so."""


class Stage(StrEnum):
    """Where a request stands today."""

    NOT_ASKED = "not-asked"
    WAITING = "waiting"
    OVERDUE = "overdue"
    INCOMPLETE = "incomplete"
    COMPLETE = "complete"
    REFUSED = "refused"


BACK = 3
"""The step of slides that came back."""
OPEN = frozenset({Stage.NOT_ASKED, Stage.WAITING, Stage.OVERDUE, Stage.INCOMPLETE})


@dataclass(frozen=True, slots=True)
class Progress:
    """`day` counts from the day after asking; `of` is how many they have, 0 when no limit was written down."""

    stage: Stage
    day: int = 0
    of: int = 0


def progress(request: Request, today: date) -> Progress:
    """Return where a request stands; an answer is late on the day after the last one (45 CFR 164.524(b)(2))."""
    if request.clinical_status is RequestStatus.ARRIVED:
        lacking = bool(request.missing.strip()) or request.verdict in {
            RequestVerdict.INCOMPLETE,
            RequestVerdict.WRONG,
        }
        return Progress(Stage.INCOMPLETE if lacking else Stage.COMPLETE)
    waiting = request.clinical_status is RequestStatus.WAITING
    if waiting or (request.clinical_status is None and request.date is not None):
        asked = request.date.low if request.date else None
        last = request.answer_by.high if request.answer_by else None
        day = max(0, (today - asked).days) if asked else 0
        of = max(0, (last - asked).days) if asked and last else 0
        late = last is not None and today > last
        return Progress(Stage.OVERDUE if late else Stage.WAITING, day, of)
    if request.clinical_status in {None, RequestStatus.NOT_ASKED}:
        return Progress(Stage.NOT_ASKED)
    return Progress(Stage.REFUSED)


def may_extend(request: Request) -> bool:
    """Whether they can still take the one extension of 30 days that the rule gives (45 CFR 164.524(b)(2)(ii))."""
    if request.date is None or request.answer_by is None:
        return False
    return (request.answer_by.high - request.date.low).days <= USUAL_DAYS


_URGENCY = (Stage.OVERDUE, Stage.INCOMPLETE, Stage.WAITING, Stage.NOT_ASKED, Stage.REFUSED, Stage.COMPLETE)


def in_order(requests: Iterable[Request], today: date) -> list[tuple[Request, Progress]]:
    """Return requests with where they stand: those that need the person first, then by the day of asking."""
    stood = [(one, progress(one, today)) for one in requests]
    return sorted(
        stood, key=lambda pair: (_URGENCY.index(pair[1].stage), pair[0].date.low if pair[0].date else date.max)
    )


def to_do(stood: Sequence[tuple[Request, Progress]]) -> int:
    """Return how many need the person now."""
    return sum(how.stage in {Stage.OVERDUE, Stage.INCOMPLETE} for _one, how in stood)


def with_call(request: Request, today: date, said: str) -> str:
    """Return the text of the calls with one more line."""
    line = f"{today.isoformat()}: {' '.join(said.split())}"
    return f"{request.calls.rstrip()}\n{line}".lstrip()


@dataclass(frozen=True, slots=True)
class Lent:
    """Slides of one specimen; `step` is 0 at the laboratory, 1 sent, 2 to be back soon, 3 back; `days` are left."""

    pathology: Pathology
    step: int
    days: int | None = None


def lent(listed: Iterable[Pathology], today: date) -> list[Lent]:
    """Return the slides that are on their way, or were and are back, the earliest to return first."""
    found = []
    for one in listed:
        if one.slides_returned_on is not None:
            found.append(Lent(one, BACK))
        elif one.slides_sent_on is not None or one.slides_sent_to.strip() not in {"", "not sent yet"}:
            days = (one.slides_return_by.high - today).days if one.slides_return_by else None
            found.append(Lent(one, 2 if days is not None and days <= SOON else 1, days))
    return sorted(found, key=lambda one: (one.step == BACK, one.days is None, one.days or 0))


@dataclass(frozen=True, slots=True)
class Named:
    """Something that a paper speaks of and that is not here; `day` is as exact as printed, or empty."""

    document: Document
    what: Cited
    day: str
    page: int
    snippet: str

    @property
    def place(self) -> Provenance:
        """Where it is named."""
        return Provenance(document_id=self.document.id, page=self.page, snippet=self.snippet)


def named(documents: Iterable[Document], requests: Iterable[Request]) -> list[Named]:
    """Return what papers name that is not here and that is on no request yet.

    Something is here when another paper of that very day is: the rule of readiness (packet.md, Readiness: All). A paper
    that cites several addenda lacks none of them when one of their days is here.
    """
    papers = [one for one in documents if one.belongs]
    asked = {(place.document_id, place.page) for one in requests for place in one.provenance}
    days = [(one.id, one.date.iso) for one in papers if one.date is not None and one.date.day is not None]

    def is_here(one: Named) -> bool:
        return any(day == one.day and other != one.document.id for other, day in days)

    found: list[Named] = []
    for paper in papers:
        addenda = _named_in(paper, Cited.ADDENDUM)
        found += [] if any(map(is_here, addenda)) else addenda
        found += [one for one in _named_in(paper, Cited.PRIOR_STUDY) if not is_here(one)]
    return [one for one in found if (one.document.id, one.page) not in asked]


def _named_in(paper: Document, what: Cited) -> list[Named]:
    """Return each day that a paper names once, at its first place."""
    seen: dict[str, Named] = {}
    for one in cited(paper.evidence, what):
        day = cited_day(one)
        text = day.iso if day else ""
        seen.setdefault(text, Named(paper, what, text, one.page, one.snippet))
    return list(seen.values())
