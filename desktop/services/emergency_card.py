"""The emergency sheet with its wallet card: what a stranger must know first, from what is the person's word."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import timedelta
from pathlib import Path

from desktop.foundation import clock
from desktop.packet.language import catalogue, say, speaking
from desktop.packet.pages.function import measure_words
from desktop.packet.pages.medicines import medicine_name, taken_as
from desktop.packet.pages.words import day_in_words, filled_lines, in_words, together_with, unknown_words
from desktop.packet.single_things import called, own_thing
from desktop.records.allergy import Allergy, AllergyType, Severity
from desktop.records.answers import Answer
from desktop.records.condition import Condition, ConditionStatus
from desktop.records.contact import Contact
from desktop.records.device import Device
from desktop.records.fact import Fact, FactKind
from desktop.records.medication import Medication, MedicationStatus
from desktop.records.person import Person
from desktop.records.provenance import Origin
from desktop.records.single_thing import SingleThing, things_of
from desktop.services.paper import Paper, page_picture, write_paper
from desktop.services.people import People
from desktop.services.records import Records
from desktop.services.results import Results
from desktop.typeset.compile import typeset_pages
from desktop.typeset.drawable import JSON

Asked = Mapping[SingleThing, Answer]
CHECK_AGAIN = timedelta(days=92)
"""A card is looked over every three months."""
MEASURED = ("weight", "height")
QR_LIMIT = 300
"""Characters of the square code, so that it stays big enough to be read from paper."""


class EmergencyCard:
    """Makes the sheet of a person; nothing that waits to be confirmed is on it."""

    def __init__(self, people: People, records: Records, results: Results) -> None:
        """Read through the services."""
        self._people, self._records, self._results = people, records, results

    def made(self, person_id: str, *, language: str = "en", paper: str = "letter") -> Paper:
        """Return the PDF with the number of its pages; raises NoSuchThingError and what typesetting raises."""
        with speaking(language):
            data = self._data(person_id) | {"paper": paper, "language": language, "words": catalogue(language)}
            pages = typeset_pages("emergency-card", data, note="pages", assets={"qr.svg": _qr(data)})
        return Paper(pages.pdf, int(str(pages.notes[0])))

    def save(self, person_id: str, target: Path, *, language: str = "en", paper: str = "letter") -> None:
        """Write the PDF to `target`; raises EnvironmentProblem when the place cannot be written."""
        write_paper(target, self.made(person_id, language=language, paper=paper).pdf)

    @staticmethod
    def page_png(pdf: bytes, page: int, *, width: int) -> bytes:
        """Return the picture of a page (from 1) for a preview or the printer; rendered in the sandbox."""
        return page_picture(pdf, page, width=width)

    def _said(self, kind: FactKind, person_id: str) -> list[Fact]:
        return [one for one in self._records.list(kind, person_id) if one.origin is not Origin.PROPOSED]

    def _data(self, person_id: str) -> dict[str, JSON]:
        person, answers = self._people.get(person_id), self._records.answers(person_id)
        medicines = [one for one in self._said(FactKind.MEDICATIONS, person_id) if isinstance(one, Medication)]
        taken = [one for one in medicines if one.clinical_status is not MedicationStatus.STOPPED and not one.negated]
        critical = [one for one in taken if one.critical.strip()]
        asked = self._records.single_things.answers(person_id)
        today = clock.today()
        return {
            "name": person.name,
            "made": say("emergency.made", day=day_in_words(today), again=day_in_words(today + CHECK_AGAIN)),
            "day": today.isoformat(),
            "born": in_words(person.born) if person.born else say("unknown.not-known"),
            "about": _about(person),
            "body": list[JSON](self._body(person, person_id)),
            "critical": [_critical(one) for one in critical],
            "allergies": _allergies(self._said(FactKind.ALLERGIES, person_id), answers, asked),
            "conditions": _conditions(self._said(FactKind.CONDITIONS, person_id), answers, asked),
            "devices": _devices(self._said(FactKind.DEVICES, person_id), answers, asked),
            "thinners": _thing_words(SingleThing.BLOOD_THINNERS, asked),
            "medicines": [_medicine(one) for one in taken if one not in critical],
            "none_taken": "" if taken else unknown_words(_listed(answers.get(FactKind.MEDICATIONS))),
            "call": _call(person, self._said(FactKind.CONTACTS, person_id)),
            "records": filled_lines(person.record_numbers)[0] if filled_lines(person.record_numbers) else "",
        }

    def _body(self, person: Person, person_id: str) -> list[str]:
        newest = [one for test in self._results.tests(person_id) for one in test.newest]
        words = [measure_words(one) for what in MEASURED for one in newest if one.test.casefold() == what]
        group = [say("emergency.blood", group=person.blood_group)] if person.blood_group else []
        return [*words, *group]


def _listed(answer: Answer | None) -> Answer:
    return Answer.NOT_ASKED if answer in {None, Answer.KNOWN} else answer or Answer.NOT_ASKED


def _about(person: Person) -> list[JSON]:
    speaks = say("emergency.speaks", languages=person.languages) if person.languages else ""
    return [text for text in (person.sex, speaks, *filled_lines(person.needs)[:1]) if text]


def _critical(one: Medication) -> dict[str, JSON]:
    since = say("emergency.since", day=one.date.iso) if one.date else ""
    name = medicine_name(one)
    brand = f" ({one.brand})" if one.brand and one.brand != name else ""
    return {
        "word": one.critical.strip().upper(),
        "name": f"{name}{brand}",
        "taking": together_with(one.strength, _dose(one) or taken_as(one)),
        "short": together_with(one.strength, _dose(one)),
        "why": together_with(one.why, since),
    }


def _dose(one: Medication) -> str:
    """Return how much and how often; the strength alone would not say how much is taken."""
    return together_with(one.dose, one.how_often, separator=" ")


def _medicine(one: Medication) -> str:
    needed = say("medicines.when-needed") if one.as_needed else ""
    how = together_with(_dose(one), needed)
    return f"{together_with(medicine_name(one), one.strength, separator=' ')}{f' ({how})' if how else ''}"


_TOLD = (Answer.NONE_KNOWN, Answer.NOT_KNOWN)
"""What a card says of a single thing: what was answered."""


def _thing_words(thing: SingleThing, asked: Asked) -> str:
    """Return "Blood thinners: None known", or an empty text when the list tells or nobody asked."""
    return f"{say(f'asked.{thing.value}')}: {unknown_words(asked[thing])}" if asked[thing] in _TOLD else ""


def _not_known(kind: FactKind, asked: Asked) -> list[str]:
    return [_thing_words(thing, asked) for thing in things_of(kind) if asked[thing] is Answer.NOT_KNOWN]


def _allergies(facts: Sequence[Fact], answers: Mapping[FactKind, Answer], asked: Asked) -> list[JSON]:
    told: list[JSON] = []
    listed = [one for one in facts if isinstance(one, Allergy)]
    worst = {Severity.SEVERE: 0, Severity.MODERATE: 1, Severity.MILD: 3}
    listed.sort(
        key=lambda one: (one.type is AllergyType.INTOLERANCE, worst.get(one.severity, 2) if one.severity else 2)
    )
    for one in listed:
        name = called(one, one.substance or one.title)
        words = say("unknown.none-known") if one.negated else one.reaction
        told.append({"name": name, "words": words, "none": one.negated})
    told.sort(key=lambda row: bool(row["none"]) if isinstance(row, dict) else False)
    word = unknown_words(_listed(answers.get(FactKind.ALLERGIES)))
    more: list[JSON] = [{"name": words, "words": "", "none": True} for words in _not_known(FactKind.ALLERGIES, asked)]
    return (told or [{"name": word, "words": "", "none": True}]) + more


def _conditions(facts: Sequence[Fact], answers: Mapping[FactKind, Answer], asked: Asked) -> list[JSON]:
    present = [
        one
        for one in facts
        if isinstance(one, Condition) and not one.negated and one.clinical_status is not ConditionStatus.RESOLVED
    ]
    names: list[JSON] = [{"name": one.name, "main": one.main} for one in sorted(present, key=lambda one: not one.main)]
    anesthesia = _thing_words(SingleThing.ANESTHESIA, asked)
    more: list[JSON] = [{"name": anesthesia, "main": False}] if anesthesia else []
    return (names or [{"name": unknown_words(_listed(answers.get(FactKind.CONDITIONS))), "main": False}]) + more


def _devices(facts: Sequence[Fact], answers: Mapping[FactKind, Answer], asked: Asked) -> list[JSON]:
    told: list[JSON] = []
    for one in facts:
        if isinstance(one, Device) and one.end_date is None:
            since = say("emergency.since", day=one.date.iso) if one.date else ""
            mri = say("history.mri", words=one.mri) if one.mri else ""
            words = together_with(one.name, one.body_site, since, mri)
            name = called(one, one.name).lower() if own_thing(one) else one.name
            told.append(say("summary.no-device", name=name) if one.negated else words)
    more: list[JSON] = [*_not_known(FactKind.DEVICES, asked)]
    return (told or [unknown_words(_listed(answers.get(FactKind.DEVICES)))]) + more


def _call(person: Person, facts: Sequence[Fact]) -> list[JSON]:
    """Return whom to call: the person's own list first, then contacts for an emergency; name and number apart."""
    people: list[JSON] = []
    named: list[str] = filled_lines(person.emergency_contacts)
    for line in named:
        who, _, phone = line.rpartition(", ")
        people.append({"who": who, "phone": phone} if who else {"who": line, "phone": ""})
    people += [
        {"who": together_with(one.name, one.role), "phone": one.phone}
        for one in facts
        if isinstance(one, Contact) and one.emergency and not any(one.name in line for line in named)
    ]
    return people


def _qr(data: Mapping[str, JSON]) -> bytes:
    """Return the square code of name, birth date, critical medicines, allergies and one number; no address."""
    import segno  # noqa: PLC0415 - only for the card

    lines = [str(data["name"]), f"{say('emergency.born')} {data['born']}"]
    for key, shown in (("critical", ("word", "name")), ("allergies", ("name", "words")), ("call", ("who", "phone"))):
        rows = data[key]
        found = [row for row in rows if isinstance(row, dict)] if isinstance(rows, Sequence) else []
        found = [row for row in found if not row.get("none")][: 1 if key == "call" else None]
        head = f"{say('emergency.allergy')}: " if key == "allergies" else ""
        lines += [head + together_with(*(str(row[name]) for name in shown), separator=": ") for row in found]
    picture = io.BytesIO()
    text = "\n".join(lines)[:QR_LIMIT]
    segno.make(text, error="m", micro=False).save(picture, kind="svg", border=2, xmldecl=False)
    return picture.getvalue()
