"""Plain words for parts, cases, wishes and editions of a packet."""

from __future__ import annotations

from PySide6.QtCore import QObject

from desktop.records.packet import Case, PacketPart, PacketShape, Want


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
        ]
