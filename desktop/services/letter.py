"""The letter that asks a place for records: access by default, slides with their numbers, or images as DICOM."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from desktop.foundation import clock
from desktop.packet.language import catalogue, say, speaking
from desktop.packet.pages.words import day_in_words, filled_lines, in_words, labelled, together_with
from desktop.records.appointment import Appointment
from desktop.records.authority import Authority
from desktop.records.contact import Contact
from desktop.records.fact import Fact
from desktop.records.imaging import Imaging
from desktop.records.pathology import Pathology
from desktop.records.person import Person
from desktop.records.recipient import Recipient
from desktop.records.request import Request
from desktop.services.errors import NoSuchThingError
from desktop.services.paper import Paper, page_picture, write_paper
from desktop.services.people import People
from desktop.services.records import Records
from desktop.typeset.compile import typeset_pages
from desktop.typeset.drawable import JSON

DAYS = 30
"""Days within which a place must answer a request for access (45 CFR 164.524 (b)(2))."""
SLIDE_WORDS = ("slide", "block", "recut", "lámina", "bloque")
IMAGE_WORDS = ("dicom", "image", "picture", "scan", "disc", "ct", "mri", "pet", "x-ray", "imagen", "disco")
FactT = TypeVar("FactT", bound=Fact)


class LetterForm(StrEnum):
    """What is asked for."""

    ACCESS = "access"
    SLIDES = "slides"
    IMAGES = "images"


def form_for(request: Request) -> LetterForm:
    """Return the form that the words of a request call for."""
    words = request.what.casefold()
    if any(word in words for word in SLIDE_WORDS):
        return LetterForm.SLIDES
    parts = set(words.replace(",", " ").replace("-", " ").split())
    if parts & set(IMAGE_WORDS) or any(word in words for word in ("image", "picture", "dicom")):
        return LetterForm.IMAGES
    return LetterForm.ACCESS


class Letters:
    """Makes letters for requests; the person signs and sends them."""

    def __init__(self, people: People, records: Records) -> None:
        """Read through the services."""
        self._people, self._records = people, records

    def request(self, request_id: str) -> Request:
        """Return a request; raises NoSuchThingError."""
        found = self._records.get(request_id)
        if not isinstance(found, Request):
            raise NoSuchThingError("request")
        return found

    def made(
        self, request_id: str, *, form: LetterForm | None = None, language: str = "en", paper: str = "letter"
    ) -> Paper:
        """Return the PDF with the number of its pages; raises NoSuchThingError and what typesetting raises."""
        request = self.request(request_id)
        with speaking(language):
            data = self._data(request, form or form_for(request))
            data |= {"paper": paper, "language": language, "words": catalogue(language)}
            pages = typeset_pages("letter", data, note="pages")
        return Paper(pages.pdf, int(str(pages.notes[0])))

    def save(
        self,
        request_id: str,
        target: Path,
        *,
        form: LetterForm | None = None,
        language: str = "en",
        paper: str = "letter",
    ) -> None:
        """Write the PDF to `target`; raises EnvironmentProblem when the place cannot be written."""
        write_paper(target, self.made(request_id, form=form, language=language, paper=paper).pdf)

    @staticmethod
    def page_png(pdf: bytes, page: int, *, width: int) -> bytes:
        """Return the picture of a page (from 1) for a preview or the printer; rendered in the sandbox."""
        return page_picture(pdf, page, width=width)

    def _of(self, fact_type: type[FactT], person_id: str) -> list[FactT]:
        listed = self._records.list(fact_type.kind, person_id)
        return [one for one in listed if isinstance(one, fact_type) and not one.negated]

    def _data(self, request: Request, form: LetterForm) -> dict[str, JSON]:
        person, today = self._people.get(request.person_id), clock.today()
        place = _place(request, self._of(Contact, person.id))
        due = request.answer_by.high if request.answer_by else today + timedelta(days=DAYS)
        visit = self._next_visit(person.id, today)
        number = record_number(person, request.provider)
        return {
            "name": person.name,
            "address": list[JSON](filled_lines(person.address)),
            "reach": together_with(person.phone, person.email, separator=" · "),
            "made": day_in_words(today),
            "number": f"R-{request.id[:4].upper()}",
            "way": _way(request, place),
            "to": list[JSON](_to(request, place)),
            "own": person.relation.strip().casefold() in {"", "self"},
            "born": in_words(person.born) if person.born else say("unknown.not-known"),
            "born_iso": person.born.iso if person.born else "",
            "also": person.former_names,
            "record_number": number or say("letter.not-known"),
            "visit": in_words(visit.date) if visit and visit.date else "",
            "items": self._items(request, form, person, number),
            "email": person.email,
            "images": form is LetterForm.IMAGES,
            "slides": form is LetterForm.SLIDES,
            "slides_to": self._second_laboratory(person.id) if form is LetterForm.SLIDES else "",
            "due": day_in_words(due),
            "speaker": _speaker(self._of(Authority, person.id)),
        }

    def _next_visit(self, person_id: str, today: date) -> Appointment | None:
        ahead = [one for one in self._of(Appointment, person_id) if one.date and one.date.high >= today]
        return min(ahead, key=lambda one: one.date.low if one.date else today, default=None)

    def _second_laboratory(self, person_id: str) -> str:
        recipients = self._of(Recipient, person_id)
        if not recipients:
            return ""
        one = recipients[0]
        return together_with(one.institution or one.name, *filled_lines(one.address))

    def _items(self, request: Request, form: LetterForm, person: Person, number: str) -> list[JSON]:
        if form is LetterForm.SLIDES:
            rows = [_slides(one) for one in _at(request, self._of(Pathology, person.id))]
            return rows or [[request.what, "", "–"]]
        if form is LetterForm.IMAGES:
            studies = _at(request, self._of(Imaging, person.id))
            rows = [_study(one) for one in studies]
            rows = rows or [[say("letter.images", study=request.what), "", "–"]]
            days = [one.date.iso for one in studies if one.date]
            before = say("letter.before", day=min(days)) if days else "–"
            return [*rows, [say("letter.compared"), before, say("letter.not-known")]]
        return [[request.what, "", number or "–"]]


def record_number(person: Person, provider: str) -> str:
    """Return the person's record number at a place, when one of the kept numbers names it."""
    for line in filled_lines(person.record_numbers):
        facility, number = labelled(line)
        if facility and provider and (facility.casefold() in provider.casefold() or _same(facility, provider)):
            return number
    return ""


