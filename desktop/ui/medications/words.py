"""The sentences of the medicines page."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject

from desktop.records.allergy import Allergy, Severity
from desktop.records.answers import Answer
from desktop.records.medication import Medication, MedicationStatus
from desktop.ui.dates import day_words
from desktop.ui.medications.presenter import Freshness, Unanswered, span


class MedicationWords(QObject):
    """Says what the presenter found."""

    def age(self, fresh: Freshness) -> str:
        """Return the line below the title."""
        if not fresh.total:
            return self.tr("Doctors want to know everything you take, also vitamins and herbs.")
        wish = self.tr("Doctors want a list that is not older than 30 days.")
        if fresh.never == fresh.total:
            return self.tr("You have not checked this list yet. {wish}").format(wish=wish)
        if fresh.days is None:
            said = self.tr("{never} of {total} medicines were never checked. {wish}")
            return said.format(never=fresh.never, total=fresh.total, wish=wish)
        if fresh.days == 0:
            return self.tr("You checked this list today.")
        if fresh.days == 1:
            return self.tr("You checked this list yesterday.")
        said = self.tr("You checked this list {days} days ago.").format(days=fresh.days)
        return said if fresh.is_fresh else f"{said} {wish}"

    def allergies(self, listed: Sequence[Allergy], answer: Answer) -> str:
        """Return the allergies in one line; none known, not known and not asked are three different answers."""
        if listed and (answer is not Answer.NONE_KNOWN or not all(one.negated for one in listed)):
            return "; ".join(self.allergy(one) for one in listed) + "."
        return {
            Answer.NONE_KNOWN: self.tr("None known."),
            Answer.NOT_KNOWN: self.tr("Not known."),
        }.get(answer, self.tr("Not asked yet. Doctors look here first."))

    def allergy(self, one: Allergy) -> str:
        """Return "Penicillin – rash and swelling (2009)"; what is known not to be there says so."""
        if one.negated:
            return self.tr("None known: {thing}").format(thing=one.title)
        said = f"{one.title} \u2013 {one.reaction}" if one.reaction else one.title
        since = day_words(one.date)
        return f"{said} ({since})" if since else said

    def read(self, one: Medication | Allergy) -> str:
        """Return all that was read of a medicine or an allergy, for comparing it with its page."""
        if isinstance(one, Allergy):
            severity = {
                Severity.MILD: self.tr("mild"),
                Severity.MODERATE: self.tr("moderate"),
                Severity.SEVERE: self.tr("severe"),
            }
            said = (one.reaction, severity[one.severity] if one.severity else "", day_words(one.date), one.note)
            return ", ".join(part for part in said if part)
        times = (one.dose, one.route, one.how_often, one.when, one.with_food)
        needed = self.tr("only when needed") if one.as_needed else ""
        why = self.tr("for {what}").format(what=one.why) if one.why else ""
        stopped = self.tr("Stopped") if one.clinical_status is MedicationStatus.STOPPED else ""
        parts = (stopped, one.form, one.brand, *times, needed, why, one.prescriber)
        return ", ".join(part for part in parts if part)

    def why(self, medicine: Medication) -> str:
        """Return "For diabetes", or that no one wrote it down."""
        if medicine.why:
            return self.tr("For {what}").format(what=medicine.why)
        return self.tr("What for is not written down")

    def who(self, medicine: Medication) -> str:
        """Return "Dr. Green, since 2018"."""
        from_whom = medicine.prescriber or (self.tr("Not prescribed") if medicine.supplement else "")
        start = medicine.date.printed if medicine.date and medicine.date.month is None else ""
        since = start or day_words(medicine.date)
        since_words = self.tr("since {date}").format(date=since) if since else ""
        said = ", ".join(part for part in (from_whom, since_words) if part)
        return said[:1].upper() + said[1:]

    def when(self, medicine: Medication) -> str:
        """Return "Apr to Aug 2026"."""
        start, end = span(medicine.date, medicine.end_date)
        first, last = day_words(start), day_words(end)
        if not first and last:
            return self.tr("until {date}").format(date=last)
        if start is not None and end is not None and start.year == end.year and start.month and not start.day:
            first = first.rsplit(" ", 1)[0]
        return self.tr("{start} to {end}").format(start=first, end=last) if last else first

    def saved(self, left: Unanswered) -> str:
        """Return what is said after the list was saved."""
        if not left.count:
            return self.tr("List saved with today's date.")
        if left.keeps is None:
            return self.tr("List saved. {count} were not answered.").format(count=left.count)
        said = self.tr("List saved. {count} were not answered; they keep the date {date}.")
        return said.format(count=left.count, date=_day_and_month(day_words(left.keeps, long=True)))


def _day_and_month(words: str) -> str:
    parts = words.split(" ")
    return " ".join(parts[:2]) if len(parts) > 2 else words  # noqa: PLR2004 - day, month, year
