"""What the fields, their choices and the kinds of fact are called in the window."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject

from desktop.records.fact import FactKind
from desktop.services.dates import DateProblem
from desktop.services.plausible import Doubt
from desktop.ui.forms.kind_words import kind_words


class FieldWords(QObject):
    """Labels and hints, translated; a field without words of its own is called by its name."""

    def label(self, kind: FactKind, name: str) -> str:
        """Return the label of a field."""
        own = self._own(kind).get(name)
        return (
            own
            or kind_words(kind).fields.get(name, "")
            or self._shared().get(name)
            or name.replace("_", " ").capitalize()
        )

    def hint(self, kind: FactKind, name: str) -> str:
        """Return an example or explanation, or an empty text."""
        hints = {
            (FactKind.MEDICATIONS, "strength"): self.tr("With its unit, for example 850 mg"),
            (FactKind.MEDICATIONS, "dose"): self.tr("For example 1 tablet"),
            (FactKind.MEDICATIONS, "how_often"): self.tr("For example twice a day, or morning and evening"),
            (FactKind.MEDICATIONS, "generic"): self.tr("As on the box, for example metformin"),
            (FactKind.RESULTS, "value"): self.tr("As printed, for example 10.9 or negative"),
            (FactKind.RESULTS, "range_text"): self.tr("As printed, for example 12.0 - 15.5"),
            (FactKind.RESULTS, "flag"): self.tr("As printed, for example L or High"),
            (FactKind.ALLERGIES, "substance"): self.tr("For example penicillin, nuts or latex"),
            (FactKind.ALLERGIES, "reaction"): self.tr("For example rash and swelling"),
            (FactKind.CONTACTS, "role"): self.tr("In your own words, for example my family doctor"),
            (FactKind.QUESTIONS, "text"): self.tr("Write it as you would say it"),
            (FactKind.APPOINTMENTS, "purpose"): self.tr("For example second opinion"),
            (FactKind.APPOINTMENTS, "when"): self.tr("For example 26 November 2026, 10:30 am"),
            (FactKind.CONDITIONS, "name"): self.tr("For example colon cancer, diabetes or first signs"),
        }
        return hints.get((kind, name), "") or kind_words(kind).examples.get(name, "")

    def date_hint(self) -> str:
        """Return what a date field takes."""
        return self.tr("As well as you know it: 14 November 2026, Nov 2026, or 2024")

    def date_problem(self, problem: DateProblem) -> str:
        """Return the sentence for a text that is not used as a date."""
        return {
            DateProblem.NOT_A_DATE: self.tr("We could not read this date. Write, for example, 14 November 2026."),
            DateProblem.YEAR_MISSING: self.tr("Which year? Please add it."),
            DateProblem.SHORT_YEAR: self.tr("Please write the year with four numbers, for example 2026."),
            DateProblem.TWO_DAYS: self.tr("Which day do you mean?"),
        }[problem]

    def doubt(self, doubt: Doubt, person: str) -> str:
        """Return the question about a date that can hardly be meant."""
        return {
            Doubt.FUTURE: self.tr("This date is in the future. Is the year right?"),
            Doubt.BEFORE_BIRTH: self.tr("This date is before {name} was born. Is it right?").format(name=person),
            Doubt.END_BEFORE_START: self.tr("This ends before it begins. Which date is wrong?"),
        }[doubt]

    def _own(self, kind: FactKind) -> Mapping[str, str]:
        own: Mapping[FactKind, Callable[[], Mapping[str, str]]] = {
            FactKind.MEDICATIONS: self._medication,
            FactKind.ALLERGIES: self._allergy,
            FactKind.RESULTS: self._result,
            FactKind.CONDITIONS: self._condition,
            FactKind.CONTACTS: self._contact,
            FactKind.QUESTIONS: self._question,
            FactKind.APPOINTMENTS: self._appointment,
            FactKind.RECIPIENTS: self._recipient,
        }
        return own[kind]() if kind in own else {}

    def _shared(self) -> Mapping[str, str]:
        return {
            "name": self.tr("Name"),
            "phone": self.tr("Phone"),
            "fax": self.tr("Fax"),
            "email": self.tr("E-mail"),
            "address": self.tr("Address"),
            "since": self.tr("Since when"),
            "until": self.tr("Until when"),
            "title": self.tr("What it is called in lists (made from the rest if empty)"),
            "note": self.tr("Anything else worth knowing"),
            "sensitive": self.tr("Sensitive topics: asked about before every packet"),
            "insurance": self.tr("Which insurance they take"),
        }

    def _medication(self) -> Mapping[str, str]:
        return {
            "generic": self.tr("Name of the medicine"),
            "brand": self.tr("Brand name"),
            "strength": self.tr("Strength"),
            "form": self.tr("Form (tablet, capsule, cream)"),
            "route": self.tr("How it gets in (by mouth, on the skin, injection)"),
            "dose": self.tr("How much each time"),
            "how_often": self.tr("How often"),
            "when": self.tr("When in the day"),
            "with_food": self.tr("With or without food"),
            "as_needed": self.tr("Only when needed"),
            "as_needed_use": self.tr("How often you really take it, when only as needed"),
            "why": self.tr("What it is for"),
            "prescriber": self.tr("Who prescribed it"),
            "status": self.tr("Taken now?"),
            "reason_stopped": self.tr("Why it was stopped"),
            "stopped_by": self.tr("Who decided to stop it"),
            "last_change": self.tr("Last change of the dose, and when"),
            "confirmed_on": self.tr("Last checked on"),
            "supplement": self.tr("Vitamin, supplement, or bought without a prescription"),
            "critical": self.tr("A warning that must not be missed (BLOOD THINNER)"),
            "start": self.tr("Since when"),
            "stop": self.tr("Until when"),
        }

    def _allergy(self) -> Mapping[str, str]:
        return {
            "substance": self.tr("What causes it"),
            "reaction": self.tr("What happened"),
            "severity": self.tr("How bad it was"),
            "certainty": self.tr("How sure it is"),
            "type": self.tr("Allergy or intolerance (no immune reaction)"),
        }

    def _result(self) -> Mapping[str, str]:
        return {
            "test": self.tr("Name of the test"),
            "value": self.tr("Result"),
            "comparator": self.tr("Sign before the number"),
            "unit": self.tr("Unit"),
            "range_text": self.tr("The lab's own range"),
            "low": self.tr("Lower end of the range"),
            "high": self.tr("Upper end of the range"),
            "flag": self.tr("Mark beside the value"),
            "lab": self.tr("Laboratory"),
            "panel": self.tr("Group it was printed in"),
            "specimen": self.tr("What was tested (blood, urine)"),
            "collected": self.tr("When the sample was taken"),
        }

    def _condition(self) -> Mapping[str, str]:
        return {
            "name": self.tr("What it is called"),
            "status": self.tr("Is it there now?"),
            "main": self.tr("The second opinion is about this"),
            "body_site": self.tr("Where in the body"),
            "stage": self.tr("Stage (how far it has spread), as printed"),
            "stage_system": self.tr("Staging system, for example AJCC 8"),
            "stage_date": self.tr("When the stage was set"),
            "stated_by": self.tr("Who said so"),
            "histology": self.tr("Kind of tissue, as printed"),
            "grade": self.tr("Grade (how the cells look), as printed"),
            "biomarkers": self.tr("Biomarkers (signs in the tissue), as printed"),
            "how_found": self.tr("How it was found"),
        }

    def _contact(self) -> Mapping[str, str]:
        return {
            "role": self.tr("Who this is to you"),
            "specialty": self.tr("Specialty"),
            "facility": self.tr("Hospital, practice or laboratory"),
            "portal": self.tr("Website of the portal"),
            "npi": self.tr("NPI (doctor's number in the United States)"),
            "gets_copy": self.tr("Gets a copy of the opinion"),
            "referring": self.tr("The doctor who referred you"),
            "emergency": self.tr("To be called in an emergency"),
            "family": self.tr("Family or helper"),
            "candidate": self.tr("Could give a second opinion"),
            "suggested_by": self.tr("Who suggested them"),
            "close_associate": self.tr("Works closely with your first doctor?"),
            "wait": self.tr("How long the wait is"),
        }

    def _question(self) -> Mapping[str, str]:
        return {
            "text": self.tr("Your question"),
            "group": self.tr("What it is about"),
            "rank": self.tr("Place in the list"),
            "important": self.tr("Must be answered"),
            "for_whom": self.tr("For which doctor"),
            "why": self.tr("Why you ask"),
            "answer": self.tr("The answer, as you understood it"),
            "answered_on": self.tr("When it was answered"),
        }

    def _appointment(self) -> Mapping[str, str]:
        return {
            "purpose": self.tr("What the visit is for"),
            "with_whom": self.tr("With whom"),
            "where": self.tr("Where"),
            "companion": self.tr("Who comes along"),
            "recording_allowed": self.tr("May the talk be recorded?"),
            "when": self.tr("When"),
        }

    def _recipient(self) -> Mapping[str, str]:
        return {
            "name": self.tr("Doctor"),
            "institution": self.tr("Hospital or practice"),
            "department": self.tr("Department"),
            "route": self.tr("How they want it"),
            "images": self.tr("Do they want pictures?"),
            "max_mb": self.tr("Largest file they take, in MB"),
            "max_files": self.tr("How many files their website takes at once"),
            "language": self.tr("Language they read"),
            "id_copy": self.tr("Do they want a copy of the ID?"),
            "asked_on": self.tr("Who said so, and when"),
        }

    def choice(self, value: str, kind: FactKind | None = None) -> str:
        """Return the words of a choice of a kind; a sign (<=) is shown as it is printed."""
        if kind is not None and value in kind_words(kind).choices:
            return kind_words(kind).choices[value]
        words = {
            "": self.tr("Not said"),
            "active": self.tr("Yes, now"),
            "stopped": self.tr("No, stopped"),
            "remission": self.tr("In remission (not seen now)"),
            "resolved": self.tr("No, it is over"),
            "mild": self.tr("Mild"),
            "moderate": self.tr("Moderate"),
            "severe": self.tr("Severe"),
            "confirmed": self.tr("Confirmed"),
            "likely": self.tr("Likely"),
            "unsure": self.tr("Not sure"),
            "allergy": self.tr("Allergy"),
            "intolerance": self.tr("Intolerance"),
            "diagnosis": self.tr("Diagnosis"),
            "tests": self.tr("Tests"),
            "options": self.tr("Options"),
            "benefits-and-risks": self.tr("Benefits and risks"),
            "trials": self.tr("Trials"),
            "logistics": self.tr("Practical"),
            "<=": "≤",
            ">=": "≥",
        }
        return words.get(value) or self._more_choices().get(value, value)

    def _more_choices(self) -> Mapping[str, str]:
        return {
            "locked-pdf": self.tr("Locked PDF"),
            "portal": self.tr("Website"),
            "print": self.tr("Paper"),
            "usb": self.tr("USB stick"),
            "fax": self.tr("Fax"),
            "substance-use": self.tr("Alcohol and drugs"),
            "mental-health": self.tr("Mental health"),
            "hiv-std": self.tr("HIV and other infections"),
            "reproductive": self.tr("Pregnancy and reproduction"),
            "genetic": self.tr("Family genes"),
            "minor": self.tr("Child's own matters"),
        }

    def add_title(self, kind: FactKind) -> str:
        """Return the title of an empty form."""
        return {
            FactKind.MEDICATIONS: self.tr("Add a medicine"),
            FactKind.ALLERGIES: self.tr("Add an allergy"),
            FactKind.RESULTS: self.tr("Add a result"),
            FactKind.CONDITIONS: self.tr("Add a diagnosis, symptom or event"),
            FactKind.CONTACTS: self.tr("Add a contact"),
            FactKind.QUESTIONS: self.tr("Add a question"),
            FactKind.APPOINTMENTS: self.tr("Add an appointment"),
            FactKind.RECIPIENTS: self.tr("Add a place that gets packets"),
        }.get(kind) or kind_words(kind).add

    def save_words(self, kind: FactKind) -> str:
        """Return the words of the button that saves."""
        return {
            FactKind.MEDICATIONS: self.tr("Save medicine"),
            FactKind.ALLERGIES: self.tr("Save allergy"),
            FactKind.RESULTS: self.tr("Save result"),
            FactKind.CONDITIONS: self.tr("Save event"),
            FactKind.CONTACTS: self.tr("Save contact"),
            FactKind.QUESTIONS: self.tr("Save question"),
            FactKind.APPOINTMENTS: self.tr("Save appointment"),
            FactKind.RECIPIENTS: self.tr("Save place"),
        }.get(kind) or kind_words(kind).save
