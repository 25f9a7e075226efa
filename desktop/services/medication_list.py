"""The list of medicines on paper: one page to give away, or a card for the wallet."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path

from desktop.foundation import clock
from desktop.foundation.atomic import write_atomic
from desktop.foundation.errors import EnvironmentProblem
from desktop.packet.language import catalogue, say, speaking
from desktop.packet.pages.medicines import medicine_name, medicine_strength, taken_as, within_a_year
from desktop.packet.pages.words import iso, stated, unknown_words
from desktop.records.allergy import Allergy
from desktop.records.answers import Answer
from desktop.records.contact import Contact
from desktop.records.detail import joined
from desktop.records.fact import Fact, FactKind
from desktop.records.medication import Medication, MedicationStatus
from desktop.records.provenance import Origin
from desktop.services.paper import Paper, page_picture
from desktop.services.people import People
from desktop.services.records import Records
from desktop.typeset.compile import typeset_pages
from desktop.typeset.drawable import JSON

TITLES = {False: "medication-list.title", True: "medication-list.wallet"}


class ListForm(StrEnum):
    """The two forms on paper."""

    PAGE = "page"
    WALLET = "wallet"


def _said(facts: Sequence[Fact]) -> list[Fact]:
    return [one for one in facts if one.origin is not Origin.PROPOSED and not one.negated]


def _allergies(facts: Sequence[Fact], answer: Answer) -> list[JSON]:
    told = [one for one in _said(facts) if isinstance(one, Allergy)]
    if not told:
        return [unknown_words(answer if answer is not Answer.KNOWN else Answer.NOT_KNOWN)]
    return [f"{one.substance}: {one.reaction}" if one.reaction else one.substance for one in told]


def _row(one: Medication) -> dict[str, JSON]:
    name = medicine_name(one)
    brand = one.brand if one.brand != name else ""
    return {
        "name": name,
        "aside": joined(brand, say("medication-list.no-prescription") if one.supplement else ""),
        "critical": one.critical.strip().upper(),
        "strength": medicine_strength(one),
        "taking": taken_as(one),
        "why": joined(one.why, one.prescriber),
    }


def _checked(now: Sequence[Medication]) -> str:
    days = [one.confirmed_on for one in now if one.confirmed_on]
    if not days:
        return say("medication-list.not-checked") if now else ""
    oldest, many = min(days, key=lambda day: day.low), len(days)
    if many == len(now):
        return say("medication-list.checked", day=oldest.iso)
    newest = max(days, key=lambda day: day.low)
    return say("medication-list.some-checked", count=many, total=len(now), day=newest.iso)


class MedicationList:
    """Makes the list of a person from what is their word; nothing that waits to be confirmed is on it."""

    def __init__(self, people: People, records: Records) -> None:
        """Read through the services."""
        self._people, self._records = people, records

    def pdf(self, person_id: str, form: ListForm, *, language: str = "en") -> bytes:
        """Return the PDF, not locked; raises NoSuchThingError and what typesetting raises."""
        return self.made(person_id, form, language=language).pdf

    def made(self, person_id: str, form: ListForm, *, language: str = "en") -> Paper:
        """Return the PDF with the number of its pages; its own words are in `language`."""
        with speaking(language):
            data = self._data(person_id, wallet=form is ListForm.WALLET)
        data |= {"language": language, "words": catalogue(language)}
        pages = typeset_pages("medication-list", data, note="pages")
        return Paper(pages.pdf, int(str(pages.notes[0])))

    def save(self, person_id: str, form: ListForm, target: Path, *, language: str = "en") -> None:
        """Write the PDF to `target`; raises EnvironmentProblem when the place cannot be written."""
        pdf = self.pdf(person_id, form, language=language)
        try:
            write_atomic(target, [pdf])
        except OSError as error:
            raise EnvironmentProblem(
                "The list could not be written there.", do="Check the folder and its free space, or choose another."
            ) from error

    @staticmethod
    def page_png(pdf: bytes, page: int, *, width: int) -> bytes:
        """Return the picture of a page (from 1) for a preview or the printer; rendered in the sandbox."""
        return page_picture(pdf, page, width=width)

    def _data(self, person_id: str, *, wallet: bool) -> dict[str, JSON]:
        person = self._people.get(person_id)
        answers = self._records.answers(person_id)
        every = [
            one for one in _said(self._records.list(FactKind.MEDICATIONS, person_id)) if isinstance(one, Medication)
        ]
        now = [one for one in every if one.clinical_status is not MedicationStatus.STOPPED]
        gone = [one for one in every if one.clinical_status is MedicationStatus.STOPPED]
        stopped = [one for one in gone if within_a_year(one, clock.today())]
        contacts = [one for one in _said(self._records.list(FactKind.CONTACTS, person_id)) if isinstance(one, Contact)]
        call = [joined(one.name, one.phone) for one in contacts if one.emergency]
        answer = answers[FactKind.MEDICATIONS]
        none_now = unknown_words(answer if answer is not Answer.KNOWN else Answer.NOT_KNOWN)
        return {
            "title": say(TITLES[wallet]),
            "wallet": wallet,
            "made": clock.today().isoformat(),
            "person": person.name,
            "born": person.born.iso if person.born else "",
            "footer": say("medication-list.footer", title=say(TITLES[wallet]), day=clock.today().isoformat()),
            "allergies": _allergies(self._records.list(FactKind.ALLERGIES, person_id), answers[FactKind.ALLERGIES]),
            "emergency": list[JSON](call),
            "checked": _checked(now),
            "none_now": none_now,
            "now": [_row(one) for one in now],
            "stopped": [
                {
                    "name": joined(medicine_name(one), one.strength),
                    "dates": say("dates.span", begin=iso(one.date), end=iso(one.end_date)),
                    "reason": stated(one.reason_stopped),
                }
                for one in stopped
            ],
        }