def _same(one: str, other: str) -> bool:
    """Whether two names of places begin with the same word: Lakeshore, Lakeshore Community Hospital."""
    first, second = one.casefold().split()[:1], other.casefold().split()[:1]
    return bool(first) and first == second


def _at(request: Request, facts: Sequence[FactT]) -> list[FactT]:
    """Return what lies at the place that is asked; everything when nobody is named."""
    if not request.provider.strip():
        return list(facts)
    names = {"lab", "facility", "slides_held_by", "images_held_by"}
    return [
        one
        for one in facts
        if any(_same(request.provider, str(getattr(one, name))) for name in names if getattr(one, name, ""))
    ]


def _place(request: Request, contacts: Sequence[Contact]) -> Contact | None:
    named = (one for one in contacts if request.provider.casefold() in {one.name.casefold(), one.facility.casefold()})
    return next(named, None) if request.provider else None


def _way(request: Request, place: Contact | None) -> str:
    if request.how.strip():
        return say("letter.by-way", way=request.how)
    return say("letter.by-way", way=say("letter.fax", number=place.fax)) if place and place.fax else ""


def _to(request: Request, place: Contact | None) -> list[str]:
    name = request.provider or (place.name if place else "")
    return [
        text for text in (name, say("letter.to-department"), *(filled_lines(place.address) if place else [])) if text
    ]


def _slides(one: Pathology) -> JSON:
    count = one.slides_count or say("letter.slides-plain")
    what = say("letter.slides-report", count=count)
    when = say("letter.collected", day=one.date.iso) if one.date else ""
    return [f"{what}: {one.specimen}", when, say("letter.case", number=one.accession) if one.accession else "–"]


def _study(one: Imaging) -> JSON:
    study = together_with(one.modality, one.body_part, separator=" ")
    return [say("letter.images", study=study), one.date.iso if one.date else "", one.accession or "–"]


def _speaker(authorities: Sequence[Authority]) -> str:
    if not authorities:
        return ""
    one = authorities[0]
    paper = say(f"team.{one.type.value}") if one.type else ""
    return together_with(one.holder, one.relation, paper, one.phone)
