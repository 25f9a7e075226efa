"""What the review screen asks, and which mark on the page belongs to which field, without Qt."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from desktop.records.dates import PartialDate
from desktop.records.document import Document
from desktop.records.person import Person
from desktop.records.provenance import Box, Evidence
from desktop.services.dates import DateProblem, read_date
from desktop.ui.documents.presenter import needs_review

FIELD_ORDER = ("title", "date", "source", "doctor")
"""The fields with numbers, in the order of the form; the kind is chosen and carries none."""
_NUMBERS = re.compile(r"\b\d{1,2}[/.\-]\d{1,2}[/.\-]\d{4}\b")
PERSON_FIELDS = ("person", "born")


@dataclass(frozen=True, slots=True)
class FieldMark:
    """A mark on a page: the field it belongs to, what stands in its badge, and where it is."""

    field: str
    badge: str
    page: int
    box: Box


@dataclass(frozen=True, slots=True)
class DateDoubt:
    """Why a date should be looked at again."""

    in_future: bool = False
    before_birth: bool = False


def queue(documents: Sequence[Document]) -> tuple[Document, ...]:
    """Return the documents that wait for a look, oldest import first."""
    waiting = [document for document in documents if needs_review(document) and document.trashed is None]
    return tuple(sorted(waiting, key=lambda document: (document.created, document.id)))


def evidence_for(document: Document, field: str) -> Evidence | None:
    """Return the first evidence of a field, or None."""
    return next((item for item in document.evidence if item.field == field), None)


def two_days(document: Document) -> tuple[PartialDate, ...]:
    """Return the two days that the printed date of a document can mean (03/04/2026), or nothing."""
    evidence = evidence_for(document, "date")
    if evidence is None or evidence.certain or (document.date is not None and document.date.day is not None):
        return ()
    for printed in _NUMBERS.findall(evidence.snippet):
        reading = read_date(printed)
        if reading.problem is DateProblem.TWO_DAYS:
            return reading.choices[:2]
    return ()


def marks(document: Document) -> tuple[FieldMark, ...]:
    """Return the marks of a document: numbers for fields, "!" where the page names someone else."""
    fields = FIELD_ORDER if document.belongs else PERSON_FIELDS
    found: list[FieldMark] = []
    for number, field in enumerate(fields, start=1):
        evidence = evidence_for(document, field)
        if evidence is not None and evidence.box is not None:
            found.append(FieldMark(field, str(number) if document.belongs else "!", evidence.page, evidence.box))
    return tuple(found)


def doubt_about(day: PartialDate | None, person: Person, today: date) -> DateDoubt:
    """Say whether a date lies in the future or before the person was born."""
    if day is None:
        return DateDoubt()
    return DateDoubt(
        in_future=day.low > today,
        before_birth=person.born is not None and day.high < person.born.low,
    )


def fits_another(document: Document, people: Sequence[Person]) -> Person | None:
    """Return the person of the vault whose name words are all on the page, if just one fits."""
    named = set(document.person_named.casefold().replace(",", " ").split())
    fitting = [
        person
        for person in people
        if person.id != document.person_id and named and set(person.name.casefold().split()) & named == named
    ]
    return fitting[0] if len(fitting) == 1 else None
