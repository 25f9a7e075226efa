"""Plain words for parts, cases, wishes and editions of a packet."""

from __future__ import annotations

from PySide6.QtCore import QObject

from desktop.records.document import Document
from desktop.records.packet import Case, PacketPart, PacketShape, Want
from desktop.records.recipient_profile import Decided, Decision
from desktop.ui.dates import day_words


class PacketWords(QObject):
    """The words, translated."""

    def steps(self) -> list[str]:
        """Return the five steps."""
        return [
            self.tr("Who it is for"),
            self.tr("What to include"),
            self.tr("Privacy"),
            self.tr("Check"),
            self.tr("Deliver"),
        ]

    def called(self, document: Document, field: str) -> str:
        """Return "The title: CT of the abdomen", a field by which a document is called."""
        title = {
            "title": self.tr("The document’s title: {value}"),
            "date": self.tr("The document’s date: {value}"),
            "source": self.tr("Where the document came from: {value}"),
            "doctor": self.tr("The document’s doctor: {value}"),
        }[field]
        value = day_words(document.date, long=True) if field == "date" else str(getattr(document, field))
        return title.format(value=value)

    def not_called(self, field: str, title: str) -> str:
        """Return "Date of CT of the abdomen", a field of a document that stays out."""
        words = {
            "title": self.tr("Title of {title}"),
            "date": self.tr("Date of {title}"),
            "source": self.tr("Where {title} came from"),
            "doctor": self.tr("Doctor of {title}"),
        }
        return words[field].format(title=title)

    def part(self, part: PacketPart) -> str:
        """Return what a part is called."""
        return {
            PacketPart.SUMMARY: self.tr("One-page summary"),
            PacketPart.TIMELINE: self.tr("Timeline"),
            PacketPart.QUESTIONS: self.tr("My questions"),
            PacketPart.PATHOLOGY: self.tr("Pathology and slides"),
            PacketPart.IMAGING: self.tr("Scans"),
            PacketPart.CONSULTS: self.tr("Diagnosis, visits and plan"),
            PacketPart.TREATMENT: self.tr("Treatment with medicines"),
            PacketPart.SURGERY: self.tr("Operations and hospital stays"),
            PacketPart.RADIATION: self.tr("Radiation"),
            PacketPart.RESULTS: self.tr("Test results"),
            PacketPart.MEDICINES: self.tr("Medicines"),
            PacketPart.ALLERGIES: self.tr("Allergies"),
            PacketPart.HISTORY: self.tr("Other conditions and daily life"),
            PacketPart.FAMILY: self.tr("Illnesses in the family"),
            PacketPart.CARE_TEAM: self.tr("Care team"),
            PacketPart.SOURCES: self.tr("Documents"),
        }[part]

    def wants(self) -> list[tuple[Want, str]]:
        """Return what can be wanted from the visit."""
        return [
            (Want.CONFIRM_DIAGNOSIS, self.tr("Right diagnosis?")),
            (Want.CONFIRM_PLAN, self.tr("Right plan?")),
            (Want.OTHER_OPTIONS, self.tr("Other treatments")),
            (Want.TRIAL, self.tr("A trial")),
        ]

    def cases(self) -> list[tuple[str, str]]:
        """Return what the second opinion can be about."""
        return [
            (Case.CANCER.value, self.tr("Cancer")),
            (Case.SURGERY.value, self.tr("Operation")),
            (Case.IMAGING.value, self.tr("Scans only")),
            (Case.RARE.value, self.tr("Rare or unclear")),
            (Case.CHILD.value, self.tr("Child")),
            (Case.GENERAL.value, self.tr("Something else")),
        ]

    def shapes(self) -> list[tuple[str, str]]:
        """Return the editions."""
        return [
            (PacketShape.FULL.value, self.tr("Everything ticked")),
            (PacketShape.SHORT.value, self.tr("Short")),
            (PacketShape.PATHOLOGY.value, self.tr("Pathology only")),
            (PacketShape.IMAGING.value, self.tr("Scan reports only")),
            (PacketShape.PORTAL.value, self.tr("For a website")),
            (PacketShape.FAX.value, self.tr("For fax")),
            (PacketShape.PRINT.value, self.tr("Large print")),
            (PacketShape.PAPERS.value, self.tr("ID and papers")),
        ]

    def decided(self, decision: Decision, place: str) -> str:
        """Return what a place's profile settled, in one sentence."""
        return {
            Decided.NO_IMAGES: self.tr("{place} does not want pictures of scans: they stay out."),
            Decided.WITH_IMAGES: self.tr("{place} wants the pictures of scans: send the folder in step 5."),
            Decided.FAX: self.tr("{place} takes faxes: the pages are set for a fax."),
            Decided.PORTAL: self.tr("{place} has a website: the packet is cut into small files."),
            Decided.SIZE: self.tr("{place} takes at most {value} MB in one file."),
            Decided.FILES: self.tr("Files that the website of {place} takes at once: {value}."),
            Decided.LANGUAGE: self.tr("The pages are written for {place} in: {value}."),
            Decided.OTHER_LANGUAGE: self.tr("{place} reads {value}. Sheaf writes English and Spanish: ask for help."),
            Decided.ID_COPY: self.tr("{place} wants a copy of the ID: send it as a file of its own, “ID and papers”."),
            Decided.NO_ID_COPY: self.tr("{place} wants no copy of the ID: it stays out."),
        }[decision.what].format(place=place, value=decision.value)
