"""What stands on the lanes of the course at a glance: treatments, scans and stays as spans of time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from desktop.packet.language import say
from desktop.packet.pages.reports import unread_papers
from desktop.packet.pages.setting import Setting
from desktop.packet.pages.surgery import IN_HOSPITAL, unread
from desktop.packet.pages.treated import cycles_words, done_treatments, operations, planned_treatments
from desktop.packet.pages.words import together_with
from desktop.records.dates import NotADateError, PartialDate
from desktop.records.document import Document, DocumentKind
from desktop.records.encounter import Encounter
from desktop.records.fact import Fact, FactKind
from desktop.records.imaging import Imaging
from desktop.records.treatment import Treatment

PLANNED_DAYS = 14
"""Length of a planned treatment on the picture; nobody knows how long it will be."""


class Shape(StrEnum):
    """How a mark is drawn."""

    BLOCK = "block"
    BAR = "bar"
    PLANNED = "planned"
    FILLED = "filled"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark of a lane; `ticks` are the days of cycles within a bar."""

    first: date
    last: date
    label: str
    shape: Shape
    ticks: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class Lane:
    """One lane with its name and marks in time."""

    name: str
    marks: tuple[Mark, ...]


def lanes_of(setting: Setting, earliest: date) -> tuple[Lane, ...]:
    """Return the three lanes with what lies after `earliest`; days that nobody knows are not drawn."""
    lanes = (
        Lane(say("course.treatment"), _treatment(setting)),
        Lane(say("course.scans"), _scans(setting)),
        Lane(say("course.hospital"), _stays(setting)),
    )
    return tuple(
        Lane(lane.name, tuple(sorted((one for one in lane.marks if one.last >= earliest), key=lambda one: one.first)))
        for lane in lanes
    )


def _known(day: PartialDate | None) -> bool:
    return day is not None and day.month is not None


def _day(thing: Fact | Document) -> date:
    return thing.date.low if thing.date else date.min


def days_of(text: str) -> tuple[date, ...]:
    """Return the days that a field of days names; words that are none are passed over."""
    found = []
    for word in text.replace(",", " ").split():
        try:
            found.append(PartialDate.parse(word).low)
        except NotADateError:
            continue
    return tuple(found)


def _treatment(setting: Setting) -> tuple[Mark, ...]:
    marks = [Mark(_day(one), _day(one), one.name, Shape.BLOCK) for one in operations(setting) if _known(one.date)]
    marks += [_bar(setting, one) for one in done_treatments(setting) if _known(one.date)]
    marks += [
        Mark(
            _day(one), _day(one) + timedelta(days=PLANNED_DAYS), say("course.proposed", name=one.regimen), Shape.PLANNED
        )
        for one in planned_treatments(setting)
        if _known(one.date)
    ]
    papers = [one for one in unread(setting) if one.kind is DocumentKind.OPERATIVE_NOTE]
    papers += unread_papers(setting, frozenset({DocumentKind.TREATMENT_SUMMARY}), FactKind.TREATMENTS)
    return (*marks, *(Mark(_day(one), _day(one), one.title, Shape.BLOCK) for one in papers if _known(one.date)))


def _bar(setting: Setting, one: Treatment) -> Mark:
    last = one.end_date.low if one.end_date else setting.front.made_on
    label = together_with(one.regimen, cycles_words(one))
    return Mark(_day(one), max(last, _day(one)), label, Shape.BAR, days_of(one.cycle_dates))


def _scans(setting: Setting) -> tuple[Mark, ...]:
    studies = [one for one in setting.facts(Imaging) if _known(one.date) and not one.negated]
    marks = [Mark(_day(one), _day(one), one.modality, _shape(one.modality)) for one in studies]
    for paper in unread_papers(setting, frozenset({DocumentKind.IMAGING}), FactKind.IMAGING):
        if _known(paper.date):
            kind = modality(paper.title)
            marks.append(Mark(_day(paper), _day(paper), kind, _shape(kind)))
    return tuple(marks)


def _shape(kind: str) -> Shape:
    return Shape.OPEN if modality(kind) == "MRI" else Shape.FILLED


def modality(title: str) -> str:
    """MRI, CT, PET … as a title names it; "scan" when it names none."""
    words = title.upper().replace("-", " ").replace("/", " ").split()
    for found, names in (
        ("MRI", {"MRI", "MR", "MRCP", "RM"}),
        ("PET", {"PET"}),
        ("CT", {"CT", "TC", "TAC"}),
        ("US", {"ULTRASOUND", "US"}),
    ):
        if names & set(words):
            return found
    return say("timeline.scan")


def _stays(setting: Setting) -> tuple[Mark, ...]:
    stays = [
        one for one in setting.facts(Encounter) if one.type in IN_HOSPITAL and _known(one.date) and not one.negated
    ]
    marks = [Mark(_day(one), one.end_date.low if one.end_date else _day(one), one.reason, Shape.BLOCK) for one in stays]
    papers = [one for one in unread(setting) if one.kind is DocumentKind.DISCHARGE_SUMMARY and _known(one.date)]
    return (*marks, *(Mark(_day(one), _day(one), one.title, Shape.BLOCK) for one in papers))
